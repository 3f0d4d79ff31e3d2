import { failedStep } from '../src/chain/failed-step.ts';
import { ageInWords, failureAge, isOfEarlierSpec, isRecent, timeOf } from '../src/chain/failure-age.ts';
import { fluxOwnFinding } from '../src/chain/flux-own-finding.ts';
import type { Reporter } from '../src/chain/flux-own-finding.ts';
import { readText } from '../src/chain/known-texts.ts';
import { annotationManagers, ownerOf } from '../src/chain/owner.ts';
import type { Failure, FluxReport } from '../src/chain/judge/case.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding, ScanObject } from '../src/chain/vocabulary.ts';
import type { V1ServiceAccount } from '../src/clients/kubernetes.ts';
import { watches } from '../src/discover/watch.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { defineCheck, isSome, pass, skipped, suspected, warn } from './define.ts';
import type { Result } from './define.ts';
import { ksa } from './ksa.ts';

/** What Flux itself last reported of scanning this image: evidence of its own, held by the judge against what is proved. */
export const scanStatus = defineCheck({
  id: 'scan-status',
  link: 'scan',
  scope: 'target',
  title: 'Flux reports successful scans',
  needs: { ksa: optional(ksa) },
  deadline: seconds(10),
  async run({ target, workloads, settings, needs }): Promise<Result<FluxReport>> {
    const disabled = scanningDisabled(workloads);
    if (disabled !== null) return warn(disabled);
    const objects = target.objects.filter((object) => object.kind !== 'Flag' && object.kind !== 'PodTemplate');
    if (objects.length === 0) return skipped('nothing in the cluster reports on this image');
    const now = settings.now();
    const changes = changesSeen(needs.ksa, workloads);
    const active = objects.filter((object) => !object.suspended);
    const suspensions = objects
      .filter((object) => object.suspended)
      .map((object) => finding('scan-suspended', named(object)));
    const [worst, ...others] = active
      .filter(isFailing)
      .map((object) => ({ object, failure: failureOf(object, changes, workloads, now) }))
      .sort((a, b) => weight(a.failure) - weight(b.failure));
    if (worst !== undefined) {
      const { object, failure } = worst;
      const told = finding('scan-failing', {
        ...named(object),
        message: object.status?.message ?? '',
        age: ageInWords(timeOf(object.status?.lastWarning), now),
        state: failure.age === 'current' ? 'failing' : failure.age,
      });
      return suspected([told, ...suspensions], {
        fact: { kind: 'flux-report', fresh: false, failure },
        notes: others.map(({ object }) => `${object.kind} ${object.namespace}/${object.name} fails too`),
      });
    }
    const stale = active
      .filter((object) => isStale(object, now))
      .map((object): Finding =>
        finding('scan-stale', {
          ...named(object),
          last: object.status?.scanTime ?? null,
          intervalSeconds: object.intervalSeconds,
        }),
      );
    const changedAt = Math.max(changes.ksa, changes.pods);
    const fresh = active.some((object) => isFresh(object, changedAt, now));
    const fact: FluxReport = { kind: 'flux-report', fresh, failure: null };
    const findings = [...suspensions, ...stale];
    return isSome(findings) ? warn(findings, { fact }) : pass(fact, summary(active));
  },
});

function named(object: ScanObject) {
  return { kind: object.kind, namespace: object.namespace, name: object.name };
}

function scanningDisabled(workloads: readonly ScanWorkload[]): Finding | null {
  for (const { ref, flags } of workloads) {
    if (ref.component !== 'flux-v1') continue;
    const value = flags.get('registry-disable-scanning')?.at(-1);
    if (value !== undefined && value !== 'false') {
      return finding('scan-disabled', {
        namespace: ref.namespace,
        workload: ref.name,
        flag: '--registry-disable-scanning',
      });
    }
  }
  return null;
}

/** The last changes that are seen of what a scan depends on, in milliseconds; 0: none. */
interface Changes {
  /** The annotation, or the KSA's creation. */
  readonly ksa: number;
  /** The start of the oldest pod. */
  readonly pods: number;
}

function changesSeen(account: V1ServiceAccount | undefined, workloads: readonly ScanWorkload[]): Changes {
  const written = annotationManagers((account?.metadata ?? {}) as Parameters<typeof annotationManagers>[0]).map(
    ({ time }) => timeOf(time),
  );
  const started = workloads.flatMap((workload) => (workload.pods ?? []).map((pod) => timeOf(pod.status?.startTime)));
  return {
    ksa: Math.max(0, timeOf(account?.metadata?.creationTimestamp), ...written),
    pods: started.length === 0 ? 0 : Math.min(...started),
  };
}

function isFailing({ status }: ScanObject): boolean {
  return status !== null && (status.ready === false || status.stalled);
}

/** A scan that succeeded after every change that was seen, of what the object says now, and within twice the interval. */
function isFresh(object: ScanObject, changedAt: number, now: number): boolean {
  const { status, generation } = object;
  if (status === null || status.ready !== true || status.stalled || status.scanTime === null) return false;
  if (isOfEarlierSpec(generation, status.observedGeneration)) return false;
  return timeOf(status.scanTime) >= changedAt && isRecent(object, now);
}

function isStale(object: ScanObject, now: number): boolean {
  const { status, generation, kind } = object;
  if (status === null || isOfEarlierSpec(generation, status.observedGeneration)) return true;
  return status.scanTime === null ? kind === 'ImageRepository' : !isRecent(object, now);
}

function failureOf(object: ScanObject, changes: Changes, workloads: readonly ScanWorkload[], now: number): Failure {
  const message = object.status?.message ?? '';
  const reading = readText(message);
  const step = failedStep(reading, message);
  // No annotation brings a connection about, or a right in the cluster; new pods may.
  const ofTheKsa = reading?.coveredByProof ?? step !== 'metadata';
  const changedAt = ofTheKsa ? Math.max(changes.ksa, changes.pods) : changes.pods;
  return {
    kind: object.kind,
    age: failureAge(object, changedAt, now),
    at: object.status?.lastWarning ?? null,
    reading,
    step,
    pull: isPull(object.kind, message),
    own: reading === null ? null : fluxOwnFinding(reading, object, reporterOf(object, workloads)),
  };
}

function reporterOf(object: ScanObject, workloads: readonly ScanWorkload[]): Reporter | null {
  const workload = workloads.find((one) => watches(one, object)) ?? workloads[0];
  return workload === undefined ? null : { ref: workload.ref, owner: ownerOf(workload.deployment.metadata ?? {}) };
}

/** Content is fetched by these kinds alone; their login and their list of tags are what an ImageRepository asks for too. */
function isPull(kind: ScanObject['kind'], message: string): boolean {
  if (kind !== 'OCIRepository' && kind !== 'HelmChart') return false;
  return !/\/v2\/token|\/tags\/list|fetch (?:oauth|anonymous) token/.test(message);
}

/** What fails now before what failed once, and what no proof from outside covers before what it does. */
function weight({ age, reading, pull }: Failure): number {
  const covered = reading === null || (reading.coveredByProof && !pull) ? 1 : 0;
  return { current: 0, past: 2, resolved: 4 }[age] + covered;
}

function summary(objects: readonly ScanObject[]): readonly string[] {
  const [first] = objects;
  const count = first?.status?.tagCount ?? null;
  return count === null ? [] : [`its last scan found ${count} tags`];
}
