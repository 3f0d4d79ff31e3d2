import { nearestServiceAccount } from '../src/chain/near-gsa.ts';
import { projectOfGsa } from '../src/chain/gsa-email.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Identity } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Caller, Google } from '../src/clients/google.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { blocked, broken, defineCheck, pass, skipped } from './define.ts';
import type { Result } from './define.ts';
import { googleCredentials } from './google-credentials.ts';
import { ksaAnnotation } from './ksa-annotation.ts';
import { ksa } from './ksa.ts';
import { workloadPool } from './workload-pool.ts';

/** Whether the GSA exists: by `testIamPermissions`, which tells an absent account from one that may not be seen. */
export const gsa = defineCheck({
  id: 'gsa',
  link: 'GSA',
  scope: 'identity',
  title: 'the Google service account exists',
  needs: { ksa, annotation: ksaAnnotation, operator: optional(googleCredentials), pool: optional(workloadPool) },
  deadline: seconds(20),
  async run({ google, identity, needs }): Promise<Result<{ readonly email: string }>> {
    const { annotation, operator } = needs;
    if (!('gsa' in annotation)) return skipped('the KSA accesses the registry directly (no Google service account)');
    const email = annotation.gsa;
    if (operator === undefined) return blocked(googleCredentials);
    if (await google.serviceAccountExists(operator, email)) return pass({ email });

    const project = projectOfGsa(email);
    const owner = ownerOf(needs.ksa.metadata ?? {});
    const place = { namespace: identity.namespace, ksa: identity.serviceAccount, owner, candidates: [] };
    const near = project === null ? null : await nearMiss(google, operator, project, email);
    if (near !== null) {
      return broken(finding('gsa-misspelled', { ...place, gsa: email, near }));
    }
    const absent = { ...place, gsa: email, project, pool: needs.pool?.pool ?? null };
    return broken(finding('gsa-not-found', { ...absent, repositories: repositoriesOf(identity) }));
  },
});

/** Artifact Registry's repositories behind the images, each once. */
function repositoriesOf({ targets }: Identity): { project: string; location: string; repository: string }[] {
  const known = new Map<string, { project: string; location: string; repository: string }>();
  for (const { registry } of targets) {
    if (registry.kind !== 'artifact-registry' && registry.kind !== 'gcr') continue;
    const { project, location, repository } = registry;
    known.set(`${project}/${location}/${repository}`, { project, location, repository });
  }
  return [...known.values()];
}

/** The account that was meant; explains only, so a refusal to list takes nothing away. */
async function nearMiss(google: Google, operator: Caller, project: string, email: string): Promise<string | null> {
  try {
    const accounts = await google.serviceAccounts(operator, project);
    return nearestServiceAccount(
      email,
      accounts.map((account) => account.email),
    );
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
