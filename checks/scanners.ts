import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Kubernetes } from '../src/clients/kubernetes.ts';
import { discover, touches } from '../src/discover/discover.ts';
import type { Discovery } from '../src/discover/discover.ts';
import { seconds } from '../src/engine/check.ts';
import { clusterAccess } from './cluster-access.ts';
import { broken, defineCheck, isSome, pass, unknown } from './define.ts';
import type { Result, Settings } from './define.ts';

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
    const waiting = unreflected(discovery, settings);
    const reflectorMissing = waiting > 0;
    const notFound = () =>
      broken<Discovery>(
        finding('workload-not-found', {
          searched,
          objects: reflectorMissing ? waiting : discovery.objectsSeen,
          reflectorMissing,
        }),
        identities.length > 0 ? { fact: discovery } : {},
      );
    // Deployments that may not be listed may hold the reflector.
    if (isSome(missing)) return unknown(missing, identities.length > 0 ? { fact: discovery } : {});
    if (reflectorMissing || (identities.length === 0 && workloads.length === 0)) return notFound();
    const idle = settings.namespaces.filter((name) => !identities.some((identity) => touches(identity, [name])));
    if (identities.length > 0 && idle.length === 0) return pass(discovery);
    const fact = identities.length > 0 ? { fact: discovery } : {};
    const absent = await absentAmong(kubernetes, idle);
    if (absent.length > 0) return unknown(finding('nothing-to-scan', { searched: notThere(absent) }), fact);
    // Of several namespaces that were named, one may be meant to be another.
    return unknown(
      finding('nothing-to-scan', { searched: identities.length > 0 ? `namespace ${idle.join(', ')}` : searched }),
      fact,
    );
  },
});

/** Those of the namespaces that do not exist; one that may not be read is taken to be there. */
async function absentAmong(kubernetes: Kubernetes, names: readonly string[]): Promise<readonly string[]> {
  const read = await Promise.all(
    names.map(async (name) => {
      try {
        return (await kubernetes.get('namespaces', null, name)) === null ? [name] : [];
      } catch (error) {
        if (error instanceof ApiError) return [];
        throw error;
      }
    }),
  );
  return read.flat();
}

function notThere(names: readonly string[]): string {
  return `namespace ${names.join(', ')}, which ${names.length === 1 ? 'does' : 'do'} not exist`;
}

/** ImageRepositories that no image-reflector-controller is there for, among those that the caller asks about. */
function unreflected({ orphans, identities }: Discovery, { namespaces, images, serviceAccount }: Settings): number {
  const asksOfOthers = identities.length > 0 && (images.length > 0 || serviceAccount !== null);
  if (asksOfOthers) return 0;
  return orphans.filter(
    ({ kind, namespace }) => kind === 'ImageRepository' && (namespaces.length === 0 || namespaces.includes(namespace)),
  ).length;
}
