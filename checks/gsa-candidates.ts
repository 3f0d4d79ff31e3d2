import type { GsaCandidate } from '../src/findings/subjects.ts';
import { namedKsas } from '../src/chain/iam/named-ksas.ts';
import { readAnnotation } from '../src/chain/ksa-annotation.ts';
import { ownerOf } from '../src/chain/owner.ts';
import type { Identity } from '../src/chain/vocabulary.ts';
import { projectOfGsa } from '../src/chain/gsa-email.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Caller, Google } from '../src/clients/google.ts';
import { gsaInHelm } from '../src/discover/helm-values.ts';
import { gsaLastApplied } from '../src/discover/last-applied.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { clusterIdentity } from './cluster-identity.ts';
import { defineCheck, pass, skipped } from './define.ts';
import type { Result } from './define.ts';
import { federationOf } from './federation.ts';
import { googleCredentials } from './google-credentials.ts';
import { orNull } from './iam-levels.ts';
import { ksa } from './ksa.ts';
import { tagsAs } from './registry-access.ts';
import { token } from './token.ts';
import type { Proof } from './token.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

export interface GsaCandidates {
  readonly candidates: readonly GsaCandidate[];
}

/** Fleets scan from many projects; whoever keeps accounts by the dozen has them in one of the first. */
const mostProjects = 4;
/** A project with more accounts than this is not searched through: each takes a call of its own. */
const mostAccounts = 100;
/** So many policies are read at once. */
const together = 20;

/**
 * Which GSA the KSA was meant to name, where it names none and the registry refuses the KSA itself, or where the one
 * that it names does not exist: the GSAs of the projects at hand whose own policy names this KSA, and what the KSA was
 * applied with before. It only explains, and asks nothing where all is well.
 */
export const gsaCandidates = defineCheck({
  id: 'gsa-candidates',
  link: 'GSA',
  scope: 'identity',
  title: 'which Google service account the KSA was meant to name',
  needs: {
    account: ksa,
    provider: optional(workloadIdentityProvider),
    pool: optional(workloadPool),
    cluster: optional(clusterIdentity),
    proof: optional(token),
    operator: optional(googleCredentials),
  },
  deadline: seconds(30),
  async run({ google, kubernetes, identity, workloads, settings, needs }): Promise<Result<GsaCandidates>> {
    const { account, proof, operator } = needs;
    const reading = readAnnotation(account.metadata?.annotations ?? {});
    if (settings.gsa !== null) return skipped('--gsa says which one');
    if (reading.kind === 'email') {
      const exists = operator === undefined ? null : await orNull(google.serviceAccountExists(operator, reading.email));
      if (exists !== false) return skipped('the one that it names was not found to be missing');
    } else if (await takesTheKsa(google, identity, proof)) return skipped('the registry takes the KSA itself');

    const applied = gsaLastApplied(account.metadata?.annotations ?? {});
    const inHelm = await gsaInHelm(kubernetes, ownerOf(account.metadata ?? {}), workloads[0]?.ref.component ?? null);
    const federation = federationOf(needs);
    const pool = 'status' in federation ? null : federation.pool;
    const named = reading.kind === 'email' ? reading.email : null;
    const projects = [
      ...new Set([
        ...(needs.cluster === undefined ? [] : [needs.cluster.project]),
        ...(settings.project === null ? [] : [settings.project]),
        ...(named === null ? [] : [projectOfGsa(named) ?? []].flat()),
        ...identity.targets.flatMap(({ registry }) => ('project' in registry ? [registry.project] : [])),
      ]),
    ].slice(0, mostProjects);
    const searches =
      operator === undefined
        ? []
        : await Promise.all(projects.map((project) => boundIn(google, operator, project, identity, pool)));
    const candidates: GsaCandidate[] = [
      ...searches.flatMap((one) => one.bound).map((gsa) => ({ gsa, because: 'bound' as const })),
      ...(applied === null ? [] : [{ gsa: applied, because: 'applied-before' as const }]),
      ...(inHelm === null ? [] : [{ gsa: inHelm, because: 'helm-values' as const }]),
    ].filter(({ gsa }) => gsa !== named);
    return pass(
      { candidates },
      searches.flatMap((one) => one.notes),
    );
  },
});

/** Whether the registry of any image takes the KSA as it is. */
async function takesTheKsa(google: Google, identity: Identity, proof: Proof | undefined): Promise<boolean> {
  if (proof === undefined) return false;
  const lists = await Promise.all(
    identity.targets.map(async ({ registry, probe }) =>
      probe && (registry.kind === 'artifact-registry' || registry.kind === 'gcr')
        ? tagsAs(google, proof, registry)
        : null,
    ),
  );
  return lists.some((one) => one !== null && !(one instanceof ApiError));
}

/** The accounts of a project whose own policy names the KSA. */
async function boundIn(
  google: Google,
  operator: Caller,
  project: string,
  { namespace, serviceAccount }: Identity,
  pool: string | null,
): Promise<{ readonly bound: readonly string[]; readonly notes: readonly string[] }> {
  const accounts = await google.serviceAccounts(operator, project).catch(asApiError);
  if (accounts instanceof ApiError)
    return { bound: [], notes: [`the Google service accounts of ${project} could not be listed`] };
  const bound: string[] = [];
  for (let at = 0; at < Math.min(accounts.length, mostAccounts); at += together) {
    const some = accounts.slice(at, Math.min(at + together, mostAccounts));
    const policies = await Promise.all(some.map(({ email }) => orNull(google.serviceAccountPolicy(operator, email))));
    bound.push(
      ...some
        .filter((_, index) =>
          namedKsas(policies[index]?.bindings ?? []).some(
            (one) => one.namespace === namespace && one.ksa === serviceAccount && (pool === null || one.pool === pool),
          ),
        )
        .map(({ email }) => email),
    );
  }
  const notes =
    accounts.length > mostAccounts
      ? [`${project} has ${accounts.length} Google service accounts; the policies of ${mostAccounts} were read`]
      : [];
  return { bound, notes };
}
