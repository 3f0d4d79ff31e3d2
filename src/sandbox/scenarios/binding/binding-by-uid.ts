import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal } from './policy.ts';

export const bindingByUid = scenario({
  id: 'binding-by-uid',
  title: 'the member is this very KSA, by its UID',
  from: 'flux-v2',
  change(world) {
    const uid = '0b6f2f2e-7a43-4d8c-9f0e-5a1d3c2b4e60';
    object(world, 'ServiceAccount', fluxNamespace, acme.controller).metadata.uid = uid;
    grantOnGsa(world, { members: [poolPrincipal(`kubernetes.serviceaccount.uid/${uid}`)] });
  },
  expect: { verdict: 'healthy', code: null },
});
