/** Reports as a run makes them, in the words that the program has for their findings. */

import { reportFix, reportSchema } from '../../src/chain/report.ts';
import type { Report, ReportCause, ReportCheck, ReportCluster, ReportIdentity } from '../../src/chain/report.ts';
import { finding, links } from '../../src/chain/vocabulary.ts';
import type { Finding, Link } from '../../src/chain/vocabulary.ts';
import { describe } from '../../src/findings/describe.ts';

const at = '2026-11-24T08:00:00.000Z';
const pool = 'acme-prod.svc.id.goog';
export const gsa = 'flux-images@acme-prod.iam.gserviceaccount.com';

export function aCheck(id: string, link: ReportCheck['link'], changes: Partial<ReportCheck> = {}): ReportCheck {
  return {
    id,
    link,
    title: `${id} holds`,
    status: 'pass',
    blockedBy: null,
    target: null,
    durationMs: 12,
    attempts: 1,
    notes: [],
    findings: [],
    evidence: [],
    ...changes,
  };
}

/** A check with a finding, told in the program's own words. */
export function found(id: string, link: Link, status: ReportCheck['status'], told: Finding): ReportCheck {
  const { fixes, ...words } = describe(told);
  return aCheck(id, link, {
    status,
    findings: [{ code: told.code, args: { ...told.args }, ...words, fixes: fixes.map((fix) => reportFix(fix)) }],
    evidence: [{ api: 'iam.projects.serviceAccounts.getIamPolicy', resource: gsa, at, summary: '200' }],
  });
}

export function causeOf(check: ReportCheck, identity: string | null): ReportCause {
  const [first] = check.findings;
  if (first === undefined) throw new Error(`${check.id} has no finding`);
  const { code, summary } = first;
  return { code, check: check.id, link: check.link, identity, target: check.target, summary };
}

/** One check for each link of the chain, all passed, but for those given. */
export function chainWith(...changed: readonly ReportCheck[]): ReportCheck[] {
  const chain = links.filter((link) => link !== 'access' && link !== 'GKE');
  return chain.flatMap((link) => {
    const own = changed.filter((check) => check.link === link);
    return own.length > 0 ? own : [aCheck(`${link.toLowerCase()}-check`, link)];
  });
}

export function anIdentity(name: string, changes: Partial<ReportIdentity> = {}): ReportIdentity {
  return {
    id: `prod/flux-system/${name}`,
    path: 'controller',
    namespace: 'flux-system',
    serviceAccount: name,
    gsa,
    projects: { cluster: 'acme-prod', gsa: 'acme-iam', registries: ['acme-images'] },
    workloads: [{ kind: 'Deployment', namespace: 'flux-system', name: 'image-reflector-controller', version: '1.0.1' }],
    targets: [
      {
        image: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
        project: 'acme-images',
        location: 'europe-west1',
        repository: 'apps',
        objects: [],
      },
    ],
    verdict: 'healthy',
    rootCause: null,
    otherCauses: [],
    suspect: null,
    provedAs: 'workload',
    checks: chainWith(),
    ...changes,
  };
}

export function aCluster(changes: Partial<ReportCluster> = {}): ReportCluster {
  return {
    context: 'prod',
    project: 'acme-prod',
    location: 'europe-west1',
    name: 'prod-1',
    workloadPool: pool,
    checks: [aCheck('cluster-access', 'access'), aCheck('workload-pool', 'GKE')],
    ...changes,
  };
}

/** Checked by the published schema, so that no test reads what no run writes. */
export function aReport(changes: Partial<Report> = {}): Report {
  return reportSchema.parse({
    schemaVersion: '1',
    tool: { name: 'flux-wi', version: '0.1.0' },
    startedAt: at,
    durationMs: 1234,
    sandbox: false,
    endpoints: {},
    verdict: 'healthy',
    rootCause: null,
    suspect: null,
    interrupted: null,
    clusters: [aCluster()],
    identities: [anIdentity('image-reflector-controller')],
    redactions: { tokens: 0, names: 0 },
    ...changes,
  });
}

export const wrongNamespace = finding('binding-wrong-namespace', {
  namespace: 'flux-system',
  ksa: 'image-reflector-controller',
  gsa,
  pool,
  found: {
    member: `serviceAccount:${pool}[flux/image-reflector-controller]`,
    role: 'roles/iam.workloadIdentityUser',
    resource: gsa,
  },
  should: `serviceAccount:${pool}[flux-system/image-reflector-controller]`,
});

const accessDenied = finding('repository-access-denied', {
  image: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
  host: 'europe-west1-docker.pkg.dev',
  project: 'acme-images',
  location: 'europe-west1',
  repository: 'apps',
  permission: 'artifactregistry.repositories.downloadArtifacts',
  principal: `serviceAccount:${gsa}`,
  as: `GSA ${gsa}`,
  settled: true,
  near: null,
});

const mayNotMint = finding('kubernetes-permission-missing', {
  verb: 'create',
  resource: 'serviceaccounts/token',
  group: '',
  namespace: 'flux-system',
  name: 'image-reflector-controller',
  user: 'dev@acme.example',
  iamPermission: 'container.serviceAccounts.createToken',
  project: 'acme-prod',
});

export const healthy = (): Report => aReport();

/** A binding that names another namespace: what comes after it is broken or not asked. */
export function broken(): Report {
  const id = 'prod/flux-system/image-reflector-controller';
  const binding = found('binding', 'binding', 'broken', wrongNamespace);
  const rootCause = causeOf(binding, id);
  const checks = chainWith(
    binding,
    aCheck('token', 'token', { status: 'blocked', blockedBy: 'binding' }),
    aCheck('tags', 'scan', { status: 'skipped', notes: ['left out by --skip'] }),
  );
  return aReport({
    verdict: 'broken',
    rootCause,
    identities: [anIdentity('image-reflector-controller', { verdict: 'broken', rootCause, checks })],
  });
}

/** Nothing is wrong as far as can be seen, and one right is missing to prove it. */
export function inconclusive(): Report {
  const id = 'prod/flux-system/image-reflector-controller';
  const token = found('token-request', 'token', 'unknown', mayNotMint);
  const suspect = causeOf(token, id);
  return aReport({
    verdict: 'inconclusive',
    suspect,
    identities: [
      anIdentity('image-reflector-controller', {
        verdict: 'inconclusive',
        suspect,
        checks: chainWith(token),
        provedAs: 'none',
      }),
    ],
  });
}

/** The same refusal met by several identities, and one of them broken otherwise too. */
export function brokenMany(): Report {
  const identities = ['team-a', 'team-b', 'team-c'].map((name) => {
    const refused = found('registry-access', 'registry', 'broken', accessDenied);
    const rootCause = causeOf(refused, `prod/flux-system/${name}`);
    return anIdentity(name, { verdict: 'broken', rootCause, checks: chainWith(refused) });
  });
  return aReport({
    verdict: 'broken',
    rootCause: identities[0]?.rootCause ?? null,
    identities: [...identities, anIdentity('team-d')],
  });
}
