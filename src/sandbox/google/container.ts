/** container.googleapis.com v1: clusters, node pools, and the two switches of Workload Identity. */

import { ownValue } from './cloud.ts';
import type { Cloud, Named } from './cloud.ts';
import { authenticated, checkBilling, checkConsumer, resourceProject } from './front-end.ts';
import { refuse } from './google-error.ts';
import { findRoute, jsonBody, ok, route } from './http.ts';
import type { Call, Parameters, Reply } from './http.ts';
import { isAllowed } from './iam-evaluation.ts';
import { doneOperation, getOperation } from './container-operations.ts';
import { setPoolMode, setWorkloadPool } from './container-updates.ts';
import { noSuchMethod } from './service.ts';
import type { MethodCall } from './service.ts';
import type { GkeClusterState, ProjectState } from '../world.ts';

const service = { name: 'container.googleapis.com', title: 'Kubernetes Engine API' };

/** Both the path of today and that of zonal clusters before it. */
function paths(rest: string): string[] {
  return ['locations', 'zones'].map((kind) => `/v1/projects/{project}/${kind}/{location}${rest}`);
}

const cluster = '/clusters/{cluster}';
const routes = [
  ...paths('/clusters').map((path) => route('GET', path, listClusters)),
  ...paths(cluster).map((path) => route('GET', path, getCluster)),
  ...paths(cluster).map((path) => route('PUT', path, updateCluster)),
  ...paths(`${cluster}/nodePools`).map((path) => route('GET', path, listNodePools)),
  ...paths(`${cluster}/nodePools/{nodePool}`).map((path) => route('GET', path, getNodePool)),
  ...paths(`${cluster}/nodePools/{nodePool}`).map((path) => route('PUT', path, updateNodePool)),
  ...paths('/operations/{operation}').map((path) => route('GET', path, operation)),
];
const publicRoutes = [
  route('GET', `/v1/projects/{project}/locations/{location}${cluster}/.well-known/openid-configuration`, discovery),
  route('GET', `/v1/projects/{project}/locations/{location}${cluster}/jwks`, keys),
];

export async function container(cloud: Cloud, call: Call): Promise<Reply> {
  const open = findRoute(publicRoutes, call);
  if (open !== null) return open.handler(cloud, open.parameters);
  const found = findRoute(routes, call);
  if (found === null) return noSuchMethod(call);
  const who = authenticated(cloud, call, { service: service.name, method: `google.container.v1${call.path}` });
  return found.handler({ cloud, call, who, parameters: found.parameters });
}

/** The public documents of a cluster's issuer need no caller at all. */
function discovery(cloud: Cloud, parameters: Parameters): Reply {
  const issuer = issuerOf(cloud, parameters);
  return ok({
    issuer,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['iss', 'sub', 'kubernetes.io'],
    grant_types: ['urn:kubernetes:grant_type:programmatic_authorization'],
  });
}

function keys(cloud: Cloud, parameters: Parameters): Reply {
  // Only the cluster that is served has keys.
  return ok(issuerOf(cloud, parameters) === cloud.cluster.issuer ? cloud.cluster.jwks : { keys: [] });
}

function issuerOf(cloud: Cloud, { project = '', location = '', cluster: name = '' }: Parameters): string {
  const state = ownValue(cloud.world.google.projects, project);
  const there = state !== undefined && ownValue(state.clusters, `${location}/${name}`) !== undefined;
  if (!there) throw missing(project, location, name);
  return `https://${service.name}/v1/projects/${project}/locations/${location}/clusters/${name}`;
}

function missing(project: string, location: string, name: string): Error {
  return refuse('NOT_FOUND', `Not found: projects/${project}/locations/${location}/clusters/${name}.`);
}

async function reachProject(method: MethodCall): Promise<Named<ProjectState>> {
  const { cloud, call, who, parameters } = method;
  const project = resourceProject(cloud, call, service.name, parameters['project'] ?? '');
  await checkConsumer(cloud, call, service, who, project.id, 'resource');
  checkBilling(service.name, project);
  return project;
}

async function required(method: MethodCall, permission: string, resource: string): Promise<void> {
  const { project = '', location = '', cluster: name } = method.parameters;
  const allowed = await isAllowed(
    method.cloud,
    method.who,
    permission,
    name === undefined ? { kind: 'project', project } : { kind: 'cluster', project, location, cluster: name },
  );
  if (!allowed) throw refuse('PERMISSION_DENIED', `Required "${permission}" permission(s) for "${resource}".`);
}

interface FoundCluster {
  readonly project: Named<ProjectState>;
  readonly location: string;
  readonly name: string;
  readonly state: GkeClusterState;
}

async function reachCluster(method: MethodCall, permission: string): Promise<FoundCluster> {
  const project = await reachProject(method);
  const { location = '', cluster: name = '' } = method.parameters;
  await required(method, permission, `projects/${project.id}/locations/${location}/clusters/${name}`);
  const state = ownValue(project.state.clusters, `${location}/${name}`);
  if (state === undefined) throw missing(project.id, location, name);
  return { project, location, name, state };
}

async function listClusters(method: MethodCall): Promise<Reply> {
  const project = await reachProject(method);
  const { location = '-' } = method.parameters;
  await required(method, 'container.clusters.list', `projects/${project.id}`);
  const clusters = Object.entries(project.state.clusters)
    .map(([key, state]) => ({ project, location: key.split('/')[0] ?? '', name: key.split('/')[1] ?? '', state }))
    .filter((found) => location === '-' || found.location === location);
  return ok(clusters.length === 0 ? {} : { clusters: clusters.map((found) => shownCluster(method.cloud, found)) });
}

async function getCluster(method: MethodCall): Promise<Reply> {
  return ok(shownCluster(method.cloud, await reachCluster(method, 'container.clusters.get')));
}

function shownCluster(cloud: Cloud, found: FoundCluster): object {
  const { project, location, name, state } = found;
  const self = `https://${service.name}/v1/projects/${project.id}/locations/${location}/clusters/${name}`;
  return {
    name,
    selfLink: self,
    location,
    zone: location,
    locations: /-[a-z]$/.test(location) ? [location] : ['b', 'c', 'd'].map((zone) => `${location}-${zone}`),
    status: 'RUNNING',
    currentMasterVersion: state.version,
    initialClusterVersion: state.version,
    currentNodeVersion: state.version,
    createTime: '2025-02-03T08:00:00+00:00',
    endpoint: '203.0.113.10',
    ...(state.workloadPool !== null && { workloadIdentityConfig: { workloadPool: state.workloadPool } }),
    autopilot: state.autopilot ? { enabled: true } : {},
    networkConfig: {
      network: `projects/${project.id}/global/networks/default`,
      subnetwork: `projects/${project.id}/regions/${location}/subnetworks/default`,
      datapathProvider: state.datapath,
      dnsConfig:
        state.dns === 'cloud-dns'
          ? { clusterDns: 'CLOUD_DNS', clusterDnsScope: 'CLUSTER_SCOPE' }
          : { clusterDns: 'PLATFORM_DEFAULT' },
    },
    addonsConfig: { dnsCacheConfig: { enabled: state.nodeLocalDns ?? false } },
    ...(state.networkPolicy && { networkPolicy: { enabled: true, provider: 'CALICO' } }),
    nodePools: Object.keys(state.nodePools).map((pool) => shownNodePool(found, pool)),
    resourceLabels: cloud.world.cluster.name === name ? { environment: 'sandbox' } : {},
  };
}

async function listNodePools(method: MethodCall): Promise<Reply> {
  const found = await reachCluster(method, 'container.clusters.get');
  return ok({ nodePools: Object.keys(found.state.nodePools).map((pool) => shownNodePool(found, pool)) });
}

async function getNodePool(method: MethodCall): Promise<Reply> {
  const found = await reachCluster(method, 'container.clusters.get');
  return ok(shownNodePool(found, knownPool(method, found)));
}

function knownPool({ parameters }: MethodCall, found: FoundCluster): string {
  const pool = parameters['nodePool'] ?? '';
  if (ownValue(found.state.nodePools, pool) === undefined) {
    const where = `projects/${found.project.id}/locations/${found.location}/clusters/${found.name}`;
    throw refuse('NOT_FOUND', `Not found: ${where}/nodePools/${pool}.`);
  }
  return pool;
}

function shownNodePool(found: FoundCluster, name: string): object {
  const pool = found.state.nodePools[name];
  const cluster = `projects/${found.project.id}/locations/${found.location}/clusters/${found.name}`;
  return {
    name,
    selfLink: `https://${service.name}/v1/${cluster}/nodePools/${name}`,
    status: 'RUNNING',
    version: pool?.version,
    initialNodeCount: 1,
    config: {
      machineType: 'e2-standard-4',
      diskSizeGb: 100,
      imageType: 'COS_CONTAINERD',
      serviceAccount: pool?.serviceAccount,
      oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
      ...(pool?.mode !== undefined && { workloadMetadataConfig: { mode: pool.mode } }),
    },
  };
}

async function updateCluster(method: MethodCall): Promise<Reply> {
  const found = await reachCluster(method, 'container.clusters.update');
  setWorkloadPool(method.cloud, found, jsonBody(method.call));
  return ok(doneOperation(found, 'UPDATE_CLUSTER', ''));
}

async function updateNodePool(method: MethodCall): Promise<Reply> {
  const found = await reachCluster(method, 'container.clusters.update');
  const pool = knownPool(method, found);
  setPoolMode(method.cloud, found, pool, jsonBody(method.call));
  return ok(doneOperation(found, 'UPDATE_CLUSTER', `/nodePools/${pool}`));
}

async function operation(method: MethodCall): Promise<Reply> {
  const project = await reachProject(method);
  const { location = '', operation: name = '' } = method.parameters;
  await required(method, 'container.operations.get', `projects/${project.id}`);
  return getOperation(project, location, name);
}
