import type { ClusterIdentity } from '../../../checks/cluster-identity.ts';
import { checks as allChecks } from '../../../checks/index.ts';
import type { WorkloadPool } from '../../../checks/workload-pool.ts';
import { projectOfGsa } from '../../chain/gsa-email.ts';
import type { Judged } from '../../chain/judge/case.ts';
import type { Cause } from '../../chain/judge/causes.ts';
import { ofNoIdentity, runCause, runVerdict } from '../../chain/judge/run-verdict.ts';
import { judgeCluster, judgeIdentity } from '../../chain/judge/verdict.ts';
import { plainText } from '../../chain/plain-text.ts';
import { redact } from '../../chain/redact.ts';
import { reportFix } from '../../chain/report.ts';
import type {
  Report,
  ReportCause,
  ReportCheck,
  ReportCluster,
  ReportFinding,
  ReportIdentity,
} from '../../chain/report.ts';
import type { Finding, Identity, Target } from '../../chain/vocabulary.ts';
import { describe } from '../../findings/describe.ts';
import type { Settled } from '../../engine/events.ts';
import type { Ledger, ScopeEntry } from './ledger.ts';
import { resultOf } from './testimony.ts';

export interface ReportFrame {
  readonly version: string;
  readonly startedAt: Date;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sandbox: boolean;
  readonly endpoints: Readonly<Record<string, string>>;
  /** `null`: the run came, or may yet come, to its end. */
  readonly interrupted: string | null;
  /** Since when an identity's binding reads right that an earlier round of this run read wrong; `null`: it was not so. */
  readonly bindingResolvedAt: (identity: string) => string | null;
  /** False while checks are under way. */
  readonly complete: boolean;
}

const order = new Map<string, number>(allChecks.map((check, at) => [check.id, at]));

/** The report of what is known by now: judged, in words, and free of tokens. */
export function buildReport(ledger: Ledger, frame: ReportFrame): Report {
  let tokens = 0;
  const clean = (text: string): string => redact(plainText(text), () => (tokens += 1));
  const scopes = [...ledger.scopes.values()];
  const clusters = scopes.filter((scope) => scope.identity === null);
  const identities = scopes.filter((scope) => scope.identity !== null && scope.target === null);

  const judged = identities.map((scope) => {
    const own = scopes.filter((one) => one.identity === scope.identity);
    const cluster = clusters.find((one) => one.context === scope.context);
    const shared =
      cluster === undefined ? [] : settledIn(ledger, cluster).filter((one) => !ofNoIdentity.has(one.instance.check.id));
    const settled = sorted([
      ...shared.map((one) => ({ one, target: null })),
      ...own.flatMap((part) => settledIn(ledger, part).map((one) => ({ one, target: part.target }))),
    ]);
    const identity = scope.identity as Identity;
    const judgement = judgeIdentity(
      {
        results: settled.map(({ one, target }) => resultOf(one, target)),
        path: identity.path,
        bindingResolvedAt: frame.bindingResolvedAt(identity.id),
      },
      frame.complete,
    );
    const sharedIds = new Set(shared.map((one) => one.instance.check.id));
    return { scope, identity, judgement, settled, sharedIds };
  });

  const reportClusters = clusters.map((scope): ReportCluster => {
    const settled = sorted(settledIn(ledger, scope).map((one) => ({ one, target: null })));
    const views = judged.filter((one) => one.scope.context === scope.context).map((one) => one.judgement);
    const statuses = judgeCluster(
      settled.map(({ one }) => resultOf(one, null)),
      views,
      frame.complete,
    );
    const identity = factOf<ClusterIdentity>(settled, 'cluster-identity');
    const pool = factOf<WorkloadPool>(settled, 'workload-pool');
    return {
      context: clean(scope.context),
      project: identity?.project ?? null,
      location: identity?.location ?? null,
      name: identity?.name ?? null,
      workloadPool: pool?.pool ?? null,
      checks: settled.map(({ one }, at) => checkOf(one, statuses[at] as Judged, clean)),
    };
  });

  const reportIdentities = judged.map(({ identity, judgement, settled, sharedIds, scope }): ReportIdentity => {
    const testimony = judgement.checks.find((check) => check.id === 'ksa-annotation')?.found.testimony ?? null;
    const gsa = testimony?.kind === 'annotation' ? testimony.gsa : null;
    const cluster = reportClusters.find((one) => one.context === clean(scope.context));
    return {
      id: clean(identity.id),
      path: identity.path,
      namespace: clean(identity.namespace),
      serviceAccount: clean(identity.serviceAccount),
      gsa,
      projects: {
        cluster: cluster?.project ?? null,
        gsa: gsa === null ? null : projectOfGsa(gsa),
        registries: [
          ...new Set(identity.targets.map((target) => placeOf(target).project).filter((project) => project !== null)),
        ].sort(),
      },
      workloads: identity.workloads.map(({ kind, namespace, name, version }) => ({ kind, namespace, name, version })),
      targets: identity.targets.map((target) => targetOf(target, clean)),
      verdict: judgement.verdict,
      rootCause: causeOf(judgement.rootCause, identity.id, clean),
      otherCauses: judgement.otherCauses
        .map((cause) => causeOf(cause, identity.id, clean))
        .filter((cause) => cause !== null),
      suspect: causeOf(judgement.suspect, identity.id, clean),
      provedAs: judgement.provedAs,
      checks: settled.flatMap(({ one }, at) =>
        sharedIds.has(one.instance.check.id) ? [] : [checkOf(one, judgement.checks[at] as Judged, clean)],
      ),
    };
  });

  const views = judged.map(({ identity, judgement }) => ({ id: identity.id, judgement }));
  const clusterChecks = clusters.map((scope) => settledIn(ledger, scope).map((one) => resultOf(one, null)));
  const verdict = runVerdict(views, clusterChecks);
  const cause = runCause(verdict, views, clusterChecks);
  return {
    schemaVersion: '1',
    tool: { name: 'flux-wi', version: frame.version },
    startedAt: frame.startedAt.toISOString(),
    durationMs: Math.max(0, frame.now() - frame.startedAt.getTime()),
    sandbox: frame.sandbox,
    endpoints: { ...frame.endpoints },
    verdict,
    rootCause: verdict === 'broken' ? causeOf(cause?.cause ?? null, cause?.identity ?? null, clean) : null,
    suspect: verdict === 'inconclusive' ? causeOf(cause?.cause ?? null, cause?.identity ?? null, clean) : null,
    interrupted: frame.interrupted,
    clusters: reportClusters,
    identities: reportIdentities,
    redactions: { tokens, names: 0 },
  };
}

interface Placed {
  readonly one: Settled<Finding>;
  readonly target: string | null;
}

function settledIn(ledger: Ledger, scope: ScopeEntry): readonly Settled<Finding>[] {
  return ledger.settledOn(scope.key);
}

/** In the chain's order, whatever order the answers came in: equal worlds make equal reports. */
function sorted(checks: readonly Placed[]): readonly Placed[] {
  const rank = ({ one }: Placed): number => order.get(one.instance.check.id) ?? 0;
  return [...checks].sort((a, b) => rank(a) - rank(b) || (a.target ?? '').localeCompare(b.target ?? ''));
}

function factOf<Fact>(checks: readonly Placed[], id: string): Fact | null {
  return (checks.find(({ one }) => one.instance.check.id === id)?.one.fact as Fact | undefined) ?? null;
}

function checkOf(settled: Settled<Finding>, judged: Judged, clean: (text: string) => string): ReportCheck {
  const { check } = settled.instance;
  return {
    id: check.id,
    link: judged.link,
    title: check.title,
    status: judged.status === 'suspected' ? 'unknown' : judged.status,
    blockedBy: judged.blockedBy,
    target: judged.target === null ? null : clean(judged.target),
    durationMs: settled.durationMs,
    attempts: settled.calls.reduce((most, call) => Math.max(most, call.attempts), settled.calls.length === 0 ? 0 : 1),
    notes: judged.notes.map(clean),
    findings: judged.findings.map((one) => findingOf(one, clean)),
    evidence: settled.calls.map(({ api, resource, at, summary }) => ({
      api,
      resource: clean(resource),
      at,
      summary: clean(summary),
    })),
  };
}

function findingOf(one: Finding, clean: (text: string) => string): ReportFinding {
  const words = describe(one);
  return {
    code: one.code,
    args: cleaned(one.args, clean) as ReportFinding['args'],
    summary: clean(words.summary),
    expected: words.expected === null ? null : clean(words.expected),
    actual: words.actual === null ? null : clean(words.actual),
    docs: words.docs,
    fixes: words.fixes.map((fix) => ({ ...reportFix(fix), command: redact(fix.command) })),
  };
}

function cleaned(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((one) => cleaned(one, clean));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one, clean)]));
  }
  return value;
}

function causeOf(cause: Cause | null, identity: string | null, clean: (text: string) => string): ReportCause | null {
  if (cause === null) return null;
  return {
    code: cause.code,
    check: cause.check,
    link: cause.link,
    identity: identity === null ? null : clean(identity),
    target: cause.target === null ? null : clean(cause.target),
    summary: clean(describe(cause.finding).summary),
  };
}

function placeOf({ registry }: Target): { project: string | null; location: string | null; repository: string | null } {
  if (registry.kind !== 'artifact-registry' && registry.kind !== 'gcr')
    return { project: null, location: null, repository: null };
  return { project: registry.project, location: registry.location, repository: registry.repository };
}

function targetOf(target: Target, clean: (text: string) => string): ReportIdentity['targets'][number] {
  return {
    image: clean(target.image),
    ...placeOf(target),
    objects: target.objects.map(({ kind, namespace, name, provider, status }) => ({
      kind,
      namespace: clean(namespace),
      name: clean(name),
      provider: provider === null ? null : clean(provider),
      ready: status?.ready ?? null,
      message: status === null ? null : clean(status.message),
      lastScan: status?.scanTime ?? null,
    })),
  };
}
