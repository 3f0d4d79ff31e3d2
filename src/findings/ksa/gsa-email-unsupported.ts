import { sh, yours } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { askAgain, nextScan } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import { ksa } from '../subjects.ts';

export const gsaEmailUnsupported = defineFinding({
  code: 'gsa-email-unsupported',
  link: 'KSA',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args: { ...ksa, gsa: text },
  summary: ({ namespace, ksa, gsa }) =>
    `Flux refuses ${gsa} on ServiceAccount ${namespace}/${ksa}, although it is a valid Google service account`,
  explanation:
    "For identities that an object names itself, Flux checks the annotation against its own pattern, which allows NAME@PROJECT.iam.gserviceaccount.com only. Accounts of domain-scoped projects, the default accounts of Compute Engine and App Engine, and other universes are refused before any call. The controller's own identity has no such check.",
  sources: ['https://github.com/fluxcd/pkg/issues/925'],
  expected: () => '^[a-zA-Z0-9-]{1,100}@[a-zA-Z0-9-]{1,100}\\.iam\\.gserviceaccount\\.com$',
  actual: ({ gsa }) => gsa,
  fixes: ({ namespace, ksa }) => [
    {
      kind: 'ask-first',
      title: `Annotate ServiceAccount ${namespace}/${ksa} with an account of an ordinary project, bound and granted like this one`,
      tool: 'kubectl',
      command: sh`kubectl --field-manager=flux-client-side-apply -n ${namespace} annotate --overwrite serviceaccount ${ksa} iam.gke.io/gcp-service-account=${yours('GSA')}`,
      patch: null,
      permission: `patch serviceaccounts in namespace ${namespace}; where Git has the annotation, it must go there too`,
      takes: nextScan,
      verify: askAgain(namespace),
    },
  ],
  example: { namespace: 'apps', ksa: 'image-reader', gsa: '123456789012-compute@developer.gserviceaccount.com' },
});
