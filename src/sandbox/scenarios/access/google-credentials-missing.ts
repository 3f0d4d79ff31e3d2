import { scenarios, takeMinting } from '../scenario.ts';

export const accessGoogleCredentialsMissing = scenarios([
  {
    id: 'google-credentials-missing',
    title: 'no Google credentials, and the caller may mint no token of the KSA',
    from: 'flux-v2',
    change(world) {
      world.operator.credentials = 'none';
      takeMinting(world);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'google-credentials-missing',
      blames: { identity: 'flux-system/image-reflector-controller' },
      repair: { tool: 'gcloud', does: ['gcloud auth application-default login'] },
    },
  },
]);
