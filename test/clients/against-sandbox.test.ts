import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, test } from 'vitest';
import type { Caller, Google } from '../../src/clients/google.ts';
import { cloudPlatformReadOnly, fluxScopes } from '../../src/clients/google.ts';
import { openGoogle } from '../../src/clients/google/open.ts';
import type { BuiltIns, Kubernetes, KsaToken } from '../../src/clients/kubernetes.ts';
import { openKubernetes } from '../../src/clients/kubernetes/open.ts';
import { Memo } from '../../src/engine/memo.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { acme, fluxV2, tags } from '../../src/sandbox/worlds/flux-v2.ts';
import { operatorAccount } from '../../src/sandbox/worlds/google-project.ts';
import type { World } from '../../src/sandbox/world.ts';
import { openTransport } from './opened.ts';

const { gsa, controller, number } = acme;
const { project, location, name } = acme.cluster;
const pool = `${project}.svc.id.goog`;
const issuer = `https://container.googleapis.com/v1/projects/${project}/locations/${location}/clusters/${name}`;
const registry = `${location}-docker.pkg.dev`;

/** The healthy world, and in it a bucket and a deny policy to be read. */
function world(): World {
  const made = fluxV2();
  const acmeProd = made.google.projects[project];
  if (acmeProd === undefined) throw new Error('the world has no project');
  acmeProd.buckets['b'] = {
    location: 'us',
    policy: {
      bindings: ['roles/storage.objectViewer', 'roles/storage.legacyBucketReader'].map((role) => ({
        role,
        members: [`user:${operatorAccount}`],
      })),
    },
    images: {},
  };
  acmeProd.deny.push({
    id: 'keep',
    rules: [
      {
        deniedPrincipals: ['principalSet://goog/public:all'],
        deniedPermissions: ['iam.googleapis.com/serviceAccounts.delete'],
        denialCondition: { title: 't', expression: 'resource.matchTag("x", "y")' },
      },
    ],
  });
  return made;
}

test('every method is answered by the lookalike as by the real thing', async () => {
  const state = world();
  const sandbox = await serveSandbox(state, { metadataPod: { namespace: 'flux-system', name: podName(state) } });
  try {
    const { env } = sandbox;
    const ca = await readFile(env['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8');
    setDefaultCACertificates([...getCACertificates('default'), ca]);
    await using opened = openTransport(env);
    const { transport, signal } = opened;
    const kubernetes = await openKubernetes({ transport, memo: new Memo(), env, signal });
    const google = openGoogle({ transport, memo: new Memo(), env, signal });
    const token = await cluster(kubernetes);
    const operator = await google.operator();
    await iam(google, operator);
    await projects(google, operator);
    await explanations(google, operator);
    await proof(google, token);
    expect(opened.log.join('\n')).not.toMatch(/ya29|eyJ|1\/\//);
  } finally {
    await sandbox.close();
  }
});

/** A pod of the controller. */
function podName({ cluster: { objects } }: World): string {
  const pod = objects.find(({ kind, metadata }) => kind === 'Pod' && metadata.name.startsWith(controller));
  return pod?.metadata.name ?? '';
}

async function cluster(kubernetes: Kubernetes): Promise<KsaToken> {
  const kinds: (keyof BuiltIns)[] = [
    'deployments',
    'daemonsets',
    'statefulsets',
    'pods',
    'nodes',
    'namespaces',
    'serviceaccounts',
    'services',
    'networkpolicies',
    'events',
    'leases',
    'cronjobs',
  ];
  const lists = await Promise.all(kinds.map((kind) => kubernetes.list(kind)));
  expect(Object.fromEntries(kinds.map((kind, at) => [kind, (lists[at]?.length ?? 0) > 0]))).toMatchObject({
    deployments: true,
    daemonsets: true,
    pods: true,
    nodes: true,
    namespaces: true,
    serviceaccounts: true,
    networkpolicies: true,
    leases: true,
  });
  const ksa = await kubernetes.get('serviceaccounts', 'flux-system', controller);
  expect(ksa?.metadata?.annotations).toEqual({ 'iam.gke.io/gcp-service-account': gsa });
  expect(await kubernetes.get('serviceaccounts', 'flux-system', 'nope')).toBeNull();

  const served = await kubernetes.served();
  const images = served.find(({ resource }) => resource === 'imagerepositories');
  expect(images).toMatchObject({ group: 'image.toolkit.fluxcd.io', kind: 'ImageRepository', namespaced: true });
  if (images === undefined) throw new Error('unreachable');
  expect(await kubernetes.listCustom(images)).toHaveLength(2);
  expect(await kubernetes.getCustom(images, 'flux-system', 'api')).toMatchObject({ kind: 'ImageRepository' });
  expect(await kubernetes.getCustom(images, 'flux-system', 'nope')).toBeNull();

  const question = {
    verb: 'create',
    group: '',
    resource: 'serviceaccounts',
    subresource: 'token',
    namespace: 'flux-system',
  };
  expect(await kubernetes.mayI({ ...question, name: controller })).toBe(true);
  expect(
    await kubernetes.maySubject('system:serviceaccount:a:b', [], { verb: 'list', group: '', resource: 'pods' }),
  ).toBe(false);
  await expect(kubernetes.issuer()).rejects.toMatchObject({ kind: 'refused' });
  expect(await kubernetes.version()).toMatch(/^v1\..*-gke/);
  await expect(kubernetes.createToken('flux-system', 'nope', pool)).rejects.toMatchObject({ kind: 'not-found' });
  const token = await kubernetes.createToken('flux-system', controller, pool);
  expect(token).toMatchObject({ issuer, audience: pool });
  expect(token.expiresAt - token.issuedAt).toBe(600);
  return token;
}

async function iam(google: Google, operator: Caller): Promise<void> {
  expect(await google.serviceAccountExists(operator, gsa)).toBe(true);
  expect(await google.serviceAccountExists(operator, `x${gsa}`)).toBe(false);
  expect(await google.serviceAccount(operator, gsa)).toMatchObject({ email: gsa, projectId: project, disabled: false });
  expect((await google.serviceAccounts(operator, project)).map(({ email }) => email)).toContain(gsa);
  expect(await google.serviceAccountPolicy(operator, gsa)).toEqual({
    bindings: [
      {
        role: 'roles/iam.workloadIdentityUser',
        members: [`serviceAccount:${pool}[flux-system/${controller}]`],
        condition: null,
      },
    ],
  });
  expect(await google.rolePermissions(operator, 'roles/iam.workloadIdentityUser')).toContain(
    'iam.serviceAccounts.getAccessToken',
  );
  expect(await google.denyRules(operator, `projects/${project}`)).toEqual([
    {
      policy: `policies/cloudresourcemanager.googleapis.com%2Fprojects%2F${number}/denypolicies/keep`,
      deniedPrincipals: ['principalSet://goog/public:all'],
      exceptionPrincipals: [],
      deniedPermissions: ['iam.googleapis.com/serviceAccounts.delete'],
      exceptionPermissions: [],
      condition: { title: 't', expression: 'resource.matchTag("x", "y")' },
    },
  ]);
}

async function projects(google: Google, operator: Caller): Promise<void> {
  expect(await google.project(operator, project)).toEqual({ id: project, number, state: 'ACTIVE' });
  expect((await google.projectPolicy(operator, project)).bindings).not.toEqual([]);
  const ancestors = await google.ancestry(operator, project);
  expect(ancestors).toEqual(['folders/987654321098', 'organizations/123456789012']);
  for (const ancestor of ancestors) {
    expect(await google.ancestorPolicy(operator, ancestor)).toHaveProperty('bindings');
    expect(await google.denyRules(operator, ancestor)).toEqual([]);
  }
}

async function explanations(google: Google, operator: Caller): Promise<void> {
  expect(await google.cluster(operator, project, location, name)).toMatchObject({
    workloadPool: pool,
    nodePools: [{ metadataMode: 'GKE_METADATA' }],
  });
  await expect(google.cluster(operator, project, location, 'nope')).rejects.toMatchObject({ kind: 'not-found' });
  expect(await google.clusterDiscovery(project, location, name)).toBe(true);
  expect(await google.clusterDiscovery(project, location, 'nope')).toBe(false);
  expect(await google.repository(operator, project, location, 'apps')).toMatchObject({
    format: 'DOCKER',
    name: 'apps',
  });
  await expect(google.repository(operator, project, location, 'nope')).rejects.toMatchObject({ kind: 'not-found' });
  expect(await google.repositories(operator, project, location)).toHaveLength(1);
  expect((await google.repositoryPolicy(operator, project, location, 'apps')).bindings).not.toEqual([]);
  expect(await google.packages(operator, project, location, 'apps')).toEqual(['api', 'web']);
  expect(await google.redirection(operator, project)).toBe('REDIRECTION_FROM_GCR_IO_DISABLED');
  expect(await google.bucketObjects(operator, 'b', '')).toEqual([]);
  expect(await google.bucketExists(operator, 'b')).toBe(true);
  expect(await google.bucketExists(operator, 'no-such')).toBe(false);
  expect((await google.bucketPolicy(operator, 'b')).bindings).toHaveLength(2);
  await expect(google.generateAccessToken(operator, gsa, fluxScopes)).rejects.toMatchObject({
    kind: 'refused',
    details: { permission: 'iam.serviceAccounts.getAccessToken' },
  });
}

async function proof(google: Google, token: KsaToken): Promise<void> {
  const ksa = `KSA flux-system/${controller}`;
  const federated = await google.exchange(token.token, `identitynamespace:${pool}:${issuer}`, ksa);
  await expect(google.exchange(token.token, `identitynamespace:nope.svc.id.goog:${issuer}`, ksa)).rejects.toMatchObject(
    {
      kind: 'rejected',
      details: { reason: 'invalid_target' },
    },
  );
  const access = await google.generateAccessToken(google.callerWith(federated.token, ksa, null), gsa, [
    cloudPlatformReadOnly,
  ]);
  const caller = google.callerWith(access.token, `GSA ${gsa}`, gsa);
  expect((await google.tags(caller, registry, `${project}/apps/api`)).tags).toEqual(tags);
  expect(await google.tags(caller, registry, `${project}/apps/none`)).toMatchObject({ tags: [], manifests: 0 });
  await expect(google.tags(caller, registry, `${project}/nope/api`)).rejects.toMatchObject({
    kind: 'refused',
    details: { api: 'registry.token', permission: 'artifactregistry.repositories.downloadArtifacts' },
  });
  await expect(google.tags(google.anonymous, registry, `${project}/apps/api`)).rejects.toMatchObject({
    kind: 'anonymous',
  });
  await expect(google.tags(caller, 'gcr.io', `${project}/api`)).rejects.toMatchObject({ kind: 'gone' });

  expect(await google.metadataServer()).toEqual({ isGke: true, email: gsa });
  const pod = await google.metadataToken();
  expect((await google.tags(google.callerWith(pod.token, 'pod', gsa), registry, `${project}/apps/web`)).tags).toEqual(
    tags,
  );
}
