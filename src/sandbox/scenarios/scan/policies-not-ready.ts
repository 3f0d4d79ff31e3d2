import { policiesSay } from './last-scan.ts';
import { scenario } from '../scenario.ts';

export const policiesNotReady = scenario({
  id: 'policies-not-ready',
  title: 'the ImagePolicies complain though every scan is fine',
  cases: ['B103'],
  from: 'flux-v2',
  change(world) {
    policiesSay(world, 'referenced ImageRepository has not been scanned yet');
  },
  expect: { verdict: 'healthy', code: null },
});
