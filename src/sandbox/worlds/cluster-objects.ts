/** What a GKE cluster holds before anyone installs anything: nodes, the metadata server, DNS, and people's rights. */

import type { StoredObject } from '../world.ts';
import { daysAgo } from './times.ts';
import { deployment, namespace, pod, serviceAccountObject, uidOf } from './workload-objects.ts';

export const gkeVersion = '1.33.5-gke.1201000';

export interface ClusterPlace {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}

/** Two nodes of the pool `main`; the controllers run on the first. */
export function nodeNames(cluster: ClusterPlace): readonly [string, string] {
  return [`gke-${cluster.name}-main-4f6a1c2e-7d3k`, `gke-${cluster.name}-main-9b81d0f7-x2vq`];
}

export function clusterObjects(cluster: ClusterPlace): StoredObject[] {
  const names = nodeNames(cluster);
  return [
    ...names.map((name, index) => node(cluster, name, index)),
    namespace('kube-system'),
    namespace('default'),
    serviceAccountObject('default', 'default'),
    ...metadataServer(names),
    dataplaneV2(names.length),
    ...clusterDns(names[0]),
  ];
}

function node({ project, location }: ClusterPlace, name: string, index: number): StoredObject {
  const zone = /-[a-z]$/.test(location) ? location : `${location}-${['b', 'c'][index]}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/instance-type': 'e2-standard-4',
        'beta.kubernetes.io/os': 'linux',
        'cloud.google.com/gke-boot-disk': 'pd-balanced',
        'cloud.google.com/gke-container-runtime': 'containerd',
        'cloud.google.com/gke-nodepool': 'main',
        'cloud.google.com/gke-os-distribution': 'cos',
        'iam.gke.io/gke-metadata-server-enabled': 'true',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': 'e2-standard-4',
        'topology.kubernetes.io/region': zone.replace(/-[a-z]$/, ''),
        'topology.kubernetes.io/zone': zone,
      },
      creationTimestamp: daysAgo(60),
    },
    spec: { providerID: `gce://${project}/${zone}/${name}`, podCIDR: `10.52.${index}.0/24` },
    status: {
      addresses: [
        { type: 'InternalIP', address: `10.132.0.${10 + index}` },
        { type: 'Hostname', address: name },
      ],
      capacity: { cpu: '4', memory: '16372588Ki', pods: '110' },
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
          lastHeartbeatTime: daysAgo(0),
          lastTransitionTime: daysAgo(60),
        },
      ],
      nodeInfo: {
        kubeletVersion: `v${gkeVersion}`,
        osImage: 'Container-Optimized OS from Google',
        operatingSystem: 'linux',
        architecture: 'amd64',
        containerRuntimeVersion: 'containerd://2.0.6',
        kernelVersion: '6.6.87+',
      },
    },
  };
}

function metadataServer(nodes: readonly string[]): StoredObject[] {
  const name = 'gke-metadata-server';
  const labels = { 'k8s-app': name, 'addonmanager.kubernetes.io/mode': 'Reconcile' };
  const spec = {
    containers: [
      {
        name,
        image: 'gke.gcr.io/gke-metadata-server:gke_metadata_server_20260801.00_p0',
        ports: [
          { name: 'alts', containerPort: 987, protocol: 'TCP' },
          { name: 'metadata-server', containerPort: 988, protocol: 'TCP' },
        ],
        resources: { limits: { memory: '100Mi' }, requests: { cpu: '100m', memory: '100Mi' } },
      },
    ],
    hostNetwork: true,
    dnsPolicy: 'Default',
    serviceAccountName: name,
    serviceAccount: name,
    nodeSelector: { 'iam.gke.io/gke-metadata-server-enabled': 'true', 'kubernetes.io/os': 'linux' },
    priorityClassName: 'system-node-critical',
    restartPolicy: 'Always',
    tolerations: [{ operator: 'Exists' }],
  };
  const count = nodes.length;
  return [
    serviceAccountObject('kube-system', name, { manager: 'addon-manager' }),
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {
        name,
        namespace: 'kube-system',
        uid: uidOf('DaemonSet', 'kube-system', name),
        labels,
        creationTimestamp: daysAgo(200),
        generation: 1,
      },
      spec: {
        selector: { matchLabels: { 'k8s-app': name } },
        template: { metadata: { labels: { 'k8s-app': name } }, spec },
        updateStrategy: { type: 'RollingUpdate' },
      },
      status: {
        observedGeneration: 1,
        currentNumberScheduled: count,
        desiredNumberScheduled: count,
        numberAvailable: count,
        numberMisscheduled: 0,
        numberReady: count,
        updatedNumberScheduled: count,
      },
    },
    ...nodes.map((nodeName) =>
      pod({
        namespace: 'kube-system',
        name: `${name}-${nodeName.slice(-4)}`,
        labels: { 'k8s-app': name, 'controller-revision-hash': '6d9c7b5f44' },
        owner: { kind: 'DaemonSet', name },
        spec: { ...spec, nodeName },
      }),
    ),
  ];
}

/** The agent of Dataplane V2. */
function dataplaneV2(count: number): StoredObject {
  const labels = { 'k8s-app': 'cilium' };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      name: 'anetd',
      namespace: 'kube-system',
      uid: uidOf('DaemonSet', 'kube-system', 'anetd'),
      labels: { ...labels, 'addonmanager.kubernetes.io/mode': 'Reconcile' },
      creationTimestamp: daysAgo(200),
      generation: 1,
    },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'cilium-agent', image: 'gke.gcr.io/cilium/cilium:v1.16.5-gke.24' }],
          hostNetwork: true,
        },
      },
    },
    status: {
      currentNumberScheduled: count,
      desiredNumberScheduled: count,
      numberAvailable: count,
      numberMisscheduled: 0,
      numberReady: count,
    },
  };
}

function clusterDns(nodeName: string): StoredObject[] {
  const selector = { 'k8s-app': 'kube-dns' };
  return [
    serviceAccountObject('kube-system', 'kube-dns', { manager: 'addon-manager' }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'kube-dns',
        namespace: 'kube-system',
        labels: { ...selector, 'kubernetes.io/name': 'KubeDNS' },
        creationTimestamp: daysAgo(200),
      },
      spec: {
        clusterIP: '34.118.224.10',
        selector,
        type: 'ClusterIP',
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
          { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
        ],
      },
      status: { loadBalancer: {} },
    },
    ...deployment({
      namespace: 'kube-system',
      name: 'kube-dns',
      labels: selector,
      selector,
      serviceAccountName: 'kube-dns',
      nodeName,
      containers: [
        {
          name: 'kubedns',
          image: 'gke.gcr.io/k8s-dns-kube-dns:1.23.0-gke.16',
          ports: [{ containerPort: 53, name: 'dns', protocol: 'UDP' }],
        },
      ],
    }),
  ];
}

const rbac = 'rbac.authorization.k8s.io';

/**
 * An SRE: views everything but Secrets, sees nodes, may mint tokens of KSAs in some namespaces, and may repair what the
 * doctor's fixes repair.
 */
export function operatorRights(user: string, tokenNamespaces: readonly string[]): StoredObject[] {
  const subjects = [{ apiGroup: rbac, kind: 'User', name: user }];
  return [
    clusterRole('sre-cluster-reader', [
      rule([''], ['nodes'], ['get', 'list', 'watch']),
      rule(['apiextensions.k8s.io'], ['customresourcedefinitions'], ['get', 'list', 'watch']),
      rule(['coordination.k8s.io'], ['leases'], ['get', 'list', 'watch']),
      rule(['authorization.k8s.io'], ['subjectaccessreviews'], ['create']),
    ]),
    clusterRole('sre-repair', [
      rule([''], ['serviceaccounts'], ['create', 'patch', 'update']),
      rule([''], ['pods'], ['delete']),
      rule(['apps'], ['deployments'], ['patch', 'update']),
      rule(['networking.k8s.io'], ['networkpolicies'], ['create', 'delete', 'patch', 'update']),
      rule(
        [
          'helm.toolkit.fluxcd.io',
          'image.toolkit.fluxcd.io',
          'kustomize.toolkit.fluxcd.io',
          'source.toolkit.fluxcd.io',
        ],
        ['*'],
        ['patch', 'update'],
      ),
    ]),
    clusterRole('ksa-token-creator', [rule([''], ['serviceaccounts/token'], ['create'])]),
    ...['view', 'sre-cluster-reader', 'sre-repair'].map((role) => binding('ClusterRoleBinding', `sre-${role}`, role)),
    ...tokenNamespaces.map((name) => binding('RoleBinding', 'sre-ksa-token-creator', 'ksa-token-creator', name)),
  ];

  function binding(kind: string, name: string, role: string, namespaceName?: string): StoredObject {
    return {
      apiVersion: `${rbac}/v1`,
      kind,
      metadata: {
        name,
        ...(namespaceName !== undefined && { namespace: namespaceName }),
        creationTimestamp: daysAgo(200),
      },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
      subjects,
    };
  }
}

export function rule(apiGroups: string[], resources: string[], verbs: string[]): object {
  return { apiGroups, resources, verbs };
}

export function clusterRole(name: string, rules: object[], labels?: Record<string, string>): StoredObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRole',
    metadata: { name, ...(labels !== undefined && { labels }), creationTimestamp: daysAgo(200) },
    rules,
  };
}
