import type { Reading } from './known-texts.ts';
import { finding } from './vocabulary.ts';
import type { Owner } from '../findings/subjects.ts';
import type { Finding, ScanObject, WorkloadRef } from './vocabulary.ts';

/** The controller that wrote the status, and who installed it. */
export interface Reporter {
  readonly ref: WorkloadRef;
  readonly owner: Owner;
}

/**
 * The finding that a failing status of Flux is by itself, where its text speaks of what only the cluster can meet, or of
 * a credential that only Flux holds. `null`: the text points at a link that can be proved from outside, or is not known.
 */
export function fluxOwnFinding(reading: Reading, object: ScanObject, reporter: Reporter | null): Finding | null {
  const message = object.status?.message ?? '';
  const host = hostOf(message) ?? object.image.replace(/^[a-z]+:\/\//, '').split('/', 1)[0] ?? '';
  const image = { image: object.image, host };
  const running = { namespace: reporter?.ref.namespace ?? '', workload: reporter?.ref.name ?? '' };
  switch (reading.codes[0]) {
    case 'registry-unreachable-from-cluster':
      return finding('registry-unreachable-from-cluster', { ...image, message });
    case 'registry-ca-untrusted':
      return finding('registry-ca-untrusted', { ...image, message });
    case 'perimeter-denied':
      return finding('perimeter-denied', {
        host,
        identifier: /vpcServiceControlsUniqueIdentifier:? ?"?([\w-]+)/.exec(message)?.[1] ?? '',
        as: reading.as ?? 'Flux',
        inside: true,
      });
    case 'metadata-probe-stuck':
      return finding('metadata-probe-stuck', { ...running, message });
    case 'google-egress-blocked':
      return finding('google-egress-blocked', { ...running, from: 'controller', host, message });
    case 'token-request-forbidden':
      return tokenForbidden(message, reporter?.owner ?? { kind: 'none' });
    case 'token-expired-in-cache':
      return finding('token-expired-in-cache', {
        ...named(object),
        workload: running.workload,
        workloadNamespace: running.namespace,
        message,
      });
    default:
      return null;
  }
}

/** The API server names who asked and in which namespace; Flux names the KSA. */
function tokenForbidden(message: string, { kind }: Owner): Finding | null {
  const [, controllerNamespace, controller] = /system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)/.exec(message) ?? [];
  const [, namespace, ksa] = /for service account '([^'/]+)\/([^']+)'/.exec(message) ?? [];
  if (controller === undefined || controllerNamespace === undefined || namespace === undefined || ksa === undefined)
    return null;
  return finding('token-request-forbidden', {
    namespace,
    ksa,
    controller,
    controllerNamespace,
    how: kind === 'fluxinstance' ? 'flux-operator' : kind === 'helm' || kind === 'helmrelease' ? 'helm' : 'other',
  });
}

/** The host that was asked, as Go's client and the registry library write it. */
function hostOf(message: string): string | null {
  return /\b(?:GET|HEAD|POST|Get|Head|Post) "?https?:\/\/([^/"\s]+)/.exec(message)?.[1] ?? null;
}

function named({ kind, namespace, name }: ScanObject) {
  return { kind, namespace, name };
}
