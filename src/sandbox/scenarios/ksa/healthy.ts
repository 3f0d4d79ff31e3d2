import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { daysAgo } from '../../worlds/times.ts';
import { annotate, writtenBy } from '../annotations.ts';
import { object, scenarios } from '../scenario.ts';
import { suspendOwner } from './kustomization.ts';

export const ksaHealthy = scenarios([
  {
    id: 'ksa-direct-misspelled-key-unused',
    title: 'the KSA itself is granted; a misspelled annotation on it does no harm',
    from: 'direct',
    change(world) {
      annotate(
        object(world, 'ServiceAccount', fluxNamespace, acme.controller),
        'iam.gke.io/gcp-service-acount',
        acme.gsa,
      );
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'ksa-owned-twice',
    title: 'Terraform and Flux both write the annotation',
    cases: ['B31'],
    from: 'flux-v2',
    change(world) {
      writtenBy(object(world, 'ServiceAccount', fluxNamespace, acme.controller), 'Terraform', daysAgo(20));
    },
    expect: { verdict: 'healthy', code: null, warns: ['ksa-owned-twice'] },
  },
  {
    id: 'owner-suspended',
    title: 'the Kustomization that owns the KSA is suspended; all else is right',
    from: 'flux-v2',
    change(world) {
      suspendOwner(world);
    },
    expect: { verdict: 'healthy', code: null, warns: ['owner-not-applying'] },
  },
]);
