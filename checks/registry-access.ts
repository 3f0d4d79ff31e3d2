import { ksaMember } from '../src/chain/iam/principal.ts';
import { reasonOf } from '../src/chain/registry-reason.ts';
import type { RegistryReason } from '../src/chain/registry-reason.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding, Identity } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Caller, Google, TagList } from '../src/clients/google.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { broken, defineCheck, pass, skipped, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { federationOf } from './federation.ts';
import { hasRepository, imageReference } from './image-reference.ts';
import type { GoogleRegistry } from './image-reference.ts';
import { token } from './token.ts';
import type { Proof } from './token.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

/** The tag list as the identity, by the requests that Flux itself makes: it settles every reading of the registry. */
export const registryAccess = defineCheck({
  id: 'registry-access',
  link: 'registry',
  scope: 'target',
  title: 'the registry lets the identity in',
  needs: {
    registry: imageReference,
    proof: token,
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
  },
  applies: hasRepository,
  deadline: seconds(30),
  async run({ google, identity, target, needs }): Promise<Result<TagList>> {
    const { registry, proof } = needs;
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    if (!target.probe) return skipped('one of many images of its repository: the repository’s own list speaks for it');
    const listed = await tagsAs(google, proof, registry);
    if (!(listed instanceof ApiError)) return pass(listed);
    return refusal(listed, registry, target.image, proof, principalOf(proof, identity, federation.pool), null);
  },
});

/** Lists the tags as the identity. Asked by several checks, it is one call. */
export function tagsAs(google: Google, proof: Proof, { host, path }: GoogleRegistry): Promise<TagList | ApiError> {
  return asIdentity(proof, (caller) => google.tags(caller, host, path).catch(asApiError));
}

/** Asks the registry as the identity. A refusal is met again with the scopes that Flux asks for, before it is one. */
export async function asIdentity<T>(
  proof: Proof,
  ask: (caller: Caller) => Promise<T | ApiError>,
): Promise<T | ApiError> {
  const first = await ask(proof.caller);
  if (!(first instanceof ApiError) || !isRefusal(first)) return first;
  try {
    return await ask(await proof.widen());
  } catch (error) {
    // The wider token was refused: the first answer stands.
    if (error instanceof ApiError) return first;
    throw error;
  }
}

/** The member string that a grant to the identity takes. */
export function principalOf(proof: Pick<Proof, 'gsa'>, identity: Identity, pool: string): string {
  return proof.gsa === null
    ? ksaMember(pool, identity.namespace, identity.serviceAccount)
    : `serviceAccount:${proof.gsa}`;
}

/** The registry took whoever asked for somebody, or for nobody, and did not let them in. */
export function isRefusal(error: ApiError): boolean {
  return (
    error.kind === 'refused' || error.kind === 'anonymous' || error.kind === 'unauthenticated' || error.kind === 'scope'
  );
}

/**
 * Whether a reading of the repository, or of the bucket, can explain the answer: a refusal without a reason of its own,
 * or the registry's word that there is nothing. Whatever else came in its place explains nothing, and proves nothing.
 */
export function isExplainedByReading(error: ApiError): boolean {
  return (isRefusal(error) && ownReason(error) === null) || isAbsence(error);
}

/** The registry's own word that there is no such thing; a 404 of somebody else on the way carries no code of the protocol. */
export function isAbsence({ kind, details }: ApiError): boolean {
  return kind === 'not-found' && /^(?:NAME|MANIFEST|BLOB)_UNKNOWN$|^NOT_FOUND$/.test(details.reason);
}

/** What a DENIED speaks of, other than a right of whoever asked. */
function ownReason({ kind, details }: ApiError): RegistryReason | null {
  if (kind === 'refused') return reasonOf(details.message);
  // Refused with another status than 403, and in the protocol's own words.
  return kind === 'rejected' && /^(?:DENIED|UNSUPPORTED|FAILED_PRECONDITION)$/.test(details.reason)
    ? (reasonOf(details.message) ?? 'other')
    : null;
}

/**
 * What a refusal means that the identity's own proof met: Flux meets the same.
 *
 * @param reference the tag or digest that was asked for; `null`: the tag list.
 */
export function refusal(
  error: ApiError,
  registry: GoogleRegistry,
  image: string,
  proof: Proof,
  principal: string,
  reference: string | null,
): Result<never> {
  const { details } = error;
  const { host, project, location, repository } = registry;
  const place = { image, host, project, location, repository };
  const reason = ownReason(error);
  if (reason !== null)
    return broken(finding('registry-refused', { ...place, reason, reference, message: details.message }));
  switch (error.kind) {
    case 'refused':
    case 'anonymous':
    case 'unauthenticated':
    case 'scope':
      return broken(denied(error, place, registry, proof, principal, reference));
    case 'gone':
      return broken(finding('registry-shut-down', { image, host, project }));
    case 'not-found':
      return isAbsence(error)
        ? broken(finding('repository-not-found', { ...place, near: null }))
        : unknown(accessFinding(error));
    case 'api-disabled':
    case 'quota-project':
    case 'project-unusable':
      return broken(accessFinding(error));
    case 'perimeter': {
      const inside = proof.way === 'pod';
      const told = finding('perimeter-denied', {
        host,
        identifier: details.metadata['uid'] ?? '',
        as: details.as,
        inside,
      });
      return inside ? broken(told) : unknown(told);
    }
    default:
      return unknown(accessFinding(error));
  }
}

function denied(
  error: ApiError,
  place: { image: string; host: string; project: string; location: string; repository: string },
  registry: GoogleRegistry,
  proof: Proof,
  principal: string,
  reference: string | null,
): Finding {
  const { details } = error;
  const as = proof.caller.label;
  if (registry.kind === 'gcr' && answersAsContainerRegistry(details.permission, details.message)) {
    return finding('bucket-access-denied', {
      image: place.image,
      host: place.host,
      bucket: bucketOf(registry),
      permission: details.permission ?? (reference === null ? 'storage.objects.list' : 'storage.objects.get'),
      principal,
      as,
    });
  }
  if (details.api === 'registry.tags' && details.permission === null) {
    return finding('tags-access-denied', { ...place, message: details.message, as });
  }
  return finding('repository-access-denied', {
    ...place,
    permission: details.permission ?? 'artifactregistry.repositories.downloadArtifacts',
    principal,
    as,
    // What was listed before is there.
    settled: reference !== null,
    near: null,
  });
}

/** Container Registry spoke of buckets, and of tags that it failed to read; Artifact Registry never does. */
export function answersAsContainerRegistry(permission: string | null, message: string): boolean {
  return (
    permission?.startsWith('storage.') === true ||
    /Failed to read tags for host|^Permission denied for "[^"]*" from request|storage\.(buckets|objects)\./.test(
      message,
    )
  );
}

/** The Cloud Storage bucket behind a Container Registry host. */
export function bucketOf({ host, project }: Pick<GoogleRegistry, 'host' | 'project'>): string {
  const region = host === 'gcr.io' ? '' : `${host.slice(0, -'.gcr.io'.length)}.`;
  // A domain-scoped project `example.com:proj` has `proj.example.com.a`.
  const [domain, name] = project.split(':');
  const stem = name === undefined ? project : `${name}.${domain}.a`;
  return `${region}artifacts.${stem}.appspot.com`;
}
