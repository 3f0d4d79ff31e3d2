import { finding } from '../src/chain/vocabulary.ts';
import type { ScanObject } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Kubernetes } from '../src/clients/kubernetes.ts';
import { flagIsOn } from '../src/discover/controller-flags.ts';
import { scannersIn } from '../src/discover/scanners.ts';
import { readerOf, selectorOf, watches } from '../src/discover/watch.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, skipped, someOf, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';

/** More objects than this are told by their number. */
const most = 20;

/** Whether some controller reconciles each object: shards divide them by label, and some watch one namespace alone. */
export const objectWatched = defineCheck({
  id: 'object-watched',
  link: 'workload',
  scope: 'identity',
  title: 'a controller watches each object',
  deadline: seconds(20),
  async run({ kubernetes, identity, workloads }): Promise<Result<true>> {
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const objects = identity.targets.flatMap((target) => target.objects);
    const unwatched = objects.filter((object) => !workloads.some((workload) => watches(workload, object)));
    if (unwatched.length === 0) return pass(true);
    // Another shard may stand where this caller may not look.
    const all = await allScanners(kubernetes);
    if (all instanceof ApiError) return unknown(accessFinding(all));
    const orphans = unwatched.filter((object) => !all.some((workload) => watches(workload, object)));
    if (orphans.length === 0) return pass(true);
    const notes = orphans.length > most ? [`${orphans.length} objects in all; the first ${most} are shown`] : [];
    const found = orphans.slice(0, most).map((object) =>
      finding('object-not-watched', {
        kind: object.kind,
        namespace: object.namespace,
        name: object.name,
        selectors: selectorsFor(object, all),
      }),
    );
    return broken(someOf(found), { notes });
  },
});

async function allScanners(kubernetes: Kubernetes): Promise<readonly ScanWorkload[] | ApiError> {
  try {
    return scannersIn(await kubernetes.list('deployments'));
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'refused') return error;
    throw error;
  }
}

/** What each controller of the object's kind does watch. */
function selectorsFor(object: ScanObject, all: readonly ScanWorkload[]): readonly string[] {
  return all
    .filter((workload) => workload.ref.component === readerOf(object.kind))
    .map((workload) => {
      const scope = flagIsOn(workload.flags, 'watch-all-namespaces', true)
        ? ''
        : ` in namespace ${workload.ref.namespace}`;
      return `${workload.ref.name}: ${selectorOf(workload) ?? 'all objects'}${scope}`;
    });
}
