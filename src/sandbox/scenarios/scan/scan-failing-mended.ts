import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const scanFailingMended = scenario({
  id: 'scan-failing-mended',
  title: 'Flux still says what was mended minutes ago',
  from: 'flux-v2',
  change(world) {
    fluxSaid(
      world,
      'ImageRepository',
      'ReadOperationFailed',
      'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token?scope=repository%3Aacme-prod%2Fapps%2Fapi%3Apull&service=: DENIED: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme-prod/locations/europe-west1/repositories/apps" (or it may not exist)',
    );
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-failing'] },
});
