import type { Era, History } from './era.ts';

const first: Era = {
  from: '0.1',
  flux: '0.7',
  login: { ImageRepository: 'never' },
  hosts: 'none',
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

const flag: Era = {
  ...first,
  from: '0.16',
  flux: '0.26',
  login: { ImageRepository: 'flag' },
  hosts: 'suffixes',
  autologinFlag: 'works',
};

// fluxcd/image-reflector-controller 352: 0.25 parses the flag and ignores it; 0.26 honours it again.
const provider: Era = {
  ...flag,
  from: '0.25',
  flux: '0.40',
  login: { ImageRepository: 'provider' },
  autologinFlag: 'inert',
};

const providerOrFlag: Era = {
  ...provider,
  from: '0.26',
  flux: '0.41',
  login: { ImageRepository: 'provider-or-flag' },
  autologinFlag: 'works',
};

const proxySecret: Era = { ...providerOrFlag, from: '0.33', flux: '2.4', proxySecretCapturesMetadata: true };

const objectLevel: Era = {
  ...proxySecret,
  from: '0.35',
  flux: '2.6',
  hosts: 'pattern',
  metadata: 'application-default',
  proxySecretCapturesMetadata: false,
  objectIdentity: ['ImageRepository'],
  identityGate: 'needed',
};

const providerFirst: Era = {
  ...objectLevel,
  from: '1.0',
  flux: '2.7',
  login: { ImageRepository: 'provider' },
  precedence: 'secret-ignored',
  defaultServiceAccount: true,
  autologinFlag: 'unknown',
};

const lazy: Era = {
  ...providerFirst,
  from: '1.2',
  flux: '2.9',
  hosts: 'pattern-and-sovereign',
};

// By the release notes of Flux 2.10, and by the library that it shares with source-controller 1.10, which was read.
const gateRetired: Era = {
  ...lazy,
  from: '1.3',
  flux: '2.10',
  identityGate: 'retired',
  genericToken: ['ImageRepository'],
  credentialAnnotations: true,
};

/** image-reflector-controller; read from its sources at each tag. */
export const imageReflector: History = {
  readUpTo: '1.2',
  eras: [
    first,
    flag,
    provider,
    providerOrFlag,
    proxySecret,
    objectLevel,
    providerFirst,
    { ...providerFirst, from: '1.1', flux: '2.8' },
    lazy,
    gateRetired,
  ],
};
