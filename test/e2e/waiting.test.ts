import { describe, expect, test } from 'vitest';
import { object } from '../../src/sandbox/scenarios/scenario.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { World } from '../../src/sandbox/world.ts';
import { acme, fluxV2 } from '../../src/sandbox/worlds/flux-v2.ts';
import { annotate } from './api-write.ts';
import { reportOf, start } from './running.ts';

const place = { namespace: 'flux-system', ksa: acme.controller };

function withoutAnnotation(): World {
  const world = fluxV2();
  delete object(world, 'ServiceAccount', place.namespace, place.ksa).metadata.annotations;
  return world;
}

const minted = (lines: readonly string[]): number =>
  lines.filter((line) => line.startsWith('kubernetes.serviceaccounts.createToken ')).length;

describe('--wait', () => {
  test('ends with 0 once someone has mended it', async () => {
    const sandbox = await serveSandbox(withoutAnnotation());
    try {
      const doctor = start(['doctor', '--wait', '1m', '-o', 'json', '-v'], sandbox.env);
      await doctor.heard(/^registry\.\w+ .*(?:401|403)/);
      await annotate(sandbox, place.namespace, place.ksa, acme.gsa);
      const ran = await doctor.ended;
      expect(reportOf(ran).verdict).toBe('healthy');
      expect(ran.code).toBe(0);
    } finally {
      await sandbox.close();
    }
  });

  test('ends with the last verdict where nobody did; each round has a token of its own', async () => {
    const sandbox = await serveSandbox(withoutAnnotation());
    try {
      const doctor = start(['doctor', '--wait', '2s', '-o', 'json', '-v'], sandbox.env);
      const ran = await doctor.ended;
      expect(reportOf(ran).rootCause?.code).toBe('ksa-annotation-missing');
      expect(ran.code).toBe(1);
      expect(minted(doctor.lines())).toBeGreaterThanOrEqual(2);
      const exchanged = sandbox
        .requests()
        .filter(({ host, origin }) => host === 'sts.googleapis.com' && origin === 'outside');
      expect(exchanged.length).toBeGreaterThanOrEqual(2);
    } finally {
      await sandbox.close();
    }
  });

  test('is over at once where all is well', async () => {
    const sandbox = await serveSandbox(fluxV2());
    try {
      const doctor = start(['doctor', '--wait', '10m', '-o', 'json', '-v'], sandbox.env);
      expect((await doctor.ended).code).toBe(0);
      expect(minted(doctor.lines())).toBe(1);
    } finally {
      await sandbox.close();
    }
  });

  test('a signal during the pause: the last round is what was known', async () => {
    const sandbox = await serveSandbox(withoutAnnotation());
    try {
      const doctor = start(['doctor', '--wait', '10m', '-o', 'json', '-v'], sandbox.env);
      await doctor.heard(/^registry\.\w+ .*(?:401|403)/);
      doctor.signal('SIGINT');
      const ran = await doctor.ended;
      expect(ran.code).toBe(130);
      expect(reportOf(ran).interrupted).toBe('SIGINT');
    } finally {
      await sandbox.close();
    }
  });
});
