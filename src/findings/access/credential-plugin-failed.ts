import { clusterOfContext } from '../../chain/gke-cluster.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { getCredentials, logIn } from '../fixes/caller.ts';
import { pluginFix, logInGcloud, contextFlag } from '../fixes/credential-plugin.ts';
import { nullable, oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';

const args = {
  context: nullable(text),
  command: text,
  /** `gcloud-missing`: the plugin runs gcloud, which is not there. `login`: nobody is logged in, or no more. */
  cause: oneOf('missing', 'gcloud-missing', 'login', 'failed'),
  /** Which login it uses; `null`: it is no plugin of gcloud's. */
  login: nullable(oneOf('gcloud', 'application-default')),
  /** How to install it, by the kubeconfig. */
  hint: text,
  problem: text,
};
type Args = ArgsOf<typeof args>;

const pluginCauses: Record<Args['cause'], string> = {
  missing: 'is not installed, or not in PATH',
  'gcloud-missing': 'needs gcloud, which is not installed, or not in PATH',
  login: 'has no valid login',
  failed: 'failed',
};

export const credentialPluginFailed = defineFinding({
  code: 'credential-plugin-failed',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args,
  summary: ({ command, context, cause, problem }) =>
    `The credential plugin ${programIn(command)}${context === null ? '' : ` of context ${context}`} ${pluginCauses[cause]}${cause === 'failed' ? `: ${problem}` : ''}`,
  explanation:
    'The kubeconfig gets its credential from a program (users[].user.exec), and the program returned none. The API server was not asked, so nothing of the cluster or the chain is known, and kubectl fails in the same way. gke-gcloud-auth-plugin is installed separately from gcloud and uses the login of `gcloud auth login`; that of `gcloud auth application-default login` is another one, which it uses only with --use_application_default_credentials. This is your own login, not the identity of Flux.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl#install_plugin',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins',
  ],
  expected: ({ command }) => `a credential from ${programIn(command)}`,
  actual: ({ command, cause, problem, hint }) =>
    `${problem}${/[/\\]/.test(command) ? ` (${command})` : ''}${cause === 'missing' && hint !== '' ? `; the kubeconfig says: ${hint}` : ''}`,
  fixes: repairPlugin,
  example: {
    context: 'gke_acme-prod_europe-west1_prod',
    command: 'gke-gcloud-auth-plugin',
    cause: 'missing',
    login: 'gcloud',
    hint: '',
    problem: 'it is not installed, or not in PATH',
  },
});

function programIn(command: string): string {
  return command.split(/[/\\]/).at(-1) ?? command;
}

function repairPlugin(plugin: Args): Fix[] {
  const { cause, login, context } = plugin;
  switch (cause) {
    case 'missing':
      return login === null ? [locate(plugin)] : [install(plugin), ...rewrite(context)];
    case 'gcloud-missing':
      return [
        {
          ...pluginFix(context),
          kind: 'find-out',
          title: 'Install the Google Cloud CLI (https://cloud.google.com/sdk/docs/install), or add it to PATH',
          command: 'gcloud version',
          takes: 'after the install',
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

function install({ context }: Args): Fix {
  return {
    ...pluginFix(context),
    kind: 'now',
    title:
      'Install the plugin; where gcloud came as a package, by apt-get or dnf: google-cloud-cli-gke-gcloud-auth-plugin',
    command: 'gcloud components install gke-gcloud-auth-plugin',
    takes: 'after the install',
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

function locate({ command, context }: Args): Fix {
  return {
    ...pluginFix(context),
    kind: 'find-out',
    tool: 'kubectl',
    title: `See how the kubeconfig calls ${command}; then install it, or add it to PATH`,
    command: `kubectl config view --minify${contextFlag(context)} -o ${sh`jsonpath=${'{.users[0].user.exec}'}`}`,
    takes: 'at once',
  };
}

function seeWords({ login, context }: Args): Fix {
  const at = { ...pluginFix(context), kind: 'find-out', takes: 'at once' } as const;
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
        command: `kubectl${contextFlag(context)} get --raw /readyz -v=6`,
      };
    default:
      return login satisfies never;
  }
}
