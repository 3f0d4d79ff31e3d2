import { gsaAnnotation, ownerOf } from '../src/chain/owner.ts';
import { movesPods } from '../src/findings/workload/workload-uses-other-ksa.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import type { Kubernetes, V1ServiceAccount } from '../src/clients/kubernetes.ts';
import { completed } from '../src/discover/owner-object.ts';
import { podsOf } from '../src/discover/workload.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { annotatedBeside } from './annotated-beside.ts';
import { broken, defineCheck, isSome, pass, skipped, suspected } from './define.ts';
import type { Result } from './define.ts';
import { googleCredentials } from './google-credentials.ts';
import { ksa } from './ksa.ts';
import { workloadPool } from './workload-pool.ts';

/**
 * Whether the pods really run as the KSA that is meant: as the template says, and not as a bare one beside one that
 * is annotated and that nothing uses.
 */
export const workloadKsa = defineCheck({
  id: 'workload-ksa',
  link: 'workload',
  scope: 'identity',
  title: 'its pods run as this KSA',
  needs: { account: optional(ksa), pool: optional(workloadPool), operator: optional(googleCredentials) },
  deadline: seconds(20),
  async run({ kubernetes, google, identity, workloads, needs }): Promise<Result<true>> {
    if (identity.path === 'object') return skipped('the controller asks for a token of the KSA; no pod runs as it');
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const read = await Promise.all(workloads.map((workload) => podsOfOthers(kubernetes, workload, needs.account)));
    const strays = read.flat();
    if (isSome(strays)) return broken(strays);
    const [workload] = workloads;
    if (workload === undefined || needs.account?.metadata?.annotations?.[gsaAnnotation] !== undefined)
      return pass(true);
    const pool = needs.pool?.pool ?? null;
    const { namespace, name } = workload.ref;
    const scanner = { namespace, ksa: workload.serviceAccount, workload: name, pool };
    const beside = await annotatedBeside(kubernetes, google, needs.operator, scanner);
    if (beside === null) return pass(true);
    const { gsa, bound } = beside;
    // Where the pods are led to the annotated KSA, that is the one to be bound.
    const moves = movesPods(scanner.ksa, beside.name, name);
    const unbound = bound !== null && pool !== null && !(moves ? bound.itself : bound.scanner);
    return suspected(
      finding('workload-uses-other-ksa', {
        namespace,
        workload: name,
        runsAs: scanner.ksa,
        annotated: beside.name,
        by: 'template',
        gsa,
        owner: await completed(kubernetes, ownerOf(workload.deployment.metadata ?? {})),
        unbound: unbound ? { namespace, ksa: moves ? beside.name : scanner.ksa, gsa, pool } : null,
      }),
    );
  },
});

/** Pods of an earlier rollout that still run as another KSA than the template names now. */
async function podsOfOthers(
  kubernetes: Kubernetes,
  workload: ScanWorkload,
  account: V1ServiceAccount | undefined,
): Promise<readonly Finding[]> {
  const pods = await podsOf(kubernetes, workload);
  const names = pods.map((pod) => pod.spec?.serviceAccountName || pod.spec?.serviceAccount || 'default');
  const stray = names.find((name) => name !== workload.serviceAccount);
  // While one pod runs as it should, a rollout is under way.
  if (stray === undefined || names.includes(workload.serviceAccount)) return [];
  return [
    finding('workload-uses-other-ksa', {
      namespace: workload.ref.namespace,
      workload: workload.ref.name,
      runsAs: stray,
      annotated: workload.serviceAccount,
      by: 'earlier-pods',
      gsa: account?.metadata?.annotations?.[gsaAnnotation] ?? '',
      owner: ownerOf(workload.deployment.metadata ?? {}),
      unbound: null,
    }),
  ];
}
