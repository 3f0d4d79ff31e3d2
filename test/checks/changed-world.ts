import type { StoredObject, World } from '../../src/sandbox/world.ts';
import { smallWorld, withAdmin } from '../sandbox/kubernetes/small-world.ts';
import { diagnose } from './diagnose.ts';

/** The small world, healthy, for an operator who may see all of it. */
export function world(): World {
  return withAdmin(smallWorld());
}

/** The first object of a kind, to be changed. */
export function stored(from: World, kind: string): StoredObject {
  const object = from.cluster.objects.find((each) => each.kind === kind);
  if (object === undefined) throw new Error(`the small world has no ${kind}`);
  return object;
}

interface PodSpec {
  hostNetwork?: boolean;
  serviceAccountName: string;
  containers: { name: string; image: string; args?: string[]; env?: { name: string; value: string }[] }[];
}

/** Changes the pod and the template that it came from. */
export function podSpecs(from: World, change: (spec: PodSpec) => void): World {
  const deployment = stored(from, 'Deployment') as StoredObject & { spec: { template: { spec: PodSpec } } };
  const pod = stored(from, 'Pod') as StoredObject & { spec: PodSpec };
  deployment.spec.template.spec = structuredClone(deployment.spec.template.spec);
  for (const spec of [deployment.spec.template.spec, pod.spec]) change(spec);
  return from;
}

/** The controller's container. */
export function container(spec: PodSpec): PodSpec['containers'][number] {
  const [first] = spec.containers;
  if (first === undefined) throw new Error('the pod has no container');
  return first;
}

/** Status and codes with which a check ends in a world. */
export async function codes(from: World, id: string): Promise<[string, ...string[]]> {
  const { status, findings } = (await diagnose(from)).ended(id);
  return [status, ...findings.map((each) => each.code)];
}
