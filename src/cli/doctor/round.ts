import { checks } from '../../../checks/index.ts';
import type { Settings } from '../../../checks/define.ts';
import { explainError } from '../../../checks/explain-error.ts';
import { scanners } from '../../../checks/scanners.ts';
import type { Progress } from '../../chain/progress.ts';
import { leftOut } from '../../chain/judge/verdict.ts';
import type { Finding, Identity } from '../../chain/vocabulary.ts';
import { KubeconfigError } from '../../clients/api-error.ts';
import type { Google } from '../../clients/google.ts';
import { openGoogle } from '../../clients/google/open.ts';
import type { Kubernetes } from '../../clients/kubernetes.ts';
import { openKubernetes } from '../../clients/kubernetes/open.ts';
import type { Patience } from '../../clients/transport/retry.ts';
import { createTransport } from '../../clients/transport/transport.ts';
import type { Transport } from '../../clients/transport/transport.ts';
import { nodeTrust } from '../../clients/transport/trust.ts';
import type { Discovery } from '../../discover/discover.ts';
import type { AnyCheck } from '../../engine/check.ts';
import { Memo } from '../../engine/memo.ts';
import { Run } from '../../engine/run.ts';
import type { Scope } from '../../engine/run.ts';
import type { DoctorOptions } from '../options.ts';
import type { System } from '../system.ts';
import { version } from '../version.ts';
import type { BindingHistory } from './binding-history.ts';
import { buildReport } from './build-report.ts';
import { callLog } from './call-log.ts';
import { Ledger } from './ledger.ts';
import { ownPod } from './own-pod.ts';
import { withMayRun } from './may-run.ts';
import { warmUp } from './warm-up.ts';

/** One walk along the chain of every identity in every context. Resolves to its end state; never rejects. */
export async function runRound(
  options: DoctorOptions,
  contexts: readonly (string | null)[],
  number: number,
  history: BindingHistory,
  listener: (current: () => Progress) => void,
  interruption: AbortSignal,
  system: System,
): Promise<() => Progress> {
  const { env, stderr, now } = system;
  const startedAt = new Date(now());
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([interruption, timeout]);
  const transport = createTransport({
    env,
    signal,
    trust: system.trust ?? nodeTrust(),
    now,
    patience: patienceWithin(options.timeoutMs, system.patience),
    ...(options.verbose ? { onCall: callLog(stderr) } : {}),
  });
  const ledger = new Ledger();
  let complete = false;
  const current = (): Progress => ({
    report: buildReport(ledger, {
      version,
      startedAt,
      now,
      sandbox: options.sandbox !== null,
      endpoints: transport.activeOverrides(),
      interrupted: interruption.aborted ? String(interruption.reason) : null,
      bindingResolvedAt: (identity) => history.resolvedAt(identity, startedAt.toISOString()),
      complete,
    }),
    pending: complete ? [] : ledger.pending(),
    done: complete,
    round: null,
  });
  const run = new Run<Finding>({
    checks,
    leaveOut: leavingOut(options),
    explainError,
    observe: (event) => {
      ledger.observe(event);
      listener(current);
    },
    signal,
  });
  const settings: Settings = {
    proveAs: options.proveAs,
    namespaces: options.namespaces,
    serviceAccount: options.serviceAccount,
    images: options.images,
    gsa: options.gsa,
    project: options.project,
    location: options.location,
    cluster: options.cluster,
    round: number,
    now,
    inPod: await ownPod(env),
  };
  const clusters = new Map<string, Kubernetes>();
  const billing = options.billingProject === null ? {} : { billingProject: options.billingProject };
  const { credentialHosts } = options;
  const google = openGoogle({ transport, memo: new Memo(), env, signal, credentialHosts, ...billing });
  await Promise.all(
    contexts.map((context) =>
      walkContext({ run, ledger, transport, google, settings, options, context, signal, env, clusters }),
    ),
  );
  complete = true;
  const judged = current();
  listener(current);
  const report = signal.aborted ? judged.report : await withMayRun(judged.report, { google, clusters });
  await transport.close();
  return () => ({ ...judged, report: { ...report, durationMs: Math.max(0, now() - startedAt.getTime()) } });
}

/** A call that hangs ends before the run does, so that there is time to say which it was. */
function patienceWithin(timeoutMs: number, patience: Patience): Patience {
  return { ...patience, longestCallMs: Math.min(patience.longestCallMs, timeoutMs * 0.7) };
}

interface Walk {
  readonly run: Run<Finding>;
  readonly ledger: Ledger;
  readonly transport: Transport;
  readonly google: Google;
  readonly settings: Settings;
  readonly options: DoctorOptions;
  readonly context: string | null;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
  /** Filled in as contexts are opened. */
  readonly clusters: Map<string, Kubernetes>;
}

async function walkContext({
  run,
  ledger,
  transport,
  google,
  settings,
  options,
  context,
  signal,
  env,
  clusters,
}: Walk): Promise<void> {
  const opened = await open(transport, options, context, signal, env);
  const kubernetes = opened instanceof KubeconfigError ? null : opened;
  const name = kubernetes?.context ?? context ?? 'no context';
  if (kubernetes !== null) clusters.set(name, kubernetes);
  const cluster: Scope = {
    kind: 'cluster',
    key: name,
    parent: null,
    context: { kubernetes, google, settings, kubeconfigError: opened instanceof KubeconfigError ? opened : null },
  };
  ledger.enter({ key: cluster.key, context: name, identity: null, target: null });
  if (kubernetes !== null) warmUp(transport, kubernetes, google, settings);
  const whole = run.open(cluster);
  const discovery = await run.fact<Discovery>(scanners as AnyCheck as never, cluster);
  if (discovery !== undefined) {
    for (const { host, path } of registriesIn(discovery)) google.knock(host, path);
    await Promise.all(
      discovery.identities.map((identity) => walkIdentity(run, ledger, cluster, name, identity, discovery)),
    );
  }
  await whole;
}

async function walkIdentity(
  run: Run<Finding>,
  ledger: Ledger,
  cluster: Scope,
  context: string,
  identity: Identity,
  discovery: Discovery,
): Promise<void> {
  const workloads = discovery.workloads.filter((workload) =>
    identity.workloads.some(
      (ref) =>
        ref.namespace === workload.ref.namespace &&
        ref.name === workload.ref.name &&
        ref.component === workload.ref.component,
    ),
  );
  const scope: Scope = { kind: 'identity', key: identity.id, parent: cluster, context: { identity, workloads } };
  ledger.enter({ key: scope.key, context, identity, target: null });
  const targets = identity.targets.map((target): Scope => {
    const key = `${identity.id} ${target.key}`;
    ledger.enter({ key, context, identity, target: target.image });
    return { kind: 'target', key, parent: scope, context: { target } };
  });
  await Promise.all([run.open(scope), ...targets.map((target) => run.open(target))]);
}

async function open(
  transport: Transport,
  options: DoctorOptions,
  context: string | null,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv,
): Promise<Kubernetes | KubeconfigError> {
  try {
    return await openKubernetes({
      transport,
      memo: new Memo(),
      env,
      signal,
      ...(options.kubeconfig === null ? {} : { kubeconfig: options.kubeconfig }),
      ...(context === null ? {} : { context }),
    });
  } catch (error) {
    if (error instanceof KubeconfigError) return error.of(context);
    throw error;
  }
}

/** `--check` keeps the named checks and all that they need; `--skip` takes the named ones out. */
function leavingOut({ only, skip }: DoctorOptions): (check: AnyCheck) => string | null {
  const kept = new Set<string>();
  const keep = (check: AnyCheck): void => {
    if (kept.has(check.id)) return;
    kept.add(check.id);
    for (const need of Object.values(check.needs)) keep('check' in need ? need.check : need);
  };
  for (const check of checks) if (only.includes(check.id)) keep(check);
  return (check) => {
    if (skip.includes(check.id)) return `${leftOut} by --skip`;
    return only.length > 0 && !kept.has(check.id) && check.scope !== 'cluster' ? `${leftOut} by --check` : null;
  };
}

/** One image's path for each registry that is scanned. */
function registriesIn(discovery: Discovery): readonly { readonly host: string; readonly path: string }[] {
  const byHost = new Map<string, { host: string; path: string }>();
  for (const { registry } of discovery.identities.flatMap((identity) => identity.targets)) {
    if (registry.kind !== 'artifact-registry' && registry.kind !== 'gcr') continue;
    byHost.set(registry.host, { host: registry.host, path: registry.path });
  }
  return [...byHost.values()];
}
