/** The report: one schema, from which the types and the published JSON Schema both come. */

import * as z from 'zod';
import { fixKinds, fixTools, links, proofWays, statuses } from './vocabulary.ts';
import type { Fix } from './vocabulary.ts';

const timestamp = z.iso.datetime({ offset: true });
const verdict = z.enum(['healthy', 'broken', 'inconclusive']);
const link = z.enum([...links, 'none']);

const cause = z
  .looseObject({
    code: z.string(),
    check: z.string(),
    link,
    identity: z.string().nullable(),
    /** Image of the check that found it; `null` for one of the identity or its cluster. */
    target: z.string().nullable(),
    summary: z.string(),
  })
  .meta({ id: 'Cause' });

const fix = z
  .looseObject({
    kind: z.enum(fixKinds),
    title: z.string(),
    tool: z.enum(fixTools),
    command: z.string(),
    alternative: z.string().nullable(),
    /** A condition that the reader knows and the tool does not; `null`: none. */
    when: z.string().nullable(),
    /** Whether this caller may run it; `null`: not known. */
    mayRun: z.boolean().nullable(),
    patch: z
      .looseObject({ file: z.string(), place: z.string(), language: z.enum(['yaml', 'hcl']), content: z.string() })
      .nullable(),
    permission: z.string(),
    takes: z.string(),
    verify: z.string(),
  })
  .meta({ id: 'Fix' });

const reportFinding = z
  .looseObject({
    code: z.string(),
    args: z.record(z.string(), z.unknown()),
    summary: z.string(),
    expected: z.string().nullable(),
    actual: z.string().nullable(),
    docs: z.string(),
    fixes: z.array(fix),
  })
  .meta({ id: 'Finding' });

const evidence = z
  .looseObject({ api: z.string(), resource: z.string(), at: timestamp, summary: z.string() })
  .meta({ id: 'Evidence' });

const check = z
  .looseObject({
    id: z.string(),
    link,
    title: z.string(),
    status: z.enum(statuses),
    blockedBy: z.string().nullable(),
    target: z.string().nullable(),
    durationMs: z.number().int().nonnegative(),
    attempts: z.number().int().nonnegative(),
    notes: z.array(z.string()),
    findings: z.array(reportFinding),
    evidence: z.array(evidence),
  })
  .meta({ id: 'Check' });

const object = z
  .looseObject({
    kind: z.string(),
    namespace: z.string(),
    name: z.string(),
    provider: z.string().nullable(),
    ready: z.boolean().nullable(),
    message: z.string().nullable(),
    lastScan: z.string().nullable(),
  })
  .meta({ id: 'ScanObject' });

const target = z
  .looseObject({
    image: z.string(),
    project: z.string().nullable(),
    location: z.string().nullable(),
    repository: z.string().nullable(),
    objects: z.array(object),
  })
  .meta({ id: 'Target' });

const workload = z
  .looseObject({ kind: z.string(), namespace: z.string(), name: z.string(), version: z.string().nullable() })
  .meta({ id: 'Workload' });

const identity = z
  .looseObject({
    id: z.string(),
    path: z.enum(['controller', 'object']),
    namespace: z.string(),
    serviceAccount: z.string(),
    gsa: z.string().nullable(),
    /** The three projects: the cluster's, the GSA's, the registries'. */
    projects: z.looseObject({
      cluster: z.string().nullable(),
      gsa: z.string().nullable(),
      registries: z.array(z.string()),
    }),
    workloads: z.array(workload),
    targets: z.array(target),
    verdict,
    rootCause: cause.nullable(),
    otherCauses: z.array(cause),
    suspect: cause.nullable(),
    provedAs: z.enum(proofWays),
    checks: z.array(check),
  })
  .meta({ id: 'Identity' });

const cluster = z
  .looseObject({
    context: z.string(),
    project: z.string().nullable(),
    location: z.string().nullable(),
    name: z.string().nullable(),
    workloadPool: z.string().nullable(),
    checks: z.array(check),
  })
  .meta({ id: 'Cluster' });

export const reportSchema = z
  .looseObject({
    schemaVersion: z.literal('1'),
    tool: z.looseObject({ name: z.literal('flux-wi'), version: z.string() }),
    startedAt: timestamp,
    durationMs: z.number().int().nonnegative(),
    sandbox: z.boolean(),
    endpoints: z.record(z.string(), z.string()),
    verdict,
    rootCause: cause.nullable(),
    suspect: cause.nullable(),
    /** `null`: the run came to its end. Else why it was cut short. */
    interrupted: z.string().nullable(),
    clusters: z.array(cluster),
    identities: z.array(identity),
    redactions: z.looseObject({ tokens: z.number().int(), names: z.number().int() }),
  })
  .meta({ id: 'Report', title: 'flux-wi report', description: 'What flux-wi doctor found.' });

export type Report = z.infer<typeof reportSchema>;
export type ReportCluster = Report['clusters'][number];
export type ReportIdentity = Report['identities'][number];
export type ReportCheck = ReportIdentity['checks'][number];
export type ReportFinding = ReportCheck['findings'][number];
export type ReportCause = NonNullable<Report['rootCause']>;
export type ReportFix = ReportFinding['fixes'][number];

/** A fix as a report holds it. `mayRun`: whether this caller holds what it requires; `null`: not known. */
export function reportFix(fix: Fix, mayRun: boolean | null = null): ReportFix {
  const { kind, title, when = null, tool, command, alternative = null, patch, permission, takes, verify } = fix;
  return { kind, title, when, tool, command, alternative, mayRun, patch, permission, takes, verify };
}
