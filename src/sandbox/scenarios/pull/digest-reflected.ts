import type { World } from '../../world.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { object, repository, scenarios, specOf } from '../scenario.ts';

function reflects(world: World, policy: string): void {
  const api = object(world, 'ImagePolicy', fluxNamespace, 'api');
  specOf(api)['digestReflectionPolicy'] = policy;
  api['status'] = { latestRef: { name: 'europe-west1-docker.pkg.dev/acme-prod/apps/api', tag: '1.2.1' } };
  repository(world, acme.cluster.project, 'europe-west1/apps').downloadRules = [{ name: 'no-1-2-1', tag: '1.2.1' }];
}

export const digestReflected = scenarios([
  {
    id: 'pull-digest-reflected',
    title: 'an ImagePolicy reflects the digest of a tag that a download rule keeps back',
    from: 'flux-v2',
    change(world) {
      reflects(world, 'Always');
    },
    expect: {
      verdict: 'broken',
      code: 'registry-refused',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
        reference: '1.2.1',
      },
      repair: { tool: 'gcloud', does: ['gcloud artifacts rules list', '--repository=apps'] },
    },
  },
  {
    id: 'pull-digest-not-reflected',
    title: 'an ImagePolicy takes the tag alone, whose content a download rule keeps back',
    from: 'flux-v2',
    change(world) {
      reflects(world, 'Never');
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
