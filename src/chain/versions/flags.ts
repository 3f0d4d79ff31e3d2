import type { Capabilities } from './capabilities.ts';

/** The gate that object-level identities stand behind: off by default up to Flux 2.9, retired from 2.10 on. */
export const objectIdentityGate = 'ObjectLevelWorkloadIdentity';

const autologinFlags = ['gcp-autologin-for-gcr', 'aws-autologin-for-ecr', 'azure-autologin-for-acr'];

/**
 * The first flag of a controller that its version does not take, and the words with which it ends at start.
 * Only flags that came or went are known here; any other is taken to be right.
 */
export function invalidFlag(
  known: Capabilities,
  flags: ReadonlyMap<string, readonly string[]>,
): { readonly flag: string; readonly problem: string } | null {
  if (known.assumed !== false || known.component === 'flux-v1' || known.component === 'flux-operator') return null;
  const unknown = autologinFlags.find((flag) => flags.has(flag));
  if (unknown !== undefined && known.autologinFlag === 'unknown')
    return { flag: `--${unknown}`, problem: `unknown flag: --${unknown}` };

  const gates = featureGates(flags);
  if (gates.has(objectIdentityGate) && known.identityGate === 'unknown') {
    return {
      flag: `--feature-gates=${objectIdentityGate}`,
      problem: `feature-gate '${objectIdentityGate}' not supported`,
    };
  }
  if (flags.has('default-service-account')) {
    if (!known.defaultServiceAccount)
      return { flag: '--default-service-account', problem: 'unknown flag: --default-service-account' };
    if (known.identityGate === 'needed' && gates.get(objectIdentityGate) !== true) {
      return {
        flag: '--default-service-account',
        problem: `cannot set default service accounts when the feature gate ${objectIdentityGate} is not enabled`,
      };
    }
  }
  return null;
}

/** `--feature-gates=A=true,B=false`, which may also be given several times: the last word on each gate. */
export function featureGates(flags: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, boolean> {
  const gates = new Map<string, boolean>();
  for (const entry of (flags.get('feature-gates') ?? []).flatMap((value) => value.split(','))) {
    const [gate = '', value = ''] = entry.split('=', 2);
    if (gate.trim() !== '') gates.set(gate.trim(), ['true', 't', '1'].includes(value.trim().toLowerCase()));
  }
  return gates;
}
