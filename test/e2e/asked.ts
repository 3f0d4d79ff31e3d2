import { expect } from 'vitest';
import type { Report } from '../../src/chain/report.ts';
import { reportSchema } from '../../src/chain/report.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { World } from '../../src/sandbox/world.ts';
import { held } from '../harness/permitted-calls.ts';
import { runDoctor } from './doctor.ts';
import type { Ran } from './doctor.ts';

/** What a run of the doctor came to. */
export interface Told {
  readonly verdict: Report['verdict'];
  /** The root cause, or the suspect. */
  readonly code: string | null;
  /** Codes of warnings. */
  readonly warns: readonly string[];
}

export interface Asked extends Ran {
  readonly report: Report;
  readonly requests: readonly LoggedRequest[];
}

interface Question {
  readonly args?: readonly string[];
  /** Changes the environment that the sandbox hands out. */
  readonly env?: (env: Readonly<Record<string, string>>) => Record<string, string> | Promise<Record<string, string>>;
}

/** Runs the doctor on a world, in an environment of the test's own, and keeps what Google was asked. */
export async function ask(world: World, { args = [], env = (given) => ({ ...given }) }: Question = {}): Promise<Asked> {
  const sandbox = await serveSandbox(world);
  try {
    await sandbox.settle();
    const ran = await runDoctor(['doctor', '-o', 'json', ...args], await env(sandbox.env));
    if (ran.stdout === '') throw new Error(`no document (exit ${ran.code}): ${ran.stderr}`);
    const requests = sandbox.requests();
    expect(held({ cluster: sandbox.clusterRequests(), google: requests }).unlisted).toEqual([]);
    return { ...ran, requests, report: reportSchema.parse(JSON.parse(ran.stdout)) };
  } finally {
    await sandbox.close();
  }
}

const exitCodes = { healthy: 0, broken: 1, inconclusive: 3 } as const;

/** Holds a report against what it should say: nothing else is blamed, and no other warning is given. */
export function holds({ report, code }: Pick<Asked, 'report' | 'code'>, wanted: Told): void {
  const checks = [...report.clusters, ...report.identities].flatMap((one) => one.checks);
  const codesOf = (status: string): string[] => [
    ...new Set(
      checks.filter((check) => check.status === status).flatMap(({ findings }) => findings.map((one) => one.code)),
    ),
  ];
  expect({
    verdict: report.verdict,
    code: (report.rootCause ?? report.suspect)?.code ?? null,
    exit: code,
    broken: codesOf('broken'),
    warns: codesOf('warn').sort(),
  }).toEqual({
    verdict: wanted.verdict,
    code: wanted.code,
    exit: exitCodes[wanted.verdict],
    broken: wanted.verdict === 'broken' ? [wanted.code] : [],
    warns: [...wanted.warns].sort(),
  });
}
