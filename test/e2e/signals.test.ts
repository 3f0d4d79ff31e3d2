import { describe, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import type { Fault } from '../../src/sandbox/world.ts';
import { healthyWorld } from '../../src/sandbox/worlds/healthy.ts';
import { reportOf, start } from './running.ts';

/** Longer than any test waits, and short enough not to keep the test's own process. */
const long: Fault['answer'] = { kind: 'delay', ms: 40_000 };

async function hanging<T>(host: string, work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const world = healthyWorld('flux-v2');
  const sandbox = await serveSandbox(world);
  world.faults.push({ host, from: 'outside', answer: long });
  try {
    return await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe('a run that hangs', () => {
  test.concurrent.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s: what was known, and exit %i', async (name, exit) => {
    await hanging('sts.googleapis.com', async (sandbox) => {
      const doctor = start(['doctor', '-o', 'json', '-v'], sandbox.env);
      await doctor.heard(/^kubernetes\.serviceaccounts\.createToken /);
      doctor.signal(name);
      const ran = await doctor.ended;
      const report = reportOf(ran);
      expect([ran.code, ran.signal]).toEqual([exit, null]);
      expect(report.interrupted).toBe(name);
      expect(report.verdict).toBe('inconclusive');
      const [cluster] = report.clusters;
      expect(cluster?.checks.find(({ id }) => id === 'cluster-access')?.status).toBe('pass');
    });
  });

  test.concurrent('a signal right at the start ends it too', async () => {
    await hanging('kubernetes', async (sandbox) => {
      const doctor = start(['doctor', '-o', 'json'], sandbox.env);
      doctor.signal('SIGTERM');
      const ran = await doctor.ended;
      // Before the program listens, the signal does its work by itself.
      expect(ran.signal ?? ran.code).toBe(ran.signal === null ? 143 : 'SIGTERM');
    });
  });

  test.concurrent.each(['kubernetes', 'sts.googleapis.com', 'europe-west1-docker.pkg.dev', 'oauth2.googleapis.com'])(
    '--timeout 2s where %s does not answer: not broken, and no crash',
    async (host) => {
      await hanging(host, async (sandbox) => {
        const ran = await start(['doctor', '-o', 'json', '--timeout', '2s'], sandbox.env).ended;
        const report = reportOf(ran);
        // Google credentials are not needed where the KSA's own token proves the chain.
        const wanted = host === 'oauth2.googleapis.com' ? ['healthy', 'inconclusive'] : ['inconclusive'];
        expect(wanted).toContain(report.verdict);
        expect(ran.code).toBe(report.verdict === 'healthy' ? 0 : 3);
        expect(report.interrupted).toBeNull();
      });
    },
  );
});
