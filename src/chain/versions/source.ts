import type { Era, History } from './era.ts';

const first: Era = {
  from: '0.1',
  flux: '0.7',
  login: { OCIRepository: 'never', HelmChart: 'never', Bucket: 'provider' },
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

const ociRepository: Era = {
  ...first,
  from: '0.26',
  flux: '0.32',
  login: { ...first.login, OCIRepository: 'provider' },
  hosts: 'suffixes',
};

const helmRepository: Era = {
  ...ociRepository,
  from: '0.28',
  flux: '0.33',
  login: { ...ociRepository.login, HelmChart: 'provider' },
};

const proxySecret: Era = { ...helmRepository, from: '1.4', flux: '2.4', proxySecretCapturesMetadata: true };

const objectLevel: Era = {
  ...proxySecret,
  from: '1.6',
  flux: '2.6',
  hosts: 'pattern',
  metadata: 'application-default',
  proxySecretCapturesMetadata: false,
  objectIdentity: ['OCIRepository'],
  identityGate: 'needed',
};

const lockdown: Era = {
  ...objectLevel,
  from: '1.7',
  flux: '2.7',
  objectIdentity: ['OCIRepository', 'Bucket'],
  defaultServiceAccount: true,
};

const sovereign: Era = { ...lockdown, from: '1.9', flux: '2.9', hosts: 'pattern-and-sovereign' };

/** source-controller; read from its sources at each tag. */
export const source: History = {
  readUpTo: '1.10',
  eras: [
    first,
    ociRepository,
    helmRepository,
    proxySecret,
    objectLevel,
    lockdown,
    { ...lockdown, from: '1.8', flux: '2.8' },
    sovereign,
    {
      ...sovereign,
      from: '1.10',
      flux: '2.10',
      identityGate: 'retired',
      genericToken: ['OCIRepository'],
      credentialAnnotations: true,
    },
  ],
};
