import { egressVerdict, isLimited, metadataDestinations } from '../src/chain/network-policy.ts';
import type { Destination, EgressVerdict, NetworkPolicy } from '../src/chain/network-policy.ts';
import type { Identity } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { GkeCluster } from '../src/clients/google.ts';
import type { Kubernetes } from '../src/clients/kubernetes.ts';
import { resolverNamed, resolversOf } from '../src/discover/cluster-dns.ts';
import type { Resolver } from '../src/discover/cluster-dns.ts';
import { enforcementIn } from '../src/discover/dataplane.ts';
import type { Enforcement } from '../src/discover/dataplane.ts';
import { orNull } from '../src/discover/or-null.ts';
import { otherPolicies } from '../src/discover/other-policies.ts';
import type { SelectedPod } from '../src/discover/other-policies.ts';
import { podsOf } from '../src/discover/workload.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { finding } from '../src/findings/finding.ts';
import type { Finding } from '../src/findings/finding.ts';
import { defineCheck, isSome, pass, skipped, suspected, unknown } from './define.ts';
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
  async run({ kubernetes, identity, workloads, needs }): Promise<Result<true>> {
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const cluster = needs.pool?.cluster ?? null;
    const enforcement = await enforcementIn(kubernetes, cluster);
    const around: Surroundings = { kubernetes, cluster, enforcement, resolverInTexts: resolverSaid(identity) };
    const seen = await Promise.all(workloads.map((workload) => seenFrom(around, workload)));
    // A KSA that names a provider of its own leads Flux past the metadata server.
    const withoutMetadata = needs.provider?.kind === 'provider';
    const matters = (one: Finding): boolean =>
      !(withoutMetadata && one.code === 'metadata-egress-blocked' && one.args.what === 'metadata');
    const blocked = seen.flatMap((each) => each.blocked).filter(matters);
    if (isSome(blocked)) return suspected(blocked);
    const findings = seen.flatMap((each) => each.undecided).filter(matters);
    const notes = seen.flatMap((each) => each.notes);
    if (isSome(findings)) return unknown(findings, { notes });
    return pass(true, enforcement.enforced === false ? ['no agent that enforces NetworkPolicies runs here'] : []);
  },
});

interface Surroundings {
  readonly kubernetes: Kubernetes;
  readonly cluster: GkeCluster | null;
  readonly enforcement: Enforcement;
  /** The resolver that a failed lookup of Flux names. */
  readonly resolverInTexts: string | null;
}

interface View {
  readonly blocked: readonly Finding[];
  /** What may be blocked, by what could not be read; and what may not be read. */
  readonly undecided: readonly Finding[];
  /** Why it is not decided. */
  readonly notes: readonly string[];
}

const open: View = { blocked: [], undecided: [], notes: [] };

function resolverSaid({ targets }: Identity): string | null {
  const failing = targets.flatMap(({ objects }) => objects).filter(({ status }) => status?.ready === false);
  return failing.map(({ status }) => resolverNamed(status?.message ?? '')).find((ip) => ip !== null) ?? null;
}

async function seenFrom(around: Surroundings, workload: ScanWorkload): Promise<View> {
  const { kubernetes, enforcement } = around;
  const { namespace } = workload.ref;
  const [pods, policies, home] = await Promise.all([
    podsOf(kubernetes, workload),
    kubernetes.list('networkpolicies', { namespace }),
    orNull(kubernetes.get('namespaces', null, namespace)),
  ]);
  const template = workload.deployment.spec?.template;
  const spec = pods[0]?.spec ?? template?.spec;
  // Policies select no pod that is on the node's own network.
  if (spec?.hostNetwork === true) return open;
  const pod: SelectedPod = {
    namespace,
    labels: pods[0]?.metadata?.labels ?? template?.metadata?.labels ?? {},
    namespaceLabels: home?.metadata?.labels ?? { 'kubernetes.io/metadata.name': namespace },
  };
  const { dataplane, enforced } = enforcement;
  const rules: readonly NetworkPolicy[] = policies;
  const verdictOn = (way: Destination): EgressVerdict => egressVerdict(rules, pod, way, dataplane);
  const limited = enforced !== false && isLimited(rules, pod);
  const [resolvers, others] = await Promise.all([
    limited ? resolversOf(kubernetes, around.cluster, dataplane, spec, around.resolverInTexts) : [],
    othersThatSelect(kubernetes, pod, { namespace, workload: workload.ref.name }, dataplane),
  ]);
  const plain = limited ? byNetworkPolicies(workload, enforcement, verdictOn, resolvers) : open;
  return {
    blocked: plain.blocked,
    undecided: [...plain.undecided, ...others.undecided],
    notes: [...plain.notes, ...others.notes],
  };
}

function byNetworkPolicies(
  { ref }: ScanWorkload,
  { dataplane, enforced, missing }: Enforcement,
  verdictOn: (way: Destination) => EgressVerdict,
  resolvers: readonly Resolver[],
): View {
  const told = (what: 'metadata' | 'dns', peer: string, [way]: readonly Destination[]): readonly Finding[] => {
    const verdict = way === undefined ? null : verdictOn(way);
    if (way === undefined || verdict?.kind !== 'blocked') return [];
    const { policies } = verdict;
    const { namespace, name: workload } = ref;
    return [
      finding('metadata-egress-blocked', {
        namespace,
        workload,
        policies,
        certain: enforced === true,
        what,
        dataplane,
        peer,
        port: way.port,
      }),
    ];
  };
  const blockedOf = (ways: readonly Destination[]): readonly Destination[] =>
    ways.filter((way) => verdictOn(way).kind === 'blocked');

  const ways = metadataDestinations(dataplane);
  const shut = blockedOf(ways);
  const metadataShut = shut.length > 0 && shut.length === ways.length;
  const metadata = told('metadata', `${ways[0]?.ip}/32`, shut);
  const names = resolvers.map(({ name, ways: all }) => ({ name, all, shut: blockedOf(all) }));
  const dnsShut = names.filter(({ all, shut: own }) => own.length === all.length);
  const dnsOpen = names.every(({ shut: own }) => own.length === 0);
  const dns = names.flatMap(({ name, shut: own }) => told('dns', peerOf(name, own), own));
  const notes = [
    ...(shut.length > 0 && shut.length < ways.length
      ? ['whether the NetworkPolicies block metadata depends on the dataplane, which was not read']
      : []),
    ...(dnsOpen || dnsShut.length === names.length
      ? []
      : [`the NetworkPolicies block some ways to DNS, and which one the pods take was not read`]),
  ];
  const certain = [...(metadataShut ? metadata : []), ...(dnsShut.length === names.length ? dns.slice(0, 1) : [])];
  const undecided = [
    ...(metadataShut ? [] : metadata.map(undecidedly)),
    ...(dnsShut.length === names.length ? [] : dns.slice(0, 1).map(undecidedly)),
  ];
  if (enforced === true) return { blocked: certain, undecided, notes };
  const doubt = [...certain, ...undecided];
  return doubt.length === 0 && notes.length === 0
    ? open
    : {
        blocked: [],
        undecided: [...doubt, ...missing],
        notes: ['whether anything here enforces NetworkPolicies cannot be told', ...notes],
      };
}

/** Whether it blocks depends on what was not read. */
function undecidedly(one: Finding): Finding {
  return one.code === 'metadata-egress-blocked' ? finding(one.code, { ...one.args, certain: false }) : one;
}

function peerOf(resolver: string, [way]: readonly Destination[]): string {
  return way?.kind === 'ip' ? `${resolver}, ${way.ip}/32` : `${resolver} in kube-system`;
}

async function othersThatSelect(
  kubernetes: Kubernetes,
  pod: SelectedPod,
  workload: { readonly namespace: string; readonly workload: string },
  dataplane: string,
): Promise<View> {
  try {
    const names = await otherPolicies(kubernetes, pod);
    const undecided = names.map((name) =>
      finding('metadata-egress-blocked', {
        ...workload,
        policies: [name],
        certain: false,
        what: 'metadata',
        dataplane,
        peer: '169.254.169.254/32',
        port: 80,
      }),
    );
    const notes = names.map((name) => `${name} selects these pods, and what it decides is not worked out here`);
    return { ...open, undecided, notes };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...open, undecided: [accessFinding(error)] };
  }
}
