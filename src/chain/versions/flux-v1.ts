import type { Era } from './era.ts';

const first: Era = {
  from: '0.0',
  flux: '1.0',
  login: { PodTemplate: 'always' },
  hosts: 'gcr.io',
  precedence: 'secret-wins',
  metadata: 'plain-get',
  proxySecretCapturesMetadata: false,
  objectIdentity: [],
  defaultServiceAccount: false,
  autologinFlag: 'unknown',
};

/** Flux v1, oldest first. */
export const fluxV1Eras: readonly Era[] = [
  first,
  { ...first, from: '1.2', flux: '1.2', hosts: 'any-gcr' },
  { ...first, from: '1.20', flux: '1.20', hosts: 'suffixes' },
];
