/** Statuses as Flux's controllers keep them. */

import { readList, readText } from '../kubernetes/read.ts';
import { recordUpdate } from '../kubernetes/managed-fields.ts';
import { recordEvent } from '../kubernetes/events.ts';
import { now } from '../kubernetes/store.ts';
import type { ObjectStore } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import { annotation } from './controller.ts';

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

/** What came of one reconciliation. */
export interface Outcome {
  readonly conditions: readonly Condition[];
  /** Other fields of the status; what is not named stays. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** The Warning that goes with a failure. */
  readonly warning?: { readonly reason: string; readonly message: string };
}

/** Set by a scenario on an object whose status must stay as it was written. */
export const frozenKey = 'sandbox.flux-wi/frozen';

export function isFrozen(object: StoredObject): boolean {
  return annotation(object, frozenKey) === 'true';
}

export function succeeded(reason: string, message: string): Condition {
  return { type: 'Ready', status: 'True', reason, message };
}

export function notReady(reason: string, message: string): Condition {
  return { type: 'Ready', status: 'False', reason, message };
}

/** Writes the outcome onto the object as it stands now, if it still stands. */
export function writeOutcome(store: ObjectStore, object: StoredObject, component: string, outcome: Outcome): void {
  const group = object.apiVersion.split('/')[0] ?? '';
  const { namespace, name } = object.metadata;
  const current = store.get({ kind: object.kind, group }, namespace, name);
  if (current === undefined || current.metadata.uid !== object.metadata.uid) return;
  const generation = object.metadata.generation ?? 1;
  const handled = annotation(object, 'reconcile.fluxcd.io/requestedAt');
  const before = readList(current, 'status', 'conditions');
  const status = {
    ...(current['status'] as object | undefined),
    ...outcome.fields,
    observedGeneration: generation,
    ...(handled !== undefined && { lastHandledReconcileAt: handled }),
    conditions: outcome.conditions.map((condition) => ({
      lastTransitionTime: transition(before, condition),
      ...condition,
      observedGeneration: generation,
    })),
  };
  if (JSON.stringify(status) !== JSON.stringify(current['status'])) {
    const next: StoredObject = { ...current, metadata: { ...current.metadata }, status };
    recordUpdate(current, next, { name: component, operation: 'Update', subresource: 'status' });
    store.replace(current, next);
  }
  if (outcome.warning !== undefined) recordEvent(store, current, { type: 'Warning', component, ...outcome.warning });
}

/** A condition turns when anything of it changes. */
function transition(before: readonly unknown[], condition: Condition): string {
  const same = before.find(
    (known) =>
      readText(known, 'type') === condition.type &&
      readText(known, 'status') === condition.status &&
      readText(known, 'reason') === condition.reason &&
      readText(known, 'message') === condition.message,
  );
  return readText(same, 'lastTransitionTime') || now();
}
