import { repository, scenario } from '../scenario.ts';

export const pullRuleDeniesNewest = scenario({
  id: 'pull-rule-denies-newest',
  title: 'a download rule keeps back the version that an OCIRepository’s range takes; its tags are listed all the same',
  from: 'many',
  change(world) {
    const stored = repository(world, 'acme-prod', 'us/manifests');
    stored.downloadRules = [{ name: 'no-1-2-1', image: 'team-c/deploy', tag: '1.2.1' }];
  },
  expect: {
    verdict: 'broken',
    code: 'registry-refused',
    blames: { identity: 'team-c/registry-reader@object', image: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy' },
    repair: { tool: 'gcloud', does: ['gcloud artifacts rules list'] },
  },
});
