import { imageContents } from '../../google/image-content.ts';
import { object, repository, scenarios, specOf } from '../scenario.ts';

export const pullHealthy = scenarios([
  {
    id: 'pull-digest-in-order',
    title: 'an OCIRepository pulls by digest, which comes before the tag that it names too',
    from: 'many',
    change(world) {
      const stored = repository(world, 'acme-prod', 'us/manifests');
      const [first] = imageContents('acme-prod/manifests/team-c/deploy', stored.images['team-c/deploy'] ?? []);
      specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['ref'] = { digest: first?.digest, tag: 'gone' };
      stored.downloadRules = [{ name: 'no-1-2-1', tag: '1.2.1' }];
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'pull-range-filtered',
    title: 'an OCIRepository filters its tags before it applies its range',
    from: 'many',
    change(world) {
      specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['ref'] = { semver: '>=1.0.0', semverFilter: '.*' };
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'pull-rule-denies-older',
    title: 'a download rule keeps back versions that no range of an object takes',
    from: 'many',
    change(world) {
      repository(world, 'acme-prod', 'us/manifests').downloadRules = [{ name: 'no-1-0-0', tag: '1.0.0' }];
      repository(world, 'acme-prod', 'europe-west1/charts').downloadRules = [{ name: 'no-1-0-0', tag: '1.0.0' }];
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
