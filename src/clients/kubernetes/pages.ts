import { ApiError } from '../api-error.ts';
import type { ListScope } from '../kubernetes.ts';
import { nonsense } from '../refusals/no-answer.ts';
import { ongoingCall } from '../transport/api-call.ts';

export interface PageRequest {
  readonly limit: number;
  readonly _continue?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly metadata?: { readonly _continue?: string };
}

/** kubectl's own. */
const limit = 500;
/** Half a million objects: a server that goes on after that goes on for ever. */
const mostPages = 1000;

/**
 * Reads a list page by page. Where a continue token has expired (410), the list goes on with the token that the refusal
 * offers: what changed meanwhile may be missing, which is better than nothing at all.
 *
 * @param read makes one API call.
 */
export async function allPages<T>(
  scope: ListScope,
  read: (work: () => Promise<Page<T>>) => Promise<Page<T>>,
  page: (request: PageRequest) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let token = '';
  for (let count = 0; count < mostPages; count += 1) {
    const request = requestOf(scope, token);
    const next = await read(async () => guarded(await page(request))).catch((error: unknown) => offeredToken(error));
    if (typeof next === 'string') {
      token = next;
      continue;
    }
    items.push(...next.items);
    token = next.metadata?.['_continue'] ?? '';
    if (token === '') return items;
  }
  return read(() =>
    Promise.reject(nonsense(ongoingCall(), `a list that has no end after ${items.length} objects`)),
  ).then(() => items);
}

function requestOf({ labelSelector, fieldSelector }: ListScope, token: string): PageRequest {
  return {
    limit,
    ...(token !== '' && { _continue: token }),
    ...(labelSelector !== undefined && { labelSelector }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  };
}

/** An answer that is no list must never read as "nothing there". */
function guarded<T>(page: Page<T> | undefined): Page<T> {
  if (Array.isArray(page?.items)) return page;
  throw nonsense(ongoingCall(), 'a document that is no list');
}

function offeredToken(error: unknown): string {
  if (error instanceof ApiError && error.kind === 'gone') {
    const token = error.details.metadata['continue'] ?? '';
    if (token !== '') return token;
  }
  throw error;
}
