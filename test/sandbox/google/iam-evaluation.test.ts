import { describe, expect, test } from 'vitest';
import type { Cloud } from '../../../src/sandbox/google/cloud.ts';
import { isAllowed } from '../../../src/sandbox/google/iam-evaluation.ts';
import type { Identity } from '../../../src/sandbox/google/identity.ts';
import type { Resource } from '../../../src/sandbox/google/resources.ts';
import { TokenStore } from '../../../src/sandbox/google/tokens.ts';
import { ObjectStore } from '../../../src/sandbox/kubernetes/store.ts';
import type { DenyPolicy, IamPolicy } from '../../../src/sandbox/world.ts';
import { folder, organization } from '../../../src/sandbox/worlds/google-project.ts';
import { acme } from '../../../src/sandbox/worlds/flux-v2.ts';
import { healthyWorld } from '../../../src/sandbox/worlds/healthy.ts';

const pool = 'acme-prod.svc.id.goog';
const poolPath = `iam.googleapis.com/projects/${acme.number}/locations/global/workloadIdentityPools/${pool}`;
const cluster = 'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1';
const ksa: Identity = {
  kind: 'ksa',
  pool,
  poolProject: { id: 'acme-prod', number: acme.number },
  namespace: 'flux-system',
  name: 'image-reflector-controller',
  uid: 'uid-1',
  cluster,
};
const user: Identity = { kind: 'user', email: 'sre@acme.example' };
const gsa: Identity = { kind: 'service-account', email: acme.gsa, uniqueId: '104857600000000000001' };

const become = 'iam.serviceAccounts.getAccessToken';
const download = 'artifactregistry.repositories.downloadArtifacts';
const account: Resource = { kind: 'service-account', project: 'acme-prod', email: acme.gsa };
const apps: Resource = { kind: 'repository', project: 'acme-prod', location: 'europe-west1', repository: 'apps' };

/** The healthy world without any grant. */
function bare(): Cloud {
  const world = healthyWorld('flux-v2');
  const cloud = {
    world,
    tokens: new TokenStore(),
    cluster: { issuer: cluster, jwks: { keys: [] }, store: new ObjectStore(world.cluster) },
    refreshToken: '',
    onWrite: () => {},
  };
  policyOf(cloud, 'account').bindings = [];
  policyOf(cloud, 'repository').bindings = [];
  policyOf(cloud, 'project').bindings = [];
  policyOf(cloud, 'organization').bindings = [];
  return cloud;
}

function policyOf(cloud: Cloud, level: 'account' | 'repository' | 'project' | 'folder' | 'organization'): IamPolicy {
  const { projects, folders, organizations } = cloud.world.google;
  const project = projects['acme-prod'];
  const policy = {
    account: project?.serviceAccounts[acme.gsa]?.policy,
    repository: project?.repositories['europe-west1/apps']?.policy,
    project: project?.policy,
    folder: folders[folder]?.policy,
    organization: organizations[organization]?.policy,
  }[level];
  if (policy === undefined) throw new Error(`no ${level}`);
  return policy;
}

function grant(cloud: Cloud, member: string, role = 'roles/iam.workloadIdentityUser', expression?: string): void {
  policyOf(cloud, role.startsWith('roles/iam.') ? 'account' : 'repository').bindings.push({
    role,
    members: [member],
    ...(expression !== undefined && { condition: { title: 'when', expression } }),
  });
}

describe('which member means a KSA', () => {
  test.each([
    [`serviceAccount:${pool}[flux-system/image-reflector-controller]`, true],
    [`serviceAccount:${pool}[flux/image-reflector-controller]`, false],
    [`serviceAccount:${pool}[flux-system/Image-Reflector-Controller]`, false],
    [`serviceAccount:other.svc.id.goog[flux-system/image-reflector-controller]`, false],
    [`principal://${poolPath}/subject/ns/flux-system/sa/image-reflector-controller`, true],
    [`principal://${poolPath}/subject/ns/flux-system/sa/source-controller`, false],
    [
      `principal://${poolPath.replace(acme.number, 'acme-prod')}/subject/ns/flux-system/sa/image-reflector-controller`,
      false,
    ],
    [`principal://${poolPath}/kubernetes.serviceaccount.uid/uid-1`, true],
    [`principal://${poolPath}/kubernetes.serviceaccount.uid/uid-0`, false],
    [`principalSet://${poolPath}/namespace/flux-system`, true],
    [`principalSet://${poolPath}/namespace/flux`, false],
    [`principalSet://${poolPath}/kubernetes.cluster/${cluster}`, true],
    [`principalSet://${poolPath}/kubernetes.cluster/${cluster}2`, false],
    [`principalSet://${poolPath}/*`, true],
    ['allUsers', true],
    ['allAuthenticatedUsers', false],
    ['deleted:serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]?uid=1', false],
  ])('%s: %s', async (member, expected) => {
    const cloud = bare();
    grant(cloud, member);
    expect(await isAllowed(cloud, ksa, become, account)).toBe(expected);
  });
});

describe('which member means a Google account', () => {
  test.each<[string, Identity | null, boolean]>([
    [`serviceAccount:${acme.gsa}`, gsa, true],
    [`serviceAccount:${acme.gsa.toUpperCase()}`, gsa, true],
    [`user:${acme.gsa}`, gsa, false],
    [`deleted:serviceAccount:${acme.gsa}?uid=104857600000000000001`, gsa, false],
    ['allAuthenticatedUsers', gsa, true],
    ['allAuthenticatedUsers', null, false],
    ['allUsers', null, true],
    ['user:SRE@acme.example', user, true],
    ['domain:acme.example', user, false],
  ])('%s for %o: %s', async (member, who, expected) => {
    const cloud = bare();
    grant(cloud, member, 'roles/artifactregistry.reader');
    expect(await isAllowed(cloud, who, download, apps)).toBe(expected);
  });

  test('a token of an account that was made anew is not that account', async () => {
    const cloud = bare();
    grant(cloud, `serviceAccount:${acme.gsa}`, 'roles/artifactregistry.reader');
    expect(await isAllowed(cloud, { ...gsa, uniqueId: '1' }, download, apps)).toBe(false);
  });
});

describe('which role holds a permission', () => {
  test.each([
    ['roles/iam.workloadIdentityUser', become, true],
    ['roles/iam.serviceAccountTokenCreator', become, true],
    ['roles/owner', become, false],
    ['roles/editor', become, false],
    ['roles/iam.serviceAccountUser', become, false],
    ['roles/artifactregistry.reader', download, true],
    ['roles/viewer', download, true],
    ['roles/storage.objectViewer', download, false],
    ['roles/artifactregistry.reader', 'artifactregistry.repositories.getIamPolicy', false],
    ['roles/storage.objectViewer', 'storage.buckets.get', false],
    ['roles/storage.legacyBucketReader', 'storage.objects.get', false],
    ['roles/viewer', 'storage.objects.list', false],
    ['roles/iam.securityReviewer', 'iam.denypolicies.get', false],
    ['roles/no.such', become, false],
  ])('%s, %s: %s', async (role, permission, expected) => {
    const cloud = bare();
    policyOf(cloud, 'project').bindings.push({ role, members: ['user:sre@acme.example'] });
    expect(await isAllowed(cloud, user, permission, { kind: 'project', project: 'acme-prod' })).toBe(expected);
  });

  test('a custom role holds what the world says', async () => {
    const cloud = bare();
    cloud.world.google.roles['projects/acme-prod/roles/puller'] = { permissions: [download] };
    policyOf(cloud, 'repository').bindings.push({ role: 'projects/acme-prod/roles/puller', members: ['allUsers'] });
    expect(await isAllowed(cloud, null, download, apps)).toBe(true);
  });
});

describe('where a grant can stand', () => {
  test.each(['account', 'project', 'folder', 'organization'] as const)('on the %s', async (level) => {
    const cloud = bare();
    policyOf(cloud, level).bindings.push({
      role: 'roles/iam.workloadIdentityUser',
      members: [`serviceAccount:${pool}[flux-system/image-reflector-controller]`],
    });
    expect(await isAllowed(cloud, ksa, become, account)).toBe(true);
  });
});

describe('conditions', () => {
  test.each([
    ['request.time < timestamp("2020-01-01T00:00:00Z")', false],
    ['request.time > timestamp("2020-01-01T00:00:00Z") // since then', true],
    ['resource.name.endsWith("/repositories/apps")', true],
    ['resource.name.extract("locations/{place}/") == "europe-west1"', true],
    ['resource.type == "artifactregistry.googleapis.com/Repository"', true],
    ['resource.service == "storage.googleapis.com"', false],
    ['resource.matchTag("acme/env", "prod")', false],
    ['this is no CEL', false],
    ['request.auth.claims.sub == "x"', false],
  ])('%s: %s', async (expression, expected) => {
    const cloud = bare();
    grant(cloud, `serviceAccount:${acme.gsa}`, 'roles/artifactregistry.reader', expression);
    expect(await isAllowed(cloud, gsa, download, apps)).toBe(expected);
  });
});

describe('deny policies', () => {
  const denied: DenyPolicy['rules'][number] = {
    deniedPrincipals: ['principalSet://goog/public:all'],
    deniedPermissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'],
  };
  const subject = `principal://${poolPath}/subject/ns/flux-system/sa/image-reflector-controller`;
  const tagged = { title: 'tagged', expression: 'resource.matchTag("acme/env", "prod")' };
  const untagged = { title: 'untagged', expression: '!resource.matchTag("acme/env", "prod")' };

  test.each<[string, DenyPolicy['rules'][number], boolean]>([
    ['everyone', denied, false],
    ['this KSA', { ...denied, deniedPrincipals: [subject] }, false],
    ['another KSA', { ...denied, deniedPrincipals: [subject.replace('flux-system', 'flux')] }, true],
    ['the whole pool', { ...denied, deniedPrincipals: [`principalSet://${poolPath}/*`] }, false],
    ['all but this KSA', { ...denied, exceptionPrincipals: [subject] }, true],
    ['a group of permissions', { ...denied, deniedPermissions: ['iam.googleapis.com/serviceAccounts.*'] }, false],
    ['another permission', { ...denied, deniedPermissions: ['iam.googleapis.com/serviceAccounts.get'] }, true],
    ['all but this permission', { ...denied, exceptionPermissions: denied.deniedPermissions }, true],
    ['where a tag is', { ...denied, denialCondition: tagged }, true],
    ['where a tag is not', { ...denied, denialCondition: untagged }, false],
    ['a condition that fails', { ...denied, denialCondition: { title: 'x', expression: 'no CEL' } }, false],
  ])('%s', async (_, rule, expected) => {
    const cloud = bare();
    grant(cloud, `serviceAccount:${pool}[flux-system/image-reflector-controller]`);
    cloud.world.google.folders[folder]?.deny.push({ id: 'guard', rules: [rule] });
    expect(await isAllowed(cloud, ksa, become, account)).toBe(expected);
  });
});
