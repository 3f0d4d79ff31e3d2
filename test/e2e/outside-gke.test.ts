/** Outside of GKE that is told, and nothing of what GKE would have to have. */

import { expect, test } from 'vitest';
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import { ask } from './asked.ts';

test.concurrent.each([
  'cluster-kind',
  'cluster-kind-unannotated',
  'cluster-kind-key-file',
  'cluster-eks-issuer-unread',
  'cluster-k3s-nodes-unread',
  'cluster-not-gke',
])('%s: what is GKE’s is blocked by it, and nothing is broken', async (id) => {
  const { report } = await ask(worldOf(id));
  const checks = [...report.clusters, ...report.identities].flatMap((one) => one.checks);
  const told = checks.flatMap(({ findings }) => findings.map(({ code }) => code));
  expect([...new Set(told)].filter((code) => code !== 'scan-failing')).toEqual(['cluster-not-gke']);
  const ofGke = checks.filter(({ link }) => link === 'GKE');
  expect(ofGke.length).toBeGreaterThan(3);
  // A credential file in the pods, and that alone, makes the way to the metadata server one that they do not take.
  const skips = id === 'cluster-kind-key-file' ? 2 : 0;
  const needed = ofGke.filter(({ status }) => status !== 'skipped');
  expect(ofGke.length - needed.length).toBe(skips);
  for (const check of needed) expect(check).toMatchObject({ status: 'blocked', blockedBy: 'cluster-identity' });
});
