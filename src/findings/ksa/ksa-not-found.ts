import { sh } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { askAgain, nextScan } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import { ksa } from '../subjects.ts';

export const ksaNotFound = defineFinding({
  code: 'ksa-not-found',
  link: 'KSA',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args: { ...ksa, near: nullable(text) },
  summary: ({ namespace, ksa, near }) =>
    `ServiceAccount ${namespace}/${ksa} does not exist${near === null ? '' : `; ${near} does`}`,
  explanation:
    'The Kubernetes service account that is asked for does not exist, so no token can be issued for it. An object names it in spec.serviceAccountName, or the controller with --default-service-account, which applies in the namespace of each object. A KSA of the same name in another namespace is a different one.',
  sources: ['https://fluxcd.io/flux/integrations/gcp/'],
  expected: ({ namespace, ksa }) => `${namespace}/${ksa}`,
  actual: ({ near }) => (near === null ? 'does not exist' : near),
  fixes: ({ namespace, ksa }) => [
    {
      kind: 'now',
      title: `Create ServiceAccount ${namespace}/${ksa}`,
      tool: 'kubectl',
      command: sh`kubectl -n ${namespace} create serviceaccount ${ksa}`,
      patch: null,
      permission: `create serviceaccounts in namespace ${namespace}`,
      takes: nextScan,
      verify: askAgain(namespace),
    },
  ],
  example: { namespace: 'apps', ksa: 'image-reader', near: 'images-reader' },
});
