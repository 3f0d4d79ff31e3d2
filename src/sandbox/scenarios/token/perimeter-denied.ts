import type { World } from '../../world.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { project, scenarios, takeReadings } from '../scenario.ts';

function iamCredentialsBehindPerimeter(world: World): void {
  project(world, acme.cluster.project).perimeter = ['iamcredentials.googleapis.com'];
}

const expected = {
  verdict: 'inconclusive',
  code: 'perimeter-denied',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    host: 'iamcredentials.googleapis.com',
    as: 'KSA flux-system/image-reflector-controller',
  },
  repair: { tool: 'gcloud', does: ['gcloud logging read'] },
  says: ['iamcredentials.googleapis.com'],
} as const;

export const tokenPerimeterDenied = scenarios([
  {
    id: 'iam-credentials-behind-perimeter-unread',
    title: 'a perimeter keeps everyone outside from IAM Credentials; the operator may not read the policies either',
    from: 'flux-v2',
    change(world) {
      iamCredentialsBehindPerimeter(world);
      takeReadings(world);
    },
    expect: expected,
  },
  {
    id: 'iam-credentials-behind-perimeter',
    title: 'a perimeter keeps everyone outside from IAM Credentials; Flux is inside',
    from: 'flux-v2',
    change: iamCredentialsBehindPerimeter,
    expect: expected,
  },
]);
