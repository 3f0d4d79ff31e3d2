/** GKE's long-running operations: here each is done before it is told of. */

import { randomUUID } from 'node:crypto';
import { ok } from './http.ts';
import type { Reply } from './http.ts';
import type { Named } from './cloud.ts';
import type { ProjectState } from '../world.ts';

interface Where {
  readonly project: Named<ProjectState>;
  readonly location: string;
  readonly name: string;
}

/** @param below What was changed below the cluster, e.g. `/nodePools/main`. */
export function doneOperation(where: Where, operationType: string, below: string): object {
  const target = `projects/${where.project.state.number}/locations/${where.location}/clusters/${where.name}${below}`;
  return {
    ...operation(where.project, where.location, `operation-${Date.now()}-${randomUUID()}`),
    operationType,
    targetLink: `https://container.googleapis.com/v1/${target}`,
  };
}

/** Whoever polls has made the change already, so any name will do. */
export function getOperation(project: Named<ProjectState>, location: string, name: string): Reply {
  return ok(operation(project, location, name));
}

function operation(project: Named<ProjectState>, location: string, name: string): object {
  const now = new Date().toISOString();
  return {
    name,
    zone: location,
    location,
    operationType: 'UPDATE_CLUSTER',
    status: 'DONE',
    selfLink: `https://container.googleapis.com/v1/projects/${project.state.number}/locations/${location}/operations/${name}`,
    startTime: now,
    endTime: now,
  };
}
