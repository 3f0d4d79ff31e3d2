/** A second pod of the controller, on a node of a pool that is without the metadata server. */

import type { World } from '../../world.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { podsIn } from '../pod-specs.ts';
import { object, specOf } from '../scenario.ts';
import { addNodePool } from './cluster.ts';

/** @param leader which of the two holds the Lease, and so scans; `null`: no Lease tells */
export function runTwoPods(world: World, leader: 'good' | 'bad' | null): void {
  addNodePool(world, 'spot');
  const bad = world.cluster.objects.find(({ kind, metadata }) => kind === 'Node' && /-spot-/.test(metadata.name));
  const [good] = podsIn(world, fluxNamespace, acme.controller);
  if (good === undefined || bad === undefined) throw new Error('the world has a pod and a spare node');
  const second = structuredClone(good);
  second.metadata.name = `${good.metadata.name.slice(0, -5)}zz9qk`;
  delete second.metadata.uid;
  specOf(second)['nodeName'] = bad.metadata.name;
  world.cluster.objects.push(second);
  specOf(object(world, 'Deployment', fluxNamespace, acme.controller))['replicas'] = 2;
  const holder = leader === 'bad' ? second.metadata.name : good.metadata.name;
  const lease = object(world, 'Lease', fluxNamespace, `${acme.controller}-leader-election`);
  if (leader === null) world.cluster.objects = world.cluster.objects.filter((stored) => stored !== lease);
  else specOf(lease)['holderIdentity'] = `${holder}_8d2e5f61-77aa-4b52-9f14-0c8e7fd2a6b3`;
}
