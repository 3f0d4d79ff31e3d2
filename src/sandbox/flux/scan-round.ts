/** One pass over the world: what is asked once in it is not asked again. */

import type { KubernetesServer } from '../kubernetes/server.ts';
import type { StoredObject, World } from '../world.ts';
import { asker, cutOff, googleAddress } from './asking.ts';
import type { Ask } from './asking.ts';
import type { FluxOptions } from './actor.ts';
import { gkeCluster } from './cluster.ts';
import type { Controller } from './controller.ts';
import { egressOf, nameserver } from './egress.ts';
import type { Egress } from './egress.ts';

export interface ScanRound {
  readonly world: World;
  readonly kubernetes: KubernetesServer;
  readonly askFromNode: Ask;
  readonly accountToken: (email: string) => Promise<string | null>;
  /** Pods whose process found no metadata server when it began, and looks for none any more. */
  readonly stuck: Set<string>;
  once<T>(key: string, question: () => Promise<T>): Promise<T>;
}

export function newRound({ world, kubernetes, fetch, accountToken }: FluxOptions, stuck: Set<string>): ScanRound {
  const answers = new Map<string, Promise<unknown>>();
  return {
    world,
    kubernetes,
    askFromNode: asker(fetch),
    accountToken,
    stuck,
    once: <T>(key: string, question: () => Promise<T>): Promise<T> => {
      const known = answers.get(key) as Promise<T> | undefined;
      if (known !== undefined) return known;
      const answer = question();
      answers.set(key, answer);
      return answer;
    },
  };
}

/** A controller at work: its process, and what its pod can reach. */
export interface Process {
  readonly round: ScanRound;
  readonly controller: Controller;
  readonly pod: StoredObject;
  readonly egress: Egress;
  /** Its nameserver. */
  readonly resolver: string;
  /** From the pod. */
  readonly ask: Ask;
}

export function processOf(round: ScanRound, controller: Controller, pod: StoredObject): Process {
  const egress = egressOf(round.kubernetes.store, pod, gkeCluster(round.world));
  const resolver = nameserver(gkeCluster(round.world));
  return { round, controller, pod, egress, resolver, ask: askFromPod(round, egress, resolver) };
}

function askFromPod(round: ScanRound, { dns, google }: Egress, resolver: string): Ask {
  if (!dns) return cutOff((host) => `dial tcp: lookup ${host} on ${resolver}:53: read udp: i/o timeout`);
  if (!google) return cutOff(() => `dial tcp ${googleAddress}:443: i/o timeout`);
  return round.askFromNode;
}
