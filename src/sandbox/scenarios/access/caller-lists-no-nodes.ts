import { takeNodes } from './rights.ts';
import { scenario, takeReadings } from '../scenario.ts';

export const callerListsNoNodes = scenario({
  id: 'caller-lists-no-nodes',
  title: 'the caller may not list nodes, nor read the cluster at Google; a fresh scan settles them',
  from: 'flux-v2',
  change(world) {
    takeNodes(world);
    takeReadings(world);
  },
  expect: { verdict: 'healthy', code: null },
});
