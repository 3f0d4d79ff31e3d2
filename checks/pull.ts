import { highest, readRange } from '../src/chain/semver-range.ts';
import { nearest } from '../src/chain/near-miss.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Pulled, ScanObject } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Google, Manifest, TagList } from '../src/clients/google.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { blocked, broken, defineCheck, pass, skipped, someOf, suspected } from './define.ts';
import type { Result } from './define.ts';
import { federationOf } from './federation.ts';
import { hasRepository, imageReference } from './image-reference.ts';
import type { GoogleRegistry } from './image-reference.ts';
import { asIdentity, isAbsence, principalOf, refusal, registryAccess } from './registry-access.ts';
import { token } from './token.ts';
import type { Proof } from './token.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

/** More references of one image than this are not asked for. */
const mostReferences = 5;

/**
 * Whether the identity is served what Flux pulls, beyond the tags that it lists: a tag list is no pull, for a rule, a key
 * or a role can stand between the two.
 */
export const pull = defineCheck({
  id: 'pull',
  link: 'registry',
  scope: 'target',
  title: 'the content that Flux pulls can be pulled',
  needs: {
    registry: imageReference,
    proof: token,
    listed: optional(registryAccess),
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
  },
  applies: ({ target }) =>
    hasRepository({ target }) && target.objects.some(({ pulls, suspended }) => pulls !== undefined && !suspended),
  deadline: seconds(30),
  async run({ google, identity, target, needs }): Promise<Result<true>> {
    const { registry, proof, listed } = needs;
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    if (!target.probe) return skipped('one of many images of its repository, which another one speaks for');
    if (listed === undefined) return blocked(registryAccess);
    const wanted = target.objects.filter(({ suspended }) => !suspended).flatMap((object) => wantedBy(object, listed));
    const distinct = [...new Map(wanted.map((one) => [one.reference, one])).values()];
    const notes: string[] = [];
    for (const { reference, certain } of distinct.slice(0, mostReferences)) {
      if (reference === null) continue;
      const served = await manifestAs(google, proof, registry, reference);
      if (!(served instanceof ApiError)) {
        notes.push(`${reference} can be pulled`);
        continue;
      }
      if (isAbsence(served) && certain) return absent(registry, target.image, reference, listed);
      const principal = principalOf(proof, identity, federation.pool);
      const told = refusal(served, registry, target.image, proof, principal, reference);
      if (told.status !== 'broken') return told;
      return certain ? told : suspected(someOf(told.findings), { notes: [`${reference} may not be what Flux pulls`] });
    }
    const unmatched = distinct.find((one) => one.reference === null);
    if (unmatched !== undefined) {
      return unmatched.certain
        ? absent(registry, target.image, unmatched.range, listed)
        : skipped(`what ${unmatched.range} comes to is not worked out here; Flux’s own status tells`);
    }
    const left = distinct.length - mostReferences;
    return pass(true, left > 0 ? [...notes, `${left} more versions were not asked for`] : notes);
  },
});

interface Wanted {
  /** `null`: no tag is in the range. */
  readonly reference: string | null;
  readonly range: string;
  /** False: what Flux pulls could not be worked out; this is as near as can be told. */
  readonly certain: boolean;
}

function wantedBy({ pulls }: ScanObject, listed: TagList): readonly Wanted[] {
  if (pulls === undefined) return [];
  switch (pulls.by) {
    case 'reference':
      return [{ reference: pulls.reference, range: pulls.reference, certain: true }];
    case 'every': {
      const newest = newestOf(listed.tags);
      return newest === null ? [] : [{ reference: newest, range: '', certain: true }];
    }
    case 'range':
      return [inRange(pulls, listed)];
  }
}

function inRange({ range, filtered, plus }: Extract<Pulled, { by: 'range' }>, listed: TagList): Wanted {
  const allows = readRange(range);
  const tags = plus ? listed.tags.map((tag) => tag.replaceAll('_', '+')) : listed.tags;
  // The filter is a pattern of Go's, and the list may go on: then another tag may be taken.
  const certain = allows !== null && !filtered && !listed.partial;
  const found = allows === null ? newestOf(tags) : highest(tags, allows);
  return { reference: found?.replaceAll('+', '_') ?? null, range, certain };
}

/** The highest version; of tags that are none, the last. */
function newestOf(tags: readonly string[]): string | null {
  return highest(tags, () => true) ?? tags.at(-1) ?? null;
}

/** A refusal is met again with the scopes that Flux asks for, before it is one. */
function manifestAs(
  google: Google,
  proof: Proof,
  { host, path }: GoogleRegistry,
  reference: string,
): Promise<Manifest | ApiError> {
  return asIdentity(proof, (caller) => google.manifest(caller, host, path, reference).catch(asApiError));
}

function absent(registry: GoogleRegistry, image: string, version: string, { tags }: TagList): Result<true> {
  const { host, project, location, repository, imageName } = registry;
  const near = nearest(version, tags);
  return broken(
    finding('image-not-found', {
      image,
      host,
      project,
      location,
      repository,
      imageName: `${imageName}:${version}`,
      near: near === null ? null : `${imageName}:${near}`,
    }),
  );
}
