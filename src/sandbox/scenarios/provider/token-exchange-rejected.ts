import { scenarios } from '../scenario.ts';
import { useOwnProvider } from './tenant.ts';

export const providerTokenExchangeRejected = scenarios([
  {
    id: 'own-provider-condition',
    title: 'the provider takes KSAs of another namespace alone',
    from: 'flux-v2-object',
    change(world) {
      useOwnProvider(world, { attributeCondition: `assertion.sub.startsWith('system:serviceaccount:flux-system:')` });
    },
    expect: {
      verdict: 'broken',
      code: 'token-exchange-rejected',
      blames: {
        identity: 'team-a/registry-reader@object',
        namespace: 'team-a',
        ksa: 'registry-reader',
        error: 'unauthorized_client',
      },
      repair: { tool: 'gcloud', does: ['gcloud iam workload-identity-pools providers describe prod-1'] },
      says: ['registry-reader'],
    },
  },
]);
