import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { changeDeployment, podSpec } from '../fixes/deployment.ts';
import { oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

const args = {
  ...workload,
  cause: oneOf(
    'scaled-to-zero',
    'crash',
    'image',
    'scheduling',
    'evicted',
    'crd-not-served',
    'token-not-mounted',
    'not-ready',
  ),
  detail: text,
};
type Args = ArgsOf<typeof args>;

const notRunning: Record<Args['cause'], string> = {
  'scaled-to-zero': 'it is scaled to zero',
  crash: 'it crashes',
  image: 'its image cannot be pulled',
  scheduling: 'no node takes it',
  evicted: 'its node evicted it',
  'crd-not-served': 'the API server does not serve a kind that it needs',
  'token-not-mounted': 'no Kubernetes token is mounted, which the controller needs to work at all',
  'not-ready': 'it is not ready',
};

export const workloadNotRunning = defineFinding({
  code: 'workload-not-running',
  link: 'workload',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ namespace, workload, cause, detail }) =>
    `Deployment ${workloadName(namespace, workload)} has no ready pod: ${notRunning[cause]}${detail === '' ? '' : ` (${detail})`}`,
  explanation:
    "The controller is installed and none of its pods is ready, so nothing is scanned, whatever the identity. The cause is read from the pods: scaled to zero, crashing, an image that cannot be pulled, no node for it, or no Kubernetes token mounted. The node pulls the controller's image with the node's own account, which is another identity than the one that scans.",
  sources: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/'],
  expected: () => 'at least one ready pod',
  actual: ({ cause, detail }) => (detail === '' ? notRunning[cause] : detail),
  fixes: startWorkload,
  example: { ...exampleWorkload, cause: 'scaled-to-zero', detail: '' },
  variants: [
    { cause: 'crash', detail: 'exit code 1' },
    { cause: 'evicted', detail: 'The node was low on resource: ephemeral-storage' },
    { cause: 'crd-not-served', detail: 'no matches for kind "ImageRepository"' },
  ],
});

function startWorkload(args: Args): Fix[] {
  const look: Fix = {
    kind: 'find-out',
    title: `See why the pods of ${args.namespace}/${args.workload} are not ready`,
    tool: 'kubectl',
    command: sh`kubectl -n ${args.namespace} describe deployment,replicaset,pod -l app=${args.workload}`,
    patch: null,
    permission: `get and list deployments, replicasets, pods and events in namespace ${args.namespace}`,
    takes: 'at once',
    verify: sh`kubectl -n ${args.namespace} rollout status deployment ${args.workload}`,
  };
  switch (args.cause) {
    case 'scaled-to-zero':
      return [
        {
          ...look,
          kind: 'ask-first',
          title: `Scale ${args.namespace}/${args.workload} to one`,
          command: sh`kubectl --field-manager=flux-client-side-apply -n ${args.namespace} patch deployment ${args.workload} --type merge -p ${'{"spec":{"replicas":1}}'}`,
          permission: `patch deployments in namespace ${args.namespace}`,
          takes: 'after about 1 min',
        },
      ];
    case 'token-not-mounted':
      return changeDeployment(
        args,
        { kind: 'none' },
        {
          title: `Mount the Kubernetes token in the pods of ${args.namespace}/${args.workload}`,
          patch: podSpec({ automountServiceAccountToken: true }),
        },
      );
    case 'crash':
      return [
        {
          ...look,
          kind: 'find-out',
          title: `Read the log of ${args.namespace}/${args.workload} before it exited`,
          command: sh`kubectl -n ${args.namespace} logs ${`deployment/${args.workload}`} --previous --tail=50`,
        },
        look,
      ];
    case 'crd-not-served':
      return [
        {
          ...look,
          kind: 'find-out',
          title:
            'See which versions of the CRDs of Flux are installed, and install those of the version of the controller',
          command:
            'kubectl get crds -l app.kubernetes.io/part-of=flux -o custom-columns=NAME:.metadata.name,STORED:.status.storedVersions',
          permission: 'list customresourcedefinitions',
        },
        look,
      ];
    case 'evicted':
      return [
        {
          ...look,
          kind: 'find-out',
          title: 'See which nodes are under pressure',
          command: 'kubectl describe nodes',
          permission: 'list nodes',
        },
        look,
      ];
    case 'image':
    case 'scheduling':
    case 'not-ready':
      return [look];
    default:
      return args.cause satisfies never;
  }
}
