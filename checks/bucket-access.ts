import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { blocked, broken, defineCheck, pass, someOf, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { federationOf } from './federation.ts';
import { isBucket } from './image-reference.ts';
import { asIdentity, isRefusal, principalOf } from './registry-access.ts';
import { token } from './token.ts';
import type { Proof } from './token.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

/** More prefixes of one bucket than this are not listed. */
const mostPrefixes = 5;

/** The three questions that Flux asks for a Bucket: is it there, what is in it, what is that; all as the identity. */
export const bucketAccess = defineCheck({
  id: 'bucket-access',
  link: 'registry',
  scope: 'target',
  title: 'the identity may read the bucket',
  needs: {
    proof: token,
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
  },
  applies: isBucket,
  deadline: seconds(30),
  async run({ google, identity, target, needs }): Promise<Result<true>> {
    const { proof } = needs;
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    if (target.registry.kind !== 'bucket') return blocked(token);
    const { bucket } = target.registry;
    const principal = principalOf(proof, identity, federation.pool);
    const there = await asIdentity(proof, (caller) => google.bucketExists(caller, bucket).catch(asApiError));
    const place = { image: target.image, host: 'storage.googleapis.com', bucket };
    if (there === false) return broken(finding('bucket-not-found', { ...place, project: null }));
    // Each right is missed by itself, so that one round of grants is enough.
    const answers: (ApiError | true)[] = [there];
    for (const prefix of prefixesOf(target.objects)) {
      const listed = await asIdentity(proof, (caller) =>
        google.bucketObjects(caller, bucket, prefix).catch(asApiError),
      );
      if (listed instanceof ApiError) {
        answers.push(listed);
        continue;
      }
      const [name] = listed;
      if (name === undefined) continue;
      const read = async (caller: Proof['caller']): Promise<true | ApiError> => {
        const answer = await google.bucketObject(caller, bucket, name).catch(asApiError);
        return answer instanceof ApiError ? answer : true;
      };
      answers.push(await asIdentity(proof, read));
    }
    const refused = answers.filter((answer) => answer instanceof ApiError);
    const told = refused.filter(isRefusal).map((error): Finding =>
      finding('bucket-access-denied', {
        ...place,
        permission: error.details.permission ?? error.details.api,
        principal,
        as: proof.caller.label,
      }),
    );
    if (told.length > 0) return broken(someOf(distinct(told)));
    const [error] = refused;
    return error === undefined ? pass(true) : otherwise(error, proof);
  },
});

function prefixesOf(objects: readonly { readonly prefix?: string; readonly suspended: boolean }[]): readonly string[] {
  const active = objects.filter(({ suspended }) => !suspended);
  return [...new Set(active.map(({ prefix }) => prefix ?? ''))].slice(0, mostPrefixes);
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one.args), one])).values()];
}

/** What the front end refused says nothing of the bucket; met by the identity's own proof, Flux meets it too. */
function otherwise(error: ApiError, proof: Proof): Result<never> {
  switch (error.kind) {
    case 'api-disabled':
    case 'quota-project':
    case 'project-unusable':
      return broken(accessFinding(error));
    case 'perimeter':
      return proof.way === 'pod'
        ? broken(
            finding('perimeter-denied', {
              host: error.details.host,
              identifier: error.details.metadata['uid'] ?? '',
              as: error.details.as,
              inside: true,
            }),
          )
        : unknown(accessFinding(error));
    default:
      return unknown(accessFinding(error));
  }
}
