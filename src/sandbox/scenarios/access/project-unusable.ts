import type { World } from '../../world.ts';
import { project, scenarios, takeReadings } from '../scenario.ts';

function projectSuspended(world: World): void {
  project(world, 'acme-artifacts').suspended = true;
}

const expected = {
  verdict: 'broken',
  code: 'project-unusable',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    target: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
    project: 'acme-artifacts',
    cause: 'suspended',
  },
  repair: { tool: 'gcloud', does: ['gcloud projects describe acme-artifacts'] },
  says: ['acme-artifacts'],
} as const;

export const accessProjectUnusable = scenarios([
  {
    id: 'project-deleted',
    title: 'the registry’s project has been deleted',
    from: 'three-projects',
    change(world) {
      project(world, 'acme-artifacts').state = 'DELETE_REQUESTED';
    },
    expect: {
      verdict: 'broken',
      code: 'project-unusable',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        target: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
        project: 'acme-artifacts',
        cause: 'deleted',
      },
      repair: { tool: 'gcloud', does: ['gcloud projects undelete acme-artifacts'] },
      says: ['acme-artifacts'],
    },
  },
  {
    id: 'project-suspended-unread',
    title: 'the same, and the operator may read nothing of Google’s: the registry’s own words tell it',
    from: 'three-projects',
    change(world) {
      projectSuspended(world);
      takeReadings(world);
    },
    expect: expected,
  },
  {
    id: 'project-suspended',
    title: 'Google has suspended the registry’s project',
    from: 'three-projects',
    change: projectSuspended,
    expect: expected,
  },
  {
    id: 'project-without-billing',
    title: 'the registry’s project has lost its billing account',
    from: 'three-projects',
    change(world) {
      project(world, 'acme-artifacts').billing = false;
    },
    expect: {
      verdict: 'broken',
      code: 'project-unusable',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        target: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
        project: 'acme-artifacts',
        cause: 'billing',
      },
      repair: { tool: 'gcloud', does: ['gcloud billing projects link acme-artifacts'] },
      says: ['acme-artifacts'],
    },
  },
]);
