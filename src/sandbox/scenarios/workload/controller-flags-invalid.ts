import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';

export const workloadControllerFlagsInvalid = scenarios([
  {
    id: 'controller-flags-invalid',
    title: 'a flag of older pages, which this version knows no more',
    cases: ['B05'],
    from: 'flux-v2',
    change(world) {
      changePods(world, fluxNamespace, acme.controller, ({ containers }) =>
        containers[0]?.args?.push('--gcp-autologin-for-gcr'),
      );
    },
    expect: {
      verdict: 'broken',
      code: 'controller-flags-invalid',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        flag: '--gcp-autologin-for-gcr',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system edit deployment image-reflector-controller'] },
      says: ['--gcp-autologin-for-gcr', 'image-reflector-controller'],
    },
  },
]);
