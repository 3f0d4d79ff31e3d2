/** Bodies of writes, in the forms that clients send them. */

import { parse as parseYaml } from 'yaml';
import { decodeProtobuf } from './protobuf.ts';
import { isTree } from './strategic-merge.ts';
import { badRequest, unsupportedMediaType } from './status.ts';
import { goParseError } from './transport.ts';
import type { ApiRequest } from './transport.ts';

const accepted = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

export function mediaTypeOf(request: ApiRequest): string {
  return (request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
}

/**
 * The body as an object.
 * @param kind what it should be, for the refusal of one that is nothing
 */
export function readBody(request: ApiRequest, kind: string): Record<string, unknown> {
  const type = mediaTypeOf(request);
  const text = request.body.toString('utf8');
  switch (type) {
    case 'application/json':
      return parsed(text, kind, JSON.parse);
    case 'application/yaml':
      return parsed(text, kind, parseYaml);
    case 'application/vnd.kubernetes.protobuf': {
      const decoded = decodeProtobuf(request.body);
      if (decoded !== null) return decoded;
      throw unsupportedMediaType(accepted.slice(0, 2));
    }
    default:
      throw unsupportedMediaType(accepted);
  }
}

function parsed(text: string, kind: string, parse: (text: string) => unknown): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    value = undefined;
  }
  if (isTree(value)) return value;
  const shown = text === '' ? '<empty>' : text.length > 256 ? `${text.slice(0, 256)} ...` : text;
  throw badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${goParseError(text)} (${shown})`,
  );
}
