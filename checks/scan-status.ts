import { fluxOwnFinding } from '../src/chain/flux-own-finding.ts';
import { readText } from '../src/chain/known-texts.ts';
import { annotationManagers } from '../src/chain/owner.ts';
import type { PatientWord } from '../src/chain/judge/case.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding, ScanObject } from '../src/chain/vocabulary.ts';
import type { V1ServiceAccount } from '../src/clients/kubernetes.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { defineCheck, pass, skipped, suspected, warn } from './define.ts';
import type { Result } from './define.ts';
import { ksa } from './ksa.ts';

/** What Flux itself last said of scanning this image: evidence of its own, held by the judge against what is proved. */
export const scanStatus = defineCheck({
  id: 'scan-status',
  link: 'scan',
  scope: 'target',
  title: 'Flux’s own last word',
  needs: { ksa: optional(ksa) },
  deadline: seconds(10),
  async run({ target, workloads, needs }): Promise<Result<PatientWord>> {
    const disabled = scanningDisabled(workloads);
    if (disabled !== null) return warn(disabled);
    const objects = target.objects.filter((object) => object.kind !== 'Flag' && object.kind !== 'PodTemplate');
    if (objects.length === 0) return skipped('nothing in the cluster reports on this image');
    const suspended = objects.filter((object) => object.suspended);
    const active = objects.filter((object) => !object.suspended);
    const changed = lastChange(needs.ksa, workloads);
    const suspensions = suspended.map((object) => finding('scan-suspended', named(object)));
    const failing = active.find((object) => object.status?.ready === false || object.status?.stalled === true);
    if (failing !== undefined) {
      const word = failure(failing, changed, workloads);
      return suspected(
        [
          finding('scan-failing', {
            ...named(failing),
            message: failing.status?.message ?? '',
            age: ageOf(failing),
            mended: false,
          }),
          ...suspensions,
        ],
        { fact: word, notes: word.current ? [] : [staleNote(failing)] },
      );
    }
    const stale = active
      .filter((object) => isStale(object))
      .map((object): Finding =>
        finding('scan-stale', {
          ...named(object),
          last: object.status?.scanTime ?? null,
          intervalSeconds: object.intervalSeconds,
        }),
      );
    const fresh = active.some((object) => isFresh(object, changed));
    const fact: PatientWord = {
      kind: 'word',
      fresh,
      failing: false,
      current: fresh,
      codes: [],
      means: null,
      coveredByProof: true,
      own: null,
    };
    const findings = [...suspensions, ...stale];
    return findings.length > 0 ? warn(findings, { fact }) : pass(fact, summary(active));
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

/** The last change that is seen of what a scan depends on: the annotation, and the start of the pods. Milliseconds; 0: none. */
function lastChange(account: V1ServiceAccount | undefined, workloads: readonly ScanWorkload[]): number {
  const written = annotationManagers((account?.metadata ?? {}) as Parameters<typeof annotationManagers>[0]).map(
    ({ time }) => timeOf(time),
  );
  const created = timeOf(account?.metadata?.creationTimestamp);
  const started = workloads.flatMap((workload) => (workload.pods ?? []).map((pod) => timeOf(pod.status?.startTime)));
  return Math.max(0, created, ...written, ...(started.length === 0 ? [] : [Math.min(...started)]));
}

function timeOf(value: string | Date | null | undefined): number {
  if (value === null || value === undefined) return 0;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? 0 : time;
}

/** A scan that succeeded after every change that was seen, of what the object says now, and within twice the interval. */
function isFresh(object: ScanObject, changed: number): boolean {
  const { status } = object;
  if (status === null || status.ready !== true || status.stalled || status.scanTime === null) return false;
  if (object.generation !== null && status.observedGeneration !== null && status.observedGeneration < object.generation)
    return false;
  const scanned = timeOf(status.scanTime);
  return scanned >= changed && Date.now() - scanned <= 2 * intervalOf(object) * 1000 + 60_000;
}

function isStale(object: ScanObject): boolean {
  const { status } = object;
  if (status === null) return true;
  if (object.generation !== null && status.observedGeneration !== null && status.observedGeneration < object.generation)
    return true;
  if (status.scanTime === null) return object.kind === 'ImageRepository';
  return Date.now() - timeOf(status.scanTime) > 2 * intervalOf(object) * 1000 + 60_000;
}

function intervalOf(object: ScanObject): number {
  return object.intervalSeconds ?? 300;
}

function failure(object: ScanObject, changed: number, workloads: readonly ScanWorkload[]): PatientWord {
  const message = object.status?.message ?? '';
  const reading = readText(message);
  const said = Math.max(timeOf(object.status?.lastWarning), timeOf(object.status?.transition));
  // Retries back off to a quarter of an hour at most; an older word says nothing of now.
  const limit = Math.max(2 * intervalOf(object), 15 * 60) * 1000 + 60_000;
  const current = said > 0 && said >= changed && Date.now() - said <= limit;
  return {
    kind: 'word',
    fresh: false,
    failing: true,
    current,
    codes: reading?.codes ?? [],
    means: reading?.means ?? null,
    coveredByProof: reading?.coveredByProof ?? false,
    own: reading === null ? null : fluxOwnFinding(reading, object, workloads[0]?.ref ?? null),
  };
}

/** How old the failing word is by its last Warning event, as kubectl writes ages; `null`: unknown. */
function ageOf(object: ScanObject): string | null {
  const said = timeOf(object.status?.lastWarning);
  if (said === 0) return null;
  const minutes = Math.max(0, Math.round((Date.now() - said) / 60_000));
  if (minutes < 120) return `${minutes}m`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)}h` : `${Math.round(minutes / (24 * 60))}d`;
}

function staleNote(object: ScanObject): string {
  const at = object.status?.lastWarning ?? null;
  return at === null
    ? 'what Flux says is of unknown age'
    : `what Flux says dates from ${at}; something was changed since, or it is long past its time`;
}

function summary(objects: readonly ScanObject[]): readonly string[] {
  const [first] = objects;
  const count = first?.status?.tagCount ?? null;
  return count === null ? [] : [`its last scan found ${count} tags`];
}
