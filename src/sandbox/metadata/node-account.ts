/** What a node's own metadata server hands out: tokens of the node's service account, to whoever asks. */

import { findAccount, findProject } from '../google/cloud.ts';
import type { Cloud } from '../google/cloud.ts';
import { cloudPlatform } from '../google/tokens.ts';

/** `default` is the project's Compute Engine default account. */
export function nodeAccount(cloud: Cloud, project: string, serviceAccount: string): string {
  if (serviceAccount !== 'default') return serviceAccount;
  return `${findProject(cloud, project)?.state.number ?? project}-compute@developer.gserviceaccount.com`;
}

/** `null`: there is no such account, or it is disabled. */
export function accountToken(cloud: Cloud, email: string): string | null {
  const account = findAccount(cloud, email);
  if (account === null || account.state.disabled) return null;
  const who = { kind: 'service-account', email, uniqueId: account.state.uniqueId } as const;
  return cloud.tokens.issue(who, { prefix: 'ya29.c.', scopes: [cloudPlatform], seconds: 3600 });
}
