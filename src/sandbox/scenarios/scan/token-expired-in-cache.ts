import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { annotatedAt } from '../annotations.ts';
import { fluxSaid } from '../flux-said.ts';
import { object, scenario } from '../scenario.ts';

export const tokenExpiredInCache = scenario({
  id: 'token-expired-in-cache',
  title: 'the registry did not accept a token that the controller had kept; the KSA was annotated since',
  cases: ['B115'],
  from: 'flux-v2',
  change(world) {
    fluxSaid(
      world,
      'ImageRepository',
      'ReadOperationFailed',
      'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token?scope=repository%3Aacme-prod%2Fapps%2Fapi%3Apull&service=: UNAUTHORIZED: authentication failed',
      { since: 20, lastSeconds: 180, count: 9 },
    );
    annotatedAt(object(world, 'ServiceAccount', fluxNamespace, acme.controller), minutesAgo(1));
  },
  expect: { verdict: 'healthy', code: null, warns: ['token-expired-in-cache', 'workload-predates-annotation'] },
});
