/** Which credentials an object's scan uses: secrets, an identity, or none, by kind and version. */

import type { StoredObject } from '../world.ts';
import { readText } from '../kubernetes/read.ts';
import { controllerCredentials } from './controller-credentials.ts';
import { flag, gateIsOn } from './controller.ts';
import { anonymous, failed } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { hostMismatch } from './image-reference.ts';
import { objectCredentials } from './object-credentials.ts';
import { ksaPullSecrets, secretCredentials } from './pull-secrets.ts';
import type { Process } from './scan-round.ts';

export type Login =
  | { readonly kind: 'credentials'; readonly by: 'secret' | 'identity' | 'nobody'; fetch(): Promise<Credentials> }
  /** `spec.serviceAccountName` is set and the feature gate is off: stalled. */
  | { readonly kind: 'gate-off' };

export interface LoginRequest {
  readonly object: StoredObject;
  readonly namespace: string;
  readonly host: string;
  /** The whole reference, as errors quote it. */
  readonly image: string;
  readonly provider: string;
  readonly secret: string;
  /** Empty where the kind has no such field. */
  readonly serviceAccount: string;
  /** HelmRepository has no identity of its own, under lockdown neither. */
  readonly controllerOnly: boolean;
}

const nobody: Login = { kind: 'credentials', by: 'nobody', fetch: () => Promise.resolve(anonymous) };

export function loginOf(process: Process, request: LoginRequest): Login {
  const { features, component } = process.controller;
  const { provider } = request;
  const identity = provider !== '' && provider !== 'generic' && features.provider;
  const secrets = secretsOf(process, request);
  // From Flux 2.7 an ImageRepository's identity stands alone; with all else a secret wins.
  const identityFirst = component === 'image-reflector-controller' && features.lockdown;
  if (identity && (identityFirst || secrets.length === 0)) return identityLogin(process, request);
  const pullSecretsLast = component === 'image-reflector-controller' && !features.lockdown && request.secret === '';
  if (pullSecretsLast && identity) {
    return { kind: 'credentials', by: 'identity', fetch: () => Promise.resolve(failed(eitherOr)) };
  }
  if (
    pullSecretsLast &&
    features.autologin === 'heeded' &&
    flag(process.controller, 'gcp-autologin-for-gcr') === 'true'
  ) {
    return identityLogin(process, { ...request, provider: 'gcp', serviceAccount: '' });
  }
  return secrets.length > 0 ? secretLogin(process, request, secrets) : nobody;
}

const eitherOr = 'provide an option for either authn.Authenticator or authn.Keychain, not both';

function secretsOf({ round }: Process, { namespace, secret, serviceAccount }: LoginRequest): string[] {
  const ofKsa = serviceAccount === '' ? [] : ksaPullSecrets(round.kubernetes.store, namespace, serviceAccount);
  return secret === '' ? ofKsa : [secret, ...ofKsa];
}

function secretLogin({ round }: Process, { namespace, host }: LoginRequest, secrets: readonly string[]): Login {
  const fetch = async (): Promise<Credentials> => {
    let found: Credentials = anonymous;
    for (const name of secrets) {
      found = await secretCredentials(round.kubernetes.store, round.accountToken, namespace, name, host);
      if (found.kind !== 'anonymous') return found;
    }
    return found;
  };
  return { kind: 'credentials', by: 'secret', fetch };
}

function identityLogin(process: Process, request: LoginRequest): Login {
  const { controller } = process;
  const { features } = controller;
  const mismatch = hostMismatch(request.host, request.provider);
  if (mismatch !== null) {
    // Before Flux 2.6 a provider that does not fit the host was passed over in silence.
    if (!features.objectIdentity) return nobody;
    const error = features.lockdown ? mismatch : `failed to parse artifact repository '${request.image}': ${mismatch}`;
    return { kind: 'credentials', by: 'identity', fetch: () => Promise.resolve(failed(error)) };
  }
  const fallback = features.lockdown ? (flag(controller, 'default-service-account') ?? '') : '';
  const named = features.objectIdentity && !request.controllerOnly ? request.serviceAccount : '';
  if (named !== '' && !features.gateRetired && !gateIsOn(controller, 'ObjectLevelWorkloadIdentity'))
    return { kind: 'gate-off' };
  const ksa = named !== '' ? named : request.controllerOnly ? '' : fallback;
  const fetch =
    ksa === ''
      ? () => controllerCredentials(process)
      : () =>
          objectCredentials(process, {
            namespace: request.namespace,
            ksa,
            from: named === '' ? 'default' : 'object',
          });
  return { kind: 'credentials', by: 'identity', fetch };
}

/** A request as `spec` has it, for kinds with the usual fields. */
export function requestOf(object: StoredObject, host: string, image: string): LoginRequest {
  return {
    object,
    namespace: object.metadata.namespace ?? '',
    host,
    image,
    provider: readText(object, 'spec', 'provider') || 'generic',
    secret: readText(object, 'spec', 'secretRef', 'name'),
    serviceAccount: readText(object, 'spec', 'serviceAccountName'),
    controllerOnly: false,
  };
}
