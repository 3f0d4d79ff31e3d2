import { imageContents } from '../../google/image-content.ts';
import { object, repository, scenario, specOf } from '../scenario.ts';

export const pullDigestInOrder = scenario({
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
});
