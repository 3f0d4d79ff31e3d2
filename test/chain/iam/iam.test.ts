import { describe, expect, test } from 'vitest';
import { evaluateCondition } from '../../../src/chain/iam/condition.ts';
import { deniedBy } from '../../../src/chain/iam/deny.ts';
import { readGrants } from '../../../src/chain/iam/grant.ts';
import { nearMisses } from '../../../src/chain/iam/near-binding.ts';
import { parseMember } from '../../../src/chain/iam/member.ts';
import { isGsa, isKsa } from '../../../src/chain/iam/principal.ts';
import type { KsaPrincipal } from '../../../src/chain/iam/principal.ts';
import { roleHolds } from '../../../src/chain/iam/roles.ts';

const ksa: KsaPrincipal = {
  pool: 'acme-prod.svc.id.goog',
  projectNumber: '123456789012',
  namespace: 'flux-system',
  name: 'image-reflector-controller',
  uid: 'uid-1',
  clusterUrl: 'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1',
};
const poolUrl =
  '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-prod.svc.id.goog';

describe('members of a policy', () => {
  test.each([
    ['serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]', 'yes'],
    [`principal:${poolUrl}/subject/ns/flux-system/sa/image-reflector-controller`, 'yes'],
    [`principal:${poolUrl}/kubernetes.serviceaccount.uid/uid-1`, 'yes'],
    [`principalSet:${poolUrl}/namespace/flux-system`, 'yes'],
    [`principalSet:${poolUrl}/kubernetes.cluster/${ksa.clusterUrl}`, 'yes'],
    [`principalSet:${poolUrl}/*`, 'yes'],
    ['allAuthenticatedUsers', 'yes'],
    ['serviceAccount:acme-prod.svc.id.goog[flux-system/source-controller]', 'no'],
    ['serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]', 'no'],
    ['serviceAccount:acme-dev.svc.id.goog[flux-system/image-reflector-controller]', 'no'],
    ['serviceAccount:acme-prod.svc.id.goog[Flux-System/image-reflector-controller]', 'no'],
    ['serviceAccount:[flux-system/image-reflector-controller]', 'no'],
    [
      `principal:${poolUrl.replace('123456789012', '210987654321')}/subject/ns/flux-system/sa/image-reflector-controller`,
      'no',
    ],
    [`principal:${poolUrl}/kubernetes.serviceaccount.uid/uid-0`, 'no'],
    ['deleted:serviceAccount:reader@acme-prod.iam.gserviceaccount.com?uid=1', 'no'],
    ['group:sre@acme.example', 'no'],
    ['', 'no'],
  ] as const)('%s: %s', (member, answer) => {
    expect(isKsa(parseMember(member), ksa)).toBe(answer);
  });

  test.each([
    ['subject/system:serviceaccount:flux-system:image-reflector-controller', 'unknown'],
    ['subject/system:serviceaccount:flux-system:source-controller', 'no'],
    ['subject/some-other-mapping', 'unknown'],
    ['attribute.namespace/flux-system', 'unknown'],
    ['*', 'yes'],
  ] as const)('of a pool that is not GKE’s, %s: %s', (rest, answer) => {
    const pool = 'projects/123456789012/locations/global/workloadIdentityPools/clusters';
    const scheme = rest.startsWith('subject/') ? 'principal' : 'principalSet';
    const member = parseMember(`${scheme}://iam.googleapis.com/${pool}/${rest}`);
    expect(isKsa(member, { ...ksa, pool })).toBe(answer);
    expect(isKsa(member, { ...ksa, pool: pool.replace('clusters', 'others') })).toBe('no');
    expect(isKsa(member, ksa)).toBe('no');
  });

  test('with a line break in them end the parsing too', () => {
    expect(parseMember('serviceAccount:acme\n.svc.id.goog[a/b]x').kind).toBe('malformed');
    expect(parseMember('serviceAccount:\nacme.svc.id.goog[').kind).toBe('malformed');
  });

  test('a member of GKE’s pool is none of another pool', () => {
    const pool = 'projects/123456789012/locations/global/workloadIdentityPools/clusters';
    for (const member of [
      'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
      `principal:${poolUrl}/subject/ns/flux-system/sa/image-reflector-controller`,
    ])
      expect(isKsa(parseMember(member), { ...ksa, pool })).toBe('no');
  });

  test('a principal form is doubtful while the project number is not known', () => {
    const member = parseMember(`principal:${poolUrl}/subject/ns/flux-system/sa/image-reflector-controller`);
    expect(isKsa(member, { ...ksa, projectNumber: null })).toBe('unknown');
  });

  test('whether a group holds a GSA cannot be known', () => {
    expect(isGsa(parseMember('group:readers@acme.example'), 'reader@acme-prod.iam.gserviceaccount.com')).toBe(
      'unknown',
    );
  });

  test.each([
    ['serviceAccount:[flux/flux]', 'no workload pool'],
    ['serviceAccount:acme-prod[flux/flux]', 'is no workload pool'],
    ['serviceAccount:acme-prod.svc.id.goog', 'without [NAMESPACE/KSA]'],
    ['acme-prod.svc.id.goog[flux/flux]', 'no serviceAccount: in front'],
  ])('%s is malformed: %s', (member, problem) => {
    expect(parseMember(member)).toMatchObject({
      kind: 'malformed',
      problem: expect.stringContaining(problem) as string,
    });
  });
});

describe('grants', () => {
  const member = 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]';
  const level = (
    resource: string,
    role: string,
    members: string[],
    condition: { expression: string; title: string } | null = null,
  ) => ({
    resource,
    bindings: [{ role, members, condition }],
  });
  const read = (levels: Parameters<typeof readGrants>[0], condition: 'yes' | 'no' | 'unknown' = 'unknown') =>
    readGrants(levels, {
      isMember: (one) => isKsa(one, ksa),
      holds: async (role) => {
        const known = roleHolds(role, 'iam.serviceAccounts.getAccessToken');
        return known === 'ask' ? 'unknown' : known;
      },
      condition: async () => condition,
    });

  test('hold on the GSA, or on any level above it', async () => {
    expect((await read([level('gsa', 'roles/iam.workloadIdentityUser', [member])])).granted).toBe('yes');
    expect(
      (
        await read([
          level('gsa', 'roles/viewer', []),
          level('projects/p', 'roles/iam.serviceAccountTokenCreator', [member]),
        ])
      ).by?.resource,
    ).toBe('projects/p');
  });

  test('are absent only where every level was read', async () => {
    expect((await read([level('gsa', 'roles/viewer', [])])).granted).toBe('no');
    const partly = await read([level('gsa', 'roles/viewer', []), { resource: 'folders/1', bindings: null }]);
    expect(partly).toMatchObject({ granted: 'unknown', unread: ['folders/1'] });
  });

  test('of roles without the permission are shown, and do not count; owner is one', async () => {
    const reading = await read([level('gsa', 'roles/owner', [member])]);
    expect(reading).toMatchObject({ granted: 'no', withoutPermission: [{ role: 'roles/owner' }] });
  });

  test('under a condition hold by its answer; what cannot be known is a doubt, not a no', async () => {
    const conditional = [level('gsa', 'roles/iam.workloadIdentityUser', [member], { expression: 'x', title: 't' })];
    expect((await read(conditional, 'yes')).granted).toBe('yes');
    expect(await read(conditional, 'no')).toMatchObject({ granted: 'no', conditionFalse: [{ expression: 'x' }] });
    expect((await read(conditional, 'unknown')).granted).toBe('unknown');
  });

  test('of a custom role that may not be read are a doubt', async () => {
    expect((await read([level('gsa', 'projects/p/roles/custom', [member])])).granted).toBe('unknown');
  });
});

describe('near misses', () => {
  const near = (text: string) =>
    nearMisses(
      [{ grant: { member: text, role: 'roles/iam.workloadIdentityUser', resource: 'gsa' }, member: parseMember(text) }],
      ksa,
    ).map((one) => one.kind);

  test.each([
    ['serviceAccount:acme-dev.svc.id.goog[flux-system/image-reflector-controller]', ['pool']],
    ['serviceAccount:123456789012.svc.id.goog[flux-system/image-reflector-controller]', ['pool']],
    ['serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]', ['namespace']],
    ['serviceAccount:acme-prod.svc.id.goog[image-reflector-controller/flux-system]', ['namespace']],
    ['serviceAccount:acme-prod.svc.id.goog[flux-system/default]', ['ksa']],
    [`principal:${poolUrl}/kubernetes.serviceaccount.uid/uid-0`, ['stale-uid']],
    ['serviceAccount:[flux-system/image-reflector-controller]', ['malformed']],
    ['serviceAccount:acme-prod.svc.id.goog[team-a/web]', []],
    [
      `principal:${poolUrl.replace('123456789012', 'acme-prod')}/subject/ns/flux-system/sa/image-reflector-controller`,
      ['malformed'],
    ],
    [
      `principal:${poolUrl.replace('acme-prod', '123456789012')}/subject/ns/flux-system/sa/image-reflector-controller`,
      ['malformed'],
    ],
    [`principalSet:${poolUrl}/subject/ns/flux-system/sa/image-reflector-controller`, ['malformed']],
    [`principal:${poolUrl}/namespace/flux-system`, ['malformed']],
    [`principal:${poolUrl}/subject/system:serviceaccount:flux-system:image-reflector-controller`, ['malformed']],
    [`principal:${poolUrl}/subject/flux-system/image-reflector-controller`, ['malformed']],
    [`principal:${poolUrl.replace('123456789012', 'acme-prod')}/subject/ns/apps/sa/reader`, []],
    ['user:sre@acme.example', []],
  ])('%s is %j', (member, kinds) => {
    expect(near(member)).toEqual(kinds);
  });
});

describe('conditions', () => {
  const attributes = {
    time: new Date('2026-11-24T12:00:00Z'),
    resourceName: 'projects/acme/locations/l/repositories/r',
    resourceType: 'artifactregistry.googleapis.com/Repository',
    resourceService: 'artifactregistry.googleapis.com',
  };

  test.each([
    ['request.time < timestamp("2027-01-01T00:00:00Z")', 'yes'],
    ['request.time < timestamp("2026-01-01T00:00:00Z")', 'no'],
    ['resource.name.startsWith("projects/acme/locations/l/")', 'yes'],
    ['resource.type == "storage.googleapis.com/Bucket"', 'no'],
    ['resource.service == "artifactregistry.googleapis.com" && request.time.getHours("Europe/Berlin") == 13', 'yes'],
    ['request.auth.claims.sub == "x"', 'unknown'],
    ['resource.matchTag("acme/env", "prod")', 'unknown'],
    ['has(request.auth)', 'unknown'],
    ['1', 'unknown'],
    ['this does not parse (', 'unknown'],
    ['false && request.auth.x == 1', 'no'],
    ['true || request.auth.x == 1', 'yes'],
    ['request.time < timestamp("2027-01-01T00:00:00Z") // until the audit', 'yes'],
  ] as const)('%s is %s', async (expression, answer) => {
    expect(await evaluateCondition(expression, attributes)).toBe(answer);
  });

  test('a name whose form is not known leaves the condition open', async () => {
    expect(await evaluateCondition('resource.name == "x"', { ...attributes, resourceName: null })).toBe('unknown');
  });
});

describe('deny rules', () => {
  const permission = 'iam.googleapis.com/serviceAccounts.getAccessToken';
  const rule = {
    deniedPrincipals: ['principalSet://goog/public:all'],
    exceptionPrincipals: [],
    deniedPermissions: [permission],
    exceptionPermissions: [],
    condition: null,
  };

  test.each([
    ['everyone', {}, 'yes'],
    ['all verbs of the resource', { deniedPermissions: ['iam.googleapis.com/serviceAccounts.*'] }, 'yes'],
    ['another permission', { deniedPermissions: ['iam.googleapis.com/serviceAccounts.delete'] }, 'no'],
    ['the whole pool', { deniedPrincipals: [`principalSet:${poolUrl}/*`] }, 'yes'],
    [
      'this subject',
      { deniedPrincipals: [`principal:${poolUrl}/subject/ns/flux-system/sa/image-reflector-controller`] },
      'yes',
    ],
    ['another subject', { deniedPrincipals: [`principal:${poolUrl}/subject/ns/flux-system/sa/other`] }, 'no'],
    [
      'everyone but this KSA',
      { exceptionPrincipals: [`principal:${poolUrl}/subject/ns/flux-system/sa/image-reflector-controller`] },
      'no',
    ],
    ['everyone, but not this permission', { exceptionPermissions: [permission] }, 'no'],
    ['under a condition on tags', { condition: { expression: 'resource.matchTag("a", "b")' } }, 'unknown'],
  ])('%s', (_, change, answer) => {
    expect(deniedBy({ ...rule, ...change }, ksa, permission).answer).toBe(answer);
  });
});
