/** What brings back a credential plugin of a kubeconfig. */

import type { FindingArgs } from '../finding-args.ts';
import { clusterOfContext } from '../gke-cluster.ts';
import { sh, yours } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { getCredentials, logIn } from './caller.ts';

type Plugin = FindingArgs['credential-plugin-failed'];

export function repairPlugin(plugin: Plugin): Fix[] {
  const { cause, login, context } = plugin;
  switch (cause) {
    case 'missing':
      return login === null ? [locate(plugin)] : [install(plugin), ...rewrite(context)];
    case 'gcloud-missing':
      return [
        {
          ...common(context),
          kind: 'find-out',
          title: 'Install the Google Cloud CLI (https://cloud.google.com/sdk/docs/install), or add it to PATH',
          command: 'gcloud version',
          takes: 'some minutes',
        },
      ];
    case 'login':
      return [
        login === 'application-default' ? logIn('Log in for Application Default Credentials') : logInGcloud(context),
      ];
    case 'failed':
      return [seeWords(plugin)];
    default:
      return cause satisfies never;
  }
}

/** For `kubectl` and `gcloud`; Application Default Credentials are another login. */
export function logInGcloud(context: string | null): Fix {
  return {
    ...common(context),
    kind: 'now',
    title: 'Log in to gcloud again; in a pipeline, with the account of the pipeline',
    command: 'gcloud auth login',
    takes: 'at once',
  };
}

function common(context: string | null): Pick<Fix, 'tool' | 'patch' | 'permission' | 'verify'> {
  return { tool: 'gcloud', patch: null, permission: 'none', verify: `kubectl${ofContext(context)} get --raw /readyz` };
}

function install({ context }: Plugin): Fix {
  return {
    ...common(context),
    kind: 'now',
    title:
      'Install the plugin; where gcloud came as a package, by apt-get or dnf: google-cloud-cli-gke-gcloud-auth-plugin',
    command: 'gcloud components install gke-gcloud-auth-plugin',
    takes: 'a minute',
  };
}

/** With the plugin in place, a fresh context has its command right. */
function rewrite(context: string | null): Fix[] {
  return context === null || clusterOfContext(context) === null
    ? []
    : [
        {
          ...getCredentials('Then write the context again, if it names another place of the plugin', context),
          kind: 'ask-first',
        },
      ];
}

function locate({ command, context }: Plugin): Fix {
  return {
    ...common(context),
    kind: 'find-out',
    tool: 'kubectl',
    title: `Install ${command}, or add it to PATH; see how the kubeconfig calls it`,
    command: `kubectl config view --minify${ofContext(context)} -o ${sh`jsonpath=${'{.users[0].user.exec}'}`}`,
    takes: 'at once',
  };
}

function seeWords({ login, context }: Plugin): Fix {
  const at = { ...common(context), kind: 'find-out', takes: 'at once' } as const;
  switch (login) {
    case 'gcloud':
      return { ...at, title: 'See what gcloud itself says', command: 'gcloud auth print-access-token > /dev/null' };
    case 'application-default':
      return {
        ...at,
        title: 'See what gcloud itself says',
        command: 'gcloud auth application-default print-access-token > /dev/null',
      };
    case null:
      return {
        ...at,
        tool: 'kubectl',
        title: 'See what the plugin says to kubectl',
        command: `kubectl${ofContext(context)} get --raw /readyz -v=6`,
      };
    default:
      return login satisfies never;
  }
}

function ofContext(context: string | null): string {
  return context === null ? sh` --context=${yours('CONTEXT')}` : sh` --context=${context}`;
}
