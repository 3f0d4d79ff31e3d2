/** Reads a saved report. It is untrusted: words, commands and links are made anew from code and arguments. */

import * as z from 'zod';
import { reportFix, reportSchema } from '../chain/report.ts';
import type { Report, ReportCause, ReportCheck, ReportFinding } from '../chain/report.ts';
import { describeStored } from '../findings/describe.ts';
import { UsageError } from '../clients/usage-error.ts';

/** Bytes. The largest report that a run makes is a small part of it. */
export const largestReport = 64 * 1024 * 1024;

export interface Saved {
  readonly report: Report;
  /** What could not be shown, in sentences for standard error. */
  readonly problems: readonly string[];
}

/** @throws UsageError that names the file, for what is no report, or one of a version that cannot be read. */
export function readSaved(text: string, name: string): Saved {
  const document = parsed(text, name);
  const version = document['schemaVersion'];
  if (version !== '1')
    throw new UsageError(
      typeof version === 'string'
        ? `${name}: the report has schema version "${version}", and this flux-wi reads version "1"; use the flux-wi that wrote it, or a newer one`
        : `${name}: this is no report of flux-wi; write one with: flux-wi doctor -o json=report.json`,
    );
  const unknownCodes = new Set<string>();
  const read = reportSchema.safeParse(withoutWords(document, unknownCodes));
  if (!read.success)
    throw new UsageError(`${name}: the report is damaged: ${firstIssue(read.error)}; save it again from where it came`);
  const problems = [...unknownCodes].map(
    (code) => `${name}: the finding ${JSON.stringify(code)} is not known to this version; its words are left out`,
  );
  return { report: rebuilt(read.data), problems };
}

function parsed(text: string, name: string): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new UsageError(
      `${name}: this is no JSON document${text.trim() === '' ? ' (it is empty)' : ''}; expected what flux-wi doctor -o json writes`,
    );
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new UsageError(`${name}: this is no report of flux-wi; expected the document of flux-wi doctor -o json`);
  return document as Readonly<Record<string, unknown>>;
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'it does not fit the schema' : `${issue.path.join('.')}: ${issue.message}`;
}

const finding = z.looseObject({ code: z.string(), args: z.unknown() });

/** Replaces every stored sentence before the schema sees it, so that older forms of them stay readable. */
function withoutWords(value: unknown, unknownCodes: Set<string>, key = ''): unknown {
  if (Array.isArray(value)) {
    if (key === 'findings') return value.map((one) => storedFinding(one, unknownCodes));
    if (key === 'notes') return [];
    return value.map((one) => withoutWords(one, unknownCodes));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, withoutWords(item, unknownCodes, name)] as const);
  const object: Record<string, unknown> = Object.fromEntries(entries);
  // A check's title is a sentence too; its id tells the same.
  if ('title' in object && 'status' in object) object['title'] = object['id'];
  // Of an answer its status alone is a fact.
  if ('api' in object && typeof object['summary'] === 'string')
    object['summary'] = /^\d{3}\b/.exec(object['summary'])?.[0] ?? 'see the saved report';
  if ('check' in object && 'code' in object && !('target' in object)) object['target'] = null;
  return object;
}

function storedFinding(value: unknown, unknownCodes: Set<string>): unknown {
  const read = finding.safeParse(value);
  if (!read.success) return value;
  const { code, args } = read.data;
  const words = describeStored(code, args);
  if (words === null) {
    unknownCodes.add(code);
    const summary = 'a finding that this version of flux-wi does not know';
    return { code: known(code), args: {}, summary, expected: null, actual: null, docs: '', fixes: [] };
  }
  const told = storedMayRun(value);
  const fixes = words.fixes.map((fix, at) => reportFix(fix, told[at] ?? null));
  return { code, args, ...words, fixes };
}

/** A code is a word of ours; what else stands there is shown as none. */
function known(code: string): string {
  return /^[a-z][a-z0-9-]{0,60}$/.test(code) ? code : 'unknown-finding';
}

const stored = z.looseObject({ fixes: z.array(z.looseObject({ mayRun: z.boolean().nullable().optional() })) });

function storedMayRun(value: unknown): readonly (boolean | null)[] {
  const read = stored.safeParse(value);
  return read.success ? read.data.fixes.map(({ mayRun }) => mayRun ?? null) : [];
}

/** Causes say what their finding says. */
function rebuilt(report: Report): Report {
  const ofChecks = (checks: readonly ReportCheck[], cause: ReportCause): ReportFinding | undefined =>
    checks
      .filter(({ id }) => id === cause.check)
      .flatMap(({ findings }) => findings)
      .find(({ code }) => code === cause.code);
  const everywhere = [...report.clusters, ...report.identities].flatMap(({ checks }) => checks);
  const told = (cause: ReportCause): ReportCause => ({
    ...cause,
    code: known(cause.code),
    summary: ofChecks(everywhere, cause)?.summary ?? 'a finding that this report does not hold',
  });
  const maybe = (cause: ReportCause | null): ReportCause | null => (cause === null ? null : told(cause));
  return {
    ...report,
    rootCause: maybe(report.rootCause),
    suspect: maybe(report.suspect),
    identities: report.identities.map((identity) => ({
      ...identity,
      rootCause: maybe(identity.rootCause),
      suspect: maybe(identity.suspect),
      otherCauses: identity.otherCauses.map(told),
    })),
  };
}
