import { partsOf, providerAnnotation, providerPattern } from '../../chain/identity-provider.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { nameProvider } from '../fixes/ksa-annotation.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { ksa, owner } from '../subjects.ts';
import { quoted } from '../wording.ts';

const args = {
  ...ksa,
  value: text,
  /** `malformed`: Flux itself refuses it. `unknown`: Google's STS knows no such pool or provider. */
  cause: oneOf('malformed', 'unknown'),
  problem: text,
  likely: nullable(text),
  owner,
};
type Args = ArgsOf<typeof args>;

const sound = 'projects/123456789012/locations/global/workloadIdentityPools/clusters/providers/prod';

export const workloadIdentityProviderInvalid = defineFinding({
  code: 'workload-identity-provider-invalid',
  link: 'KSA',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args,
  summary: ({ namespace, ksa, value, cause, problem }) =>
    cause === 'malformed'
      ? `Flux refuses the annotation ${providerAnnotation} of ServiceAccount ${namespace}/${ksa}: ${problem}`
      : `ServiceAccount ${namespace}/${ksa} names the identity provider ${quoted(value)}, which Google does not know`,
  explanation: `With ${providerAnnotation} on a ServiceAccount that an object names, Flux asks for its token for that provider and exchanges it there. The cluster's own workload pool, and bindings for it, then have no part in it, on GKE too. Flux takes the provider's resource name from projects/ on, with the project's number. Google's STS refuses a pool or provider that does not exist, is disabled, or is deleted. A new one can take some minutes until STS knows it. The annotation has no effect on the identity of a controller.`,
  sources: [
    'https://fluxcd.io/flux/integrations/gcp/',
    'https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes',
  ],
  expected: ({ cause, likely }) =>
    likely === null
      ? cause === 'unknown'
        ? 'a pool and a provider that exist and are enabled'
        : providerPattern
      : likely,
  actual: ({ value, cause, problem }) => (cause === 'malformed' ? quoted(value) : problem),
  fixes: (args) => [...findProviders(args), ...nameProvider(args)],
  example: {
    namespace: 'apps',
    ksa: 'image-reader',
    value: `//iam.googleapis.com/${sound}`,
    cause: 'malformed',
    problem: 'it begins with the host, and Flux wants it from projects/ on',
    likely: sound,
    owner: { kind: 'kustomization', namespace: 'apps', name: 'apps', path: './apps' },
  },
});

/** Where the value itself does not tell what it should be. */
function findProviders({ namespace, value, likely }: Args): Fix[] {
  const parts = partsOf(value);
  if (likely !== null || parts === null) return [];
  return [
    {
      kind: 'find-out',
      title: `List the providers of pool ${parts.pool}`,
      tool: 'gcloud',
      command: sh`gcloud iam workload-identity-pools providers list --location=global --workload-identity-pool=${parts.pool} --project=${parts.project} --format=${'table(name,state,oidc.issuerUri)'}`,
      patch: null,
      permission: 'iam.workloadIdentityPoolProviders.list (roles/iam.workloadIdentityPoolViewer)',
      takes: 'at once',
      verify: askAgain(namespace),
    },
  ];
}
