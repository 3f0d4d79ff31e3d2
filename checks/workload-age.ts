import { annotationManagers } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Identity } from '../src/chain/vocabulary.ts';
import { podsOf } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { defineCheck, pass, skipped, someOf, warn } from './define.ts';
import type { Result } from './define.ts';
import { ksa } from './ksa.ts';

/** A token lives an hour, in the metadata server's cache and in Flux's own. */
const tokenLifetime = 3600_000;

/** Whether pods are older than the annotation: a token from before can hide the change for up to an hour. */
export const workloadAge = defineCheck({
  id: 'workload-age',
  link: 'workload',
  scope: 'identity',
  title: 'its pods are younger than the annotation',
  needs: { ksa },
  deadline: seconds(20),
  async run({ kubernetes, identity, workloads, needs }): Promise<Result<true>> {
    if (identity.path === 'object') return skipped('the controller reads the annotation anew for each token');
    const written = annotationManagers(needs.ksa.metadata ?? {}).flatMap(({ time }) => time ?? []);
    const changedAt = written.sort().at(-1);
    if (changedAt === undefined) return skipped('the KSA’s managed fields do not say when it was annotated');
    if (scannedSince(identity, new Date(changedAt).getTime() + tokenLifetime))
      return pass(true, [`annotated ${changedAt} or before, and scanned well since`]);
    const older = await Promise.all(
      workloads.map(async (workload) => {
        const pods = await podsOf(kubernetes, workload);
        return pods.some(
          ({ status }) => status?.startTime !== undefined && new Date(status.startTime) < new Date(changedAt),
        )
          ? workload.ref
          : null;
      }),
    );
    const found = older.filter((ref) => ref !== null);
    if (found.length === 0) return pass(true);
    const ksa = identity.serviceAccount;
    return warn(
      someOf(
        found.map(({ namespace, name }) =>
          finding('workload-predates-annotation', { namespace, workload: name, ksa, changedAt }),
        ),
      ),
    );
  },
});

/** A good scan, later than any token from before the change can have lived, is proof that the change arrived. */
function scannedSince({ targets }: Identity, time: number): boolean {
  return targets.some(({ objects }) =>
    objects.some(
      ({ status }) => status?.ready === true && status.scanTime !== null && Date.parse(status.scanTime) > time,
    ),
  );
}
