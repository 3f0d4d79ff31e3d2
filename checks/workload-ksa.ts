import { isGsaEmail } from '../src/chain/ksa-annotation.ts';
import { nearest } from '../src/chain/near-miss.ts';
import { gsaAnnotation, ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Kubernetes, V1ServiceAccount } from '../src/clients/kubernetes.ts';
import { podsOf } from '../src/discover/workload.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, skipped, suspected } from './define.ts';
import type { Result } from './define.ts';
import { ksa } from './ksa.ts';

/**
 * Whether the pods really run as the KSA that is meant: as the template says, and not as a bare one beside one that
 * is annotated and that nothing uses.
 */
export const workloadKsa = defineCheck({
  id: 'workload-ksa',
  link: 'workload',
  scope: 'identity',
  title: 'its pods run as this KSA',
  needs: { account: optional(ksa) },
  deadline: seconds(20),
  async run({ kubernetes, identity, workloads, needs }): Promise<Result<true>> {
    if (identity.path === 'object') return skipped('the controller asks for a token of the KSA; no pod runs as it');
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const strays = await Promise.all(workloads.map((workload) => podsOfOthers(kubernetes, workload, needs.account)));
    if (strays.flat().length > 0) return broken(strays.flat());
    const unused = await annotatedBeside(kubernetes, workloads, needs.account);
    return unused === null ? pass(true) : suspected(unused);
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
    }),
  ];
}

/** One annotated KSA of the namespace that no Deployment runs as, while the scanner's own has no annotation. */
async function annotatedBeside(
  kubernetes: Kubernetes,
  workloads: readonly ScanWorkload[],
  account: V1ServiceAccount | undefined,
): Promise<Finding | null> {
  const [workload] = workloads;
  if (workload === undefined || account?.metadata?.annotations?.[gsaAnnotation] !== undefined) return null;
  const { namespace, name } = workload.ref;
  const read = await readBeside(kubernetes, namespace);
  if (read === null) return null;
  const annotated = read.accounts.flatMap(({ metadata }) => {
    const gsa = metadata?.annotations?.[gsaAnnotation] ?? '';
    const own = metadata?.name ?? '';
    return isGsaEmail(gsa) && !read.used.has(own) ? [{ name: own, gsa }] : [];
  });
  const likeliest =
    annotated.length === 1
      ? annotated[0]
      : annotated.find(
          (each) =>
            each.name ===
            nearest(
              name,
              annotated.map((one) => one.name),
            ),
        );
  if (likeliest === undefined) return null;
  return finding('workload-uses-other-ksa', {
    namespace,
    workload: name,
    runsAs: workload.serviceAccount,
    annotated: likeliest.name,
    by: 'template',
    gsa: likeliest.gsa,
    owner: ownerOf(workload.deployment.metadata ?? {}),
  });
}

/** It only explains: `null` where it may not be read. */
async function readBeside(
  kubernetes: Kubernetes,
  namespace: string,
): Promise<{ readonly accounts: readonly V1ServiceAccount[]; readonly used: ReadonlySet<string> } | null> {
  try {
    const [accounts, pods] = await Promise.all([
      kubernetes.list('serviceaccounts', { namespace }),
      kubernetes.list('pods', { namespace }),
    ]);
    // Another controller's KSA is its own affair; `default` is what pods run as that name none.
    const used = new Set(pods.map(({ spec }) => spec?.serviceAccountName || spec?.serviceAccount || 'default'));
    used.delete('default');
    return { accounts, used };
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
