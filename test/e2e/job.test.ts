import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { object } from '../../src/sandbox/scenarios/scenario.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { acme, fluxV2 } from '../../src/sandbox/worlds/flux-v2.ts';
import { runBinary } from './doctor.ts';
import { reportOf } from './running.ts';

const file = (name: string): string => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');

interface Job {
  metadata: { namespace: string };
  spec: {
    template: {
      spec: {
        serviceAccountName: string;
        affinity: {
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              labelSelector: { matchLabels: Record<string, string> };
            }[];
          };
        };
        containers: { args: string[] }[];
      };
    };
  };
}

const job = parse(file('job.yaml')) as Job;
const pod = job.spec.template.spec;

test('the Job runs as the KSA that it asks about, beside the pods of that very controller', () => {
  const world = fluxV2();
  const [affinity] = pod.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution;
  const deployment = object(world, 'Deployment', job.metadata.namespace, acme.controller) as unknown as {
    spec: { template: { metadata: { labels: Record<string, string> }; spec: { serviceAccountName: string } } };
  };
  expect(deployment.spec.template.metadata.labels).toMatchObject(affinity?.labelSelector.matchLabels ?? {});
  expect(pod.serviceAccountName).toBe(deployment.spec.template.spec.serviceAccountName);
  const args = pod.containers[0]?.args;
  expect(args).toContain(`--service-account=${pod.serviceAccountName}`);
  expect(args).toContain(`--namespace=${job.metadata.namespace}`);
});

test('its arguments are understood; outside of a pod they prove nothing, and say so', async () => {
  const sandbox = await serveSandbox(fluxV2());
  try {
    const ran = await runBinary(pod.containers[0]?.args ?? [], sandbox.env);
    const report = reportOf(ran);
    expect([ran.code, report.verdict]).toEqual([3, 'inconclusive']);
    const notes = report.identities.flatMap(({ checks }) => checks.find(({ id }) => id === 'token')?.notes ?? []);
    expect(notes.join(' ')).toContain('--prove-as pod');
  } finally {
    await sandbox.close();
  }
});
