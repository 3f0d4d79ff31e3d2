import type { FindingArgs } from '../findings/finding.ts';
import type { V1Deployment, V1Pod } from '../clients/kubernetes.ts';
import { oneLine } from './one-line.ts';

/** The API server's own word on whether a pod serves. */
export function isReady(pod: V1Pod): boolean {
  const ready = pod.status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') === true;
  return ready && pod.metadata?.deletionTimestamp === undefined;
}

type Trouble = Pick<FindingArgs['workload-not-running'], 'cause' | 'detail'>;

/** Why none of the pods of a Deployment is ready, in the words of the API server where it has some. */
export function whyNotReady(deployment: V1Deployment, pods: readonly V1Pod[]): Trouble {
  if (pods.length === 0) {
    const failure = deployment.status?.conditions?.find((each) => each.type === 'ReplicaFailure');
    return { cause: 'not-ready', detail: oneLine(failure?.message ?? 'it has no pod', 512) };
  }
  const newest = ofNewestTemplate(deployment, pods);
  // A pod that ended for good stays in the list; the one in its place says what is wrong now.
  for (const pod of newest.toSorted((a, b) => Number(hasEnded(a)) - Number(hasEnded(b)))) {
    const trouble = evictionOf(pod) ?? schedulingTrouble(pod) ?? containerTrouble(pod);
    if (trouble !== null) return trouble;
  }
  const phases = [...new Set(newest.map((pod) => pod.status?.phase ?? 'Unknown'))].join(', ');
  return { cause: 'not-ready', detail: `${newest.length} pod(s), phase ${phases}, none ready` };
}

/** Pods of an earlier ReplicaSet, or of another KSA than that of the template, are no evidence of what runs now. */
function ofNewestTemplate({ spec }: V1Deployment, pods: readonly V1Pod[]): readonly V1Pod[] {
  const account = spec?.template?.spec?.serviceAccountName || 'default';
  const there = pods.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
  const own = there.filter((pod) => (pod.spec?.serviceAccountName ?? account) === account);
  const candidates = own.length > 0 ? own : pods;
  const [latest] = candidates.toSorted((a, b) => createdAt(b) - createdAt(a));
  const hash = latest?.metadata?.labels?.['pod-template-hash'];
  return candidates.filter(({ metadata }) => metadata?.labels?.['pod-template-hash'] === hash);
}

function createdAt({ metadata }: V1Pod): number {
  return new Date(metadata?.creationTimestamp ?? 0).getTime();
}

function hasEnded({ status }: V1Pod): boolean {
  return status?.phase === 'Failed' || status?.phase === 'Succeeded';
}

/** In the kubelet's own words: which resource the node ran out of. */
function evictionOf({ status }: V1Pod): Trouble | null {
  if (status?.phase !== 'Failed' || status.reason === undefined) return null;
  return {
    cause: status.reason === 'Evicted' ? 'evicted' : 'not-ready',
    detail: oneLine(`${status.reason}: ${status.message ?? ''}`, 512),
  };
}

/** What controller-runtime and client-go say at the start where a CRD, or its version, is not served. */
const notServed =
  /no matches for kind "[^"]+" in (?:version|group) "[^"]+"|failed to get API group resources|the server could not find the requested resource/;

function schedulingTrouble(pod: V1Pod): Trouble | null {
  const scheduled = pod.status?.conditions?.find((each) => each.type === 'PodScheduled');
  return scheduled?.status === 'False'
    ? { cause: 'scheduling', detail: oneLine(scheduled.message ?? scheduled.reason ?? '', 512) }
    : null;
}

function containerTrouble(pod: V1Pod): Trouble | null {
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  for (const { name, state, lastState, restartCount } of statuses) {
    const { reason = '', message = '' } = state?.waiting ?? {};
    if (/Image|Pull/i.test(reason)) return { cause: 'image', detail: oneLine(`${name}: ${reason} ${message}`, 512) };
    const ended = state?.terminated ?? lastState?.terminated;
    if (reason === 'CrashLoopBackOff' || (ended !== undefined && ended.exitCode !== 0)) {
      // A controller of Flux cannot start without access to the API server.
      if (!hasToken(pod)) return noToken;
      const missing = notServed.exec(ended?.message ?? '')?.[0];
      if (missing !== undefined) return { cause: 'crd-not-served', detail: oneLine(`${name}: ${missing}`, 512) };
      const why = `${name}: restarted ${restartCount} times, exit code ${ended?.exitCode ?? '?'}`;
      return { cause: 'crash', detail: oneLine(`${why} ${ended?.message ?? ended?.reason ?? ''}`, 512) };
    }
  }
  return hasToken(pod) ? null : noToken;
}

const noToken: Trouble = {
  cause: 'token-not-mounted',
  detail: 'automountServiceAccountToken is false, on the pod or on its KSA, and a controller needs the API server',
};

/** The token that the API server adds to a pod as a projected volume, unless it was told not to. */
function hasToken({ spec }: V1Pod): boolean {
  const projected = (spec?.volumes ?? []).some(
    (volume) => volume.projected?.sources?.some((source) => source.serviceAccountToken !== undefined) === true,
  );
  return projected || spec?.automountServiceAccountToken !== false;
}
