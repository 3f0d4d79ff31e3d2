import type { Era, History } from './era.ts';

const first: Era = {
  from: '0.0',
  flux: '1.0',
  login: { PodTemplate: 'always' },
  hosts: 'gcr.io',
  precedence: 'secret-wins',
  metadata: 'plain-get',
  proxySecretCapturesMetadata: false,
  objectIdentity: [],
  identityGate: 'unknown',
  genericToken: [],
  credentialAnnotations: false,
  defaultServiceAccount: false,
  autologinFlag: 'unknown',
};

/** Flux v1; its last release is 1.25.4. */
export const fluxV1: History = {
  readUpTo: '1.25',
  eras: [
    first,
    { ...first, from: '1.2', flux: '1.2', hosts: 'any-gcr' },
    { ...first, from: '1.20', flux: '1.20', hosts: 'suffixes' },
  ],
};
