/** What brings back a credential plugin of a kubeconfig. */

import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';

/** For `kubectl` and `gcloud`; Application Default Credentials are another login. */
export function logInGcloud(context: string | null): Fix {
  return {
    ...pluginFix(context),
    kind: 'now',
    title: 'Log in to gcloud again (in a pipeline: with its own account)',
    command: 'gcloud auth login',
    takes: 'at once',
  };
}

export function pluginFix(context: string | null): Pick<Fix, 'tool' | 'patch' | 'permission' | 'verify'> {
  return {
    tool: 'gcloud',
    patch: null,
    permission: 'none',
    verify: `kubectl${contextFlag(context)} get --raw /readyz`,
  };
}

export function contextFlag(context: string | null): string {
  return context === null ? sh` --context=${yours('CONTEXT')}` : sh` --context=${context}`;
}
