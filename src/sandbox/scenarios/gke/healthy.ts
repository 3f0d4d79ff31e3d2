import { acme } from '../../worlds/flux-v2.ts';
import type { PodStatus } from '../pod-specs.ts';
import { repository, scenarios } from '../scenario.ts';
import { addNodePool, gkeCluster, nodePool, serverPods, withoutMetadataServer } from './cluster.ts';
import { dnsAt, metadataAndGoogle, onlyEgress, toKubeDns } from './network-policy.ts';
import { calico, cilium, installAgent } from './policy-agents.ts';
import { runTwoPods } from './two-pods.ts';

export const gkeHealthy = scenarios([
  {
    id: 'autopilot',
    title: 'an Autopilot cluster, whose node pools say nothing of the metadata server',
    from: 'flux-v2',
    change(world) {
      gkeCluster(world).autopilot = true;
      delete nodePool(world).mode;
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'cloud-dns-egress-allowed',
    title: 'policies that allow just what is needed with Cloud DNS',
    from: 'flux-v2',
    change(world) {
      gkeCluster(world).dns = 'cloud-dns';
      onlyEgress(world, [...metadataAndGoogle, dnsAt('169.254.169.254')]);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'egress-agent-left-behind',
    title: 'a policy forbids all egress; the DaemonSet of Calico is left over and runs on no node',
    from: 'flux-v2',
    change(world) {
      installAgent(world, { ...calico, nodes: 0 });
      onlyEgress(world, []);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'egress-allowed-narrowly',
    title: 'policies that allow just what is needed on this dataplane',
    from: 'flux-v2',
    change(world) {
      onlyEgress(world, [
        { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
        {
          to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
        { ports: [{ port: 443, protocol: 'TCP' }] },
      ]);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'egress-allowed-under-cilium',
    title: 'a Cilium of somebody’s own, and policies that allow what is needed there',
    from: 'flux-v2',
    change(world) {
      installAgent(world, cilium);
      onlyEgress(world, [...metadataAndGoogle, toKubeDns]);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'egress-not-enforced',
    title: 'a policy forbids all egress; nothing in the cluster enforces policies',
    from: 'flux-v2',
    change(world) {
      Object.assign(gkeCluster(world), { datapath: 'LEGACY_DATAPATH', networkPolicy: false });
      onlyEgress(world, []);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'leader-on-good-node',
    title: 'two pods, one on a node without the metadata server; the other one scans',
    from: 'flux-v2',
    change(world) {
      runTwoPods(world, 'good');
    },
    expect: { verdict: 'healthy', code: null, warns: ['node-metadata-server-missing'] },
  },
  {
    id: 'metadata-server-none-seen',
    title: 'no pod of the metadata server is to be seen anywhere, and scans are well',
    from: 'flux-v2',
    change(world) {
      const hidden = new Set(serverPods(world));
      world.cluster.objects = world.cluster.objects.filter((stored) => !hidden.has(stored));
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'metadata-server-restarted-often',
    title: 'the metadata server has restarted many times, and scans succeed',
    from: 'flux-v2',
    change(world) {
      for (const pod of serverPods(world))
        for (const container of (pod['status'] as PodStatus).containerStatuses ?? []) container.restartCount = 23;
    },
    expect: { verdict: 'healthy', code: null, warns: ['metadata-server-unhealthy'] },
  },
  {
    id: 'next-node-without-metadata-server',
    title: 'a second node pool, where the controller may land next, is without the metadata server',
    from: 'flux-v2',
    change(world) {
      addNodePool(world, 'spot');
    },
    expect: { verdict: 'healthy', code: null, warns: ['node-metadata-server-missing'] },
  },
  {
    id: 'node-local-dns-egress-allowed',
    title: 'policies that allow just what is needed with Cloud DNS and a cache on each node',
    from: 'flux-v2',
    change(world) {
      Object.assign(gkeCluster(world), {
        dns: 'cloud-dns',
        nodeLocalDns: true,
        datapath: 'LEGACY_DATAPATH',
        networkPolicy: true,
      });
      onlyEgress(world, [
        { to: [{ ipBlock: { cidr: '169.254.169.252/32' } }], ports: [{ port: 988, protocol: 'TCP' }] },
        ...metadataAndGoogle,
        dnsAt('169.254.20.10'),
      ]);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'scans-as-node-identity',
    title: 'the node pool is without the metadata server, and the node’s account may read the images',
    from: 'flux-v2',
    change(world) {
      withoutMetadataServer(world);
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings[0]?.members.push(
        `serviceAccount:${nodePool(world).serviceAccount}`,
      );
    },
    expect: { verdict: 'healthy', code: null, warns: ['scans-as-node-identity'] },
  },
]);
