import { describe, expect, test } from 'vitest';
import { exampleBinding, onGsa } from '../../src/findings/examples.ts';
import { rebind } from '../../src/findings/fixes/binding.ts';
import { addGrant, whereIs } from '../../src/findings/fixes/grant.ts';

const pool = 'acme-prod.svc.id.goog';
const principal = (project: string, of: string, rest: string): string =>
  `principal://iam.googleapis.com/projects/${project}/locations/global/workloadIdentityPools/${of}/${rest}`;
const subject = 'subject/ns/flux-system/sa/image-reflector-controller';

describe('the wrong member of a binding', () => {
  test.each([
    [`serviceAccount:${pool}[image-reflector-controller/flux-system]`, 'which matches nothing'],
    ['serviceAccount:123456789012.svc.id.goog[flux-system/image-reflector-controller]', 'which matches nothing'],
    [principal('acme-prod', pool, subject), 'which matches nothing'],
    [principal('123456789012', pool, 'kubernetes.serviceaccount.uid/1'), 'which matches nothing'],
    [principal('210987654321', pool, subject), 'which matches nothing'],
    [`serviceAccount:${pool}[flux/image-reflector-controller]`, 'if nothing else uses it'],
    [`serviceAccount:${pool}[flux-system/source-controller]`, 'if nothing else uses it'],
    [
      'serviceAccount:acme-stage.svc.id.goog[flux-system/image-reflector-controller]',
      'if no cluster of acme-stage.svc.id.goog uses it',
    ],
  ])('%s is removed after the right one is added: %s', (member, condition) => {
    const [add, ...rest] = rebind({ ...exampleBinding, found: { ...onGsa, member } });
    expect(add?.command).toContain(`--member='serviceAccount:${pool}[flux-system/image-reflector-controller]'`);
    const removal = rest.find((fix) => fix.command.includes('remove-iam-policy-binding'));
    expect(removal).toMatchObject({ kind: 'ask-first' });
    // The wrong one, and no other.
    expect(removal?.command).toContain(member);
    expect(removal?.title).toContain(condition);
  });
});

test.each([
  'projects/acme-prod/locations/europe-west1/repositories/apps',
  'gs://artifacts.acme-prod.appspot.com',
  exampleBinding.gsa,
  `serviceAccounts/${exampleBinding.gsa}`,
  'projects/acme-prod',
  'folders/1',
  'organizations/1',
])('gcloud is told that a grant on %s has no condition', (resource) => {
  const where = whereIs(resource);
  expect(where).not.toBeNull();
  if (where !== null)
    expect(addGrant(where, 'roles/x', 'GSA a@b.iam.gserviceaccount.com', 'v').command).toMatch(/ --condition=None$/);
});
