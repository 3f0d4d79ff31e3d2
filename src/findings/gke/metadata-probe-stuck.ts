import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { restart } from '../fixes/deployment.ts';
import { text } from '../schema.ts';
import { workload } from '../subjects.ts';

export const metadataProbeStuck = defineFinding({
  code: 'metadata-probe-stuck',
  link: 'GKE',
  level: 'broken',
  failsAt: 'metadata',
  since: '0.1.0',
  args: { ...workload, message: text },
  summary: ({ namespace, workload }) =>
    `Deployment ${namespace}/${workload} did not find the metadata server when it started, and must be restarted`,
  explanation: `Google's library looks for the metadata server once and remembers the answer for the life of the process. On a new node the server needs some seconds, so a pod that was faster reports "could not find default credentials" from then on, although everything is right by now. A new pod looks again.`,
  sources: ['https://github.com/googleapis/google-cloud-go/issues/14349'],
  expected: () => 'a controller that found the metadata server',
  actual: ({ message }) => message,
  fixes: (args) => [restart(args, `Restart ${args.namespace}/${args.workload}`)],
  example: { ...exampleWorkload, message: 'google: could not find default credentials.' },
});
