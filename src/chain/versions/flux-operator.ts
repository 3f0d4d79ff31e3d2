import type { Era, History } from './era.ts';

const first: Era = {
  from: '0.0',
  flux: '2.3',
  login: { GARArtifactTag: 'never' },
  hosts: 'none',
  precedence: 'secret-wins',
  metadata: 'application-default',
  proxySecretCapturesMetadata: false,
  objectIdentity: [],
  identityGate: 'unknown',
  genericToken: [],
  credentialAnnotations: false,
  defaultServiceAccount: false,
  autologinFlag: 'unknown',
};

/** flux-operator, as the reader of `ResourceSetInputProvider` objects of type `GARArtifactTag`. */
export const fluxOperator: History = {
  readUpTo: '0.59',
  eras: [
    first,
    {
      ...first,
      from: '0.24',
      flux: '2.6',
      login: { GARArtifactTag: 'always' },
      hosts: 'pattern',
      objectIdentity: ['GARArtifactTag'],
      // It opens the gate for itself, and has no flag for it.
      identityGate: 'retired',
      defaultServiceAccount: true,
    },
  ],
};
