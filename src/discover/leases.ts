import * as z from 'zod';
import { ApiError } from '../clients/api-error.ts';
import type { Kubernetes, V1Deployment, V1PodSpec } from '../clients/kubernetes.ts';
import { orNull } from './or-null.ts';
import { listReach } from './reach.ts';

const lease = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({ holderIdentity: z.string() }),
});

/**
 * Where Deployments may not be listed, the Leases of the controllers' leader election still tell namespace and pod
 * (`image-reflector-controller-leader-election`, with a hash where a label selector is watched). Gives Deployments as
 * far as the pods show them.
 */
export async function deploymentsByLease(
  kubernetes: Kubernetes,
  likely: readonly string[],
): Promise<readonly V1Deployment[]> {
  const { items } = await listReach<unknown>({ resource: 'leases', group: 'coordination.k8s.io' }, likely, (scope) =>
    kubernetes.list('leases', scope),
  );
  const holders = items.flatMap(holderOf);
  return Promise.all(
    holders.map(async ({ namespace, controller, pod }) => {
      const spec = await podSpec(kubernetes, namespace, pod);
      return asDeployment(namespace, controller, spec);
    }),
  );
}

interface Holder {
  readonly namespace: string;
  readonly controller: string;
  readonly pod: string;
}

function holderOf(raw: unknown): readonly Holder[] {
  const { data } = lease.safeParse(raw);
  const controller = /^(image-reflector-controller|source-controller)-leader-election/.exec(
    data?.metadata.name ?? '',
  )?.[1];
  // The holder is `POD_UUID`.
  const pod = data?.spec.holderIdentity.split('_', 1)[0];
  return data === undefined || controller === undefined || !pod
    ? []
    : [{ namespace: data.metadata.namespace, controller, pod }];
}

/** The pods of a namespace that hold a Lease of Flux: of several pods of a controller only that one scans. */
export async function leadersIn(kubernetes: Kubernetes, namespace: string): Promise<readonly string[]> {
  const leases = await orNull(kubernetes.list('leases', { namespace }));
  return (leases ?? []).flatMap(holderOf).map(({ pod }) => pod);
}

async function podSpec(kubernetes: Kubernetes, namespace: string, name: string): Promise<V1PodSpec | null> {
  try {
    return (await kubernetes.get('pods', namespace, name))?.spec ?? null;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

/** Without the pod: by Flux's own manifests the KSA is named as the controller. */
function asDeployment(namespace: string, name: string, spec: V1PodSpec | null): V1Deployment {
  const labels = { app: name };
  return {
    metadata: { namespace, name },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: spec ?? {
          serviceAccountName: name,
          containers: [{ name: 'manager', image: `fluxcd/${name}`, args: [] }],
        },
      },
    },
  };
}
