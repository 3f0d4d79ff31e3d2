import { suspendOwner } from './kustomization.ts';
import { scenario } from '../scenario.ts';

export const ownerSuspended = scenario({
  id: 'owner-suspended',
  title: 'the Kustomization that owns the KSA is suspended; all else is right',
  from: 'flux-v2',
  change(world) {
    suspendOwner(world);
  },
  expect: { verdict: 'healthy', code: null, warns: ['owner-not-applying'] },
});
