/** One cell: one world, one call, one fault; what the doctor made of it, and which rules it broke. */

import { readFileSync } from 'node:fs';
import { reportSchema } from '../../src/chain/report.ts';
import type { Report, ReportFinding } from '../../src/chain/report.ts';
import type { Patience } from '../../src/clients/transport/retry.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import type { Fault } from '../../src/sandbox/world.ts';
import { runInProcess } from '../harness/in-process.ts';
import { pattern } from './calls.ts';
import type { Call } from './calls.ts';
import type { Kind } from './kinds.ts';
import type { MatrixWorld } from './worlds.ts';

/** Nobody waits ten seconds for each of thousands of calls that hang; a machine that is busy is given more for the others. */
const shortPatience: Patience = { longestCallMs: 3000, backOffMs: 2 };
const patience: Patience = { longestCallMs: 8000, backOffMs: 2 };
const timeoutMs = 20_000;

export interface Cell {
  readonly world: MatrixWorld;
  readonly call: Call;
  readonly kind: Kind;
}

/** @returns what the doctor did wrong; empty: nothing. */
export async function runCell(sandbox: Sandbox, { world, call, kind }: Cell): Promise<readonly string[]> {
  const answer = kind.answer(call.host);
  if (answer === null) return [];
  const fault: Fault = {
    host: call.host,
    from: 'outside',
    answer,
    ...(kind.atProxy === true ? { method: 'CONNECT' } : { method: call.method, path: pattern(call) }),
  };
  const strangers = sandbox.strangers().length;
  sandbox.world.faults.push(fault);
  const started = performance.now();
  try {
    const args = ['doctor', '-o', 'json', '--timeout', `${timeoutMs / 1000}s`];
    const { code, stdout, stderr } = await runInProcess(args, sandbox.env, {
      patience: kind.hangs === true ? shortPatience : patience,
    });
    const took = performance.now() - started;
    const parsed = reportSchema.safeParse(jsonOf(stdout));
    if (!parsed.success) return [`no valid document (exit ${code}): ${(stderr || stdout).slice(0, 300)}`];
    return [
      ...(took > timeoutMs + 2000 ? [`took ${Math.round(took)} ms`] : []),
      ...(sandbox.strangers().length > strangers ? [`sought ${sandbox.strangers().at(-1)}`] : []),
      ...judge(parsed.data, code, { world, call, kind }, sandbox),
      ...leaks(`${stdout}\n${stderr}`, sandbox),
    ];
  } finally {
    sandbox.world.faults.splice(sandbox.world.faults.indexOf(fault), 1);
  }
}

function judge(report: Report, code: number | null, cell: Cell, sandbox: Sandbox): readonly string[] {
  const { verdict } = report;
  const { world, call, kind } = cell;
  const broken: string[] = [];
  const cause = report.rootCause ?? report.suspect;
  const said = `${verdict}${cause === null ? '' : ` ${cause.code} (${cause.check}): ${cause.summary}`}`;
  if (code !== exitCodes[verdict]) broken.push(`exit code ${code} with ${said}`);
  if (findingsOf(report).some((one) => one.code === 'internal-error')) broken.push(`a crash: ${said}`);
  const refused = kind.refuses?.(call.host) === true;
  if (verdict === 'broken' && !mayBeBlamed(report, world) && !(refused && isOfTheProof(report)))
    broken.push(`wrongly broken: ${said}`);
  if (verdict === 'healthy' && world.blamed !== null) broken.push('wrongly healthy');
  if (verdict === 'inconclusive') {
    if (report.suspect === null) broken.push('inconclusive without a suspect');
    else if (world.blamed === null && !refused && !names(report, cell, sandbox))
      broken.push(`does not name who failed: ${said}`);
    const tried = findingsOf(report).find((one) => one.code === report.suspect?.code);
    if (report.suspect !== null && (tried?.fixes.length ?? 0) === 0) broken.push(`nothing to try: ${said}`);
  }
  return broken;
}

function mayBeBlamed({ rootCause }: Report, { blamed }: MatrixWorld): boolean {
  return blamed !== null && rootCause !== null && blamed.some((one) => one === rootCause.code);
}

/** Blamed for what a proof was refused, by the very call that the fault stands in for. */
function isOfTheProof({ rootCause }: Report): boolean {
  return rootCause !== null && ['token', 'registry', 'KSA', 'scan'].includes(rootCause.link);
}

/** The headline says who did not answer: the host, or what was asked of the API server. */
function names({ suspect }: Report, { call }: Cell, sandbox: Sandbox): boolean {
  const summary = suspect?.summary ?? '';
  if (call.host !== 'kubernetes') return summary.includes(call.host);
  const server = /server: (?:https:\/\/)?(\S+)/.exec(readFileSync(sandbox.env['KUBECONFIG'] ?? '', 'utf8'))?.[1] ?? '-';
  return summary.includes(server);
}

function findingsOf(report: Report): readonly ReportFinding[] {
  return [...report.clusters, ...report.identities].flatMap(({ checks }) => checks.flatMap(({ findings }) => findings));
}

/** Tokens, whatever their shape, and the traces of a crash. */
function leaks(text: string, { env }: Sandbox): readonly string[] {
  const token = /token: (\S+)/.exec(readFileSync(env['KUBECONFIG'] ?? '', 'utf8'))?.[1] ?? '-none-';
  const credentials = jsonOf(readFileSync(env['GOOGLE_APPLICATION_CREDENTIALS'] ?? '', 'utf8'));
  const refresh = (credentials as { refresh_token?: string })?.refresh_token ?? '-none-';
  return [
    ...(text.includes(token) || text.includes(refresh) || /\beyJ[\w-]{20}|ya29\.[\w-]{8}/.test(text)
      ? ['a token is shown']
      : []),
    ...(/\n\s+at .+:\d+:\d+/.test(text) ? ['a stack trace is shown'] : []),
  ];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
