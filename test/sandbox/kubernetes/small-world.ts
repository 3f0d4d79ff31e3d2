/** One namespace with one scanner: the least that the tests of the cluster need. */

import type { StoredObject, World } from '../../../src/sandbox/world.ts';

export const rbac = 'rbac.authorization.k8s.io';

export function smallWorld(): World {
  return {
    cluster: {
      project: 'acme-prod',
      location: 'europe-west1',
      name: 'prod-1',
      gitVersion: 'v1.32.13-gke.1000',
      context: 'gke_acme-prod_europe-west1_prod-1',
      reachable: true,
      objects: [
        ...scanner('image-reflector-controller', 'v1.0.1'),
        node('gke-prod-1-pool-1'),
        clusterRoleBinding('viewers', 'view', { kind: 'User', name: 'viewer@acme.example', apiGroup: rbac }),
        fluxViewRole,
        imageRepository('api'),
      ],
      customResources: [
        {
          group: 'image.toolkit.fluxcd.io',
          versions: ['v1', 'v1beta2'],
          plural: 'imagerepositories',
          singular: 'imagerepository',
          kind: 'ImageRepository',
          namespaced: true,
        },
      ],
    },
    google: { projects: {}, folders: {}, organizations: {}, roles: {} },
    operator: {
      kubernetesUser: 'viewer@acme.example',
      kubernetesGroups: ['acme:sre'],
      kubeconfig: 'token',
      account: 'viewer@acme.example',
      credentials: 'none',
    },
    faults: [],
  };
}

/** A Deployment of a Flux controller, its pod and its annotated KSA. */
export function scanner(name: string, version: string): StoredObject[] {
  const labels = { app: name };
  const podSpec = {
    serviceAccountName: name,
    containers: [
      {
        name: 'manager',
        image: `ghcr.io/fluxcd/${name}:${version}`,
        args: [
          '--events-addr=http://notification-controller.flux-system.svc.cluster.local./',
          '--watch-all-namespaces=true',
        ],
        env: [{ name: 'RUNTIME_NAMESPACE', value: 'flux-system' }],
      },
    ],
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name,
        namespace: 'flux-system',
        annotations: { 'iam.gke.io/gcp-service-account': 'image-reflector@acme-prod.iam.gserviceaccount.com' },
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'flux-system', labels: { 'app.kubernetes.io/part-of': 'flux' } },
      spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec } },
      status: { replicas: 1, readyReplicas: 1, updatedReplicas: 1, availableReplicas: 1, observedGeneration: 1 },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-7d9f-abcde`, namespace: 'flux-system', labels },
      spec: { ...podSpec, nodeName: 'gke-prod-1-pool-1' },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ name: 'manager', ready: true, restartCount: 0, state: { running: {} } }],
      },
    },
  ];
}

export function node(name: string, labels: Record<string, string> = {}): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'cloud.google.com/gke-nodepool': 'pool-1',
        'iam.gke.io/gke-metadata-server-enabled': 'true',
        ...labels,
      },
    },
    spec: { providerID: `gce://acme-prod/europe-west1-b/${name}` },
    status: { conditions: [{ type: 'Ready', status: 'True' }], nodeInfo: { kubeletVersion: 'v1.32.13-gke.1000' } },
  };
}

export function imageRepository(name: string, namespace = 'flux-system', spec: object = {}): StoredObject {
  return {
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImageRepository',
    metadata: { name, namespace },
    spec: { image: `europe-west1-docker.pkg.dev/acme-prod/apps/${name}`, interval: '5m0s', provider: 'gcp', ...spec },
  };
}

export function clusterRole(name: string, rules: object[], labels: Record<string, string> = {}): StoredObject {
  return { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name, labels }, rules };
}

export function clusterRoleBinding(name: string, role: string, subject: object): StoredObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
    subjects: [subject],
  };
}

/** As Flux installs it: its kinds for everyone with `view`. */
const fluxViewRole = clusterRole(
  'flux-view-flux-system',
  [{ apiGroups: ['image.toolkit.fluxcd.io'], resources: ['*'], verbs: ['get', 'list', 'watch'] }],
  { [`${rbac}/aggregate-to-view`]: 'true' },
);

/** Makes the operator a cluster-admin. */
export function withAdmin(world: World): World {
  world.operator.kubernetesGroups.push('system:masters');
  return world;
}
