import { repository, scenario } from '../scenario.ts';

export const pullRuleDeniesOlder = scenario({
  id: 'pull-rule-denies-older',
  title: 'a download rule keeps back versions that no range of an object takes',
  from: 'many',
  change(world) {
    repository(world, 'acme-prod', 'us/manifests').downloadRules = [{ name: 'no-1-0-0', tag: '1.0.0' }];
    repository(world, 'acme-prod', 'europe-west1/charts').downloadRules = [{ name: 'no-1-0-0', tag: '1.0.0' }];
  },
  expect: { verdict: 'healthy', code: null },
});
