/** Whether whoever runs the doctor may run what it proposes: asked last, and only where there is something to repair. */

import { describe } from '../../findings/describe.ts';
import type { Report, ReportCheck, ReportFinding, ReportFix } from '../../chain/report.ts';
import { contextOf } from '../../chain/vocabulary.ts';
import type { Finding, FixRight } from '../../chain/vocabulary.ts';
import type { Google } from '../../clients/google.ts';
import type { Kubernetes } from '../../clients/kubernetes.ts';

/** More than these are not asked about in one run. */
const mostQuestions = 24;
/** Milliseconds; what is not answered by then is not known. */
const patience = 3000;

export interface Askable {
  readonly google: Google;
  /** By context. */
  readonly clusters: ReadonlyMap<string, Kubernetes>;
}

/** The report with `mayRun` filled in for the fixes of its causes. Never throws: what is not answered stays `null`. */
export async function withMayRun(report: Report, askable: Askable): Promise<Report> {
  const causes = new Set(
    [report.rootCause, report.suspect]
      .concat(report.identities.flatMap((one) => [one.rootCause, one.suspect, ...one.otherCauses]))
      .filter((cause) => cause !== null)
      .map(({ code, check }) => `${check} ${code}`),
  );
  const places = report.clusters
    .map(({ context, checks }) => ({ context, checks }))
    .concat(report.identities.map(({ id, checks }) => ({ context: contextOf(id), checks })));
  const asked = new Map<string, Promise<boolean | null>>();
  const answerTo = (context: string, right: FixRight): Promise<boolean | null> => {
    const key = JSON.stringify([right.system === 'kubernetes' ? context : '', right]);
    const known = asked.get(key);
    if (known !== undefined) return known;
    const answer = asked.size < mostQuestions ? ask(right, askable, context) : Promise.resolve(null);
    asked.set(key, answer);
    return answer;
  };
  const answers = new Map<ReportFix, boolean | null>();
  await Promise.all(
    places.flatMap(({ context, checks }) =>
      concerned(checks, causes).flatMap((finding) =>
        finding.fixes.map(async (fix, at) => {
          const rights = rightsOf(finding, at);
          if (rights.length === 0) return;
          const held = await Promise.all(rights.map((right) => answerTo(context, right)));
          answers.set(fix, held.includes(false) ? false : held.includes(null) ? null : true);
        }),
      ),
    ),
  );
  if (answers.size === 0) return report;
  const told = (checks: readonly ReportCheck[]): ReportCheck[] =>
    checks.map((check) => ({
      ...check,
      findings: check.findings.map((finding) => ({
        ...finding,
        fixes: finding.fixes.map((fix) => (answers.has(fix) ? { ...fix, mayRun: answers.get(fix) ?? null } : fix)),
      })),
    }));
  return {
    ...report,
    clusters: report.clusters.map((cluster) => ({ ...cluster, checks: told(cluster.checks) })),
    identities: report.identities.map((identity) => ({ ...identity, checks: told(identity.checks) })),
  };
}

function concerned(checks: readonly ReportCheck[], causes: ReadonlySet<string>): ReportFinding[] {
  return checks.flatMap(({ id, findings }) => findings.filter(({ code }) => causes.has(`${id} ${code}`)));
}

/** A report holds no rights: they are made again from code and arguments, as all words are. */
function rightsOf({ code, args }: ReportFinding, at: number): readonly FixRight[] {
  return describe({ code, args } as unknown as Finding).fixes[at]?.rights ?? [];
}

async function ask(right: FixRight, { google, clusters }: Askable, context: string): Promise<boolean | null> {
  const answer = right.system === 'google' ? askGoogle(right, google) : askCluster(right, clusters.get(context));
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience).unref());
  try {
    return await Promise.race([answer, late]);
  } catch {
    // Whoever may not ask, or is not answered, does not know: that is what `null` says.
    return null;
  }
}

async function askGoogle(right: Extract<FixRight, { system: 'google' }>, google: Google): Promise<boolean | null> {
  const held = await google.heldPermissions(await google.operator(), right.resource, [right.permission]);
  return held === null ? null : held.includes(right.permission);
}

async function askCluster(
  { verb, group, resource, namespace }: Extract<FixRight, { system: 'kubernetes' }>,
  cluster: Kubernetes | undefined,
): Promise<boolean | null> {
  if (cluster === undefined) return null;
  const [plural = '', subresource] = resource.split('/');
  return cluster.mayI({
    verb,
    group,
    resource: plural,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === null ? {} : { namespace }),
  });
}
