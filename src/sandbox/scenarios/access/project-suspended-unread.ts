import { scenario, takeReadings } from '../scenario.ts';
import { projectSuspended } from './project-suspended.ts';

export const projectSuspendedUnread = scenario({
  id: 'project-suspended-unread',
  title: 'the same, and the operator may read nothing of Google’s: the registry’s own words tell it',
  from: 'three-projects',
  change(world) {
    projectSuspended.change(world);
    takeReadings(world);
  },
  expect: {
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
  },
});
