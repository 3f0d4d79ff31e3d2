import { evaluateCondition } from '../src/chain/iam/condition.ts';
import { doubtInWords, readGrants } from '../src/chain/iam/grant.ts';
import type { Level } from '../src/chain/iam/grant.ts';
import { issuerOfCluster } from '../src/chain/gke-cluster.ts';
import { parseMember } from '../src/chain/iam/member.ts';
import type { Member } from '../src/chain/iam/member.ts';
import { nearGrant } from '../src/chain/iam/near-grant.ts';
import { isGsa, isKsa } from '../src/chain/iam/principal.ts';
import type { Answer, KsaPrincipal } from '../src/chain/iam/principal.ts';
import { principalIsNamed } from '../src/chain/judge/refused-registry.ts';
import { nearest } from '../src/chain/near-miss.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Grant } from '../src/findings/subjects.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Caller, Google, Policy } from '../src/clients/google.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { clusterIdentity } from './cluster-identity.ts';
import { blocked, broken, defineCheck, pass, skipped, suspected, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { federationOf } from './federation.ts';
import { googleCredentials } from './google-credentials.ts';
import { levelsAbove, numberOfPool, orNull, roleReader } from './iam-levels.ts';
import { hasRepository, imageReference } from './image-reference.ts';
import type { GoogleRegistry } from './image-reference.ts';
import { ksaAnnotation } from './ksa-annotation.ts';
import {
  answersAsContainerRegistry,
  bucketOf,
  isExplainedByReading,
  isRefusal,
  principalOf,
  refusal,
  tagsAs,
} from './registry-access.ts';
import { token } from './token.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

const permission = 'artifactregistry.repositories.downloadArtifacts';

/**
 * What lies behind the image: Artifact Registry's repository, or Container Registry's bucket. It explains a refusal;
 * where the tags were listed it has nothing to add.
 */
export const registryStorage = defineCheck({
  id: 'registry-storage',
  link: 'registry',
  scope: 'target',
  title: 'the repository or bucket is there, and lets the identity read',
  needs: {
    registry: imageReference,
    annotation: ksaAnnotation,
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
    cluster: optional(clusterIdentity),
    proof: optional(token),
    operator: optional(googleCredentials),
  },
  applies: hasRepository,
  deadline: seconds(40),
  async run({ google, identity, target, settings, needs }): Promise<Result<true>> {
    const { registry, proof, operator, annotation } = needs;
    const federation = federationOf(needs);
    if ('status' in federation) return federation;
    const gsa = 'gsa' in annotation ? annotation.gsa : null;
    const principal = principalOf({ gsa }, identity, federation.pool);
    if (!target.probe) return skipped('one of many images of its repository, which another one speaks for');
    const as = proof?.caller ?? operator;
    if (as === undefined) return blocked(token);

    // Both at once: the readings are needed only if the list is refused, but then they are needed soon.
    const [listed, repository] = await Promise.all([
      proof === undefined ? null : tagsAs(google, proof, registry),
      readRepository(google, as, operator, registry),
    ]);
    if (listed !== null && !(listed instanceof ApiError)) {
      const refused =
        repository instanceof ApiError ? ['its description may not be read, which the tag list makes up for'] : [];
      return pass(true, refused);
    }
    if (
      listed !== null &&
      registry.kind === 'gcr' &&
      isRefusal(listed) &&
      answersAsContainerRegistry(listed.details.permission, listed.details.message)
    ) {
      return bucket(google, as, operator, registry, target.image, principal);
    }
    // A perimeter, a proxy, a reason of the registry's own: what is read beside such an answer explains nothing.
    if (proof !== undefined && listed !== null && !isExplainedByReading(listed)) {
      const why = 'no reading explains what the registry answered';
      const { status } = refusal(listed, registry, target.image, proof, principal, null);
      return status === 'broken' ? skipped(why) : unknown(accessFinding(listed), { notes: [why] });
    }
    const { host, project, location } = registry;
    const place = { image: target.image, host, project, location, repository: registry.repository };
    if (repository instanceof ApiError) {
      if (repository.kind !== 'not-found') return unknown(accessFinding(repository));
      const absent = finding('repository-not-found', {
        ...place,
        near: await nearRepository(google, as, operator, registry),
      });
      if (listed !== null || registry.kind !== 'gcr') return broken(absent);
      // Without a refusal, what serves a gcr.io host is not known: it may be Container Registry's bucket still.
      const redirected = (await orNull(google.redirection(as, project))) ?? '';
      return /ENABLED|FINALIZED|PARTIAL/.test(redirected)
        ? suspected(absent)
        : skipped(`whether Artifact Registry serves ${host} for ${project} is for the registry to say`);
    }
    // The repository is there; who may read it is for its policy to say.
    if (operator === undefined) return blocked(googleCredentials);

    const policy = await google.repositoryPolicy(operator, project, location, registry.repository).catch(asApiError);
    // The grant stands there as a rule: without that policy, and without a refusal, nothing is worth a suspicion.
    if (listed === null && policy instanceof ApiError) return unknown(accessFinding(policy));
    const [above, number, account] = await Promise.all([
      levelsAbove(google, operator, project),
      numberOfPool(google, operator, federation, needs.cluster),
      gsa === null ? null : orNull(google.serviceAccount(operator, gsa)),
    ]);
    const asKsa: KsaPrincipal = {
      pool: federation.pool,
      projectNumber: number,
      namespace: identity.namespace,
      name: identity.serviceAccount,
      uid: null,
      clusterUrl: needs.cluster === undefined ? null : issuerOfCluster(needs.cluster),
    };
    const isMember = (member: Member): Answer => (gsa === null ? isKsa(member, asKsa) : isGsa(member, gsa));
    const own = {
      resource: `projects/${project}/locations/${location}/repositories/${registry.repository}`,
      bindings: policy instanceof ApiError ? null : policy.bindings,
    };
    const levels = [own, ...above];
    const reading = await readGrants(levels, {
      isMember,
      holds: roleReader(google, operator, permission),
      condition: (expression) =>
        evaluateCondition(expression, {
          time: new Date(settings.now()),
          resourceName: `projects/${project}/locations/${location}/repositories/${registry.repository}`,
          resourceType: 'artifactregistry.googleapis.com/Repository',
          resourceService: 'artifactregistry.googleapis.com',
        }),
    });
    if (reading.granted === 'yes')
      return pass(true, [`${reading.by?.role} for ${reading.by?.member} on ${reading.by?.resource}`]);

    const stale =
      gsa === null
        ? null
        : staleGrant(
            levels.flatMap((level) => level.bindings?.map((one) => ({ ...one, resource: level.resource })) ?? []),
            gsa,
            account?.uniqueId ?? null,
          );
    const missing = reading.granted === 'no' && (gsa !== null || federation.certain) ? broken : suspected;
    if (stale !== null) {
      return missing(
        finding('registry-grant-stale', {
          ...place,
          gsa: gsa ?? '',
          found: stale,
          uniqueId: account?.uniqueId ?? null,
        }),
      );
    }
    const moved = registry.kind === 'gcr' ? await oldGrant(google, operator, registry, above, isMember) : null;
    if (moved !== null)
      return missing(finding('registry-moved', { ...place, bucket: bucketOf(registry), found: moved, principal }));

    const near = nearGrant(reading.others, gsa, asKsa);
    const told = finding('repository-access-denied', {
      ...place,
      permission,
      principal,
      as: proof?.caller.label ?? principal,
      settled: true,
      near,
    });
    const named = reading.conditionFalse.length > 0 || reading.withoutPermission.length > 0;
    const notes = [
      ...(named || (gsa === null && near !== null) ? [principalIsNamed] : []),
      ...reading.conditionFalse.map(
        (one) => `${one.grant.role} on ${one.grant.resource} holds only if ${one.expression}`,
      ),
      ...reading.withoutPermission.map((one) => `${one.role} on ${one.resource} does not hold ${permission}`),
      ...reading.doubts.map(doubtInWords),
      ...reading.unread.map((level) => `the policy of ${level} could not be read; a grant there would also count`),
    ];
    // A grant that may hold is no missing one, unless the identity was refused all the same.
    return listed === null && reading.doubts.length > 0 ? { ...blocked(token), notes } : missing(told, { notes });
  },
});

/** As the identity, whose reader role suffices; else as the operator. */
async function readRepository(
  google: Google,
  as: Caller,
  operator: Caller | undefined,
  registry: GoogleRegistry,
): Promise<true | ApiError> {
  const read = async (caller: Caller): Promise<true | ApiError> => {
    const found = await google
      .repository(caller, registry.project, registry.location, registry.repository)
      .catch(asApiError);
    return found instanceof ApiError ? found : true;
  };
  const first = await read(as);
  if (!(first instanceof ApiError) || operator === undefined || as === operator) return first;
  return read(operator);
}

/** A repository one letter away, or of that name in a multi-region. */
async function nearRepository(
  google: Google,
  as: Caller,
  operator: Caller | undefined,
  registry: GoogleRegistry,
): Promise<string | null> {
  const caller = operator ?? as;
  const locations = [
    ...new Set([registry.location, registry.location.split('-')[0] === 'us' ? 'us' : 'europe', 'us', 'europe', 'asia']),
  ];
  const lists = await Promise.all(
    locations.map((location) => orNull(google.repositories(caller, registry.project, location))),
  );
  const all = lists.flatMap((list) => list ?? []);
  const here = nearest(
    registry.repository,
    all.filter((one) => one.location === registry.location).map((one) => one.name),
  );
  if (here !== null) return `${registry.location}/${here}`;
  const elsewhere = all.find((one) => one.name === registry.repository && one.location !== registry.location);
  return elsewhere === undefined ? null : `${elsewhere.location}/${elsewhere.name}`;
}

/** A grant to an account of the same name that was deleted: the one of today has another id. */
function staleGrant(
  bindings: readonly { role: string; members: readonly string[]; resource: string }[],
  gsa: string,
  uniqueId: string | null,
): Grant | null {
  for (const { role, members, resource } of bindings) {
    for (const text of members) {
      const member = parseMember(text);
      if (member.kind !== 'deleted' || member.email !== gsa) continue;
      if (member.uid !== null && member.uid === uniqueId) continue;
      return { member: text, role, resource };
    }
  }
  return null;
}

/** A grant of Container Registry's time: on the bucket, as its guides say, or on whatever lies above it. */
async function oldGrant(
  google: Google,
  operator: Caller,
  registry: GoogleRegistry,
  above: readonly Level[],
  isMember: (member: Member) => Answer,
): Promise<Grant | null> {
  const name = bucketOf(registry);
  const bucket = await orNull<Policy>(google.bucketPolicy(operator, name));
  const reads = roleReader(google, operator, 'storage.objects.list');
  for (const { resource, bindings } of [{ resource: `gs://${name}`, bindings: bucket?.bindings ?? null }, ...above]) {
    for (const { role, members } of bindings ?? []) {
      const member = members.find((one) => isMember(parseMember(one)) === 'yes');
      if (member === undefined) continue;
      if (role.startsWith('roles/storage.') || (await reads(role)) === 'yes') return { member, role, resource };
    }
  }
  return null;
}

/** Container Registry, as it was: the bucket's objects are the registry. */
async function bucket(
  google: Google,
  as: Caller,
  operator: Caller | undefined,
  registry: GoogleRegistry,
  image: string,
  principal: string,
): Promise<Result<true>> {
  const name = bucketOf(registry);
  const place = { image, host: registry.host, bucket: name };
  const listed = await google.bucketObjects(as, name, '').catch(asApiError);
  if (!(listed instanceof ApiError)) return pass(true);
  if (listed.kind === 'not-found')
    return suspected(finding('bucket-not-found', { ...place, project: registry.project }));
  if (operator !== undefined && (await orNull(google.bucketExists(operator, name))) === false) {
    return suspected(finding('bucket-not-found', { ...place, project: registry.project }));
  }
  if (!isRefusal(listed)) return unknown(accessFinding(listed));
  const denied = finding('bucket-access-denied', {
    ...place,
    permission: listed.details.permission ?? 'storage.objects.list',
    principal,
    as: as.label,
  });
  return suspected(denied);
}
