import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import type { StoredObject, World } from '../../world.ts';
import { changePods } from '../pod-specs.ts';

const key = 'sharding.fluxcd.io/key';

/** A second controller for the objects of shard1; the first keeps to those that are in no shard. */
export function shard(world: World): void {
  const sharded = copyOf(world, `${acme.controller}-shard1`);
  changePods(world, fluxNamespace, acme.controller, ({ containers }) => {
    containers[0]?.args?.push(`--watch-label-selector=!${key}`);
  });
  world.cluster.objects.push(...sharded);
  changePods(world, fluxNamespace, `${acme.controller}-shard1`, ({ containers }) => {
    containers[0]?.args?.push(`--watch-label-selector=${key}=shard1`);
  });
  const [first] = world.cluster.objects.filter(({ kind }) => kind === 'ImageRepository');
  if (first !== undefined) first.metadata.labels = { [key]: 'shard1' };
}

function copyOf(world: World, name: string): StoredObject[] {
  const parts = world.cluster.objects.filter(
    ({ kind, metadata }) =>
      ['Deployment', 'ReplicaSet', 'Pod'].includes(kind) &&
      metadata.namespace === fluxNamespace &&
      metadata.name.startsWith(acme.controller),
  );
  const text = JSON.stringify(parts)
    .replaceAll(`"name":"${acme.controller}`, `"name":"${name}`)
    .replaceAll(`"app":"${acme.controller}"`, `"app":"${name}"`)
    .replaceAll(/"uid":"[0-9a-f]{8}/g, '"uid":"5ba4d001');
  return JSON.parse(text) as StoredObject[];
}
