import { describe, expect, test } from 'vitest';
import type { CheckResult, Testimony } from '../../../src/chain/judge/case.ts';
import { refusalCandidates } from '../../../src/chain/judge/refusal-candidates.ts';
import { judgeIdentity } from '../../../src/chain/judge/verdict.ts';
import { finding } from '../../../src/chain/vocabulary.ts';
import type { Finding, Link } from '../../../src/chain/vocabulary.ts';

const place = { namespace: 'flux-system', ksa: 'image-reflector-controller' };
const bound = { ...place, gsa: 'reader@acme-prod.iam.gserviceaccount.com', pool: 'acme-prod.svc.id.goog' };
const repository = {
  image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
  host: 'europe-west1-docker.pkg.dev',
  project: 'acme-prod',
  location: 'europe-west1',
  repository: 'apps',
};

const found = {
  bindingMissing: finding('binding-missing', { ...bound, poolLostInPasting: false }),
  impersonationDenied: finding('impersonation-denied', {
    ...bound,
    message: 'denied',
    troubleshooter: null,
    candidates: Object.values(refusalCandidates),
  }),
  gsaDisabled: finding('gsa-disabled', { gsa: bound.gsa, project: 'acme-prod' }),
  poolMissing: finding('workload-pool-missing', {
    cluster: { project: 'acme-prod', location: 'europe-west1', name: 'prod-1' },
  }),
  exchangeRejected: finding('token-exchange-rejected', {
    ...place,
    pool: bound.pool,
    audience: 'a',
    error: 'invalid_target',
    description: 'd',
    skewSeconds: null,
  }),
  otherKsa: finding('workload-uses-other-ksa', {
    namespace: 'flux-system',
    workload: 'image-reflector-controller',
    runsAs: place.ksa,
    annotated: 'default',
    by: 'template',
    unbound: null,
    gsa: bound.gsa,
    owner: { kind: 'none' },
  }),
  mesh: finding('mesh-blocks-metadata', {
    namespace: 'flux-system',
    workload: 'image-reflector-controller',
    sidecar: 'istio-proxy',
  }),
  tooOld: finding('flux-too-old-for-registry', {
    namespace: 'flux-system',
    workload: 'image-reflector-controller',
    version: '0.10.0',
    host: repository.host,
    minimum: '0.16',
  }),
  providerIgnored: finding('provider-not-google', {
    kind: 'ImageRepository',
    namespace: 'flux-system',
    name: 'api',
    provider: 'gcp',
    version: '0.10.0',
    owner: { kind: 'none' },
  }),
  loginExpired: finding('google-credentials-expired', { cause: 'log-in-again', account: null, problem: 'p' }),
  annotationMissing: finding('ksa-annotation-missing', {
    ...place,
    gsa: null,
    elsewhere: [],
    owner: { kind: 'none' },
    refusal: null,
    candidates: [],
  }),
  hostNetwork: finding('workload-on-host-network', {
    namespace: 'flux-system',
    workload: 'image-reflector-controller',
    owner: { kind: 'none' },
  }),
  denied: finding('repository-access-denied', {
    ...repository,
    permission: 'artifactregistry.repositories.downloadArtifacts',
    principal: `serviceAccount:${bound.gsa}`,
    as: `GSA ${bound.gsa}`,
    settled: false,
  }),
  deniedSettled: finding('repository-access-denied', {
    ...repository,
    permission: 'artifactregistry.repositories.downloadArtifacts',
    principal: `serviceAccount:${bound.gsa}`,
    as: `GSA ${bound.gsa}`,
    settled: true,
  }),
  repositoryMissing: finding('repository-not-found', { ...repository, near: null }),
  bucketDenied: finding('bucket-access-denied', {
    ...repository,
    bucket: 'artifacts.acme-prod.appspot.com',
    permission: 'storage.objects.list',
    principal: 'p',
    as: 'a',
  }),
  scanFailing: finding('scan-failing', {
    kind: 'ImageRepository',
    namespace: 'flux-system',
    name: 'api',
    message: 'm',
    age: null,
    mended: false,
  }),
  secretOverrides: finding('secret-overrides-identity', {
    kind: 'ImageRepository',
    namespace: 'flux-system',
    name: 'api',
    secret: 'registry',
    version: '0.35.2',
    owner: { kind: 'none' },
  }),
  mayNotMint: finding('kubernetes-permission-missing', {
    verb: 'create',
    resource: 'serviceaccounts/token',
    group: '',
    namespace: 'flux-system',
    name: place.ksa,
    user: null,
    iamPermission: null,
    project: null,
  }),
  mayNotRead: finding('google-permission-missing', {
    permission: 'iam.serviceAccounts.getIamPolicy',
    resource: 'r',
    role: 'roles/iam.serviceAccountViewer',
    as: 'operator',
  }),
  nodesUnlisted: finding('kubernetes-permission-missing', {
    verb: 'list',
    resource: 'nodes',
    group: '',
    namespace: null,
    name: null,
    user: null,
    iamPermission: null,
    project: null,
  }),
} satisfies Record<string, Finding>;

type Given = Partial<Pick<CheckResult, 'status' | 'findings' | 'notes' | 'testimony' | 'blockedBy'>>;

const proof: Testimony = { kind: 'proof', way: 'workload', gsa: bound.gsa };
const freshWord: Testimony = {
  kind: 'word',
  fresh: true,
  failing: false,
  current: true,
  codes: [],
  means: null,
  coveredByProof: true,
  own: null,
};
const failingWord = (codes: readonly string[], coveredByProof: boolean, own: Finding | null = null): Testimony => ({
  kind: 'word',
  fresh: false,
  failing: true,
  current: true,
  codes,
  means: null,
  coveredByProof,
  own,
});

/** A world in which every link is proved, in the chain's order. */
const chain: readonly [id: string, link: Link, target: string | null, given: Given][] = [
  ['google-credentials', 'access', null, {}],
  ['flux-version', 'workload', null, {}],
  ['workload-ksa', 'workload', null, {}],
  ['workload-host-network', 'workload', null, {}],
  ['workload-environment', 'workload', null, {}],
  ['workload-mesh', 'workload', null, {}],
  ['ksa-annotation', 'KSA', null, { testimony: { kind: 'annotation', gsa: bound.gsa } }],
  ['workload-pool', 'GKE', null, {}],
  ['node-metadata-server', 'GKE', null, {}],
  ['metadata-server-health', 'GKE', null, {}],
  ['metadata-egress', 'GKE', null, {}],
  ['gsa', 'GSA', null, {}],
  ['gsa-enabled', 'GSA', null, {}],
  ['binding', 'binding', null, {}],
  ['binding-deny', 'binding', null, {}],
  ['object-identity', 'token', null, {}],
  ['token-request', 'token', null, {}],
  ['token-exchange', 'token', null, {}],
  ['token', 'token', null, { testimony: proof }],
  ['registry-access', 'registry', repository.image, {}],
  ['registry-storage', 'registry', repository.image, {}],
  ['scan-authentication', 'scan', repository.image, {}],
  ['tags', 'scan', repository.image, {}],
  ['scan-status', 'scan', repository.image, { testimony: freshWord }],
];

/** The healthy world with some checks found otherwise. */
function results(changes: Record<string, Given>): readonly CheckResult[] {
  return chain.map(([id, link, target, given]) => ({
    id,
    link,
    target,
    status: 'pass',
    findings: [],
    notes: [],
    blockedBy: null,
    testimony: null,
    ...given,
    ...changes[id],
  }));
}

function judged(changes: Record<string, Given>) {
  const judgement = judgeIdentity(results(changes), true);
  const status = (id: string) => judgement.checks.find((check) => check.id === id)?.status;
  return {
    ...judgement,
    code: judgement.rootCause?.code ?? null,
    others: judgement.otherCauses.map((cause) => cause.code),
    status,
  };
}

const broken = (one: Finding): Given => ({ status: 'broken', findings: [one] });
const suspected = (one: Finding): Given => ({ status: 'suspected', findings: [one] });
const unknown = (one: Finding): Given => ({ status: 'unknown', findings: [one] });
const blocked = (by: string): Given => ({ status: 'blocked', blockedBy: by, testimony: null });
const noProof: Given = { status: 'unknown', testimony: null };
const downstream = { 'registry-access': blocked('token'), tags: blocked('token') };
const silent: Given = { status: 'skipped', testimony: null };

describe('proof settles reading', () => {
  test('every link proved is healthy', () => {
    expect(judged({}).verdict).toBe('healthy');
  });

  test.each([
    ['binding', suspected(found.bindingMissing)],
    ['binding', broken(found.bindingMissing)],
    ['binding', unknown(found.mayNotRead)],
    ['gsa', unknown(found.mayNotRead)],
    ['workload-pool', unknown(found.mayNotRead)],
    ['binding-deny', unknown(found.mayNotRead)],
  ])('a token had as the KSA settles %s', (id, given) => {
    const result = judged({ [id]: given });
    expect(result.verdict).toBe('healthy');
    expect(['pass', 'skipped']).toContain(result.status(id));
  });

  test('a tag list settles what was read of the repository', () => {
    expect(judged({ 'registry-storage': suspected(found.deniedSettled) }).verdict).toBe('healthy');
  });

  test('a bare KSA that the registry takes needs no annotation', () => {
    const direct: Testimony = { kind: 'proof', way: 'workload', gsa: null };
    const result = judged({ 'ksa-annotation': suspected(found.annotationMissing), token: { testimony: direct } });
    expect(result.verdict).toBe('healthy');
    expect(result.status('ksa-annotation')).toBe('pass');
  });

  test('the operator’s proof does not settle the binding', () => {
    const operator: Testimony = { kind: 'proof', way: 'operator', gsa: bound.gsa };
    expect(judged({ token: { testimony: operator }, binding: unknown(found.mayNotRead) }).verdict).toBe('inconclusive');
    expect(judged({ token: { testimony: operator } }).verdict).toBe('healthy');
  });

  test('the operator’s proof and the grant that was read make up for a token that may not be minted', () => {
    const operator: Testimony = { kind: 'proof', way: 'operator', gsa: bound.gsa };
    const unminted = {
      token: { testimony: operator },
      'token-request': unknown(found.mayNotMint),
      'token-exchange': blocked('token-request'),
    };
    expect(judged(unminted).verdict).toBe('healthy');
    expect(judged({ ...unminted, 'binding-deny': unknown(found.mayNotRead) }).verdict).toBe('healthy');
    const unfresh = { ...unminted, 'binding-deny': unknown(found.mayNotRead), 'scan-status': silent };
    expect(judged(unfresh)).toMatchObject({ verdict: 'inconclusive' });
    expect(judged({ ...unminted, binding: unknown(found.mayNotRead) }).suspect?.code).toBe(
      'kubernetes-permission-missing',
    );
  });

  test('credentials that were not needed do not matter', () => {
    const result = judged({
      'google-credentials': unknown(finding('google-credentials-missing', { problem: 'none' })),
    });
    expect(result.verdict).toBe('healthy');
  });
});

describe('a refused token', () => {
  const refused = {
    token: { ...broken(found.impersonationDenied), testimony: null },
    ...downstream,
    'scan-status': silent,
  };

  test('makes the suspected binding the cause, and is not blamed itself', () => {
    const result = judged({ ...refused, binding: suspected(found.bindingMissing) });
    expect(result).toMatchObject({ verdict: 'broken', code: 'binding-missing', others: [] });
    expect(result.status('token')).toBe('blocked');
  });

  test('is impersonation-denied where no reading explains it', () => {
    expect(judged(refused)).toMatchObject({ verdict: 'broken', code: 'impersonation-denied', others: [] });
  });

  test('after the binding was seen to be mended is the time that IAM takes', () => {
    const refusedSince = judgeIdentity(results(refused), true, '2026-11-24T12:00:00Z');
    expect(refusedSince.rootCause?.code).toBe('binding-propagating');
  });

  test('is explained by a disabled account before a binding that is only suspected', () => {
    const result = judged({
      ...refused,
      'gsa-enabled': broken(found.gsaDisabled),
      binding: suspected(found.bindingMissing),
    });
    expect(result).toMatchObject({ code: 'gsa-disabled', others: [] });
    expect(result.status('binding')).toBe('unknown');
  });

  test('leaves a missing repository as another cause', () => {
    const result = judged({
      ...refused,
      binding: suspected(found.bindingMissing),
      'registry-storage': broken(found.repositoryMissing),
    });
    expect(result).toMatchObject({ code: 'binding-missing', others: ['repository-not-found'] });
  });

  test('names a grant that may not hold among what may be behind it', () => {
    const doubt = 'roles/iam.workloadIdentityUser for x on y: its condition depends on what only Google sees';
    const result = judged({ ...refused, binding: { status: 'unknown', notes: [doubt] } });
    expect(result).toMatchObject({ code: 'impersonation-denied', others: [] });
    expect(result.rootCause?.finding.args).toMatchObject({
      candidates: [doubt, 'a principal access boundary', refusalCandidates.young],
    });
  });

  test('of an account that does not exist leaves no question of what it may read', () => {
    const result = judged({
      ...refused,
      gsa: broken(
        finding('gsa-not-found', { ...place, gsa: bound.gsa, project: null, owner: { kind: 'none' }, candidates: [] }),
      ),
      'registry-storage': broken(found.deniedSettled),
    });
    expect(result).toMatchObject({ code: 'gsa-not-found', others: [] });
    expect(result.status('registry-storage')).toBe('blocked');
  });

  test('by STS is the pool’s fault where that is off', () => {
    const result = judged({
      ...refused,
      'workload-pool': broken(found.poolMissing),
      'token-exchange': broken(found.exchangeRejected),
      token: noProof,
    });
    expect(result).toMatchObject({ code: 'workload-pool-missing', others: [] });
    expect(result.status('token-exchange')).toBe('blocked');
  });

  test('by STS under a foreign pool leaves no question of the binding’s pool', () => {
    const cluster = { project: 'acme-prod', location: 'europe-west1', name: 'prod-1' };
    const result = judged({
      ...refused,
      'workload-pool': broken(
        finding('workload-pool-foreign', { cluster, pool: 'other.svc.id.goog', expected: bound.pool }),
      ),
      binding: broken(
        finding('binding-wrong-pool', { ...bound, found: { member: 'm', role: 'r', resource: 'serviceAccounts/g' } }),
      ),
      'token-exchange': broken(found.exchangeRejected),
      token: noProof,
    });
    expect(result).toMatchObject({ code: 'workload-pool-foreign', others: [] });
  });

  test('by STS is told by itself where the pool reads right', () => {
    const result = judged({ ...refused, 'token-exchange': broken(found.exchangeRejected), token: noProof });
    expect(result).toMatchObject({ code: 'token-exchange-rejected', others: [] });
  });

  test('with a fresh scan says that a cached token is at work', () => {
    const result = judged({
      ...refused,
      binding: suspected(found.bindingMissing),
      'scan-status': { testimony: freshWord },
    });
    expect(result.code).toBe('binding-missing');
    expect(result.checks.find((check) => check.id === 'binding')?.notes.join()).toContain('cached token');
  });
});

describe('a refusal by the registry', () => {
  const direct: Testimony = { kind: 'proof', way: 'workload', gsa: null };

  test('of the GSA is the reader role’s', () => {
    const result = judged({
      'registry-access': broken(found.denied),
      'registry-storage': suspected(found.deniedSettled),
      tags: blocked('registry-access'),
      'scan-status': silent,
    });
    expect(result).toMatchObject({ verdict: 'broken', code: 'repository-access-denied', others: [] });
  });

  test('of a bare KSA is the missing annotation’s', () => {
    const result = judged({
      'ksa-annotation': suspected(found.annotationMissing),
      token: { testimony: direct },
      'registry-access': broken(found.denied),
      'registry-storage': broken(found.deniedSettled),
      tags: blocked('registry-access'),
      'scan-status': silent,
    });
    expect(result).toMatchObject({ code: 'ksa-annotation-missing', others: [] });
    expect(result.status('registry-access')).toBe('blocked');
    expect(result.status('registry-storage')).toBe('blocked');
  });

  test('is the project’s where Google says that the project is deleted', () => {
    const gone = (project: string) =>
      finding('project-unusable', { project, cause: 'deleted', problem: `Project ${project} has been deleted.` });
    const refused = {
      'registry-access': broken(found.denied),
      tags: blocked('registry-access'),
      'scan-status': silent,
    };
    expect(judged({ ...refused, 'registry-storage': unknown(gone('acme-prod')) })).toMatchObject({
      code: 'project-unusable',
      others: [],
    });
    expect(judged({ ...refused, 'registry-storage': unknown(gone('elsewhere')) }).code).toBe(
      'repository-access-denied',
    );
  });

  test('of a bare KSA is the workload’s where a KSA beside it is annotated, and nothing runs as that', () => {
    const result = judged({
      'workload-ksa': suspected(found.otherKsa),
      'ksa-annotation': suspected(found.annotationMissing),
      token: { testimony: direct },
      'registry-access': broken(found.denied),
      'registry-storage': broken(found.deniedSettled),
      tags: blocked('registry-access'),
      'scan-status': silent,
    });
    expect(result).toMatchObject({ code: 'workload-uses-other-ksa', others: [] });
    expect(result.status('ksa-annotation')).toBe('blocked');
  });

  test('that did not come settles a KSA beside the bare one', () => {
    const result = judged({
      'workload-ksa': suspected(found.otherKsa),
      'ksa-annotation': suspected(found.annotationMissing),
      token: { testimony: direct },
    });
    expect(result.verdict).toBe('healthy');
    expect(result.status('workload-ksa')).toBe('pass');
  });

  test('of a version without any login is the version’s, whatever the object says', () => {
    const result = judged({
      'flux-version': broken(found.tooOld),
      'scan-authentication': broken(found.providerIgnored),
      'scan-status': silent,
    });
    expect(result).toMatchObject({ code: 'flux-too-old-for-registry', others: [] });
    expect(result.status('scan-authentication')).toBe('blocked');
  });

  test('of a bare KSA is the repository’s where there is none', () => {
    const result = judged({
      'ksa-annotation': suspected(found.annotationMissing),
      token: { testimony: direct },
      'registry-access': broken(found.denied),
      'registry-storage': broken(found.repositoryMissing),
      tags: blocked('registry-access'),
      'scan-status': silent,
    });
    expect(result).toMatchObject({ code: 'repository-not-found', others: [] });
  });

  test('of the controller is the version’s that gives objects no identity of their own', () => {
    const unsupported = finding('object-identity-unsupported', {
      workload: 'image-reflector-controller',
      ...place,
      version: '0.34.0',
      kind: 'ImageRepository',
      minimum: '0.35',
    });
    const wish: Given = { ...broken(unsupported), testimony: { kind: 'unserved', images: [repository.image] } };
    const result = judged({
      'ksa-annotation': suspected(found.annotationMissing),
      'object-identity': wish,
      token: { testimony: direct },
      'registry-access': broken(found.denied),
      'registry-storage': broken(found.deniedSettled),
      tags: blocked('registry-access'),
      'scan-status': silent,
    });
    expect(result).toMatchObject({ code: 'object-identity-unsupported', others: [] });
  });

  test('that the registry is gone leaves no question of its policies', () => {
    const result = judged({
      'registry-access': broken(finding('registry-shut-down', { ...repository, project: 'acme-prod' })),
      'registry-storage': broken(found.repositoryMissing),
      tags: blocked('registry-access'),
      'scan-status': silent,
    });
    expect(result).toMatchObject({ code: 'registry-shut-down', others: [] });
    expect(result.status('registry-storage')).toBe('blocked');
  });

  test('never makes a bucket the cause where Artifact Registry answered', () => {
    const result = judged({
      'registry-access': broken(found.denied),
      'registry-storage': suspected(found.bucketDenied),
      tags: blocked('registry-access'),
      'scan-status': silent,
    });
    expect(result.code).toBe('repository-access-denied');
  });
});

describe('without a proof', () => {
  const unproved = {
    'token-request': unknown(found.mayNotMint),
    'token-exchange': blocked('token-request'),
    token: noProof,
    ...downstream,
    'scan-status': silent,
  };

  test('a suspicion is no verdict, and the report names it', () => {
    const result = judged({ ...unproved, binding: suspected(found.bindingMissing) });
    expect(result.verdict).toBe('inconclusive');
    expect(result.suspect?.code).toBe('binding-missing');
  });

  test('and without readings the right to prove is what is missing', () => {
    const result = judged({ ...unproved, binding: unknown(found.mayNotRead) });
    expect(result.verdict).toBe('inconclusive');
    expect(result.suspect?.code).toBe('kubernetes-permission-missing');
  });

  test('a bare KSA that no policy names, all of them read, lacks its annotation', () => {
    const result = judged({
      ...unproved,
      'ksa-annotation': suspected(found.annotationMissing),
      'registry-storage': broken(found.deniedSettled),
    });
    expect(result).toMatchObject({ verdict: 'broken', code: 'ksa-annotation-missing', others: [] });
    const unread = judged({
      ...unproved,
      'ksa-annotation': suspected(found.annotationMissing),
      'registry-storage': suspected(found.deniedSettled),
    });
    expect(unread.verdict).toBe('inconclusive');
    expect(unread.suspect?.code).toBe('ksa-annotation-missing');
  });

  test('a login of the caller’s own comes before the right to prove', () => {
    const result = judged({
      ...unproved,
      'google-credentials': unknown(found.loginExpired),
      binding: unknown(found.mayNotRead),
    });
    expect(result.suspect?.code).toBe('google-credentials-expired');
  });

  test('Flux’s own refusal, of now, proves a suspicion', () => {
    const result = judged({
      ...unproved,
      binding: suspected(found.bindingMissing),
      'scan-status': { ...suspected(found.scanFailing), testimony: failingWord(['binding-missing'], true) },
    });
    expect(result).toMatchObject({ verdict: 'broken', code: 'binding-missing', others: [] });
  });

  test('a missing binding that every level was read for is broken', () => {
    expect(judged({ ...unproved, binding: broken(found.bindingMissing) })).toMatchObject({
      verdict: 'broken',
      code: 'binding-missing',
    });
  });
});

describe('the patient’s own word', () => {
  test('a fresh scan through a bypass is a warning, and no bypass is broken', () => {
    const result = judged({ 'workload-host-network': broken(found.hostNetwork) });
    expect(result.verdict).toBe('healthy');
    expect(result.status('workload-host-network')).toBe('warn');
  });

  test.each([
    ['a bypass', { 'workload-host-network': broken(found.hostNetwork) }],
    ['pull secrets', { 'scan-authentication': { status: 'warn', findings: [found.secretOverrides] } }],
  ] satisfies [string, Record<string, Given>][])('an identity that %s stands in for is not blamed', (_, at) => {
    const direct: Testimony = { kind: 'proof', way: 'workload', gsa: null };
    const refused = {
      'ksa-annotation': suspected(found.annotationMissing),
      token: { testimony: direct },
      'registry-access': broken(found.denied),
      tags: blocked('registry-access'),
    };
    expect(judged(refused)).toMatchObject({ verdict: 'broken', code: 'ksa-annotation-missing' });
    expect(judged({ ...refused, ...at })).toMatchObject({ verdict: 'inconclusive', code: null, others: [] });
  });

  test('a bare KSA as which Flux scans is not suspected, and not proved', () => {
    const unproved = { 'ksa-annotation': suspected(found.annotationMissing), token: noProof, ...downstream };
    const minting = { 'token-request': unknown(found.mayNotMint), 'registry-storage': silent };
    expect(judged({ ...unproved, ...minting }).suspect?.code).toBe('kubernetes-permission-missing');
    expect(judged({ ...unproved, ...minting, 'scan-status': silent }).suspect?.code).toBe('ksa-annotation-missing');
  });

  test('a failing scan through a bypass is broken', () => {
    const result = judged({
      'workload-host-network': broken(found.hostNetwork),
      'scan-status': { ...suspected(found.scanFailing), testimony: failingWord([], true) },
    });
    expect(result).toMatchObject({ verdict: 'broken', code: 'workload-on-host-network', others: [] });
  });

  test('what may stand in the way is broken where Flux fails and nothing else explains it', () => {
    const failing = { ...suspected(found.scanFailing), testimony: failingWord(['mesh-blocks-metadata'], false) };
    expect(judged({ 'workload-mesh': suspected(found.mesh), 'scan-status': failing })).toMatchObject({
      verdict: 'broken',
      code: 'mesh-blocks-metadata',
      others: [],
    });
  });

  test('what may stand in the way is a warning beside a refused proof, and while scans succeed', () => {
    const result = judged({
      'workload-mesh': suspected(found.mesh),
      token: { ...broken(found.impersonationDenied), testimony: null },
      ...downstream,
      binding: suspected(found.bindingMissing),
      'scan-status': {
        ...suspected(found.scanFailing),
        testimony: failingWord(['binding-missing', 'mesh-blocks-metadata'], true),
      },
    });
    expect(result).toMatchObject({ code: 'binding-missing', others: [] });
    expect(result.status('workload-mesh')).toBe('warn');
    expect(judged({ 'workload-mesh': suspected(found.mesh) }).verdict).toBe('healthy');
  });

  test('policies that stop the pods are broken by reading, a server that is down is not known, with no word of Flux', () => {
    const blockedEgress = finding('metadata-egress-blocked', {
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      policies: ['default-deny'],
      what: 'metadata',
      dataplane: 'dataplane-v2',
      peer: '169.254.169.254/32',
      port: 80,
    });
    const down = finding('metadata-server-unhealthy', { node: 'n', cause: 'absent', detail: '' });
    expect(judged({ 'metadata-egress': suspected(blockedEgress), 'scan-status': silent }).code).toBe(
      'metadata-egress-blocked',
    );
    expect(judged({ 'metadata-egress': suspected(blockedEgress) }).verdict).toBe('healthy');
    expect(judged({ 'metadata-server-health': suspected(down), 'scan-status': silent }).verdict).toBe('inconclusive');
    expect(judged({ 'metadata-server-health': suspected(down) }).verdict).toBe('healthy');
  });

  test('through a bypass leaves no question of the way to the metadata server', () => {
    const mesh = judged({ 'workload-host-network': broken(found.hostNetwork), 'workload-mesh': suspected(found.mesh) });
    expect(mesh.verdict).toBe('healthy');
    expect(mesh.status('workload-mesh')).toBe('pass');
  });

  test('a text that a proved link explains is mended', () => {
    const result = judged({
      'scan-status': { ...suspected(found.scanFailing), testimony: failingWord(['repository-access-denied'], true) },
    });
    expect(result.verdict).toBe('healthy');
    expect(result.checks.find((check) => check.id === 'scan-status')?.findings[0]?.args).toMatchObject({
      mended: true,
    });
  });

  test('the operator’s proof mends nothing that the policies leave open', () => {
    const failing = {
      token: { testimony: { kind: 'proof', way: 'operator', gsa: bound.gsa } satisfies Testimony },
      'scan-status': { ...suspected(found.scanFailing), testimony: failingWord(['impersonation-denied'], true) },
    };
    expect(judged({ ...failing, binding: { status: 'unknown' } }).status('scan-status')).toBe('unknown');
    expect(judged(failing).status('scan-status')).toBe('warn');
  });

  test('no proof mends what the node may be at fault for', () => {
    const result = judged({
      'node-metadata-server': unknown(found.nodesUnlisted),
      'scan-status': { ...suspected(found.scanFailing), testimony: failingWord(['repository-access-denied'], true) },
    });
    expect(result.status('scan-status')).toBe('unknown');
    expect(result.suspect?.code).toBe('kubernetes-permission-missing');
  });

  test('a text that no proof covers is broken, in Flux’s words', () => {
    const result = judged({ 'scan-status': { ...suspected(found.scanFailing), testimony: failingWord([], false) } });
    expect(result).toMatchObject({ verdict: 'broken', code: 'scan-failing' });
  });

  test('a controller that gave up on the metadata server is told so only where the way there was read', () => {
    const own = finding('metadata-probe-stuck', {
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      message: 'm',
    });
    const word = failingWord(['metadata-probe-stuck'], false);
    if (word.kind !== 'word') throw new Error('no word');
    const said = { ...suspected(found.scanFailing), testimony: { ...word, own } };
    expect(judged({ 'scan-status': said })).toMatchObject({ verdict: 'broken', code: 'metadata-probe-stuck' });
    expect(judged({ 'scan-status': said, 'metadata-egress': unknown(found.nodesUnlisted) })).toMatchObject({
      verdict: 'broken',
      code: 'scan-failing',
    });
  });

  test('a text that no proof covers is broken though the pods’ side may not be read; an unknown one is not', () => {
    const unread = { 'metadata-egress': unknown(found.nodesUnlisted) };
    const said = (codes: readonly string[]) => ({
      ...suspected(found.scanFailing),
      testimony: failingWord(codes, false),
    });
    expect(judged({ ...unread, 'scan-status': said(['metadata-server-unhealthy']) }).code).toBe('scan-failing');
    expect(judged({ ...unread, 'scan-status': said([]) }).verdict).toBe('inconclusive');
  });

  test('nodes that may not be listed are settled by a fresh scan when all else is proved', () => {
    expect(judged({ 'node-metadata-server': unknown(found.nodesUnlisted) }).verdict).toBe('healthy');
    expect(judged({ 'node-metadata-server': unknown(found.nodesUnlisted), 'scan-status': silent }).verdict).toBe(
      'inconclusive',
    );
  });

  test('a check that the caller left out keeps the run from being healthy', () => {
    expect(judged({ 'metadata-egress': { status: 'skipped', notes: ['left out by --skip'] } }).verdict).toBe(
      'inconclusive',
    );
  });
});
