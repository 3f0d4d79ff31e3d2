/** Flux 2.7 as `flux bootstrap` installs it, image controllers included. */

import type { CustomResource, StoredObject } from '../world.ts';
import { clusterRole, rule } from './cluster-objects.ts';
import { daysAgo } from './times.ts';
import { condition, deployment, namespace, serviceAccountObject } from './workload-objects.ts';

const fluxVersion = 'v2.7.3';
export const fluxNamespace = 'flux-system';

const images: Readonly<Record<string, string>> = {
  'source-controller': 'v1.7.3',
  'kustomize-controller': 'v1.7.2',
  'helm-controller': 'v1.4.3',
  'notification-controller': 'v1.7.4',
  'image-reflector-controller': 'v1.0.3',
  'image-automation-controller': 'v1.0.3',
};

function toolkit(group: string, versions: string[], plural: string, kind: string): CustomResource {
  return {
    group: `${group}.toolkit.fluxcd.io`,
    versions,
    plural,
    singular: kind.toLowerCase(),
    kind,
    namespaced: true,
  };
}

export function fluxCustomResources(): CustomResource[] {
  return [
    toolkit('image', ['v1', 'v1beta2'], 'imagerepositories', 'ImageRepository'),
    toolkit('image', ['v1', 'v1beta2'], 'imagepolicies', 'ImagePolicy'),
    toolkit('image', ['v1', 'v1beta2'], 'imageupdateautomations', 'ImageUpdateAutomation'),
    toolkit('source', ['v1', 'v1beta2'], 'gitrepositories', 'GitRepository'),
    toolkit('source', ['v1', 'v1beta2'], 'ocirepositories', 'OCIRepository'),
    toolkit('source', ['v1', 'v1beta2'], 'helmrepositories', 'HelmRepository'),
    toolkit('source', ['v1', 'v1beta2'], 'helmcharts', 'HelmChart'),
    toolkit('source', ['v1', 'v1beta2'], 'buckets', 'Bucket'),
    toolkit('kustomize', ['v1', 'v1beta2'], 'kustomizations', 'Kustomization'),
    toolkit('helm', ['v2', 'v2beta2'], 'helmreleases', 'HelmRelease'),
    toolkit('notification', ['v1beta3'], 'providers', 'Provider'),
    toolkit('notification', ['v1beta3'], 'alerts', 'Alert'),
    toolkit('notification', ['v1'], 'receivers', 'Receiver'),
  ];
}

export interface FluxInstall {
  readonly nodeName: string;
  /** GSA by controller, written as its KSA's annotation. */
  readonly gsas?: Readonly<Record<string, string>>;
  /** Arguments beside the usual ones, by controller. */
  readonly args?: Readonly<Record<string, readonly string[]>>;
}

export function fluxInstall(install: FluxInstall): StoredObject[] {
  return [
    namespace(fluxNamespace, labels()),
    serviceAccountObject(fluxNamespace, 'default'),
    ...Object.keys(images).flatMap((name) => controller(install, name)),
    ...networkPolicies(),
    ...rights(),
    ...sync(),
  ];
}

/** Flux's own Kustomization applies what bootstrap wrote to Git, and so owns it. */
function labels(component?: string): Record<string, string> {
  return {
    'app.kubernetes.io/instance': fluxNamespace,
    'app.kubernetes.io/part-of': 'flux',
    'app.kubernetes.io/version': fluxVersion,
    ...(component !== undefined && { 'app.kubernetes.io/component': component }),
    'kustomize.toolkit.fluxcd.io/name': fluxNamespace,
    'kustomize.toolkit.fluxcd.io/namespace': fluxNamespace,
  };
}

function controller(install: FluxInstall, name: string): StoredObject[] {
  const gsa = install.gsas?.[name];
  const storage =
    name === 'source-controller'
      ? ['--storage-path=/data', '--storage-adv-addr=source-controller.$(RUNTIME_NAMESPACE).svc.cluster.local.']
      : [];
  const container = {
    name: 'manager',
    image: `ghcr.io/fluxcd/${name}:${images[name]}`,
    imagePullPolicy: 'IfNotPresent',
    args: [
      '--events-addr=http://notification-controller.flux-system.svc.cluster.local./',
      '--watch-all-namespaces=true',
      '--log-level=info',
      '--log-encoding=json',
      '--enable-leader-election',
      ...storage,
      ...(install.args?.[name] ?? []),
    ],
    env: [
      { name: 'RUNTIME_NAMESPACE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } } },
    ],
    ports: [
      { containerPort: 8080, name: 'http-prom', protocol: 'TCP' },
      { containerPort: 9440, name: 'healthz', protocol: 'TCP' },
    ],
    readinessProbe: { httpGet: { path: '/readyz', port: 'healthz' } },
    resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '64Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
  };
  return [
    serviceAccountObject(fluxNamespace, name, { labels: labels(name), ...(gsa !== undefined && { gsa }) }),
    ...deployment({
      namespace: fluxNamespace,
      name,
      labels: { ...labels(name), 'control-plane': 'controller' },
      selector: { app: name },
      podLabels: {
        'app.kubernetes.io/component': name,
        'app.kubernetes.io/instance': fluxNamespace,
        'app.kubernetes.io/part-of': 'flux',
        'app.kubernetes.io/version': fluxVersion,
      },
      serviceAccountName: name,
      containers: [container],
      nodeName: install.nodeName,
      podSpec: { priorityClassName: 'system-cluster-critical' },
    }),
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: `${name}-leader-election`, namespace: fluxNamespace, creationTimestamp: daysAgo(200) },
      spec: { holderIdentity: `${name}-0_8d2e5f61`, leaseDurationSeconds: 35, leaseTransitions: 4 },
    },
  ];
}

function networkPolicies(): StoredObject[] {
  const policy = (name: string, spec: object): StoredObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: fluxNamespace, labels: labels(), creationTimestamp: daysAgo(200), generation: 1 },
    spec,
  });
  return [
    policy('allow-egress', {
      podSelector: {},
      egress: [{}],
      ingress: [{ from: [{ podSelector: {} }] }],
      policyTypes: ['Ingress', 'Egress'],
    }),
    policy('allow-scraping', {
      podSelector: {},
      ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
      policyTypes: ['Ingress'],
    }),
    policy('allow-webhooks', {
      podSelector: { matchLabels: { app: 'notification-controller' } },
      ingress: [{ from: [{ namespaceSelector: {} }] }],
      policyTypes: ['Ingress'],
    }),
  ];
}

const rbac = 'rbac.authorization.k8s.io';
const toolkitGroups = ['source', 'kustomize', 'helm', 'notification', 'image'].map(
  (name) => `${name}.toolkit.fluxcd.io`,
);

function rights(): StoredObject[] {
  const controllers = Object.keys(images).map((name) => ({ kind: 'ServiceAccount', name, namespace: fluxNamespace }));
  const binding = (name: string, role: string, subjects: object[]): StoredObject => ({
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name, labels: labels(), creationTimestamp: daysAgo(200) },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
    subjects,
  });
  const reconcilers = controllers.filter(({ name }) => /^(?:kustomize|helm)-/.test(name));
  return [
    clusterRole(
      'crd-controller-flux-system',
      [
        ...toolkitGroups.map((group) => rule([group], ['*'], ['*'])),
        rule([''], ['namespaces', 'secrets', 'configmaps', 'serviceaccounts'], ['get', 'list', 'watch']),
        rule([''], ['events'], ['create', 'patch']),
        rule([''], ['configmaps'], ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']),
        rule(['coordination.k8s.io'], ['leases'], ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']),
        rule([''], ['serviceaccounts/token'], ['create']),
      ],
      labels(),
    ),
    clusterRole(
      'flux-view-flux-system',
      toolkitGroups.map((group) => rule([group], ['*'], ['get', 'list', 'watch'])),
      {
        ...labels(),
        ...Object.fromEntries(['admin', 'edit', 'view'].map((role) => [`${rbac}/aggregate-to-${role}`, 'true'])),
      },
    ),
    binding('crd-controller-flux-system', 'crd-controller-flux-system', controllers),
    binding('cluster-reconciler-flux-system', 'cluster-admin', reconcilers),
  ];
}

/** The source and the Kustomization of bootstrap itself. */
function sync(): StoredObject[] {
  const revision = 'main@sha1:5f2c7d9e1b3a4860c9d7e5f1a2b3c4d5e6f70819';
  const ready = (reason: string, message: string): object => ({
    observedGeneration: 1,
    conditions: [{ ...condition('Ready', 'True', reason, message), observedGeneration: 1 }],
  });
  const metadata = {
    name: fluxNamespace,
    namespace: fluxNamespace,
    labels: labels(),
    creationTimestamp: daysAgo(200),
    generation: 1,
  };
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { ...metadata },
      spec: {
        interval: '1m0s',
        ref: { branch: 'main' },
        secretRef: { name: fluxNamespace },
        timeout: '60s',
        url: 'ssh://git@git.acme.example/platform/fleet',
      },
      status: { ...ready('Succeeded', `stored artifact for revision '${revision}'`), artifact: { revision } },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { ...metadata },
      spec: {
        interval: '10m0s',
        path: './clusters/prod-1',
        prune: true,
        sourceRef: { kind: 'GitRepository', name: fluxNamespace },
      },
      status: {
        ...ready('ReconciliationSucceeded', `Applied revision: ${revision}`),
        lastAppliedRevision: revision,
        lastAttemptedRevision: revision,
      },
    },
  ];
}
