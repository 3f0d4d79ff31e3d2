import type { Memo } from '../../engine/memo.ts';
import type { Caller, Google } from '../google.ts';
import { registryOn } from '../registry/registry.ts';
import type { Transport } from '../transport/transport.ts';
import { artifactRegistryOn } from './artifact-registry.ts';
import { bucketsOn } from './buckets.ts';
import { Callers } from './callers.ts';
import { gkeOn } from './gke.ts';
import { heldPermissionsOn } from './held-permissions.ts';
import { iamOn } from './iam.ts';
import { metadataServerOf } from './metadata-server.ts';
import { openOperator } from './operator.ts';
import type { Operator } from './operator.ts';
import { projectsOn } from './projects.ts';
import { GoogleRequests } from './requests.ts';
import { tokensOn } from './tokens.ts';

export interface GoogleOptions {
  readonly transport: Transport;
  readonly memo: Memo;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the run: the tokens that it was given are forgotten. */
  readonly signal: AbortSignal;
  /** `--billing-project`: whose quota the operator's calls use. */
  readonly billingProject?: string | undefined;
  /** `--credential-host`: where a credentials file may send its secrets, beside Google's hosts. */
  readonly credentialHosts?: readonly string[];
}

/** Opens Google. Nothing is asked, and no credential sought, before the first call that needs it. */
export function openGoogle({
  transport,
  memo,
  env,
  signal,
  billingProject,
  credentialHosts = [],
}: GoogleOptions): Google {
  const callers = new Callers();
  signal.addEventListener('abort', () => callers.forget(), { once: true });
  const metadata = metadataServerOf(env, transport, memo);
  let operator: Operator | null = null;
  const requests = new GoogleRequests(transport, memo, callers, {
    asked: billingProject ?? null,
    own: () => operator?.quotaProject ?? null,
    isOperator: (caller) => caller === operator?.caller,
  });
  return {
    operator: () =>
      memo.ask('operator', async (): Promise<Caller> => {
        operator = await openOperator(env, transport, metadata, credentialHosts);
        return operator.caller;
      }),
    anonymous: callers.anonymous,
    callerWith: (token, label, account) => callers.with(token, label, account),
    ...tokensOn(requests, callers),
    ...iamOn(requests),
    ...projectsOn(requests),
    ...gkeOn(requests, callers),
    ...artifactRegistryOn(requests),
    ...bucketsOn(requests),
    ...heldPermissionsOn(requests),
    ...registryOn(requests, memo, callers.anonymous),
    metadataServer: () => metadata.find(),
    metadataToken: () => metadata.token(),
  };
}

/** Loads Google's libraries while something else is on its way; Cloud Storage's only when a bucket is asked for. */
export function preloadGoogle(): void {
  void Promise.all([import('./auth-library.ts'), import('./iam-credentials-library.ts')]).catch(() => {});
}
