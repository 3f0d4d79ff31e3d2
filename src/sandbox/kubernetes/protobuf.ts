/**
 * Kubernetes' protobuf envelope and the messages that kubectl sends in it: `create token`, `auth can-i`, `auth whoami`
 * and `create role|rolebinding|serviceaccount|…` of 1.32 post nothing else. Field numbers are those of the published
 * generated.proto files.
 */

import { bytes, fieldsOf, messages, text, textMap, texts, varint } from './protobuf-wire.ts';
import type { Fields } from './protobuf-wire.ts';

const magic = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

type Decoded = Record<string, unknown>;

/** The same object as the JSON form would carry; `null`: not in the envelope, or a kind that is not known here. */
export function decodeProtobuf(body: Buffer): Decoded | null {
  if (!body.subarray(0, 4).equals(magic)) return null;
  const unknown = fieldsOf(body.subarray(4));
  const type = fieldsOf(bytes(unknown, 1));
  const kind = text(type, 2);
  const decoder = decoders.get(kind);
  if (decoder === undefined) return null;
  const message = fieldsOf(bytes(unknown, 2));
  return { apiVersion: text(type, 1), kind, metadata: objectMeta(fieldsOf(bytes(message, 1))), ...decoder(message) };
}

/** Reviews and requests have one message after their metadata: the spec. */
function withSpec(decode: (spec: Fields) => Decoded): (message: Fields) => Decoded {
  return (message) => ({ spec: decode(fieldsOf(bytes(message, 2))) });
}

const decoders: ReadonlyMap<string, (message: Fields) => Decoded> = new Map<string, (message: Fields) => Decoded>([
  [
    'TokenRequest',
    withSpec((spec) => ({
      audiences: texts(spec, 1),
      ...(spec.has(4) && { expirationSeconds: Number(varint(spec, 4)) }),
      ...(spec.has(3) && { boundObjectRef: boundObject(fieldsOf(bytes(spec, 3))) }),
    })),
  ],
  ['SelfSubjectAccessReview', withSpec(attributes)],
  ['SubjectAccessReview', withSpec(subject)],
  ['LocalSubjectAccessReview', withSpec(subject)],
  ['SelfSubjectRulesReview', withSpec((spec) => ({ namespace: text(spec, 1) }))],
  ['SelfSubjectReview', () => ({})],
  ['Namespace', () => ({})],
  ['ServiceAccount', () => ({})],
  ['ConfigMap', (message) => ({ data: textMap(message, 2) })],
  ['Role', (message) => ({ rules: messages(message, 2).map(policyRule) })],
  ['ClusterRole', (message) => ({ rules: messages(message, 2).map(policyRule) })],
  ['RoleBinding', binding],
  ['ClusterRoleBinding', binding],
]);

function objectMeta(metadata: Fields): Decoded {
  return filled({
    name: text(metadata, 1),
    generateName: text(metadata, 2),
    namespace: text(metadata, 3),
    labels: textMap(metadata, 11),
    annotations: textMap(metadata, 12),
  });
}

function policyRule(rule: Fields): Decoded {
  return filled({
    verbs: texts(rule, 1),
    apiGroups: texts(rule, 2),
    resources: texts(rule, 3),
    resourceNames: texts(rule, 4),
    nonResourceURLs: texts(rule, 5),
  });
}

function binding(message: Fields): Decoded {
  const roleRef = fieldsOf(bytes(message, 3));
  return {
    subjects: messages(message, 2).map((who) =>
      filled({ kind: text(who, 1), apiGroup: text(who, 2), name: text(who, 3), namespace: text(who, 4) }),
    ),
    roleRef: { apiGroup: text(roleRef, 1), kind: text(roleRef, 2), name: text(roleRef, 3) },
  };
}

function boundObject(reference: Fields): Decoded {
  return {
    kind: text(reference, 1),
    apiVersion: text(reference, 2),
    name: text(reference, 3),
    uid: text(reference, 4),
  };
}

function subject(spec: Fields): Decoded {
  return { ...attributes(spec), user: text(spec, 3), groups: texts(spec, 4) };
}

function attributes(spec: Fields): Decoded {
  const resource = fieldsOf(bytes(spec, 1));
  const path = fieldsOf(bytes(spec, 2));
  return {
    ...(spec.has(1) && {
      resourceAttributes: {
        namespace: text(resource, 1),
        verb: text(resource, 2),
        group: text(resource, 3),
        version: text(resource, 4),
        resource: text(resource, 5),
        subresource: text(resource, 6),
        name: text(resource, 7),
      },
    }),
    ...(spec.has(2) && { nonResourceAttributes: { path: text(path, 1), verb: text(path, 2) } }),
  };
}

/** Unset texts, lists and maps are sent as empty ones; JSON leaves them out. */
function filled(value: Decoded): Decoded {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== '' && Object.keys(entry as object).length > 0),
  );
}
