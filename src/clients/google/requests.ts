import type * as z from 'zod';
import type { Memo } from '../../engine/memo.ts';
import { ApiError } from '../api-error.ts';
import type { Caller } from '../google.ts';
import { googleRefusal } from '../refusals/google-refusal.ts';
import { notAllowed } from '../refusals/not-allowed.ts';
import { nonsense } from '../refusals/no-answer.ts';
import { ongoingCall } from '../transport/api-call.ts';
import type { Transport } from '../transport/transport.ts';
import type { Callers } from './callers.ts';

/** One API method on one resource, named as evidence names them. */
export interface Method {
  readonly api: string;
  readonly resource: string;
}

export interface RestRequest extends Method {
  /** Real host, e.g. `https://iam.googleapis.com/v1/…`; overrides apply below. */
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
}

/** Whose quota the operator's own calls use, where a header must say so. */
export interface QuotaProjects {
  /** `--billing-project`. */
  readonly asked: string | null;
  /** What the credentials' file names; used only to repeat a refusal that speaks of somebody else's project. */
  readonly own: () => string | null;
  readonly isOperator: (caller: Caller) => boolean;
}

/** Makes and remembers calls to Google, each as one caller, and each answer read through a schema. */
export class GoogleRequests {
  readonly transport: Transport;
  readonly #memo: Memo;
  readonly #callers: Callers;
  readonly #quota: QuotaProjects;

  constructor(transport: Transport, memo: Memo, callers: Callers, quota: QuotaProjects) {
    this.transport = transport;
    this.#memo = memo;
    this.#callers = callers;
    this.#quota = quota;
  }

  /** Asks once in a run. `parameters` are what the method and resource do not say. */
  remembered<T>(caller: Caller, method: Method, parameters: unknown, question: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(['google', this.#callers.keyOf(caller), method.api, method.resource, parameters]);
    return this.#memo.ask(key, async () => {
      try {
        return await question();
      } catch (error) {
        if (!(error instanceof UnsafeName)) throw error;
        throw notAllowed({ ...method, as: caller.label }, '', error.message);
      }
    });
  }

  /** One JSON answer. */
  async json<S extends z.ZodType>(caller: Caller, request: RestRequest, schema: S): Promise<z.infer<S>> {
    return this.call(caller, request, async (headers) => {
      const { body } = request;
      const response = await this.transport.fetch(request.url, {
        method: request.method ?? 'GET',
        headers: { ...headers, accept: 'application/json', ...(body !== undefined && jsonType) },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return read(schema, await response.json());
    });
  }

  /** All pages of a list, up to a limit that no project reaches. */
  async pages<S extends z.ZodType<{ readonly nextPageToken?: string | undefined }>>(
    caller: Caller,
    request: RestRequest,
    schema: S,
  ): Promise<z.infer<S>[]> {
    const all: z.infer<S>[] = [];
    let token = '';
    do {
      const url = new URL(request.url);
      if (token !== '') url.searchParams.set('pageToken', token);
      const page = await this.json(caller, { ...request, url: url.href }, schema);
      all.push(page);
      token = page.nextPageToken ?? '';
    } while (token !== '' && all.length < mostPages);
    return all;
  }

  /** One API call; `work` is handed the headers that say who asks. */
  async call<T>(
    caller: Caller,
    { api, resource }: Method,
    work: (headers: Readonly<Record<string, string>>) => Promise<T>,
  ): Promise<T> {
    const token = await caller.token();
    const headers = {
      ...(token !== null && { authorization: `Bearer ${token.reveal()}` }),
    };
    const attempt = (project: string | null): Promise<T> =>
      this.transport.call({ api, resource, as: caller.label, expects: 'json', refusal: googleRefusal }, () =>
        work(project === null ? headers : { ...headers, 'x-goog-user-project': project }),
      );
    if (!this.#quota.isOperator(caller)) return attempt(null);
    if (this.#quota.asked !== null) return attempt(this.#quota.asked);
    return this.#withOwnQuota(resource, attempt);
  }

  /**
   * A user's credential counts on the project of the program that made it (gcloud's own, as a rule), where most APIs
   * are off. What is refused for that is repeated with the project that the credential names for the purpose.
   */
  async #withOwnQuota<T>(resource: string, attempt: (project: string | null) => Promise<T>): Promise<T> {
    try {
      return await attempt(null);
    } catch (error) {
      const own = this.#quota.own();
      if (own === null || !(error instanceof ApiError) || !speaksOfAnother(error, resource)) throw error;
      try {
        return await attempt(own);
      } catch (second) {
        throw second instanceof ApiError && frontEnd.has(second.kind) ? error : second;
      }
    }
  }
}

/** Reads an answer; one that the schema does not know is none of the API's. For use within a call. */
export function read<S extends z.ZodType>(schema: S, answer: unknown): z.infer<S> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'whole'}: ${message}`);
  throw nonsense(ongoingCall(), `a document of another shape (${where.join(', ')})`);
}

/** A name that cannot stand in a path: it would climb out of it. */
export class UnsafeName extends Error {
  override readonly name = 'UnsafeName';
}

/** A part of a path, of whatever origin. What it throws is told as a refusal by `GoogleRequests.remembered`. */
export function segment(value: string): string {
  if (value === '' || value === '.' || value === '..' || !value.isWellFormed()) {
    throw new UnsafeName(`“${value}” is no part of a resource’s name`);
  }
  return encodeURIComponent(value).replaceAll('%40', '@').replaceAll('%3A', ':');
}

const jsonType = { 'content-type': 'application/json' } as const;
const mostPages = 200;
const frontEnd: ReadonlySet<string> = new Set(['api-disabled', 'quota-project', 'project-unusable']);

function speaksOfAnother({ details }: ApiError, resource: string): boolean {
  if (!frontEnd.has(details.kind)) return false;
  const consumer = details.metadata['consumer'] ?? '';
  return consumer === '' || !`${resource}/`.includes(`${consumer}/`);
}
