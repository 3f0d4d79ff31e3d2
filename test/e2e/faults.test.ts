import { describe, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Fault, World } from '../../src/sandbox/world.ts';
import { acme, fluxV2 } from '../../src/sandbox/worlds/flux-v2.ts';
import { runBinary } from './doctor.ts';
import type { Ran } from './doctor.ts';
import { reportOf } from './running.ts';

const html = '<!DOCTYPE html><html><head><title>Log in to the guest network</title></head><body>Accept</body></html>';

/** What stands between the doctor and an answer, rather than the answer. */
const kinds: Record<string, Fault['answer']> = {
  'a broken connection': { kind: 'reset' },
  'nothing but 500': { kind: 'status', status: 500, body: 'Internal Server Error' },
  '429 with Retry-After': { kind: 'status', status: 429, body: '', headers: { 'retry-after': '60' } },
  'a captive portal': { kind: 'status', status: 200, body: html, headers: { 'content-type': 'text/html' } },
  'half a document': {
    kind: 'status',
    status: 200,
    body: '{"kind": "Depl',
    headers: { 'content-type': 'application/json' },
  },
};

/** Without these the identity cannot be proved. */
const needed = ['kubernetes', 'sts.googleapis.com', 'iamcredentials.googleapis.com', 'europe-west1-docker.pkg.dev'];
/** What these say, a proof makes up for. */
const helpful = [
  'oauth2.googleapis.com',
  'iam.googleapis.com',
  'container.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'artifactregistry.googleapis.com',
];

async function doctorMeets(world: World, fault: Fault): Promise<Ran> {
  const sandbox = await serveSandbox(world);
  try {
    // Only the doctor meets it: Flux has scanned, and scans on.
    world.faults.push(fault);
    return await runBinary(['doctor', '-o', 'json', '--timeout', '20s'], sandbox.env);
  } finally {
    await sandbox.close();
  }
}

describe.each(Object.entries(kinds))('%s', (_, answer) => {
  test.concurrent.each(needed)('from %s proves nothing, and breaks nothing', async (host) => {
    const ran = await doctorMeets(fluxV2(), { host, from: 'outside', answer });
    const report = reportOf(ran);
    expect([report.verdict, ran.code, report.rootCause]).toEqual(['inconclusive', 3, null]);
    expect(report.suspect).not.toBeNull();
  });

  test.concurrent.each(helpful)('from %s breaks nothing', async (host) => {
    const ran = await doctorMeets(fluxV2(), { host, from: 'outside', answer });
    expect([reportOf(ran).rootCause, [0, 3].includes(ran.code ?? -1)]).toEqual([null, true]);
  });

  test.concurrent.each(needed)('from %s does not hide a break behind “healthy”', async (host) => {
    const world = fluxV2();
    const gsa = world.google.projects[acme.cluster.project]?.serviceAccounts[acme.gsa];
    if (gsa !== undefined) gsa.policy.bindings = [];
    const ran = await doctorMeets(world, { host, from: 'outside', answer });
    expect(reportOf(ran).verdict).not.toBe('healthy');
    expect([1, 3]).toContain(ran.code);
  });
});

test.each(['kubernetes', 'sts.googleapis.com', 'iamcredentials.googleapis.com'])(
  'one broken connection to %s is asked again',
  async (host) => {
    const ran = await doctorMeets(fluxV2(), { host, from: 'outside', times: 1, answer: { kind: 'reset' } });
    expect([reportOf(ran).verdict, ran.code]).toEqual(['healthy', 0]);
  },
);
