/**
 * Kubernetes' protobuf envelope and the few messages that kubectl sends in it: `create token`, `auth can-i` and
 * `auth whoami` of 1.32 post nothing else. Field numbers are those of the published generated.proto files.
 */

const magic = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

type Fields = ReadonlyMap<number, readonly (Buffer | bigint)[]>;

/** The same object as the JSON form would carry; `null`: not in the envelope, or a kind that is not known here. */
export function decodeProtobuf(body: Buffer): Record<string, unknown> | null {
  if (!body.subarray(0, 4).equals(magic)) return null;
  const unknown = fieldsOf(body.subarray(4));
  const type = fieldsOf(bytes(unknown, 1));
  const kind = text(type, 2);
  const decoder = Object.hasOwn(specs, kind) ? specs[kind] : undefined;
  if (decoder === undefined) return null;
  const message = fieldsOf(bytes(unknown, 2));
  const name = text(fieldsOf(bytes(message, 1)), 1);
  return {
    apiVersion: text(type, 1),
    kind,
    ...(name !== '' && { metadata: { name } }),
    spec: decoder(fieldsOf(bytes(message, 2))),
  };
}

const specs: Readonly<Record<string, (spec: Fields) => Record<string, unknown>>> = {
  TokenRequest: (spec) => ({
    audiences: texts(spec, 1),
    ...(spec.has(4) && { expirationSeconds: Number(varint(spec, 4)) }),
    ...(spec.has(3) && { boundObjectRef: boundObject(fieldsOf(bytes(spec, 3))) }),
  }),
  SelfSubjectAccessReview: attributes,
  SubjectAccessReview: (spec) => ({ ...attributes(spec), user: text(spec, 3), groups: texts(spec, 4) }),
  LocalSubjectAccessReview: (spec) => ({ ...attributes(spec), user: text(spec, 3), groups: texts(spec, 4) }),
  SelfSubjectRulesReview: (spec) => ({ namespace: text(spec, 1) }),
  SelfSubjectReview: () => ({}),
};

function boundObject(reference: Fields): object {
  return {
    kind: text(reference, 1),
    apiVersion: text(reference, 2),
    name: text(reference, 3),
    uid: text(reference, 4),
  };
}

function attributes(spec: Fields): Record<string, unknown> {
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

/** Reads one message: length-delimited fields as bytes, varints as numbers. Stops where it is cut short. */
function fieldsOf(message: Buffer): Fields {
  const fields = new Map<number, (Buffer | bigint)[]>();
  let at = 0;
  const readVarint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; at < message.length && shift < 70n; shift += 7n) {
      const byte = message[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < message.length) {
    const tag = Number(readVarint());
    const wireType = tag & 7;
    let value: Buffer | bigint;
    if (wireType === 0) value = readVarint();
    else if (wireType === 2) {
      const length = Number(readVarint());
      value = message.subarray(at, at + length);
      at += length;
    } else break;
    fields.set(tag >>> 3, [...(fields.get(tag >>> 3) ?? []), value]);
  }
  return fields;
}

function bytes(fields: Fields, number: number): Buffer {
  const value = fields.get(number)?.at(-1);
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

function text(fields: Fields, number: number): string {
  return bytes(fields, number).toString('utf8');
}

function texts(fields: Fields, number: number): string[] {
  return (fields.get(number) ?? []).filter((value) => Buffer.isBuffer(value)).map((value) => value.toString('utf8'));
}

function varint(fields: Fields, number: number): bigint {
  const value = fields.get(number)?.at(-1);
  return typeof value === 'bigint' ? BigInt.asIntN(64, value) : 0n;
}
