/** The one place where a report becomes an exit code. */

import type { Report } from '../chain/report.ts';
import { statusesOf, hasFinding } from '../output/report-reading.ts';
import { exitCodes } from './exit-codes.ts';
import type { ExitCode, StopSignal } from './exit-codes.ts';
import type { FailOn } from './options.ts';
import { unwalked } from './unwalked.ts';

/**
 * `failOn`: `broken` forgives readings that could not be made in a chain that was walked; `warn` forgives nothing. The
 * verdict stays what it is.
 */
export function exitCode(report: Report, failOn: FailOn): ExitCode {
  if (isStopSignal(report.interrupted)) return exitCodes[report.interrupted];
  if (hasFinding(report, 'internal-error')) return exitCodes.crash;
  const forgiven = report.verdict === 'inconclusive' && failOn === 'broken' && unwalked(report) === null;
  const warned = report.verdict === 'healthy' && failOn === 'warn' && statusesOf(report).has('warn');
  if (forgiven) return exitCodes.healthy;
  return warned ? exitCodes.broken : exitCodes[report.verdict];
}

function isStopSignal(text: string | null): text is StopSignal {
  return text === 'SIGINT' || text === 'SIGTERM';
}
