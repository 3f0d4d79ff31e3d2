import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { annotate, annotateKsa, writtenBy } from '../annotations.ts';
import { nodePool } from '../gke/cluster.ts';
import { changePods, podsIn } from '../pod-specs.ts';
import { object, repository, runVersion, scenarios } from '../scenario.ts';
import { joinAmbientMesh } from './ambient-mesh.ts';
import { useKeyFile } from './key-file.ts';
import { shard } from './shard.ts';

export const workloadHealthy = scenarios([
  {
    id: 'credentials-file-works',
    title: 'a key file of the very GSA is patched into the controller, and scans succeed',
    from: 'flux-v2',
    change(world) {
      useKeyFile(world, acme.gsa);
    },
    expect: { verdict: 'healthy', code: null, warns: ['credentials-file-overrides-identity'] },
  },
  {
    id: 'flux-too-old-but-public',
    title: 'a controller of early Flux 2 scans images that everyone may read',
    from: 'flux-v2',
    change(world) {
      runVersion(world, fluxNamespace, acme.controller, 'ghcr.io/fluxcd/image-reflector-controller:v0.10.0');
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings[0]?.members.push('allUsers');
    },
    expect: { verdict: 'healthy', code: null, warns: ['flux-too-old-for-registry'] },
  },
  {
    id: 'workload-evicted-before',
    title: 'a pod that was evicted is still listed beside the one in its place',
    from: 'flux-v2',
    change(world) {
      const [running] = podsIn(world, fluxNamespace, acme.controller);
      if (running === undefined) throw new Error('the world has a pod of the controller');
      const evicted = structuredClone(running);
      evicted.metadata.name = `${running.metadata.name.slice(0, -5)}q8z2m`;
      delete evicted.metadata.uid;
      evicted['status'] = { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' };
      world.cluster.objects.push(evicted);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'mesh-ambient-harmless',
    title: 'Flux is in an ambient mesh, and scans are well',
    from: 'flux-v2',
    change(world) {
      joinAmbientMesh(world, 'waypoint');
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'mesh-spares-metadata',
    title: 'an Istio sidecar that leaves the metadata server’s address alone',
    from: 'flux-v2',
    change(world) {
      changePods(
        world,
        fluxNamespace,
        acme.controller,
        ({ containers }) => {
          containers.push({ name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.24.2' });
        },
        ['running'],
      );
      for (const pod of podsIn(world, fluxNamespace, acme.controller))
        annotate(pod, 'traffic.sidecar.istio.io/excludeOutboundIPRanges', '169.254.169.254/32');
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'object-watched-by-shard',
    title: 'two shards, and every object in one of them',
    from: 'flux-v2',
    change(world) {
      shard(world);
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'proxy-spares-metadata',
    title: 'Flux 2.7 with an HTTP proxy: Google’s library asks the metadata server past it',
    from: 'flux-v2',
    change(world) {
      const proxy = { name: 'HTTPS_PROXY', value: 'http://proxy.acme.example:3128' };
      changePods(world, fluxNamespace, acme.controller, ({ containers }) => containers[0]?.env?.push(proxy));
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'scans-as-node-by-host-network',
    title: 'on the host network, and the node’s account may read the images',
    from: 'flux-v2',
    change(world) {
      changePods(world, fluxNamespace, acme.controller, (spec) => {
        spec.hostNetwork = true;
      });
      const reader = repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings[0];
      reader?.members.push(`serviceAccount:${nodePool(world).serviceAccount}`);
    },
    expect: { verdict: 'healthy', code: null, warns: ['scans-as-node-identity'] },
  },
  {
    id: 'workload-predates-annotation',
    title: 'the KSA was annotated ten minutes ago; the pods are older, and Flux has not scanned since',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, acme.gsa);
      const ksa = object(world, 'ServiceAccount', fluxNamespace, acme.controller);
      ksa.metadata.managedFields = [];
      writtenBy(ksa, 'kustomize-controller', minutesAgo(10));
    },
    expect: { verdict: 'healthy', code: null, warns: ['workload-predates-annotation'] },
  },
]);
