import * as z from 'zod';
import { withoutTag } from '../chain/image-reference.ts';
import type { Finding, ScanObject } from '../chain/vocabulary.ts';
import type { Kubernetes, V1Deployment } from '../clients/kubernetes.ts';
import { flagValues } from './controller-flags.ts';
import { servedVersions } from './custom-objects.ts';
import { globMatches } from './glob.ts';
import { listReach } from './reach.ts';
import type { ScanWorkload } from './workload.ts';
import { watches } from './watch.ts';

const helmReleases = { resource: 'helmreleases', group: 'helm.fluxcd.io' };

/**
 * What Flux v1 scans: no objects of its own, but every image of every workload in the namespaces that it may see,
 * automated or not, minus the excluded ones (fluxcd/flux `registry/cache`).
 */
export async function podTemplates(
  kubernetes: Kubernetes,
  likely: readonly string[],
  deployments: readonly V1Deployment[],
  scanner: ScanWorkload,
): Promise<{ readonly objects: readonly ScanObject[]; readonly refused: readonly Finding[] }> {
  const lists = await Promise.all([
    listReach<unknown>({ resource: 'daemonsets', group: 'apps' }, likely, (scope) =>
      kubernetes.list('daemonsets', scope),
    ),
    listReach<unknown>({ resource: 'statefulsets', group: 'apps' }, likely, (scope) =>
      kubernetes.list('statefulsets', scope),
    ),
    listReach<unknown>({ resource: 'cronjobs', group: 'batch' }, likely, (scope) => kubernetes.list('cronjobs', scope)),
    listReach<unknown>(
      helmReleases,
      likely,
      (scope) => kubernetes.listCustom({ ...helmReleases, version: 'v1' }, scope),
      // Without a Helm operator there are none; whoever may not list them is refused all the same.
      async () => (await servedVersions(kubernetes, helmReleases))?.length === 0,
    ),
  ]);
  const kinds = ['DaemonSet', 'StatefulSet', 'CronJob', 'HelmRelease'] as const;
  const found = [
    ...deployments.flatMap((each) => imagesOf('Deployment', each)),
    ...lists.flatMap((seen, index) => seen.items.flatMap((each) => imagesOf(kinds[index] ?? 'Deployment', each))),
  ];
  const objects = found.filter((object) => watches(scanner, object) && isScanned(object.image, scanner));
  return { objects, refused: lists.flatMap((seen) => (seen.refused === null ? [] : [seen.refused])) };
}

const container = z.object({ image: z.string().optional() });
const podSpec = z.object({
  containers: z.array(container).catch([]),
  initContainers: z.array(container).optional().catch([]),
  imagePullSecrets: z
    .array(z.object({ name: z.string().default('') }))
    .optional()
    .catch([]),
});
const template = z.object({ template: z.object({ spec: podSpec }) });
const workload = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string().default('') }),
  spec: z.union([
    template,
    z.object({ jobTemplate: z.object({ spec: template }) }).transform(({ jobTemplate }) => jobTemplate.spec),
    z.object({ values: z.record(z.string(), z.unknown()) }),
  ]),
});

function imagesOf(kind: string, raw: unknown): readonly ScanObject[] {
  const { data } = workload.safeParse(raw);
  if (data === undefined) return [];
  const { images, secrets } =
    'values' in data.spec
      ? { images: imagesInValues(data.spec.values, 0), secrets: [] }
      : {
          images: [...data.spec.template.spec.containers, ...(data.spec.template.spec.initContainers ?? [])].flatMap(
            (each) => each.image ?? [],
          ),
          secrets: (data.spec.template.spec.imagePullSecrets ?? []).map((each) => each.name),
        };
  return [...new Set(images.map(withoutTag))].map((image) => ({
    kind: 'PodTemplate',
    namespace: data.metadata.namespace,
    name: `${kind.toLowerCase()}/${data.metadata.name}`,
    image,
    provider: null,
    secretRefs: secrets,
    serviceAccountName: null,
    proxySecret: null,
    suspended: false,
    insecure: false,
    intervalSeconds: null,
    generation: null,
    labels: {},
    status: null,
    // The daemon reads the manifest of every tag that it lists.
    pulls: { by: 'every' },
  }));
}

const imageParts = z.object({ registry: z.string().optional(), repository: z.string() });

/** Images in the values of a chart, where Flux v1 looks for them: `image` as text or as parts, at any depth. */
function imagesInValues(values: Record<string, unknown>, depth: number): readonly string[] {
  if (depth > 6) return [];
  return Object.entries(values).flatMap(([key, value]) => {
    if (key === 'image' && typeof value === 'string') {
      const registry = typeof values['registry'] === 'string' ? `${values['registry']}/` : '';
      return [`${registry}${value}`];
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    const { data } = imageParts.safeParse(value);
    if (key === 'image' && data !== undefined)
      return [data.registry === undefined ? data.repository : `${data.registry}/${data.repository}`];
    return imagesInValues(value as Record<string, unknown>, depth + 1);
  });
}

function isScanned(image: string, { flags }: ScanWorkload): boolean {
  // Also where scanning is switched off: what would be scanned can be proved, and that it is off is told.
  if (image === '') return false;
  const exclude = flags.has('registry-exclude-image') ? flagValues(flags, 'registry-exclude-image') : ['k8s.gcr.io/*'];
  const include = flagValues(flags, 'registry-include-image');
  return (
    !exclude.some((glob) => globMatches(glob, image)) &&
    (include.length === 0 || include.some((glob) => globMatches(glob, image)))
  );
}
