import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';

/** The doctor again, until it is content: the way to see that a fix has arrived. */
export function askAgain(namespace: string | null = null): string {
  return namespace === null ? 'flux-wi doctor --wait 20m' : sh`flux-wi doctor -n ${namespace} --wait 20m`;
}

/** How long a change of an IAM policy takes (Google Cloud, "Access change propagation"). */
export const propagation = 'after about 2 min (up to 10)';

/** When Flux asks again: failures are not cached, tokens are. */
export const nextScan = 'at the next scan, within 15 min; a token that Flux holds already lives for up to 1 h';

export function waitForIam(namespace: string): Fix {
  return {
    kind: 'now',
    title: 'Wait until the change of the IAM policy is in effect',
    tool: 'flux-wi',
    command: askAgain(namespace),
    patch: null,
    permission: 'none',
    takes: propagation,
    verify: askAgain(namespace),
  };
}
