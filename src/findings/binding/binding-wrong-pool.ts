import { isOwnPool } from '../../chain/iam/principal.ts';
import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { rebind } from '../fixes/binding.ts';
import { memberPool } from '../member-parts.ts';
import { text } from '../schema.ts';
import { binding, grant } from '../subjects.ts';

export const bindingWrongPool = defineFinding({
  code: 'binding-wrong-pool',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant, should: text },
  summary: ({ pool, found }) =>
    /^serviceAccount:\d+\.svc\.id\.goog\[/.test(found.member)
      ? `The binding has the number of the project in the workload pool, where its id belongs: ${pool}`
      : `The binding is for workload pool ${memberPool(found.member)}; that of ${isOwnPool(pool) ? 'the provider which the ServiceAccount names' : 'the cluster'} is ${pool}`,
  explanation:
    "The member must name the workload pool of the cluster's project, even where the Google service account is in another project. This one names another pool, usually that of the account's project. KSAs of the same name in clusters of that other project could impersonate the account; this one cannot.",
  sources: [
    'https://cloud.google.com/iam/docs/principal-identifiers',
    'https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/1041',
  ],
  expected: ({ should }) => should,
  actual: ({ found }) => found.member,
  fixes: rebind,
  example: {
    ...exampleBinding,
    should: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
    found: { ...onGsa, member: 'serviceAccount:acme-iam.svc.id.goog[flux-system/image-reflector-controller]' },
  },
  variants: [
    {
      found: { ...onGsa, member: 'serviceAccount:123456789012.svc.id.goog[flux-system/image-reflector-controller]' },
    },
  ],
});
