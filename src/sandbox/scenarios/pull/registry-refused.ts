import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, repository, scenarios, specOf } from '../scenario.ts';

export const pullRegistryRefused = scenarios([
  {
    id: 'pull-rule-denies-chart',
    title: 'a download rule keeps back the very version that a HelmChart names, without a look at the tags',
    from: 'many',
    change(world) {
      specOf(object(world, 'HelmChart', fluxNamespace, 'flux-system-podinfo'))['version'] = '1.1.0';
      repository(world, 'acme-prod', 'europe-west1/charts').downloadRules = [{ name: 'no-1-1-0', tag: '1.1.0' }];
    },
    expect: {
      verdict: 'broken',
      code: 'registry-refused',
      blames: {
        identity: 'flux-system/source-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/charts/podinfo',
      },
      repair: { tool: 'gcloud', does: ['gcloud artifacts rules list'] },
    },
  },
  {
    id: 'pull-rule-denies-newest',
    title:
      'a download rule keeps back the version that an OCIRepository’s range takes; its tags are listed all the same',
    from: 'many',
    change(world) {
      const stored = repository(world, 'acme-prod', 'us/manifests');
      stored.downloadRules = [{ name: 'no-1-2-1', image: 'team-c/deploy', tag: '1.2.1' }];
    },
    expect: {
      verdict: 'broken',
      code: 'registry-refused',
      blames: {
        identity: 'team-c/registry-reader@object',
        image: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy',
      },
      repair: { tool: 'gcloud', does: ['gcloud artifacts rules list'] },
    },
  },
]);
