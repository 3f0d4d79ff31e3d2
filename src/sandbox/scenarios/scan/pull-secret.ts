import type { StoredObject } from '../../world.ts';
import { secretAccountKey } from '../../flux/pull-secrets.ts';

/** A pull secret with the key of an account. */
export function pullSecret(namespace: string, name: string, account: string): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, annotations: { [secretAccountKey]: account } },
    type: 'kubernetes.io/dockerconfigjson',
    data: {},
  };
}
