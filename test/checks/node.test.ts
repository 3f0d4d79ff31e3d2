import { describe, expect, test } from 'vitest';
import type { GkeCluster } from '../../src/clients/google.ts';
import { nodeMode } from '../../src/discover/node-mode.ts';
import type { StoredObject } from '../../src/sandbox/world.ts';
import { node } from '../sandbox/kubernetes/small-world.ts';
import { codes, podSpecs, stored, world } from './changed-world.ts';
import { diagnose } from './diagnose.ts';

const here = 'gke-prod-1-pool-1';

function serverPod(nodeName: string, status: object): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `gke-metadata-server-${nodeName}`,
      namespace: 'kube-system',
      labels: { 'k8s-app': 'gke-metadata-server' },
    },
    spec: { nodeName, containers: [{ name: 'gke-metadata-server', image: 'gke-metadata-server' }] },
    status,
  };
}
const well = {
  conditions: [{ type: 'Ready', status: 'True' }],
  containerStatuses: [{ name: 'gke-metadata-server', restartCount: 0 }],
};

describe('the node’s side', () => {
  test('a node without the server, and the pods on it', async () => {
    const changed = world();
    stored(changed, 'Node').metadata.labels = { 'cloud.google.com/gke-nodepool': 'old' };
    expect((await diagnose(changed)).ended('node-metadata-server')).toMatchObject({
      status: 'broken',
      findings: [
        {
          code: 'node-metadata-server-missing',
          args: { nodePool: 'old', nodes: [here], pods: ['image-reflector-controller-7d9f-abcde'] },
        },
      ],
    });
  });

  test('another pool without it, where the pods could go next', async () => {
    const changed = world();
    const other = node('other', { 'cloud.google.com/gke-nodepool': 'old' });
    delete other.metadata.labels?.['iam.gke.io/gke-metadata-server-enabled'];
    changed.cluster.objects.push(other);
    expect(await codes(changed, 'node-metadata-server')).toEqual(['warn', 'node-metadata-server-missing']);
    other['spec'] = { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] };
    expect(await codes(changed, 'node-metadata-server')).toEqual(['pass']);
  });

  test('who may not list nodes cannot say', async () => {
    const changed = world();
    changed.operator.kubernetesGroups = [];
    expect((await diagnose(changed)).ended('node-metadata-server')).toMatchObject({
      status: 'unknown',
      findings: [{ code: 'kubernetes-permission-missing', args: { resource: 'nodes', verb: 'list' } }],
    });
  });

  test('of an object’s identity the node has no part', async () => {
    const changed = world();
    stored(changed, 'ImageRepository')['spec'] = {
      ...(stored(changed, 'ImageRepository')['spec'] as object),
      serviceAccountName: 'image-reflector-controller',
    };
    podSpecs(changed, (spec) => {
      spec.hostNetwork = true;
    });
    const { discovery, ended } = await diagnose(changed);
    expect(discovery.identities[0]?.path).toBe('object');
    for (const id of ['node-metadata-server', 'metadata-server-health', 'workload-host-network', 'workload-ksa'])
      expect(ended(id)).toMatchObject({ status: 'skipped', findings: [] });
  });
});

describe('the metadata server’s own pods', () => {
  test.each([
    [here, well, []],
    ['elsewhere', well, ['absent']],
    [here, { conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [] }, ['not-ready']],
    [
      here,
      {
        ...well,
        containerStatuses: [
          { name: 'x', restartCount: 3, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
        ],
      },
      ['restarting'],
    ],
  ])('on %s, %j', async (nodeName, status, causes) => {
    const changed = world();
    changed.cluster.objects.push(serverPod(nodeName, status));
    const { findings } = (await diagnose(changed)).ended('metadata-server-health');
    expect(findings.map((each) => each.code === 'metadata-server-unhealthy' && each.args.cause)).toEqual(causes);
  });
});

describe('policies', () => {
  const policy = (spec: object, name = 'deny'): StoredObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'flux-system' },
    spec,
  });
  const deny = policy({ podSelector: {}, policyTypes: ['Egress'] });

  test('a default deny keeps the pods from metadata and from DNS', async () => {
    const changed = world();
    changed.cluster.objects.push(deny);
    const { status, findings } = (await diagnose(changed)).ended('metadata-egress');
    expect(status).toBe('suspected');
    expect(findings.map((each) => each.code === 'metadata-egress-blocked' && each.args.what)).toEqual([
      'metadata',
      'dns',
    ]);
  });

  test('Flux’s own allow-egress beside it opens the way', async () => {
    const changed = world();
    changed.cluster.objects.push(
      deny,
      policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{}] }, 'allow-egress'),
    );
    expect(await codes(changed, 'metadata-egress')).toEqual(['pass']);
  });

  test('a rule for one dataplane leaves it open where the dataplane was not read', async () => {
    const changed = world();
    const to = [{ ipBlock: { cidr: '169.254.169.254/32' } }, { namespaceSelector: {} }];
    changed.cluster.objects.push(policy({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to }] }));
    expect(await codes(changed, 'metadata-egress')).toEqual(['unknown', 'metadata-egress-blocked']);
    changed.cluster.objects.push({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'anetd', namespace: 'kube-system' },
      spec: {},
    });
    expect(await codes(changed, 'metadata-egress')).toEqual(['pass']);
  });

  test('a policy of Cilium’s that selects the pods leaves it open', async () => {
    const changed = world();
    changed.cluster.customResources.push({
      group: 'cilium.io',
      versions: ['v2'],
      plural: 'ciliumnetworkpolicies',
      singular: 'ciliumnetworkpolicy',
      kind: 'CiliumNetworkPolicy',
      namespaced: true,
    });
    expect(await codes(changed, 'metadata-egress')).toEqual(['pass']);
    const cilium = (app: string): StoredObject => ({
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: `for-${app}`, namespace: 'flux-system' },
      spec: { endpointSelector: { matchLabels: { 'k8s:app': app } }, egress: [{ toEntities: ['cluster'] }] },
    });
    changed.cluster.objects.push(cilium('other'));
    expect(await codes(changed, 'metadata-egress')).toEqual(['pass']);
    changed.cluster.objects.push(cilium('image-reflector-controller'));
    const ended = (await diagnose(changed)).ended('metadata-egress');
    expect(ended).toMatchObject({
      status: 'unknown',
      notes: [expect.stringContaining('for-image-reflector-controller')],
    });
  });
});

test('GKE’s word on a node pool comes before the node’s label', () => {
  const cluster = (over: Partial<GkeCluster>, metadataMode = 'GCE_METADATA'): GkeCluster => ({
    project: 'p',
    location: 'l',
    name: 'c',
    workloadPool: 'p.svc.id.goog',
    autopilot: false,
    datapath: null,
    networkPolicyEnabled: false,
    clusterDns: null,
    nodeLocalDns: false,
    version: null,
    nodePools: [{ name: 'pool-1', metadataMode, serviceAccount: 'n@p.iam.gserviceaccount.com', version: null }],
    ...over,
  });
  const labelled = { metadata: node(here).metadata as { labels: Record<string, string> } };
  expect(nodeMode(labelled, cluster({}), null)).toEqual({
    kind: 'bare',
    mode: 'GCE_METADATA',
    account: 'n@p.iam.gserviceaccount.com',
  });
  expect(nodeMode(labelled, cluster({}, 'GKE_METADATA'), null)).toEqual({ kind: 'served' });
  expect(nodeMode(labelled, cluster({ autopilot: true }), null)).toEqual({ kind: 'served' });
  expect(nodeMode(labelled, cluster({ nodePools: [] }), null)).toEqual({ kind: 'served' });
  expect(nodeMode({ metadata: { name: 'n' } }, null, null)).toEqual({ kind: 'unread' });
});
