import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { upgradeFlux } from '../fixes/upgrade.ts';
import { text } from '../schema.ts';
import { workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

export const fluxTooOldForRegistry = defineFinding({
  code: 'flux-too-old-for-registry',
  link: 'workload',
  level: 'broken',
  since: '0.1.0',
  args: { ...workload, version: text, host: text, minimum: text },
  summary: ({ namespace, workload, version, host, minimum }) =>
    `Deployment ${workloadName(namespace, workload)} ${version} cannot log in to ${host}; ${minimum} can`,
  explanation:
    'This version of Flux has no login for that host, so it asks anonymously, whatever the identity may read. Flux v2 before 0.26 had no Google login, and Flux v1 before 1.20 does not know pkg.dev. Nodes can pull the same images, because they use their own account.',
  sources: [
    'https://fluxcd.io/flux/cheatsheets/oci-artifacts/',
    'https://github.com/fluxcd/image-automation-controller/issues/83',
  ],
  expected: ({ minimum }) => `${minimum} or later`,
  actual: ({ version }) => version,
  fixes: ({ namespace, minimum }) => [upgradeFlux(namespace, minimum)],
  example: { ...exampleWorkload, version: '0.12.0', host: 'gcr.io', minimum: 'image-reflector-controller 0.16' },
});
