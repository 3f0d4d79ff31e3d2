/** The protobuf wire format, read without a schema. */

export type Fields = ReadonlyMap<number, readonly (Buffer | bigint)[]>;

/** Reads one message: length-delimited fields as bytes, varints as numbers. Stops where it is cut short. */
export function fieldsOf(message: Buffer): Fields {
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

export function bytes(fields: Fields, number: number): Buffer {
  const value = fields.get(number)?.at(-1);
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

export function text(fields: Fields, number: number): string {
  return bytes(fields, number).toString('utf8');
}

export function texts(fields: Fields, number: number): string[] {
  return (fields.get(number) ?? []).filter((value) => Buffer.isBuffer(value)).map((value) => value.toString('utf8'));
}

export function varint(fields: Fields, number: number): bigint {
  const value = fields.get(number)?.at(-1);
  return typeof value === 'bigint' ? BigInt.asIntN(64, value) : 0n;
}

/** Every occurrence of a field that holds messages. */
export function messages(fields: Fields, number: number): Fields[] {
  return (fields.get(number) ?? []).filter((value) => Buffer.isBuffer(value)).map(fieldsOf);
}

/** A map of text, which is a list of entries on the wire. */
export function textMap(fields: Fields, number: number): Record<string, string> {
  return Object.fromEntries(messages(fields, number).map((entry) => [text(entry, 1), text(entry, 2)]));
}
