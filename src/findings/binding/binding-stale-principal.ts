import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { rebind } from '../fixes/binding.ts';
import { text } from '../schema.ts';
import { binding, grant } from '../subjects.ts';

export const bindingStalePrincipal = defineFinding({
  code: 'binding-stale-principal',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant, should: text, uid: text },
  summary: ({ namespace, ksa, uid }) =>
    `The binding names an earlier ServiceAccount ${namespace}/${ksa} by its UID; the UID is now ${uid}`,
  explanation:
    'A principal with kubernetes.serviceaccount.uid is one object, not a name. The KSA was deleted and created again since, and has another UID, so the grant matches nothing. Bind it by namespace and name instead.',
  sources: ['https://cloud.google.com/iam/docs/principal-identifiers'],
  expected: ({ should }) => should,
  actual: ({ found }) => found.member,
  fixes: rebind,
  example: {
    ...exampleBinding,
    should:
      'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
    found: {
      ...onGsa,
      member:
        'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/kubernetes.serviceaccount.uid/7c1f0e9a-8c0d-4a53-9a53-0d6d1f1f3b11',
    },
    uid: 'c2a9b6d4-1d2e-4e0f-9c53-6d1b7a0e4f52',
  },
});
