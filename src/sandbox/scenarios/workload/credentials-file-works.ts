import { acme } from '../../worlds/flux-v2.ts';
import { useKeyFile } from './key-file.ts';
import { scenario } from '../scenario.ts';

export const credentialsFileWorks = scenario({
  id: 'credentials-file-works',
  title: 'a key file of the very GSA is patched into the controller, and scans succeed',
  from: 'flux-v2',
  change(world) {
    useKeyFile(world, acme.gsa);
  },
  expect: { verdict: 'healthy', code: null, warns: ['credentials-file-overrides-identity'] },
});
