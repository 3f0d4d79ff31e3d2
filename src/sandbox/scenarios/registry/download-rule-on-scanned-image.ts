import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';

export const downloadRuleOnScannedImage = scenario({
  id: 'download-rule-on-scanned-image',
  title: 'a download rule keeps the newest tag from being pulled; Flux only lists the tags',
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').downloadRules = [{ name: 'no-1-2-1', tag: '1.2.1' }];
  },
  expect: { verdict: 'healthy', code: null },
});
