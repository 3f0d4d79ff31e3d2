import { scenario, takeReadings } from '../scenario.ts';
import { iamCredentialsBehindPerimeter } from './iam-credentials-behind-perimeter.ts';

export const iamCredentialsBehindPerimeterUnread = scenario({
  id: 'iam-credentials-behind-perimeter-unread',
  title: 'a perimeter keeps everyone outside from IAM Credentials; the operator may not read the policies either',
  from: 'flux-v2',
  change(world) {
    iamCredentialsBehindPerimeter.change(world);
    takeReadings(world);
  },
  expect: {
    verdict: 'inconclusive',
    code: 'perimeter-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      host: 'iamcredentials.googleapis.com',
      as: 'KSA flux-system/image-reflector-controller',
    },
    repair: { tool: 'gcloud', does: ['gcloud logging read'] },
    says: ['iamcredentials.googleapis.com'],
  },
});
