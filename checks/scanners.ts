import { finding } from '../src/chain/vocabulary.ts';
import { discover } from '../src/discover/discover.ts';
import type { Discovery } from '../src/discover/discover.ts';
import { seconds } from '../src/engine/check.ts';
import { clusterAccess } from './cluster-access.ts';
import { broken, defineCheck, pass, unknown } from './define.ts';
import type { Result } from './define.ts';

/** What scans in this cluster, as whom, and what. */
export const scanners = defineCheck({
  id: 'scanners',
  link: 'workload',
  scope: 'cluster',
  title: 'Flux is there, and scans something on a Google registry',
  needs: { clusterAccess },
  deadline: seconds(45),
  async run({ kubernetes, settings }): Promise<Result<Discovery>> {
    const discovery = await discover({
      kubernetes,
      namespaces: settings.namespaces.length === 0 ? null : settings.namespaces,
      serviceAccount: settings.serviceAccount,
      images: settings.images,
    });
    const { identities, workloads, missing, searched } = discovery;
    if (identities.length > 0) {
      return missing.length > 0 ? unknown(missing, { fact: discovery }) : pass(discovery);
    }
    if (missing.length > 0) return unknown(missing);
    const reflectorMissing =
      discovery.objectsSeen > 0 && !workloads.some((one) => one.ref.component === 'image-reflector-controller');
    if (workloads.length === 0 || reflectorMissing) {
      return broken(finding('workload-not-found', { searched, objects: discovery.objectsSeen, reflectorMissing }));
    }
    return unknown(finding('nothing-to-scan', { searched }));
  },
});
