import type { Identity, ScanObject } from '../chain/vocabulary.ts';
import type { LoginKind } from '../chain/versions/era.ts';
import type { ScanWorkload } from './workload.ts';

/** As whom an object is read: the controller's own KSA, or one that the controller asks a token for. */
export interface ObjectIdentity {
  readonly path: Identity['path'];
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * The identity of an object, decided by its kind, provider and service account, and by the version and flags of the
 * controller that watches it. The gate does not matter here: an object that asks for an identity behind a closed gate
 * is refused by Flux, not read as the controller.
 */
export function objectIdentity(object: ScanObject, workload: ScanWorkload): ObjectIdentity {
  const own = objectLevel(object, workload);
  if (own !== null) return { path: 'object', namespace: object.namespace, serviceAccount: own };
  return { path: 'controller', namespace: workload.ref.namespace, serviceAccount: workload.serviceAccount };
}

function objectLevel(object: ScanObject, { capabilities, flags }: ScanWorkload): string | null {
  // Before object-level identities the field named pull secrets alone, and with provider `generic` it still does.
  const supported = capabilities.objectIdentity.some((kind: LoginKind) => kind === object.kind);
  const asksGoogle = object.provider === 'gcp' || object.kind === 'GARArtifactTag';
  if (!supported || !asksGoogle) return null;
  if (object.serviceAccountName !== null) return object.serviceAccountName;
  if (!capabilities.defaultServiceAccount) return null;
  const flag =
    object.kind === 'GARArtifactTag' ? 'default-workload-identity-service-account' : 'default-service-account';
  return flags.get(flag)?.at(-1) || null;
}
