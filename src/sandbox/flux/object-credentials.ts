/** An object's own identity: the controller asks for the KSA's token and exchanges it itself. */

import { forbidden } from '../kubernetes/forbidden.ts';
import type { StoredObject } from '../world.ts';
import { ksaUser } from '../kubernetes/authentication.ts';
import { authorize } from '../kubernetes/rbac.ts';
import type { Attributes } from '../kubernetes/rbac.ts';
import { annotation, ksaOf } from './controller.ts';
import { failed, googleToken } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { exchange, impersonate } from './google-tokens.ts';
import type { Exchanged } from './google-tokens.ts';
import type { Process } from './scan-round.ts';

const gsaPattern = String.raw`^[a-zA-Z0-9-]{1,100}@[a-zA-Z0-9-]{1,100}\.iam\.gserviceaccount\.com$`;
const providerAnnotation = 'gcp.auth.fluxcd.io/workload-identity-provider';
const providerPattern = String.raw`^projects/\d{1,30}/locations/global/workloadIdentityPools/[^/]{1,100}/providers/[^/]{1,100}$`;
const lockdownText =
  'the specified default service account does not exist in the object namespace. your cluster is subject to multi-tenant workload identity lockdown, reach out to your cluster administrator for help';

export interface ObjectIdentity {
  readonly namespace: string;
  readonly ksa: string;
  /** `default`: by `--default-service-account`. */
  readonly from: 'object' | 'default';
}

export function objectCredentials(process: Process, identity: ObjectIdentity): Promise<Credentials> {
  const { round, pod } = process;
  const key = `object ${pod.metadata.uid ?? ''} ${identity.from} ${identity.namespace}/${identity.ksa}`;
  return round.once(key, async () => {
    const token = await objectToken(process, identity);
    return typeof token === 'string' ? googleToken(token) : failed(wrapped(process, token.error));
  });
}

async function objectToken(
  process: Process,
  { namespace, ksa, from }: ObjectIdentity,
): Promise<string | { error: string }> {
  const { pod, round, ask } = process;
  const { store } = round.kubernetes;
  const who = `'${namespace}/${ksa}'`;
  const account = store.get({ kind: 'ServiceAccount', group: '' }, namespace, ksa);
  if (account === undefined) {
    const why = from === 'default' ? lockdownText : `ServiceAccount "${ksa}" not found`;
    return { error: `failed to get service account ${who}: ${why}` };
  }
  const chosen = credentialTrouble(process, account);
  if (chosen !== null) return { error: chosen };
  const audience = audienceOf(process, annotation(account, providerAnnotation) ?? '');
  if ('error' in audience) return { error: `failed to get provider audience: ${audience.error}` };
  const gsa = annotation(account, 'iam.gke.io/gcp-service-account') ?? '';
  if (gsa !== '' && !new RegExp(gsaPattern).test(gsa)) {
    const why = `invalid iam.gke.io/gcp-service-account annotation: '${gsa}'. must match ${gsaPattern}`;
    return { error: `failed to get provider identity from service account ${who} annotations: ${why}` };
  }
  const user = ksaUser(pod.metadata.namespace ?? '', ksaOf(pod));
  const attributes: Attributes = {
    kind: 'resource',
    verb: 'create',
    group: '',
    resource: 'serviceaccounts',
    subresource: 'token',
    namespace,
    name: ksa,
  };
  if (!authorize(store, user, attributes).allowed) {
    return {
      error: `failed to create kubernetes token for service account ${who}: ${forbidden(user, attributes).message}`,
    };
  }
  const ksaToken = await round.kubernetes.mintToken({ namespace, ksa, audience: audience.token });
  const failure = (refusal: Exclude<Exchanged, { kind: 'token' }>) => ({
    error: `failed to create provider access ${thing(process)} for service account ${who}: ${libraryError(refusal)}`,
  });
  const federated = await exchange(ask, ksaToken, audience.exchange);
  if (federated.kind !== 'token') return failure(federated);
  if (gsa === '') return federated.token;
  const access = await impersonate(ask, federated.token, gsa);
  return access.kind === 'token' ? access.token : failure(access);
}

/** Whom the KSA's token is for, and where it is exchanged: the provider that the KSA names, else the cluster's pool. */
function audienceOf(
  { egress, round }: Process,
  provider: string,
): { readonly token: string; readonly exchange: string } | { readonly error: string } {
  if (provider !== '') {
    if (!new RegExp(providerPattern).test(provider))
      return { error: `invalid ${providerAnnotation} annotation: '${provider}'. must match ${providerPattern}` };
    const name = `//iam.googleapis.com/${provider}`;
    return { token: name, exchange: name };
  }
  if (!egress.metadata) {
    const dial = 'Get "http://169.254.169.254/computeMetadata/v1/project/project-id": context deadline exceeded';
    return { error: `failed to get GKE cluster project ID from the metadata service: ${dial}` };
  }
  // The pool is assumed to be that of the cluster's project, whatever the cluster itself says.
  const pool = `${round.world.cluster.project}.svc.id.goog`;
  return { token: pool, exchange: `identitynamespace:${pool}:${round.kubernetes.issuer}` };
}

/** STS and IAM Credentials share this prefix. */
function libraryError(refusal: Exclude<Exchanged, { kind: 'token' }>): string {
  return refusal.kind === 'none'
    ? `oauth2/google: ${refusal.error}`
    : `oauth2/google: status code ${refusal.status}: ${refusal.body.trim()}`;
}

function wrapped(process: Process, error: string): string {
  if (!process.controller.features.lockdown) return error;
  return `failed to get access ${thing(process)} for artifact registry: ${error}`;
}

function thing({ controller }: Process): string {
  return controller.features.gateRetired ? 'credential' : 'token';
}

/** From Flux 2.10 on the KSA may choose another credential; no SPIFFE runs here. */
function credentialTrouble({ controller }: Process, account: StoredObject): string | null {
  if (!controller.features.gateRetired) return null;
  const chosen = (name: string): string => annotation(account, `credential.auth.fluxcd.io/${name}`) ?? '';
  if (chosen('audiences') !== '' && (annotation(account, providerAnnotation) ?? '') === '')
    return 'failed to get provider audience: cannot specify custom audiences for GKE workload identity';
  if (chosen('provider') === 'spiffe')
    return 'failed to fetch SPIFFE JWT-SVID from the Workload API: rpc error: code = Unavailable desc = connection error';
  if (chosen('provider') !== '' && chosen('provider') !== 'kubernetes')
    return `credential provider '${chosen('provider')}' is not supported`;
  return null;
}
