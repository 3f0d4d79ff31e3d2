/** The words for the first link: a workload that scans, and runs as the KSA in question. */

import { installReflector, meshAnnotations, runAsAnnotated, startWorkload, watchObject } from '../fixes/workload.ts';
import { addFlag, changeDeployment, edit, environment, podSpec, restart } from '../fixes/deployment.ts';
import type { FindingArgs, Workload } from '../finding-args.ts';
import { sh, yours } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { listed, quoted, shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type WorkloadCode =
  | 'workload-not-found'
  | 'workload-not-running'
  | 'controller-flags-invalid'
  | 'nothing-to-scan'
  | 'workload-uses-other-ksa'
  | 'workload-on-host-network'
  | 'workload-predates-annotation'
  | 'credentials-file-overrides-identity'
  | 'proxy-captures-metadata'
  | 'mesh-blocks-metadata'
  | 'flux-too-old-for-registry'
  | 'object-not-watched';

const reflector: Workload = { namespace: 'flux-system', workload: 'image-reflector-controller' };

export const workloadWords: WordsTable<WorkloadCode> = {
  'workload-not-found': {
    link: 'workload',
    level: 'broken',
    summary: ({ searched, objects, reflectorMissing }) =>
      reflectorMissing
        ? `No image-reflector-controller was found in ${shown(searched)}, though ${counted(objects, 'object')} need one`
        : `No Flux controller that reads registries was found in ${shown(searched)}`,
    explanation:
      "Flux's image controllers are optional, and off by default: without an image-reflector-controller nobody scans, and every ImageRepository stays as it is. Deployments were sought by Flux's labels, then by the name of their image, so an unusual install is found too. It does not mean that the identity is wrong: nobody has used it.",
    sources: ['https://fluxcd.io/flux/installation/configuration/optional-components/'],
    expected: () => 'a Deployment image-reflector-controller or source-controller of Flux v2, or flux of Flux v1',
    actual: ({ searched }) => `none in ${shown(searched)}`,
    fixes: installReflector,
    example: { searched: 'all namespaces', objects: 3, reflectorMissing: true },
  },
  'workload-not-running': {
    link: 'workload',
    level: 'broken',
    summary: ({ namespace, workload, cause, detail }) =>
      `${at(namespace, workload)} has no ready pod: ${notRunning[cause]}${detail === '' ? '' : ` (${shown(detail)})`}`,
    explanation:
      'The controller is there and no pod of it is ready, so nothing is scanned, however right the identity is. The cause is read from the pods: scaled to zero, crashing, an image that cannot be pulled, no node that takes it, or no Kubernetes token mounted. The image of the controller is pulled by the node under the account of the node, which is another identity than the one that scans.',
    sources: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/'],
    expected: () => 'at least one ready pod',
    actual: ({ cause, detail }) => (detail === '' ? notRunning[cause] : shown(detail)),
    fixes: startWorkload,
    example: { ...reflector, cause: 'scaled-to-zero', detail: '' },
  },
  'controller-flags-invalid': {
    link: 'workload',
    level: 'broken',
    summary: ({ namespace, workload, version, flag }) =>
      `${at(namespace, workload)} ${shown(version)} does not start with ${quoted(flag)}`,
    explanation:
      'The controller ends at its start because of a flag or a feature gate that its version does not know, or that needs another one. --gcp-autologin-for-gcr was removed in Flux 2.7, ObjectLevelWorkloadIdentity came with 2.6, and --default-service-account, which came with 2.7, needs that gate up to 2.9. Nothing is scanned until the controller starts. --default-service-account keeps tenants off the identity of the controller: give it the gate or the version that it needs, and do not take it off.',
    sources: ['https://fluxcd.io/flux/components/image/options/'],
    expected: ({ version }) => `flags that ${shown(version)} knows`,
    actual: ({ problem }) => shown(problem),
    fixes: validFlags,
    example: {
      ...reflector,
      version: '1.0.1',
      flag: '--gcp-autologin-for-gcr',
      problem: 'unknown flag: --gcp-autologin-for-gcr',
    },
  },
  'nothing-to-scan': {
    link: 'workload',
    level: 'unknown',
    summary: ({ searched }) => `Flux scans nothing on a Google registry: looked at ${shown(searched)}`,
    explanation:
      'Flux is there, and no object of it names an image on gcr.io or pkg.dev, so there is no identity to prove. An object in a namespace that you may not list is not seen. Name an image to have the chain walked all the same.',
    sources: ['https://fluxcd.io/flux/guides/image-update/'],
    expected: () => 'an ImageRepository, OCIRepository, HelmRepository or Bucket on a Google host',
    actual: ({ searched }) => `none among ${shown(searched)}`,
    fixes: () => [
      {
        kind: 'find-out',
        title: 'Walk the chain for an image of your choice',
        tool: 'flux-wi',
        command: sh`flux-wi doctor --image ${yours('IMAGE')}`,
        patch: null,
        permission: 'none',
        takes: 'at once',
        verify: 'kubectl get imagerepositories,ocirepositories,helmrepositories,buckets -A',
      },
    ],
    example: { searched: '4 ImageRepositories, 2 HelmRepositories' },
  },
  'workload-uses-other-ksa': {
    link: 'workload',
    level: 'broken',
    summary: ({ namespace, workload, runsAs, annotated }) =>
      `${at(namespace, workload)} runs as KSA ${shown(runsAs)}, but KSA ${shown(annotated)} carries the annotation`,
    explanation:
      'The annotation stands on a KSA that no scanner uses, so the pods never become that service account. Only the KSA in the pod counts; since Flux 0.7 each controller has its own, and a pod template without serviceAccountName runs as default. Once the right KSA is annotated, the binding on the Google side must name it too.',
    sources: [
      'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
      'https://github.com/fluxcd/flux2/issues/798',
    ],
    expected: ({ runsAs, gsa }) => `KSA ${shown(runsAs)} with ${shown(gsa)}`,
    actual: ({ annotated, gsa }) => `KSA ${shown(annotated)} with ${shown(gsa)}`,
    fixes: runAsAnnotated,
    example: {
      ...reflector,
      runsAs: 'image-reflector-controller',
      annotated: 'flux',
      by: 'template',
      gsa: 'flux-images@acme-prod.iam.gserviceaccount.com',
      owner: { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
    },
  },
  'workload-on-host-network': {
    link: 'workload',
    level: 'broken',
    summary: ({ namespace, workload }) =>
      `${at(namespace, workload)} runs on the host network, past the GKE metadata server`,
    explanation:
      "Pods with hostNetwork: true ask the node's own metadata server, so they act as the service account of the node and never as their KSA. There is no error: the scan is refused, or succeeds, under the wrong account. Identities that an object names itself (spec.serviceAccountName) are not touched by it.",
    sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#restrictions'],
    expected: () => 'hostNetwork: false',
    actual: () => 'hostNetwork: true',
    fixes: (args) =>
      changeDeployment(args, args.owner, {
        title: `Take Deployment ${args.namespace}/${args.workload} off the host network`,
        patch: podSpec({ hostNetwork: false, dnsPolicy: 'ClusterFirst' }),
      }),
    example: { namespace: 'flux-system', workload: 'flux', owner: { kind: 'none' } },
  },
  'workload-predates-annotation': {
    link: 'workload',
    level: 'warn',
    summary: ({ namespace, workload, ksa, changedAt }) =>
      `${at(namespace, workload)} started before KSA ${shown(ksa)} was annotated (${shown(changedAt)})`,
    explanation:
      'The pods are older than the annotation. The metadata server and Flux hold tokens for up to an hour, so what they show can still belong to the identity from before. New pods are not needed for a new grant, but they end the doubt at once.',
    sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity'],
    expected: ({ changedAt }) => `pods started after ${shown(changedAt)}`,
    actual: () => 'older pods',
    fixes: (args) => [restart(args, `Start ${args.namespace}/${args.workload} anew, or wait an hour`)],
    example: { ...reflector, ksa: 'image-reflector-controller', changedAt: '2026-03-02T09:14:00Z' },
  },
  'credentials-file-overrides-identity': {
    link: 'workload',
    level: 'broken',
    summary: ({ namespace, workload, variable, value }) =>
      `${at(namespace, workload)} sets ${shown(variable)}=${shown(value)}, which goes before Workload Identity`,
    explanation:
      "Google's libraries look at this variable before they ask the metadata server, so the identity of the KSA is never used. From Flux 2.6 on it decides for registries, for buckets always; before that, registries ignored it. The account in the file may even have the rights, until its key is rotated.",
    sources: [
      'https://cloud.google.com/docs/authentication/application-default-credentials',
      'https://github.com/fluxcd/flux2/issues/1232',
    ],
    expected: ({ variable }) => `no ${shown(variable)} on the container`,
    actual: ({ variable, value }) => `${shown(variable)}=${shown(value)}`,
    fixes: (args) =>
      changeDeployment(args, args.owner, {
        title: `Remove ${args.variable} from Deployment ${args.namespace}/${args.workload}`,
        patch: environment(args.workload, { name: args.variable, $patch: 'delete' }),
      }),
    example: {
      ...reflector,
      variable: 'GOOGLE_APPLICATION_CREDENTIALS',
      value: '/etc/gcp/key.json',
      version: '1.0.1',
      owner: { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
    },
  },
  'proxy-captures-metadata': {
    link: 'workload',
    level: 'broken',
    summary: ({ namespace, workload, variable }) =>
      `${at(namespace, workload)} sends its metadata requests to the proxy in ${shown(variable)}`,
    explanation:
      'The proxy is asked for metadata.google.internal, which only the node can answer, so no token comes back or one of another machine. It concerns Flux up to 2.5, whose login obeys the proxy variables and spec.proxySecretRef; later versions go to the metadata server directly. Google itself should still be reached through the proxy.',
    sources: ['https://fluxcd.io/flux/installation/configuration/proxy-setting/'],
    expected: () => 'NO_PROXY with 169.254.169.254 and metadata.google.internal',
    actual: ({ noProxy }) => (noProxy === '' ? 'no NO_PROXY' : `NO_PROXY=${shown(noProxy)}`),
    fixes: (args) =>
      changeDeployment(args, args.owner, {
        title: `Let Deployment ${args.namespace}/${args.workload} reach the metadata server past the proxy`,
        patch: environment(args.workload, {
          name: 'NO_PROXY',
          value: [args.noProxy, '169.254.169.254', 'metadata.google.internal'].filter((part) => part !== '').join(','),
        }),
      }),
    example: {
      ...reflector,
      variable: 'HTTP_PROXY',
      noProxy: '.svc,10.0.0.0/8',
      version: '0.34.0',
      owner: { kind: 'none' },
    },
  },
  'mesh-blocks-metadata': {
    link: 'workload',
    level: 'broken',
    summary: ({ namespace, workload, sidecar }) =>
      `The sidecar ${shown(sidecar)} in ${at(namespace, workload)} takes the traffic to the metadata server`,
    explanation:
      'A mesh sidecar captures 169.254.169.254, or starts after the controller. The GKE metadata server refuses requests that a proxy has marked with X-Forwarded-For, and before the sidecar is up there is no answer at all. Flux then has no token, or remembers that it is not on Google.',
    sources: [
      'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/authentication',
      'https://github.com/google/cloudprober/issues/432',
    ],
    expected: () => '169.254.169.254/32 left out of the mesh',
    actual: ({ sidecar }) => `captured by ${shown(sidecar)}`,
    fixes: (args) =>
      changeDeployment(
        args,
        { kind: 'none' },
        {
          title: `Leave the metadata server out of the mesh for ${args.namespace}/${args.workload}`,
          patch: {
            kind: 'merge',
            content: { spec: { template: { metadata: { annotations: meshAnnotations(args.sidecar) } } } },
          },
        },
      ),
    example: { ...reflector, sidecar: 'istio-proxy' },
  },
  'flux-too-old-for-registry': {
    link: 'workload',
    level: 'broken',
    summary: ({ namespace, workload, version, host, minimum }) =>
      `${at(namespace, workload)} ${shown(version)} cannot log in to ${shown(host)}; ${shown(minimum)} can`,
    explanation:
      'This version of Flux has no login for that host, so it asks anonymously, whatever the identity may do. Flux v2 before 0.26 had no Google login at all, and Flux v1 before 1.20 knows no pkg.dev. Nodes can pull the same images all the same: they use their own account.',
    sources: [
      'https://fluxcd.io/flux/cheatsheets/oci-artifacts/',
      'https://github.com/fluxcd/image-automation-controller/issues/83',
    ],
    expected: ({ minimum }) => `${shown(minimum)} or later`,
    actual: ({ version }) => shown(version),
    fixes: ({ namespace, minimum }) => [upgradeFlux(namespace, minimum)],
    example: { ...reflector, version: '0.12.0', host: 'gcr.io', minimum: 'image-reflector-controller 0.16' },
  },
  'object-not-watched': {
    link: 'workload',
    level: 'broken',
    summary: ({ kind, namespace, name, selectors }) =>
      `No controller watches ${shown(kind)} ${shown(namespace)}/${shown(name)}: they select ${listed(selectors)}`,
    explanation:
      "The object's labels or its namespace fit the selector of no controller (--watch-label-selector, --watch-all-namespaces), so nobody ever reconciles it. Its status stays as it last was, or stays empty. The identity is not at fault.",
    sources: ['https://fluxcd.io/flux/installation/configuration/sharding/'],
    expected: ({ selectors }) => `labels that fit ${listed(selectors)}`,
    actual: () => 'labels that fit none',
    fixes: watchObject,
    example: {
      kind: 'ImageRepository',
      namespace: 'apps',
      name: 'api',
      selectors: ['!sharding.fluxcd.io/key', 'sharding.fluxcd.io/key=shard1'],
    },
  },
};

/** The lockdown of tenants is never taken off: it gets what it needs. */
function validFlags(args: FindingArgs['controller-flags-invalid']): Fix[] {
  if (args.flag !== '--default-service-account')
    return [edit(args, `Take ${args.flag} off the controller's arguments`)];
  return args.problem.startsWith('unknown flag')
    ? [upgradeFlux(args.namespace, 'Flux 2.7')]
    : addFlag(args, { kind: 'none' }, '--feature-gates=ObjectLevelWorkloadIdentity=true');
}

function upgradeFlux(namespace: string, minimum: string): Fix {
  return {
    kind: 'ask-first',
    title: `Upgrade to ${minimum} or later; an install that was bootstrapped is upgraded by running \`flux bootstrap\` again`,
    tool: 'flux',
    command: sh`flux install --namespace=${namespace} --components-extra=image-reflector-controller,image-automation-controller`,
    patch: null,
    permission: 'cluster-admin',
    takes: 'some minutes',
    verify: 'flux check',
  };
}

function at(namespace: string, workload: string): string {
  return `${shown(namespace)}/${shown(workload)}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const notRunning: Record<FindingArgs['workload-not-running']['cause'], string> = {
  'scaled-to-zero': 'it is scaled to zero',
  crash: 'it crashes',
  image: 'its image cannot be pulled',
  scheduling: 'no node takes it',
  'token-not-mounted': 'no Kubernetes token is mounted, which the controller needs to work at all',
  'not-ready': 'it is not ready',
};
