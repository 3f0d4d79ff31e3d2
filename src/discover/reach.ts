import type { Finding } from '../chain/vocabulary.ts';
import type { Kubernetes, ListScope } from '../clients/kubernetes.ts';
import { isAnswer, isRefused, listFailed, mayNotList } from './permission-missing.ts';

/** What a list over the whole cluster, or over as much of it as the caller may see, came to. */
export interface Seen<T> {
  readonly items: readonly T[];
  /** False: the API server does not serve the resource. */
  readonly served: boolean;
  /** Set where the list over all namespaces was refused or failed: what is here is from some namespaces at most. */
  readonly refused: Finding | null;
  /** Every list was refused: nothing was seen. */
  readonly blind: boolean;
}

/** Where to look when the whole cluster may not be listed: the usual places, and those that the caller named. */
export function likelyNamespaces(kubernetes: Kubernetes, named: readonly string[] | null): readonly string[] {
  const own = kubernetes.namespace === null ? [] : [kubernetes.namespace];
  return [...new Set([...(named ?? []), 'flux-system', 'flux', ...(named === null ? own : [])])];
}

/**
 * Lists all namespaces; where that is refused, the likely ones one by one. An error of the API server's own ends this
 * list alone; that it does not answer is thrown.
 *
 * @param inVain whether asking further is in vain: a refusal comes before "not served", so it may hide that
 */
export async function listReach<T>(
  what: { readonly resource: string; readonly group: string },
  likely: readonly string[],
  list: (scope?: ListScope) => Promise<readonly T[] | null>,
  inVain: () => Promise<boolean> = async () => false,
): Promise<Seen<T>> {
  try {
    const items = await list();
    return { items: items ?? [], served: items !== null, refused: null, blind: false };
  } catch (error) {
    if (!isRefused(error)) {
      if (!isAnswer(error)) throw error;
      return { items: [], served: true, refused: listFailed(error, what.resource), blind: true };
    }
    if (await inVain()) return { items: [], served: false, refused: null, blind: false };
    const refused = mayNotList(error, what.resource, what.group, null);
    const parts = await Promise.all(likely.map((namespace) => orRefused(list({ namespace }))));
    const items = parts.flatMap((part) => (part === 'refused' ? [] : (part ?? [])));
    return {
      items,
      served: parts.some((part) => part !== null && part !== 'refused'),
      refused,
      blind: parts.every((part) => part === 'refused'),
    };
  }
}

async function orRefused<T>(answer: Promise<T>): Promise<T | 'refused'> {
  try {
    return await answer;
  } catch (error) {
    if (isRefused(error)) return 'refused';
    throw error;
  }
}
