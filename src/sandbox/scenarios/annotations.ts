import type { StoredObject, World } from '../world.ts';
import { daysAgo } from '../worlds/times.ts';
import { gsaAnnotation } from '../worlds/workload-objects.ts';
import { object } from './scenario.ts';

/** Writes a KSA's annotation anew, or takes it away; its managed fields say the same. */
export function annotateKsa(world: World, namespace: string, ksa: string, value: string | null): void {
  const stored = object(world, 'ServiceAccount', namespace, ksa);
  const { [gsaAnnotation]: _, ...others } = stored.metadata.annotations ?? {};
  stored.metadata.annotations = value === null ? others : { ...others, [gsaAnnotation]: value };
  const fields = (stored.metadata.managedFields ?? []) as ManagedFields[];
  for (const { fieldsV1 } of fields) delete fieldsV1['f:metadata']['f:annotations'];
  if (value !== null) writtenBy(stored, 'kustomize-controller', daysAgo(90));
}

/** Another hand that writes the annotation. */
export function writtenBy(stored: StoredObject, manager: string, time: string): void {
  stored.metadata.managedFields = [
    ...(stored.metadata.managedFields ?? []),
    {
      manager,
      operation: 'Apply',
      apiVersion: 'v1',
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:metadata': { 'f:annotations': { [`f:${gsaAnnotation}`]: {} } } },
    },
  ];
}

/** Whoever wrote the annotation did so at another time. */
export function annotatedAt(stored: StoredObject, time: string): void {
  stored.metadata.managedFields = (stored.metadata.managedFields ?? []).map((entry) => ({
    ...(entry as object),
    time,
  }));
}

/** Puts an annotation on any object, under any key. */
export function annotate(stored: StoredObject, key: string, value: string): void {
  stored.metadata.annotations = { ...stored.metadata.annotations, [key]: value };
}

interface ManagedFields {
  readonly fieldsV1: { 'f:metadata': Record<string, unknown> };
}
