import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Google } from '../src/clients/google.ts';
import type { Kubernetes, KsaToken } from '../src/clients/kubernetes.ts';
import { nodesAgree, notGke } from '../src/discover/cluster-nodes.ts';
import { scannersIn } from '../src/discover/discover.ts';
import { seconds } from '../src/engine/check.ts';
import { clusterAccess } from './cluster-access.ts';
import { clusterOfContext, clusterOfIssuer, derivedPool } from '../src/chain/gke-cluster.ts';
import type { GkeClusterName } from '../src/chain/gke-cluster.ts';
import { defineCheck, pass, unknown } from './define.ts';
import type { Result, Settings } from './define.ts';

export interface ClusterIdentity extends GkeClusterName {
  /** `token`, `issuer`: said by the cluster itself. `context`, `flags`: a guess, verified if it could be. */
  readonly source: 'token' | 'issuer' | 'context' | 'flags';
  /**
   * Whether this very cluster is known to be it: by its own word, by its nodes, or by the caller's flags. That one of
   * the context's name exists does not tell: contexts are renamed.
   */
  readonly verified: boolean;
}

/**
 * Which GKE cluster this is: by the `iss` of a KSA's token, which names project, location and cluster and comes free
 * with the proof; else by the API server's issuer document; else by the context's name or the flags, held against the
 * cluster's public discovery document.
 */
export const clusterIdentity = defineCheck({
  id: 'cluster-identity',
  link: 'access',
  scope: 'cluster',
  title: 'which GKE cluster this is',
  needs: { clusterAccess },
  deadline: seconds(30),
  async run({ kubernetes, google, settings }): Promise<Result<ClusterIdentity>> {
    const said = await issuerOf(kubernetes, settings);
    if (said !== null) {
      const cluster = clusterOfIssuer(said.issuer);
      if (cluster !== null) return pass({ ...cluster, source: said.source, verified: true });
      return unknown(
        finding('cluster-not-gke', { context: kubernetes.context, issuer: said.issuer, node: null, version: null }),
      );
    }
    const other = await notGke(kubernetes);
    if (other !== null)
      return unknown(finding('cluster-not-gke', { context: kubernetes.context, issuer: null, ...other }));
    return guess(kubernetes, google, settings);
  },
});

/** What the cluster itself calls its issuer; `null` where the caller may learn it in no way. */
async function issuerOf(
  kubernetes: Kubernetes,
  settings: Settings,
): Promise<{ issuer: string; source: 'token' | 'issuer' } | null> {
  if (settings.proveAs === 'auto' || settings.proveAs === 'workload') {
    const token = await anyToken(kubernetes, settings);
    if (token !== null) return { issuer: token.issuer, source: 'token' };
  }
  try {
    return { issuer: await kubernetes.issuer(), source: 'issuer' };
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

/** A token of the first scanner's KSA that may be had, for the audience that the proof will want if the guess is right. */
async function anyToken(kubernetes: Kubernetes, settings: Settings): Promise<KsaToken | null> {
  const accounts = await candidates(kubernetes, settings);
  const audience = guessedPool(kubernetes, settings);
  for (const { namespace, name } of accounts.slice(0, 3)) {
    try {
      return await kubernetes.createToken(namespace, name, audience, settings.round);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
  return null;
}

async function candidates(
  kubernetes: Kubernetes,
  settings: Settings,
): Promise<readonly { namespace: string; name: string }[]> {
  const found: { namespace: string; name: string }[] = [];
  if (settings.serviceAccount !== null && settings.namespaces[0] !== undefined) {
    found.push({ namespace: settings.namespaces[0], name: settings.serviceAccount });
  }
  try {
    for (const { ref, serviceAccount } of scannersIn(await kubernetes.list('deployments'))) {
      found.push({ namespace: ref.namespace, name: serviceAccount });
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // Where Deployments may not be listed, the defaults of `flux bootstrap` and of Flux v1 are worth a try.
    found.push({ namespace: 'flux-system', name: 'image-reflector-controller' }, { namespace: 'flux', name: 'flux' });
  }
  return found;
}

/** The pool to ask a token for before anything is known; nobody accepts the last one, it only shows the issuer. */
export function guessedPool(kubernetes: Kubernetes, settings: Settings): string {
  const project = settings.project ?? clusterOfContext(kubernetes.context)?.project ?? null;
  return project === null ? 'flux-wi-issuer-probe' : derivedPool(project);
}

async function guess(kubernetes: Kubernetes, google: Google, settings: Settings): Promise<Result<ClusterIdentity>> {
  const named = clusterOfContext(kubernetes.context);
  const { project, location, cluster: name } = settings;
  const flags = project !== null && location !== null && name !== null ? { project, location, name } : null;
  const candidate = flags ?? named;
  const hidden = finding('kubernetes-permission-missing', {
    verb: 'create',
    resource: 'serviceaccounts/token',
    group: '',
    namespace: settings.namespaces[0] ?? 'flux-system',
    name: settings.serviceAccount,
    user: null,
    iamPermission: null,
    project: named?.project ?? null,
  });
  if (candidate === null) {
    return unknown(hidden, {
      notes: [
        'the cluster does not say which it is to this caller; --project, --location and --cluster say it instead',
      ],
    });
  }
  const source = flags === null ? 'context' : 'flags';
  const by = source === 'flags' ? 'the flags' : 'the context’s name';
  const [exists, agree] = await Promise.all([verify(google, candidate), nodesAgree(kubernetes, candidate)]);
  const path = `projects/${candidate.project}/locations/${candidate.location}/clusters/${candidate.name}`;
  if (exists === false || agree === false) {
    const why =
      exists === false
        ? `there is no GKE cluster ${path}, which ${by} points at`
        : `the nodes are of another cluster than ${path}, which ${by} points at`;
    return unknown(hidden, { notes: [`${why}; --project, --location and --cluster say which it is`] });
  }
  const known =
    agree === true ? 'the nodes are of it' : exists === true ? 'a cluster of that name exists' : 'not verified';
  return pass({ ...candidate, source, verified: agree === true || source === 'flags' }, [`taken from ${by}; ${known}`]);
}

async function verify(google: Google, cluster: GkeClusterName): Promise<boolean | null> {
  try {
    return await google.clusterDiscovery(cluster.project, cluster.location, cluster.name);
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
