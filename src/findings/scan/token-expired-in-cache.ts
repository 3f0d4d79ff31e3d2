import { defineFinding } from '../define.ts';
import { exampleObject } from '../examples.ts';
import { restart } from '../fixes/deployment.ts';
import { reconcile } from '../fixes/flux-object.ts';
import { text } from '../schema.ts';
import { fluxObject } from '../subjects.ts';
import { objectName } from '../wording.ts';

export const tokenExpiredInCache = defineFinding({
  code: 'token-expired-in-cache',
  link: 'scan',
  level: 'warn',
  failsAt: 'registry',
  since: '0.1.0',
  args: { ...fluxObject, workload: text, workloadNamespace: text, message: text },
  summary: (args) =>
    `${objectName(args)} still reports a 401, though every link holds now: ${args.workload} holds an old token`,
  explanation:
    'The chain is sound, and what Flux last said is older than the repair, or comes from a token that expired in its cache. It goes away by itself within an hour. New pods, or a scan by hand, show it at once.',
  sources: ['https://fluxcd.io/flux/components/image/options/'],
  expected: () => 'a scan after the repair',
  actual: ({ message }) => message,
  fixes: (args) => [
    reconcile(args, `Scan ${args.namespace}/${args.name} now`),
    {
      ...restart(
        { namespace: args.workloadNamespace, workload: args.workload },
        `Restart ${args.workloadNamespace}/${args.workload}, if it still fails after 1 h`,
      ),
      kind: 'ask-first',
    },
  ],
  example: {
    ...exampleObject,
    workload: 'image-reflector-controller',
    workloadNamespace: 'flux-system',
    message: 'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token: UNAUTHORIZED: authentication failed',
  },
});
