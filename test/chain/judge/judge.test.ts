import { describe, expect, test } from 'vitest';
import { failedStep } from '../../../src/chain/failed-step.ts';
import type { CaseFile, CheckResult, Failure, Testimony } from '../../../src/chain/judge/case.ts';
import { judgeIdentity } from '../../../src/chain/judge/verdict.ts';
import { finding } from '../../../src/chain/vocabulary.ts';
import type { Code, Finding, Link } from '../../../src/chain/vocabulary.ts';

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
    candidates: ['binding', 'deny-or-boundary', 'young', 'absent'],
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
    mode: 'sidecar',
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
    near: null,
  }),
  deniedSettled: finding('repository-access-denied', {
    ...repository,
    permission: 'artifactregistry.repositories.downloadArtifacts',
    principal: `serviceAccount:${bound.gsa}`,
    as: `GSA ${bound.gsa}`,
    settled: true,
    near: null,
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
    state: 'failing',
  }),
  secretOverrides: finding('secret-overrides-identity', {
    kind: 'ImageRepository',
    namespace: 'flux-system',
    name: 'api',
    secret: 'registry',
    version: '0.35.2',
    owner: { kind: 'none' },
    anonymous: false,
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
const freshScan: Testimony = { kind: 'flux-report', fresh: true, failure: null };
const nothing = { fork: 'refused', link: 'scan', permission: null, resource: null, means: '', notMeans: null } as const;
/** Flux reports a failure whose text points at these codes. */
const failing = (codes: readonly Code[], coveredByProof: boolean, more: Partial<Failure> = {}): Given => {
  const reading = codes.length === 0 ? null : { ...nothing, as: null, next: [], codes, coveredByProof };
  const failure: Failure = {
    kind: 'ImageRepository',
    age: 'current',
    at: null,
    reading,
    step: failedStep(reading, ''),
    pull: false,
    own: null,
    ...more,
  };
  return { ...suspected(found.scanFailing), testimony: { kind: 'flux-report', fresh: false, failure } };
};

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
  ['mint-permission', 'token', null, {}],
  ['token-request', 'token', null, {}],
  ['token-exchange', 'token', null, {}],
  ['token', 'token', null, { testimony: proof }],
  ['registry-access', 'registry', repository.image, {}],
  ['registry-storage', 'registry', repository.image, {}],
  ['pull', 'registry', repository.image, {}],
  ['scan-authentication', 'scan', repository.image, { testimony: { kind: 'authentication', by: 'identity' } }],
  ['tags', 'scan', repository.image, {}],
  ['scan-status', 'scan', repository.image, { testimony: freshScan }],
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

function judged(changes: Record<string, Given>, more: Partial<CaseFile> = {}) {
  const file: CaseFile = { results: results(changes), path: 'controller', bindingResolvedAt: null, ...more };
  const judgement = judgeIdentity(file, true);
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

  test('after the binding was seen to be fixed is the time that IAM takes', () => {
    const refusedSince = judged(refused, { bindingResolvedAt: '2026-11-24T12:00:00Z' });
    expect(refusedSince.code).toBe('binding-propagating');
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
    const grant = { member: 'm', role: 'roles/iam.workloadIdentityUser', resource: 'serviceAccounts/g' };
    const uncertain = finding('binding-uncertain', { ...bound, found: grant, doubt: 'condition' });
    const result = judged({ ...refused, binding: unknown(uncertain) });
    expect(result).toMatchObject({ code: 'impersonation-denied', others: [] });
    expect(result.rootCause?.finding.args).toMatchObject({
      candidates: ['uncertain-grant', 'boundary', 'young'],
    });
  });

  test('of an account that does not exist leaves no question of what it may read', () => {
    const result = judged({
      ...refused,
      gsa: broken(
        finding('gsa-not-found', {
          ...place,
          gsa: bound.gsa,
          project: null,
          owner: { kind: 'none' },
          candidates: [],
          pool: null,
          repositories: [],
        }),
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
        finding('binding-wrong-pool', {
          ...bound,
          found: { member: 'm', role: 'r', resource: 'serviceAccounts/g' },
          should: 's',
        }),
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
      'scan-status': { testimony: freshScan },
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
      'scan-status': failing(['binding-missing'], true),
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

describe('what Flux reports', () => {
  test('a fresh scan through a bypass is a warning, and no bypass is broken', () => {
    const result = judged({ 'workload-host-network': broken(found.hostNetwork) });
    expect(result.verdict).toBe('healthy');
    expect(result.status('workload-host-network')).toBe('warn');
  });

  test.each([
    ['a bypass', { 'workload-host-network': broken(found.hostNetwork) }],
    [
      'pull secrets',
      {
        'scan-authentication': {
          status: 'warn',
          findings: [found.secretOverrides],
          testimony: { kind: 'authentication', by: 'secret' },
        },
      },
    ],
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
      'scan-status': failing([], true),
    });
    expect(result).toMatchObject({ verdict: 'broken', code: 'workload-on-host-network', others: [] });
  });

  test('what may stand in the way is broken where Flux fails and nothing else explains it', () => {
    const mesh = { 'workload-mesh': suspected(found.mesh) };
    expect(judged({ ...mesh, 'scan-status': failing(['mesh-blocks-metadata'], false) })).toMatchObject({
      verdict: 'broken',
      code: 'mesh-blocks-metadata',
      others: [],
    });
    expect(judged({ ...mesh, 'scan-status': failing([], false, { step: 'metadata' }) }).code).toBe(
      'mesh-blocks-metadata',
    );
  });

  test.each([
    ['a certificate', failing(['registry-ca-untrusted'], false)],
    ['a refusal by the registry, which had been shown a token', failing(['repository-access-denied'], true)],
    ['words that nobody knows', failing([], false)],
  ])('what may stand in the way is no cause of %s', (_, scan) => {
    const result = judged({ 'workload-mesh': suspected(found.mesh), 'scan-status': scan });
    expect(result.status('workload-mesh')).toBe('warn');
    expect(result.code).not.toBe('mesh-blocks-metadata');
    expect(result.verdict).not.toBe('healthy');
  });

  test('what may stand in the way is a warning beside a refused proof, and while scans succeed', () => {
    const result = judged({
      'workload-mesh': suspected(found.mesh),
      token: { ...broken(found.impersonationDenied), testimony: null },
      ...downstream,
      binding: suspected(found.bindingMissing),
      'scan-status': failing(['binding-missing', 'mesh-blocks-metadata'], true),
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
      certain: true,
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

  const denied: readonly Code[] = ['repository-access-denied'];
  const stateOf = (result: ReturnType<typeof judged>) =>
    result.checks.find((check) => check.id === 'scan-status')?.findings[0]?.args;

  test('a failure of now outweighs every proof, and is the suspect', () => {
    const result = judged({ 'scan-status': failing(denied, true) });
    expect(result).toMatchObject({ verdict: 'inconclusive', code: null });
    expect(result.suspect?.code).toBe('scan-failing');
    expect(stateOf(result)).toMatchObject({ state: 'contradicted' });
  });

  test('a failure is fixed where a change was seen after it, and only there', () => {
    const result = judged({ 'scan-status': failing(denied, true, { age: 'resolved' }) });
    expect(result.verdict).toBe('healthy');
    expect(stateOf(result)).toMatchObject({ state: 'resolved' });
  });

  test('a refusal by IAM is fixed where the binding was seen to be fixed after it', () => {
    const refused = { 'scan-status': failing(['binding-missing'], true, { at: '2026-11-24T12:00:00Z' }) };
    expect(judged(refused, { bindingResolvedAt: '2026-11-24T12:01:00Z' }).verdict).toBe('healthy');
    expect(judged(refused, { bindingResolvedAt: '2026-11-24T11:59:00Z' }).verdict).toBe('inconclusive');
    expect(judged(refused).verdict).toBe('inconclusive');
  });

  test('an old failure is settled by a proof of the very path alone', () => {
    const old = { 'scan-status': failing(denied, true, { age: 'past' }) };
    expect(judged(old).verdict).toBe('inconclusive');
    expect(judged(old, { path: 'object' }).verdict).toBe('healthy');
    const inPod: Testimony = { kind: 'proof', way: 'pod', gsa: bound.gsa };
    expect(judged({ ...old, token: { testimony: inPod } }).verdict).toBe('healthy');
    const asGsa = { ...nothing, as: `GSA ${bound.gsa}`, next: [], codes: denied, coveredByProof: true };
    expect(judged({ 'scan-status': failing(denied, true, { age: 'past', reading: asGsa }) }).verdict).toBe('healthy');
  });

  test('what only the controller needs is covered by no proof', () => {
    const minting = failing(['token-request-forbidden'], false);
    const unasked = { 'mint-permission': unknown(found.mayNotMint) };
    expect(judged({ ...unasked, 'scan-status': minting }, { path: 'object' }).verdict).toBe('broken');
    expect(judged({ 'mint-permission': {}, 'scan-status': minting }, { path: 'object' }).verdict).toBe('inconclusive');
  });

  test('a pull is more than a list of tags', () => {
    const pull = failing(denied, true, { kind: 'OCIRepository', pull: true });
    expect(judged({ pull: { status: 'skipped' }, 'scan-status': pull })).toMatchObject({
      verdict: 'broken',
      code: 'scan-failing',
    });
    expect(judged({ pull: {}, 'scan-status': pull }).verdict).toBe('inconclusive');
  });

  test('a refusal by IAM shows that the controller had minted the token', () => {
    const result = judged(
      { 'mint-permission': unknown(found.mayNotMint), 'scan-status': failing(['binding-missing'], true) },
      { path: 'object' },
    );
    expect(result.status('mint-permission')).toBe('skipped');
    expect(result.suspect?.code).toBe('scan-failing');
  });

  test('an unknown certificate is told beside a broken binding', () => {
    const untrusted = finding('registry-ca-untrusted', {
      image: repository.image,
      host: repository.host,
      message: 'm',
    });
    const result = judged({
      token: { ...broken(found.impersonationDenied), testimony: null },
      ...downstream,
      binding: suspected(found.bindingMissing),
      'scan-status': failing(['registry-ca-untrusted'], false, { own: untrusted }),
    });
    expect(result).toMatchObject({ code: 'binding-missing', others: ['registry-ca-untrusted'] });
  });

  test('the operator’s proof settles nothing that the policies leave open', () => {
    const old = {
      token: { testimony: { kind: 'proof', way: 'operator', gsa: bound.gsa } satisfies Testimony },
      'scan-status': failing(['impersonation-denied'], true, { age: 'past' }),
    };
    expect(judged({ ...old, binding: { status: 'unknown' } }).status('scan-status')).toBe('unknown');
    expect(judged(old).status('scan-status')).toBe('unknown');
  });

  test('a text that no proof covers is broken, in Flux’s words; one that nobody knows is not', () => {
    const stuck = failing(['metadata-server-unhealthy'], false);
    expect(judged({ 'scan-status': stuck })).toMatchObject({ verdict: 'broken', code: 'scan-failing' });
    expect(judged({ 'scan-status': failing([], false) })).toMatchObject({ verdict: 'inconclusive', code: null });
    const unread = { 'metadata-egress': unknown(found.nodesUnlisted) };
    expect(judged({ ...unread, 'scan-status': stuck }).code).toBe('scan-failing');
  });

  test('a controller that gave up on the metadata server is told so only where the way there was read', () => {
    const own = finding('metadata-probe-stuck', {
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      message: 'm',
    });
    const scan = failing(['metadata-probe-stuck'], false, { own });
    expect(judged({ 'scan-status': scan })).toMatchObject({ verdict: 'broken', code: 'metadata-probe-stuck' });
    expect(judged({ 'scan-status': scan, 'metadata-egress': unknown(found.nodesUnlisted) })).toMatchObject({
      verdict: 'broken',
      code: 'scan-failing',
    });
  });

  test('a scan with a pull secret, or of a public image, says nothing of the identity', () => {
    const unread = { 'node-metadata-server': unknown(found.nodesUnlisted) };
    expect(judged(unread).verdict).toBe('healthy');
    const anonymous: Testimony = { kind: 'authentication', by: 'anonymous' };
    expect(judged({ ...unread, 'scan-authentication': { testimony: anonymous } }).verdict).toBe('inconclusive');
  });

  test('a pull secret that fails leaves no question of the KSA that it stands in for', () => {
    const result = judged({
      'ksa-annotation': suspected(found.annotationMissing),
      token: { testimony: { kind: 'proof', way: 'workload', gsa: null } },
      'registry-access': broken(found.denied),
      tags: blocked('registry-access'),
      'scan-authentication': {
        ...broken(found.secretOverrides),
        testimony: { kind: 'authentication', by: 'secret' },
      },
      'scan-status': failing(denied, true),
    });
    expect(result).toMatchObject({ verdict: 'broken', code: 'secret-overrides-identity', others: [] });
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
