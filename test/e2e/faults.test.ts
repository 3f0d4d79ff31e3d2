import { describe, expect, test } from 'vitest';
import { account } from '../../src/sandbox/scenarios/scenario.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Fault, World } from '../../src/sandbox/world.ts';
import { acme, fluxV2 } from '../../src/sandbox/worlds/flux-v2.ts';
import { runDoctor } from './doctor.ts';
import type { Ran } from './doctor.ts';
import { reportOf } from './running.ts';

const html = '<!DOCTYPE html><html><head><title>Log in to the guest network</title></head><body>Accept</body></html>';

/** What looks like an answer is the likeliest to be taken for one. */
const portal: Fault['answer'] = {
  kind: 'status',
  status: 200,
  body: html,
  headers: { 'content-type': 'text/html' },
};

/** What stands between the doctor and an answer, rather than the answer. */
const kinds: Record<string, Fault['answer']> = {
  'a broken connection': { kind: 'reset' },
  'nothing but 500': { kind: 'status', status: 500, body: 'Internal Server Error' },
  '429 with Retry-After': { kind: 'status', status: 429, body: '', headers: { 'retry-after': '60' } },
  'a captive portal': portal,
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

async function doctorMeets(world: World, faults: readonly Fault[]): Promise<Ran> {
  const sandbox = await serveSandbox(world);
  try {
    // Only the doctor meets it: Flux has scanned, and scans on.
    world.faults.push(...faults);
    return await runDoctor(['doctor', '-o', 'json', '--timeout', '20s'], sandbox.env);
  } finally {
    await sandbox.close();
  }
}

describe.each(Object.entries(kinds))('%s', (_, answer) => {
  test.concurrent.each(needed)('from %s proves nothing, and breaks nothing', async (host) => {
    const ran = await doctorMeets(fluxV2(), [{ host, from: 'outside', answer }]);
    const report = reportOf(ran);
    expect([report.verdict, ran.code, report.rootCause]).toEqual(['inconclusive', 3, null]);
    expect(report.suspect).not.toBeNull();
  });

  test.concurrent('from all that is only helpful breaks nothing', async () => {
    const ran = await doctorMeets(
      fluxV2(),
      helpful.map((host) => ({ host, from: 'outside', answer })),
    );
    expect([reportOf(ran).rootCause, [0, 3].includes(ran.code ?? -1)]).toEqual([null, true]);
  });
});

describe('a captive portal', () => {
  test.concurrent.each(helpful)('before %s breaks nothing', async (host) => {
    const ran = await doctorMeets(fluxV2(), [{ host, from: 'outside', answer: portal }]);
    expect([reportOf(ran).rootCause, [0, 3].includes(ran.code ?? -1)]).toEqual([null, true]);
  });

  test.concurrent.each(needed)('before %s does not hide a break behind “healthy”', async (host) => {
    const world = fluxV2();
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    const ran = await doctorMeets(world, [{ host, from: 'outside', answer: portal }]);
    expect(reportOf(ran).verdict).not.toBe('healthy');
    expect([1, 3]).toContain(ran.code);
  });
});

test.each(['kubernetes', 'sts.googleapis.com', 'iamcredentials.googleapis.com'])(
  'one broken connection to %s is asked again',
  async (host) => {
    const ran = await doctorMeets(fluxV2(), [{ host, from: 'outside', times: 1, answer: { kind: 'reset' } }]);
    expect([reportOf(ran).verdict, ran.code]).toEqual(['healthy', 0]);
  },
);
