import { sh } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { exampleKsa } from '../examples.ts';
import { askAgain } from '../fixes/verify.ts';
import { listOf, text } from '../schema.ts';
import { ksa } from '../subjects.ts';
import { listed } from '../wording.ts';

export const ksaOwnedTwice = defineFinding({
  code: 'ksa-owned-twice',
  link: 'KSA',
  level: 'warn',
  since: '0.1.0',
  args: { ...ksa, managers: listOf(text) },
  summary: ({ namespace, ksa, managers }) =>
    `${listed(managers)} both write the annotation of ServiceAccount ${namespace}/${ksa}`,
  explanation:
    'Two field managers write the same annotation, so each overwrites the other, and removing it from one may remove it for both. Keep it in one place. Nothing breaks while both write the same value.',
  sources: [
    'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
    'https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/622',
  ],
  expected: () => 'one field manager',
  actual: ({ managers }) => listed(managers),
  fixes: ({ namespace, ksa }) => [
    {
      kind: 'find-out',
      title: 'See which field manager wrote what and when, then remove the annotation from one of the two',
      tool: 'kubectl',
      command: sh`kubectl -n ${namespace} get serviceaccount ${ksa} -o yaml --show-managed-fields`,
      patch: null,
      permission: `get serviceaccounts in namespace ${namespace}`,
      takes: 'at once',
      verify: askAgain(namespace),
    },
  ],
  example: { ...exampleKsa, managers: ['helm', 'Terraform'] },
});
