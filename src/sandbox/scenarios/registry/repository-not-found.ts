import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { object, project, repository, scenarios, specOf } from '../scenario.ts';

export const registryRepositoryNotFound = scenarios([
  {
    id: 'repository-elsewhere',
    title: 'the repository is in us; the images’ host is europe-west1’s',
    cases: ['B91'],
    from: 'flux-v2',
    change(world) {
      const { repositories } = project(world, acme.cluster.project);
      repositories['us/apps'] = repository(world, acme.cluster.project, 'europe-west1/apps');
      delete repositories['europe-west1/apps'];
    },
    expect: {
      verdict: 'broken',
      code: 'repository-not-found',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
        near: 'us/apps',
      },
      repair: {
        tool: 'flux-wi',
        does: ['gcloud artifacts repositories list', '--image us-docker.pkg.dev/acme-prod/apps/api'],
      },
      says: ['us/apps'],
    },
  },
  {
    id: 'repository-misspelled',
    title: 'the images name repository app; it is apps',
    from: 'flux-v2',
    change(world) {
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['image'] =
          `europe-west1-docker.pkg.dev/acme-prod/app/${name}`;
    },
    expect: {
      verdict: 'broken',
      code: 'repository-not-found',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/app/api',
        near: 'europe-west1/apps',
      },
      repair: {
        tool: 'flux-wi',
        does: ['gcloud artifacts repositories list', '--image europe-west1-docker.pkg.dev/acme-prod/apps/api'],
      },
      says: ['europe-west1/apps'],
    },
  },
  {
    id: 'repository-not-found',
    title: 'the repository was deleted',
    from: 'flux-v2',
    change(world) {
      delete project(world, acme.cluster.project).repositories['europe-west1/apps'];
    },
    expect: {
      verdict: 'broken',
      code: 'repository-not-found',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      },
      repair: { tool: 'gcloud', does: ['gcloud artifacts repositories list'] },
    },
  },
]);
