import { keepSecret } from '../../chain/known-secrets.ts';
import { KubeconfigError } from '../api-error.ts';
import { inCluster } from './in-cluster.ts';
import { loadKubeconfig } from './load.ts';
import type { Kubeconfig } from './load.ts';
import type { ClusterEntry, UserEntry } from './schema.ts';

/** A context, and what it refers to. */
export interface ResolvedContext {
  readonly name: string;
  readonly source: string;
  readonly cluster: ClusterEntry;
  readonly user: UserEntry;
  readonly namespace: string | null;
}

export interface ContextSummary {
  readonly name: string;
  readonly user: string;
  readonly usesExec: boolean;
}

/**
 * The contexts that may be asked for; of a pod, `in-cluster`.
 *
 * @throws KubeconfigError where there is none, or one cannot be read.
 */
export async function listContexts(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly kubeconfig?: string | undefined;
}): Promise<{ readonly contexts: readonly ContextSummary[]; readonly current: string | null }> {
  const config = await anyKubeconfig(options.env, options.kubeconfig);
  const contexts = [...config.contexts].map(([name, context]) => ({
    name,
    user: context.user,
    usesExec: Boolean(config.users.get(context.user)?.exec),
  }));
  return { contexts, current: config.current };
}

/** @throws KubeconfigError */
export async function resolveContext(
  env: NodeJS.ProcessEnv,
  kubeconfig: string | undefined,
  wanted: string | undefined,
): Promise<ResolvedContext> {
  const config = await anyKubeconfig(env, kubeconfig);
  const name = wanted ?? config.current;
  if (name === null) throw new KubeconfigError('context', config.source, 'no current context is set');
  const context = config.contexts.get(name);
  if (context === undefined) {
    const known = [...config.contexts.keys()].slice(0, 20).join(', ');
    throw new KubeconfigError(
      'context',
      config.source,
      `there is no context “${name}”; there ${known === '' ? 'is none at all' : `are: ${known}`}`,
      name,
    );
  }
  const cluster = config.clusters.get(context.cluster);
  if (cluster === undefined || cluster.server === '') {
    throw new KubeconfigError(
      'invalid',
      config.source,
      `context “${name}” names a cluster that is not there (“${context.cluster}”)`,
      name,
    );
  }
  const user = config.users.get(context.user);
  if (user === undefined && context.user !== '') {
    throw new KubeconfigError(
      'invalid',
      config.source,
      `context “${name}” names a user that is not there (“${context.user}”)`,
      name,
    );
  }
  const own = user ?? {};
  keepSecretsOf(own);
  return { name, source: config.source, cluster, user: own, namespace: context.namespace || null };
}

function keepSecretsOf(user: UserEntry): void {
  const provider = Object.values(user['auth-provider']?.config ?? {});
  const variables = (user.exec?.env ?? []).filter(({ name }) => /token|secret|password|key/i.test(name));
  const key = Buffer.from(user['client-key-data'] ?? '', 'base64').toString('latin1');
  const secrets = [user.token, user.password, user['client-key-data'], key, ...provider];
  for (const secret of [...secrets, ...variables.map(({ value }) => value)]) if (secret) keepSecret(secret);
}

/** kubectl takes the pod's own account where no kubeconfig says otherwise. */
async function anyKubeconfig(env: NodeJS.ProcessEnv, kubeconfig: string | undefined): Promise<Kubeconfig> {
  const config = await loadKubeconfig(env, kubeconfig);
  if (config !== null && (config.contexts.size > 0 || kubeconfig !== undefined)) return config;
  const pod = await inCluster(env);
  if (pod !== null) return pod;
  if (config !== null) return config;
  throw new KubeconfigError('absent', env['KUBECONFIG'] || '~/.kube/config', 'there is no kubeconfig');
}
