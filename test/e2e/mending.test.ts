import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report, ReportFinding } from '../../src/chain/report.ts';
import { object, takeMinting } from '../../src/sandbox/scenarios/scenario.ts';
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import type { World } from '../../src/sandbox/world.ts';
import { acme, fluxV2 } from '../../src/sandbox/worlds/flux-v2.ts';
import { annotate } from './api-write.ts';
import { runDoctor } from './doctor.ts';
import { reportOf } from './running.ts';

/** Real programs, several to a story: many times what the other tests take where the machine is busy. */
const patience = 180_000;

type Fix = ReportFinding['fixes'][number];

const isThere = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

async function ask(sandbox: Sandbox): Promise<Report> {
  return reportOf(await runDoctor(['doctor', '-o', 'json'], sandbox.env));
}

/** What a person would try first, of what can be pasted here: a Git repository and Helm are not at hand. */
function firstFix({ rootCause, clusters, identities }: Report): Fix {
  const checks = [...clusters, ...identities].flatMap((one) => one.checks);
  const found = checks.flatMap(({ findings }) => findings).find(({ code }) => code === rootCause?.code);
  const fix = found?.fixes.find(({ tool, patch }) => (tool === 'gcloud' || tool === 'kubectl') && patch === null);
  if (fix === undefined) throw new Error(`no command mends ${rootCause?.code}`);
  return fix;
}

/** Fills in what only a person knows. */
function filledIn(command: string, answers: Readonly<Record<string, string>>): string {
  return command.replaceAll(/^([A-Z_]+)=$/gm, (blank, name: string) =>
    answers[name] === undefined ? blank : `${name}='${answers[name]}'`,
  );
}

/** Pastes it into a shell that knows the sandbox, and nothing of this machine's user. */
async function paste(sandbox: Sandbox, command: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'flux-wi-mending-'));
  const env = { PATH: process.env['PATH'], HOME: home, ...sandbox.env };
  const child = spawn('sh', [], { env, cwd: home, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  child.stdin.end(command);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  await rm(home, { recursive: true });
  if (code !== 0) throw new Error(`${command}\n${said}`);
  await sandbox.settle();
}

/** Mends one finding after another; gives their codes, and how it ended. */
async function mend(world: World, answers: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const sandbox = await serveSandbox(world);
  try {
    const codes: string[] = [];
    const tried = new Set<string>();
    for (let report = await ask(sandbox); ; report = await ask(sandbox)) {
      if (report.rootCause === null) return [...codes, report.verdict];
      const { code, summary } = report.rootCause;
      if (tried.has(summary)) return [...codes, `${code}, still`];
      tried.add(summary);
      codes.push(code);
      await paste(sandbox, filledIn(firstFix(report).command, answers));
    }
  } finally {
    await sandbox.close();
  }
}

function withoutAnnotation(): World {
  const world = fluxV2();
  delete object(world, 'ServiceAccount', 'flux-system', acme.controller).metadata.annotations;
  return world;
}

describe.runIf(isThere('kubectl'))('by kubectl', () => {
  test.concurrent('an annotation that nobody can guess is asked for', async () => {
    expect(await mend(withoutAnnotation(), { GSA: acme.gsa })).toEqual(['ksa-annotation-missing', 'healthy']);
  });

  test.concurrent('a blind paste does nothing', async () => {
    const nobodyBound = worldOf('ksa-annotation-missing-none-bound');
    await expect(mend(nobodyBound)).rejects.toThrow('your service account');
  });

  test.concurrent.each([
    ['provider-not-google', ['provider-not-google', 'provider-not-google', 'healthy']],
    ['object-identity-disabled', ['object-identity-disabled', 'healthy']],
    ['workload-scaled-to-zero', ['workload-not-running', 'healthy']],
    ['workload-runs-as-default', ['workload-uses-other-ksa', 'healthy']],
    ['pods-run-as-earlier-ksa', ['workload-uses-other-ksa', 'healthy']],
  ] as const)(
    '%s',
    async (id, story) => {
      expect(await mend(worldOf(id))).toEqual(story);
    },
    patience,
  );
});

describe.runIf(isThere('gcloud'))('by gcloud', () => {
  test.concurrent.each([
    ['binding-wrong-namespace', ['binding-wrong-namespace', 'healthy']],
    ['binding-malformed', ['binding-malformed', 'healthy']],
    ['binding-before-pool', ['workload-pool-missing', 'binding-missing', 'healthy']],
    ['gsa-disabled', ['gsa-disabled', 'healthy']],
    ['iam-credentials-off', ['api-disabled', 'healthy']],
    ['reader-missing', ['repository-access-denied', 'healthy']],
    ['direct-reader-powerless', ['repository-access-denied', 'healthy']],
    ['bucket-access-denied', ['bucket-access-denied', 'healthy']],
  ] as const)(
    '%s',
    async (id, story) => {
      expect(await mend(worldOf(id))).toEqual(story);
    },
    patience,
  );

  test('what is mended without a proof is no longer broken', async () => {
    const world = worldOf('binding-missing');
    takeMinting(world);
    expect(await mend(world)).toEqual(['binding-missing', 'inconclusive']);
  });
});

test('by whatever writes to the API server', async () => {
  const sandbox = await serveSandbox(withoutAnnotation());
  try {
    expect((await ask(sandbox)).rootCause?.code).toBe('ksa-annotation-missing');
    await annotate(sandbox, 'flux-system', acme.controller, acme.gsa);
    await sandbox.settle();
    expect((await ask(sandbox)).verdict).toBe('healthy');
  } finally {
    await sandbox.close();
  }
});
