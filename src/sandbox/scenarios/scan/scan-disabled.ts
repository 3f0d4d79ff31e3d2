import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const scanDisabled = scenario({
  id: 'scan-disabled',
  title: 'Flux 1 was told not to scan registries',
  from: 'flux-v1',
  change(world) {
    changePods(world, 'flux', 'flux', ({ containers: [daemon] }) => daemon?.args?.push('--registry-disable-scanning'));
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-disabled'] },
});
