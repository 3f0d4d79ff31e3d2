import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { askAgain } from '../fixes/verify.ts';
import { boolean, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { ksa } from '../subjects.ts';
import { quoted } from '../wording.ts';

const args = {
  ...ksa,
  annotation: text,
  value: text,
  problem: text,
  /** Flux itself refuses it; else it may work, by a way that the doctor does not walk. */
  refused: boolean,
};
type Args = ArgsOf<typeof args>;

export const credentialProviderUnsupported = defineFinding({
  code: 'credential-provider-unsupported',
  link: 'KSA',
  level: 'unknown',
  since: '0.1.0',
  args,
  summary: ({ namespace, ksa, annotation, value, problem, refused }) =>
    refused
      ? `Flux refuses ${annotation}: ${quoted(value)} on ServiceAccount ${namespace}/${ksa}: ${problem}`
      : `With ${annotation}: ${quoted(value)} on ServiceAccount ${namespace}/${ksa} Flux takes a way that flux-wi cannot prove: ${problem}`,
  explanation:
    'From Flux 2.10 on, annotations credential.auth.fluxcd.io/… on a ServiceAccount choose the credential that Flux shows for an object. Without them, and with provider kubernetes and type jwt, it is a token of that ServiceAccount. With provider spiffe it is one of SPIFFE, whose subject is another principal at Google: nothing that is proved with the token of the ServiceAccount holds for it. Custom audiences are for an identity provider of your own (gcp.auth.fluxcd.io/workload-identity-provider); GKE takes one audience alone.',
  sources: ['https://fluxcd.io/flux/integrations/object-identity/'],
  expected: () => 'provider kubernetes with type jwt, or none of these annotations',
  actual: ({ annotation, value }) => `${annotation}: ${quoted(value)}`,
  fixes: (args) => [readStatus(args), ...(args.refused ? [takeOff(args)] : [])],
  example: {
    namespace: 'apps',
    ksa: 'image-reader',
    annotation: 'credential.auth.fluxcd.io/provider',
    value: 'spiffe',
    problem: 'Flux asks SPIFFE for the credential, not the cluster',
    refused: false,
  },
});

function readStatus({ namespace }: Args): Fix {
  return {
    kind: 'find-out',
    title: 'See whether Flux itself succeeds that way',
    tool: 'kubectl',
    command: sh`kubectl -n ${namespace} get imagerepositories,ocirepositories`,
    patch: null,
    permission: `list imagerepositories and ocirepositories in namespace ${namespace}`,
    takes: 'at once',
    verify: askAgain(namespace),
  };
}

function takeOff({ namespace, ksa, annotation }: Args): Fix {
  return {
    kind: 'ask-first',
    title: `Take ${annotation} off ServiceAccount ${namespace}/${ksa}, if the token of the ServiceAccount itself was meant`,
    tool: 'kubectl',
    command: sh`kubectl --field-manager=flux-client-side-apply -n ${namespace} annotate serviceaccount ${ksa} ${`${annotation}-`}`,
    patch: null,
    permission: `patch serviceaccounts in namespace ${namespace}; where Git has the annotation, it must go there too`,
    takes: 'at the next scan',
    verify: askAgain(namespace),
  };
}
