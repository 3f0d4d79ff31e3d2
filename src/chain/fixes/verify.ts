import { sh } from '../shell-quote.ts';

/** The doctor again, until it is content: the way to see that a fix has arrived. */
export function askAgain(namespace: string | null = null): string {
  return namespace === null ? 'flux-wi doctor --wait 10m' : sh`flux-wi doctor --wait 10m -n ${namespace}`;
}

/** How long a change of an IAM policy takes (Google Cloud, "Access change propagation"). */
export const propagation = 'as a rule 2 minutes, at times 7 or more, until IAM has spread the change';

/** When Flux asks again: failures are not cached, tokens are. */
export const nextScan =
  'Flux takes it up at its next retry, within 15 minutes; a token that it holds already lives for up to an hour';
