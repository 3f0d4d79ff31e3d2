import { scenarios, takeMinting } from '../scenario.ts';

export const accessGoogleCredentialsExpired = scenarios([
  {
    id: 'google-credentials-expired',
    title: 'the Google login has expired, and the caller may mint no token of the KSA',
    from: 'flux-v2',
    change(world) {
      world.operator.credentials = 'expired';
      takeMinting(world);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'google-credentials-expired',
      blames: { identity: 'flux-system/image-reflector-controller', cause: 'log-in-again' },
      repair: { tool: 'gcloud', does: ['gcloud auth application-default login'] },
    },
  },
]);
