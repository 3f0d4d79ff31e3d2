import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { restart } from '../fixes/deployment.ts';
import { text } from '../schema.ts';
import { ksa, workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

export const workloadPredatesAnnotation = defineFinding({
  code: 'workload-predates-annotation',
  link: 'workload',
  level: 'warn',
  since: '0.1.0',
  args: { ...workload, ...ksa, changedAt: text },
  summary: ({ namespace, workload, ksa, changedAt }) =>
    `The pods of ${workloadName(namespace, workload)} are older than the annotation of ServiceAccount ${ksa} (${changedAt})`,
  explanation:
    'The metadata server and Flux cache tokens for up to an hour, so what these pods report can still belong to the identity from before. A new grant does not require new pods, but new pods end the doubt at once.',
  sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity'],
  expected: ({ changedAt }) => `pods started after ${changedAt}`,
  actual: () => 'older pods',
  fixes: (args) => [restart(args, `Restart ${args.namespace}/${args.workload}, or wait 1 h`)],
  example: { ...exampleWorkload, ksa: 'image-reflector-controller', changedAt: '2026-03-02T09:14:00Z' },
});
