import { nodeNames } from '../../worlds/cluster-objects.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { ksaMember } from '../../worlds/google-project.ts';
import { deployment, serviceAccountObject } from '../../worlds/workload-objects.ts';
import { annotateKsa } from '../annotations.ts';
import { changePods, removeDeployment } from '../pod-specs.ts';
import { account, scenarios } from '../scenario.ts';

export const workloadWorkloadOnHostNetwork = scenarios([
  {
    id: 'host-network-all-in-one',
    title: 'flux-aio: one Deployment named flux with all controllers, on the host network',
    cases: ['B03'],
    from: 'flux-v2',
    change(world) {
      const controllers = ['source-controller', 'kustomize-controller', 'image-reflector-controller'];
      for (const name of controllers) removeDeployment(world, fluxNamespace, name);
      const container = (name: string, version: string) => ({
        name,
        image: `ghcr.io/fluxcd/${name}:${version}`,
        args: ['--watch-all-namespaces=true', '--enable-leader-election'],
      });
      world.cluster.objects.push(
        serviceAccountObject(fluxNamespace, 'flux'),
        ...deployment({
          namespace: fluxNamespace,
          name: 'flux',
          labels: { 'app.kubernetes.io/name': 'flux', 'app.kubernetes.io/part-of': 'flux' },
          selector: { 'app.kubernetes.io/name': 'flux' },
          serviceAccountName: 'flux',
          nodeName: nodeNames(acme.cluster)[0],
          podSpec: { hostNetwork: true },
          containers: [
            container('source-controller', 'v1.7.3'),
            container('kustomize-controller', 'v1.7.2'),
            container('image-reflector-controller', 'v1.0.3'),
          ],
        }),
      );
      annotateKsa(world, fluxNamespace, 'flux', acme.gsa);
      account(world, acme.cluster.project, acme.gsa).policy.bindings = [
        { role: 'roles/iam.workloadIdentityUser', members: [ksaMember(acme.cluster.project, fluxNamespace, 'flux')] },
      ];
    },
    expect: {
      verdict: 'broken',
      code: 'workload-on-host-network',
      blames: { identity: 'flux-system/flux', namespace: 'flux-system', workload: 'flux' },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system patch deployment flux',
          '-p \'{"spec":{"template":{"spec":{"hostNetwork":false,"dnsPolicy":"ClusterFirst"}}}}\'',
        ],
      },
      says: ['flux'],
    },
  },
  {
    id: 'workload-on-host-network',
    title: 'the pods are on the host network, where the node’s account answers',
    from: 'flux-v2',
    change(world) {
      changePods(world, fluxNamespace, acme.controller, (spec) => {
        spec.hostNetwork = true;
      });
    },
    expect: {
      verdict: 'broken',
      code: 'workload-on-host-network',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system patch deployment image-reflector-controller',
          '-p \'{"spec":{"template":{"spec":{"hostNetwork":false,"dnsPolicy":"ClusterFirst"}}}}\'',
        ],
      },
      says: ['image-reflector-controller'],
    },
  },
]);
