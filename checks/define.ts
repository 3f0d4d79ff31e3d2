/** The vocabulary of the checks: what they are handed, and how they end. */

import { checkDefiner } from '../src/engine/check.ts';
import type { Outcome } from '../src/engine/check.ts';
import type { ProofWay, Finding, Identity, Link, Target } from '../src/chain/vocabulary.ts';
import type { KubeconfigError } from '../src/clients/api-error.ts';
import type { Google } from '../src/clients/google.ts';
import type { Kubernetes } from '../src/clients/kubernetes.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';

/** What the caller asked for, as far as checks care. */
export interface Settings {
  readonly proveAs: 'auto' | ProofWay;
  /** `-n`; empty: wherever Flux is found. */
  readonly namespaces: readonly string[];
  readonly serviceAccount: string | null;
  readonly images: readonly string[];
  /** Used where the cluster does not tell. */
  readonly gsa: string | null;
  readonly project: string | null;
  readonly location: string | null;
  readonly cluster: string | null;
  /** Round of `--wait`: each mints its own KSA token. */
  readonly round: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** As whom the doctor runs, if in a pod: then it may ask the metadata server. */
  readonly inPod: { readonly namespace: string; readonly serviceAccount: string } | null;
}

export interface ClusterContext {
  /** Why there is no cluster to ask; then `kubernetes` is not used. */
  readonly kubeconfigError: KubeconfigError | null;
  readonly kubernetes: Kubernetes;
  readonly google: Google;
  readonly settings: Settings;
}

export interface IdentityContext extends ClusterContext {
  readonly identity: Identity;
  /** The Deployments behind the identity: `identity.workloads`, with all that was read of them. */
  readonly workloads: readonly ScanWorkload[];
}

export interface TargetContext extends IdentityContext {
  readonly target: Target;
}

export interface Contexts extends Record<string, object> {
  readonly cluster: ClusterContext;
  readonly identity: IdentityContext;
  readonly target: TargetContext;
}

/** Defines a check; see `Check` in the engine. It asks through the clients, returns facts and findings, and prints nothing. */
export const defineCheck = checkDefiner<Contexts, Link, Finding>();

interface Extra<Fact> {
  readonly fact?: Fact;
  readonly notes?: readonly string[];
}

function outcome<Fact>(
  status: Outcome<Fact, Finding>['status'],
  findings: readonly Finding[],
  extra: Extra<Fact>,
): Outcome<Fact, Finding> {
  const { fact, notes = [] } = extra;
  return fact === undefined ? { status, findings, notes } : { status, findings, notes, fact };
}

/** At least one: nothing but `pass` and `skipped` stands without a reason that a program can read. */
type Findings = Finding | SomeFindings;
export type SomeFindings = readonly [Finding, ...Finding[]];

export function isSome(findings: readonly Finding[]): findings is SomeFindings {
  return findings.length > 0;
}

/** Of a list that holds something by what went before. */
export function someOf(findings: readonly Finding[]): SomeFindings {
  if (!isSome(findings)) throw new Error('a check says that something is wrong, and not what');
  return findings;
}

/** Holds. The fact, if any, is handed to the checks that need it. */
export function pass<Fact>(fact?: Fact, notes: readonly string[] = []): Outcome<Fact, Finding> {
  return outcome('pass', [], fact === undefined ? { notes } : { fact, notes });
}

/** Holds, with something that should be known. */
export function warn<Fact>(findings: Findings, extra: Extra<Fact> = {}): Outcome<Fact, Finding> {
  return outcome('warn', list(findings), extra);
}

/** Broken by proof, or by the reading of something wrong that is there. */
export function broken<Fact>(findings: Findings, extra: Extra<Fact> = {}): Outcome<Fact, Finding> {
  return outcome('broken', list(findings), extra);
}

/** A reading that is broken only if a proof agrees; the judge settles it. */
export function suspected<Fact>(findings: Findings, extra: Extra<Fact> = {}): Outcome<Fact, Finding> {
  return outcome('suspected', list(findings), extra);
}

/** Could not be seen; the findings say what would let it be seen. Without any it is `blocked`, or `skipped`. */
export function unknown<Fact>(findings: Findings, extra: Extra<Fact> = {}): Outcome<Fact, Finding> {
  return outcome('unknown', list(findings), extra);
}

/** Does not apply here. */
export function skipped<Fact>(reason: string, extra: Extra<Fact> = {}): Outcome<Fact, Finding> {
  return outcome('skipped', [], { ...extra, notes: [reason, ...(extra.notes ?? [])] });
}

/** Needs what another check did not find out: an optional need, or a part of its fact. */
export function blocked<Fact = never>(by: { readonly id: string }, extra: Extra<Fact> = {}): Outcome<Fact, Finding> {
  return { ...outcome('blocked', [], extra), blockedBy: by.id };
}

function list(findings: Findings): readonly Finding[] {
  return 'code' in findings ? [findings] : findings;
}

/** What a check's `run` resolves to; written out where a check ends in several ways. */
export type Result<Fact> = Outcome<Fact, Finding>;
