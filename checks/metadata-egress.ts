import { egressVerdict, metadataDestinations } from '../src/chain/network-policy.ts';
import type { Dataplane, Destination, NetworkPolicy } from '../src/chain/network-policy.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Kubernetes, V1NetworkPolicy } from '../src/clients/kubernetes.ts';
import { dataplaneOf } from '../src/discover/dataplane.ts';
import { dnsDestinations } from '../src/discover/cluster-dns.ts';
import { otherPolicies } from '../src/discover/other-policies.ts';
import type { SelectedPod } from '../src/discover/other-policies.ts';
import { podsOf } from '../src/discover/workload.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { defineCheck, pass, skipped, suspected, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { workloadIdentityProvider } from './workload-identity-provider.ts';
import { workloadPool } from './workload-pool.ts';

/** Whether policies let the pods reach the metadata server and the cluster's DNS. */
export const metadataEgress = defineCheck({
  id: 'metadata-egress',
  link: 'GKE',
  scope: 'identity',
  title: 'no network policy keeps the pods from the metadata server or from DNS',
  needs: { pool: optional(workloadPool), provider: optional(workloadIdentityProvider) },
  deadline: seconds(30),
  async run({ kubernetes, workloads, needs }): Promise<Result<true>> {
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const dataplane = await dataplaneOf(kubernetes, needs.pool?.cluster ?? null);
    const seen = await Promise.all(workloads.map((workload) => seenFrom(kubernetes, workload, dataplane)));
    // A KSA that names a provider of its own leads Flux past the metadata server.
    const withoutMetadata = needs.provider?.kind === 'provider';
    const blocked = seen
      .flatMap((each) => each.blocked)
      .filter((one) => !(withoutMetadata && one.code === 'metadata-egress-blocked' && one.args.what === 'metadata'));
    if (blocked.length > 0) return suspected(blocked);
    const missing = seen.flatMap((each) => each.missing);
    const notes = seen.flatMap((each) => each.open);
    if (missing.length > 0 || notes.length > 0) return unknown(missing, { notes });
    return pass(true, dataplane === 'unenforced' ? ['nothing in this cluster enforces NetworkPolicies'] : []);
  },
});

interface View {
  readonly blocked: readonly Finding[];
  /** Policies that may not be read. */
  readonly missing: readonly Finding[];
  /** What leaves the matter open. */
  readonly open: readonly string[];
}

async function seenFrom(
  kubernetes: Kubernetes,
  workload: ScanWorkload,
  dataplane: Dataplane | 'unenforced',
): Promise<View> {
  const { namespace } = workload.ref;
  const [pods, policies, home] = await Promise.all([
    podsOf(kubernetes, workload),
    kubernetes.list('networkpolicies', { namespace }),
    orNull(kubernetes.get('namespaces', null, namespace)),
  ]);
  const spec = pods[0]?.spec ?? workload.deployment.spec?.template?.spec;
  // Policies select no pod that is on the node's own network.
  if (spec?.hostNetwork === true) return { blocked: [], missing: [], open: [] };
  const labels = pods[0]?.metadata?.labels ?? workload.deployment.spec?.template?.metadata?.labels ?? {};
  const pod: SelectedPod = {
    namespace,
    labels,
    namespaceLabels: home?.metadata?.labels ?? { 'kubernetes.io/metadata.name': namespace },
  };
  const [plain, others] = await Promise.all([
    dataplane === 'unenforced' ? [] : byNetworkPolicies(kubernetes, workload, pod, policies, dataplane),
    othersThatSelect(kubernetes, pod),
  ]);
  const sure = plain.flatMap((each) => (typeof each === 'string' ? [] : [each]));
  const open = plain.flatMap((each) => (typeof each === 'string' ? [each] : []));
  return { blocked: sure, missing: others.missing, open: [...open, ...others.open] };
}

/** Findings where the way is blocked; a sentence where it depends on what could not be read. */
async function byNetworkPolicies(
  kubernetes: Kubernetes,
  { ref }: ScanWorkload,
  pod: SelectedPod,
  raw: readonly V1NetworkPolicy[],
  dataplane: Dataplane,
): Promise<readonly (Finding | string)[]> {
  const policies = raw as readonly NetworkPolicy[];
  const blockedWay = (what: 'metadata' | 'dns', ways: readonly Destination[]) => {
    const verdicts = ways.map((way) => ({ way, verdict: egressVerdict(policies, pod, way, dataplane) }));
    const blocked = verdicts.flatMap(({ way, verdict }) => (verdict.kind === 'blocked' ? [{ way, verdict }] : []));
    const [first] = blocked;
    if (first === undefined) return [];
    // One open way is enough for DNS; which way metadata takes is one of these, where the dataplane is not known.
    if (blocked.length < ways.length)
      return what === 'dns'
        ? []
        : ['whether the NetworkPolicies block metadata depends on the dataplane, which was not read'];
    return [
      finding('metadata-egress-blocked', {
        namespace: ref.namespace,
        workload: ref.name,
        policies: first.verdict.policies,
        what,
        dataplane,
        peer: first.way.kind === 'ip' ? `${first.way.ip}/32` : 'kube-dns in kube-system',
        port: first.way.port,
      }),
    ];
  };
  const metadata = blockedWay('metadata', metadataDestinations(dataplane));
  // With nothing that limits egress there is no need to ask where DNS is.
  const limited = egressVerdict(policies, pod, nowhere, dataplane).kind === 'blocked';
  return [...metadata, ...(limited ? blockedWay('dns', await dnsDestinations(kubernetes)) : [])];
}

/** TEST-NET-1 (RFC 5737): allowed only where everything is. */
const nowhere: Destination = { kind: 'ip', ip: '192.0.2.1', port: 9, protocol: 'UDP' };

async function othersThatSelect(
  kubernetes: Kubernetes,
  pod: SelectedPod,
): Promise<{ readonly missing: readonly Finding[]; readonly open: readonly string[] }> {
  try {
    const names = await otherPolicies(kubernetes, pod);
    const open = names.map((name) => `${name} selects these pods, and what it decides is not worked out here`);
    return { missing: [], open };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { missing: [accessFinding(error)], open: [] };
  }
}

async function orNull<T>(answer: Promise<T | null>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
