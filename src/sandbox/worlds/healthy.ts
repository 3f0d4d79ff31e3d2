/** The healthy worlds by name: scenarios change one thing in them. */

import type { HealthyWorld, World } from '../world.ts';
import { direct } from './direct.ts';
import { fluxV1 } from './flux-v1.ts';
import { fluxV2Gcr } from './flux-v2-gcr.ts';
import { fluxV2Object } from './flux-v2-object.ts';
import { fluxV2 } from './flux-v2.ts';
import { many } from './many.ts';
import { threeProjects } from './three-projects.ts';

const worlds = {
  'flux-v2': fluxV2,
  'flux-v2-object': fluxV2Object,
  'flux-v1': fluxV1,
  'flux-v2-gcr': fluxV2Gcr,
  'three-projects': threeProjects,
  direct,
  many,
} satisfies Record<HealthyWorld, () => World>;

/** A new one each time: it is state that will be written. */
export function healthyWorld(name: HealthyWorld): World {
  return worlds[name]();
}

export const healthyWorlds = Object.keys(worlds) as readonly HealthyWorld[];
