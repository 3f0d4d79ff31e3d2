import { scenarios, takeMinting } from '../scenario.ts';
import { useOwnProvider } from './tenant.ts';

export const providerKubernetesPermissionMissing = scenarios([
  {
    id: 'own-provider-unproved',
    title: 'the tenant’s KSA names a provider of another pool, and the caller may not mint its token',
    from: 'flux-v2-object',
    change(world) {
      useOwnProvider(world);
      takeMinting(world);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'kubernetes-permission-missing',
      blames: {
        identity: 'team-a/registry-reader@object',
        verb: 'create',
        resource: 'serviceaccounts/token',
        namespace: 'team-a',
        name: 'registry-reader',
        project: 'acme-prod',
      },
      repair: { tool: 'kubectl', does: ['kubectl create role flux-wi-create-serviceaccounts-token -n team-a'] },
      says: ['registry-reader', 'create'],
    },
  },
]);
