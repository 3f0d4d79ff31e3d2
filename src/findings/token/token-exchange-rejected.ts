import { partsOf } from '../../chain/identity-provider.ts';
import { inOrder, sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleBinding } from '../examples.ts';
import { describeCluster } from '../fixes/gke.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, number, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { ksa } from '../subjects.ts';

const args = { ...ksa, pool: text, audience: text, error: text, description: text, skewSeconds: nullable(number) };
type Args = ArgsOf<typeof args>;

export const tokenExchangeRejected = defineFinding({
  code: 'token-exchange-rejected',
  link: 'token',
  level: 'broken',
  failsAt: 'token-exchange',
  since: '0.1.0',
  args,
  summary: ({ namespace, ksa, error, description }) =>
    `Google's token service refuses the token of ServiceAccount ${namespace}/${ksa} (${error}): ${exchangeMeaning(error, description)}`,
  explanation: `Google's Security Token Service read the token of the KSA and did not exchange it. invalid_target: there is no such pool, or no such cluster in it, because Workload Identity is off or project, location or name differ. invalid_grant: the token itself is refused, for its audience, issuer, signature or age; "stale to sign-in" means expired, or issued in the future by a wrong clock. No binding has been checked at this step: a missing one is refused later, with 403.`,
  sources: [
    'https://cloud.google.com/iam/docs/troubleshooting-workload-identity-federation',
    'https://github.com/external-secrets/external-secrets/issues/3408',
  ],
  expected: ({ audience }) => `a token for ${audience}`,
  actual: ({ error, description, skewSeconds }) =>
    `${error}: ${description}${skewSeconds === null || Math.abs(skewSeconds) < 30 ? '' : ` (clocks differ by ${Math.round(skewSeconds)} s)`}`,
  fixes: exchange,
  example: {
    namespace: exampleBinding.namespace,
    ksa: exampleBinding.ksa,
    pool: exampleBinding.pool,
    audience:
      'identitynamespace:acme-prod.svc.id.goog:https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod',
    error: 'invalid_target',
    description: 'The target service indicated by the "audience" parameters is invalid.',
    skewSeconds: null,
  },
  variants: [
    { error: 'invalid_grant', description: 'ID Token issued at 1 is stale to sign-in.', skewSeconds: 400 },
    { error: 'invalid_request', description: '', audience: '' },
  ],
});

function exchangeMeaning(error: string, description: string): string {
  if (error === 'invalid_target') return 'no such pool, or no such cluster in it';
  if (error === 'invalid_request') return 'the audience has no form that it knows';
  if (/stale to sign-in/i.test(description)) return 'expired, or a clock is wrong';
  if (/audience/i.test(description)) return 'made for another audience';
  if (/attribute condition/i.test(description)) return 'the condition of the provider does not hold for it';
  if (/issuer in ID Token/i.test(description)) return 'a token of another cluster';
  if (/issuer/i.test(description)) return 'its issuer cannot be reached';
  if (/signature|parse/i.test(description)) return 'its signature does not hold';
  return description;
}

function exchange(args: Args): Fix[] {
  const [, project, location, name] =
    /\/projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/:]+)/.exec(args.audience) ?? [];
  const cluster = {
    project: project ?? yours('PROJECT'),
    location: location ?? yours('LOCATION'),
    name: name ?? yours('CLUSTER'),
  };
  const common = { patch: null, verify: askAgain(args.namespace) } as const;
  if (/stale to sign-in/i.test(args.description))
    return [
      {
        ...common,
        kind: 'find-out',
        title: 'Compare the clocks, then check again with a new token',
        tool: 'flux-wi',
        command: inOrder('date -u', askAgain(args.namespace)),
        permission: 'none',
        takes: 'at once',
      },
    ];
  const provider = partsOf(args.audience);
  if (provider !== null)
    return [
      {
        ...common,
        kind: 'find-out',
        title: `See which issuer, audiences and condition provider ${provider.provider} of pool ${provider.pool} accepts`,
        tool: 'gcloud',
        command: sh`gcloud iam workload-identity-pools providers describe ${provider.provider} --location=global --workload-identity-pool=${provider.pool} --project=${provider.project}`,
        permission: 'iam.workloadIdentityPoolProviders.get (roles/iam.workloadIdentityPoolViewer)',
        takes: 'at once',
      },
    ];
  return [
    {
      ...common,
      kind: 'find-out',
      title: 'Compare pool, project, location and name of the cluster',
      tool: 'gcloud',
      command: describeCluster(cluster),
      permission: 'container.clusters.get (roles/container.clusterViewer)',
      takes: 'at once',
    },
  ];
}
