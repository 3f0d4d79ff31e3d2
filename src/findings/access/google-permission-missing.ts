import { yours } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { personOf } from '../fixes/caller.ts';
import { addGrant, onProject, whereIs } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import { asWhom } from '../subjects.ts';

export const googlePermissionMissing = defineFinding({
  code: 'google-permission-missing',
  link: 'access',
  level: 'unknown',
  since: '0.1.0',
  args: { permission: text, resource: text, role: text, as: asWhom },
  summary: ({ permission, resource }) => `You lack ${permission} on ${resource}`,
  explanation:
    'Google refused you this reading, not Flux: what could not be read is unknown, never broken. The role named is the smallest predefined role that contains the permission. Where the proof as the KSA succeeds, such readings only explain, and nothing has to be granted.',
  sources: ['https://cloud.google.com/iam/docs/understanding-roles'],
  expected: ({ permission, resource }) => `${permission} on ${resource}`,
  actual: ({ as }) => `refused as ${as}`,
  fixes: ({ resource, role, as }) => [
    addGrant(whereIs(resource) ?? onProject(yours('PROJECT')), role, personOf(as), askAgain()),
  ],
  example: {
    permission: 'iam.serviceAccounts.getIamPolicy',
    resource: 'projects/acme-prod/serviceAccounts/flux-images@acme-prod.iam.gserviceaccount.com',
    role: 'roles/iam.serviceAccountViewer',
    as: 'operator dana@acme.example',
  },
  variants: [
    { resource: 'projects/acme-prod', as: 'GSA x@acme-prod.iam.gserviceaccount.com' },
    { resource: 'organizations/123' },
    { resource: 'folders/456' },
    { resource: 'gs://artifacts.acme.appspot.com' },
    { resource: 'projects/acme/locations/us/repositories/gcr.io' },
    { resource: 'somewhere else', as: 'anonymous' },
  ],
});
