/** A request to a Google host as the services see it, what they answer, and how paths find their handler. */

/** Where the caller's traffic comes from: perimeters tell a laptop from a node. */
export type Origin = 'outside' | 'cluster';

export interface Call {
  readonly method: string;
  readonly host: string;
  /** As sent: percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly origin: Origin;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as it is. */
  readonly body: object | string;
}

export function ok(body: object): Reply {
  return { status: 200, body };
}

/** Ends a call with an error answer. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

export type Parameters = Readonly<Record<string, string>>;

/** A handler's place: the method, and a path whose `{name}` parts are decoded and handed on. */
export interface Route<Handler> {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** `{name}` takes one segment, decoded; `{name*}` takes the rest as it was sent. */
export function route<Handler>(method: string, path: string, handler: Handler): Route<Handler> {
  const source = path
    .split(/(\{\w+\*?\})/)
    .map((part) => {
      const name = /^\{(\w+)(\*?)\}$/.exec(part);
      if (name === null) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return name[2] === '*' ? `(?<rest_${name[1]}>.*)` : `(?<${name[1]}>[^/]+?)`;
    })
    .join('');
  return { method, pattern: new RegExp(`^${source}$`), handler };
}

export function findRoute<Handler>(
  routes: readonly Route<Handler>[],
  call: Pick<Call, 'method' | 'path'>,
): { handler: Handler; parameters: Parameters } | null {
  for (const { method, pattern, handler } of routes) {
    if (method !== call.method) continue;
    const groups = pattern.exec(call.path)?.groups;
    if (groups !== undefined || pattern.test(call.path)) return { handler, parameters: decoded(groups ?? {}) };
  }
  return null;
}

function decoded(groups: Record<string, string>): Parameters {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) =>
      name.startsWith('rest_') ? [name.slice('rest_'.length), value] : [name, decode(value)],
    ),
  );
}

/** Tolerates a stray `%`, which is then taken as it stands. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A JSON body as an object; anything else is an empty one, as most methods take it. */
export function jsonBody(call: Call): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(call.body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

/** One page of a list, by the offset that the page token holds. */
export function page<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  sizes: { usual: number; most: number; parameter?: string },
): { items: readonly Item[]; nextPageToken: string | undefined } {
  const asked = Number(query.get(sizes.parameter ?? 'pageSize') ?? 0);
  const size = Number.isInteger(asked) && asked > 0 ? Math.min(asked, sizes.most) : sizes.usual;
  const offset = Number(Buffer.from(query.get('pageToken') ?? '', 'base64url').toString() || 0);
  const start = Number.isInteger(offset) && offset > 0 ? offset : 0;
  const next = start + size < items.length ? Buffer.from(String(start + size)).toString('base64url') : undefined;
  return { items: items.slice(start, start + size), nextPageToken: next };
}
