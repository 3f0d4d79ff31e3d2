import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenarios, specOf, takeMinting, takeReadings } from '../scenario.ts';
import { onlyIn, takeCluster, takeNodes } from './rights.ts';

const expected = {
  verdict: 'inconclusive',
  code: 'kubernetes-permission-missing',
  blames: { verb: 'list', resource: 'deployments' },
  repair: { tool: 'kubectl', does: ['kubectl create clusterrole flux-wi-list-deployments'] },
  says: ['list', 'deployments'],
} as const;

export const accessKubernetesPermissionMissing = scenarios([
  {
    id: 'caller-lists-no-nodes-nothing-scans',
    title: 'the caller may not list nodes, nor read the cluster at Google, and all scans are suspended',
    from: 'flux-v2',
    change(world) {
      takeNodes(world);
      takeReadings(world);
      for (const stored of world.cluster.objects)
        if (stored.kind === 'ImageRepository') specOf(stored)['suspend'] = true;
    },
    expect: {
      verdict: 'inconclusive',
      code: 'kubernetes-permission-missing',
      blames: { identity: 'flux-system/image-reflector-controller', verb: 'list', resource: 'nodes' },
      repair: { tool: 'kubectl', does: ['kubectl create clusterrole flux-wi-list-nodes'] },
      says: ['list', 'nodes'],
      warns: ['scan-suspended'],
    },
  },
  {
    id: 'caller-proves-nothing',
    title: 'the caller may read nothing of Google’s, and mint no token of the KSA',
    from: 'flux-v2',
    change(world) {
      takeReadings(world);
      takeMinting(world);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'kubernetes-permission-missing',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        verb: 'create',
        resource: 'serviceaccounts/token',
        namespace: 'flux-system',
        name: 'image-reflector-controller',
      },
      repair: { tool: 'kubectl', does: ['kubectl create role flux-wi-create-serviceaccounts-token -n flux-system'] },
      says: ['image-reflector-controller', 'create'],
      unknowns: ['google-permission-missing'],
    },
  },
  {
    id: 'caller-reads-nothing',
    title: 'the caller is known, and may do nothing in the cluster nor at Google',
    from: 'flux-v2',
    change(world) {
      takeCluster(world);
      takeReadings(world);
    },
    expect: expected,
  },
  {
    id: 'caller-reads-one-namespace',
    title: 'the caller may view Flux’s namespace only, and mint tokens there',
    from: 'flux-v2',
    change(world) {
      onlyIn(world, fluxNamespace);
    },
    expect: expected,
  },
]);
