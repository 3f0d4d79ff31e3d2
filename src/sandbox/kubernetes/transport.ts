/** From socket to request and from answer to socket: headers, formatting and compression as kube-apiserver has them. */

import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ApiStatus, badRequest } from './status.ts';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Headers }
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly contentType: string;
      readonly text: string;
      readonly headers?: Headers;
    }
  /** A watch: `start` is given a writer of JSON lines, and returns what ends it. */
  | { readonly kind: 'stream'; readonly start: (write: (line: unknown) => void, end: () => void) => () => void };

type Headers = Readonly<Record<string, string>>;

/** Bodies beyond this are none that a client of ours sends. */
const maxBody = 3 * 1024 * 1024;

export async function readRequest(request: Http2ServerRequest): Promise<ApiRequest> {
  const url = new URL(request.url, 'https://kubernetes.default.svc');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBody) {
      throw new ApiStatus(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${maxBody}`);
    }
    chunks.push(chunk);
  }
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

/** Compressed from 128 KiB on, if the bare token `gzip` is accepted. */
const compressFrom = 128 * 1024;

export async function writeAnswer(
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  answer: Answer,
): Promise<void> {
  if (response.writableEnded || response.destroyed) return;
  for (const [name, value] of Object.entries(commonHeaders(answer))) response.setHeader(name, value);
  if (answer.kind === 'stream') {
    response.writeHead(200);
    const stop = answer.start(
      (line) => void response.write(`${goJson(line)}\n`),
      () => response.end(),
    );
    response.once('close', stop);
    return;
  }
  let body: Buffer = Buffer.from(answer.kind === 'json' ? format(answer.body, request) : answer.text);
  if (body.length > compressFrom && accepted(request.headers['accept-encoding']).includes('gzip')) {
    body = await promisify(gzip)(body, { level: 1 });
    response.setHeader('content-encoding', 'gzip');
    response.setHeader('vary', 'Accept-Encoding');
  }
  const sized = request.httpVersionMajor === 2 ? 4096 : 2048;
  if (body.length <= sized) response.setHeader('content-length', body.length);
  response.writeHead(answer.status);
  response.end(request.method === 'HEAD' ? '' : body);
}

function commonHeaders(answer: Answer): Headers {
  const status = answer.kind === 'stream' ? 200 : answer.status;
  return {
    'audit-id': randomUUID(),
    'cache-control': 'no-cache, private',
    ...(status !== 401 && {
      'x-kubernetes-pf-flowschema-uid': flowSchema,
      'x-kubernetes-pf-prioritylevel-uid': priorityLevel,
    }),
    'content-type': answer.kind === 'text' ? answer.contentType : 'application/json',
    ...(answer.kind !== 'stream' && answer.headers),
  };
}

const flowSchema = randomUUID();
const priorityLevel = randomUUID();

function accepted(header: string | string[] | undefined): string[] {
  return (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => part.trim());
}

/** Compact with a final newline; indented without one for browsers, curl and `?pretty`. */
function format(body: unknown, request: Http2ServerRequest): string {
  const agent = request.headers['user-agent'] ?? '';
  const pretty = new URL(request.url, 'https://kubernetes.default.svc').searchParams.get('pretty');
  const forEyes = /^(curl|Wget|Mozilla\/5\.0)/.test(agent) && pretty === null;
  if (forEyes || pretty === '1' || pretty === 'true') return goJson(body, 2);
  return `${goJson(body)}\n`;
}

/** As Go's encoder writes it: safe inside HTML. */
export function goJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A JSON (or YAML-free) body; throws a 400 in the server's words for one that is none. */
export function parseJsonObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badRequest(`couldn't get version/kind; json parse error: ${goParseError(text)}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    const what = Array.isArray(parsed) ? 'array' : typeof parsed;
    throw badRequest(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${what} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    );
  }
  return parsed as Record<string, unknown>;
}

/** What Go's decoder would say, as far as the text shows it. */
export function goParseError(text: string): string {
  const first = text.trimStart().charAt(0);
  if (first === '' || first === '{' || first === '[' || first === '"') return 'unexpected end of JSON input';
  return `invalid character '${first}' looking for beginning of value`;
}
