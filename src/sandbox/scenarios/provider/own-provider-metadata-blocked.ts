import { onlyEgress } from '../gke/network-policy.ts';
import { scenario } from '../scenario.ts';
import { useOwnProvider } from './tenant.ts';

export const ownProviderMetadataBlocked = scenario({
  id: 'own-provider-metadata-blocked',
  title: 'the policies keep the controller from the metadata server, which Flux does not ask for this KSA',
  from: 'flux-v2-object',
  change(world) {
    useOwnProvider(world);
    onlyEgress(world, [
      { to: [{ namespaceSelector: {} }] },
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
  },
  expect: { verdict: 'healthy', code: null },
});
