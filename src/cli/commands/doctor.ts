import { plainText } from '../../chain/plain-text.ts';
import type { Progress } from '../../chain/progress.ts';
import type { Report } from '../../chain/report.ts';
import { crashReport, emptyReport } from '../crash-report.ts';
import type { DoctorFlags } from '../doctor-flags.ts';
import { exitCode } from '../exit-code.ts';
import type { Interruption } from '../interruption.ts';
import type { DoctorCommand } from '../options.ts';
import { notAllowed, parseDoctor } from '../parse-doctor.ts';
import { safeText } from '../safe-text.ts';
import { openScreens } from '../screens.ts';
import type { Screens } from '../screens.ts';
import type { System } from '../system.ts';
import { unwalked } from '../unwalked.ts';
import { UsageError } from '../../clients/usage-error.ts';

/** `flux-wi doctor`. `argv` is what followed the word, to be handed on to a doctor in the sandbox. */
export async function doctor(flags: DoctorFlags, argv: readonly string[], system: System): Promise<number> {
  const command = parseDoctor(flags, system.env, system.stdout.isTTY === true);
  await refuseUnknownChecks([...command.run.only, ...command.run.skip]);
  if (command.permissions) {
    const [{ renderPermissions }, { screenOf }, { projectOfGsa }] = await Promise.all([
      import('../../output/permissions.ts'),
      import('../../output/screen.ts'),
      import('../../chain/gsa-email.ts'),
    ]);
    const { namespaces, serviceAccount, project, gsa } = command.run;
    const where = {
      namespace: namespaces[0] ?? null,
      serviceAccount,
      clusterProject: project,
      gsaProject: gsa === null ? null : projectOfGsa(gsa),
    };
    system.stdout.write(renderPermissions(where, screenOf(system.stdout, system.env)));
    return 0;
  }
  if (command.sandbox !== undefined) {
    const { doctorInSandbox } = await import('../doctor-in-sandbox.ts');
    return doctorInSandbox(command, command.sandbox, argv, system);
  }
  return run(command, system);
}

async function run(command: DoctorCommand, system: System): Promise<number> {
  const interruption = system.listenForSignals();
  const screens = openScreens(command, system);
  try {
    const report = await reportOf(command, screens, interruption, system);
    await screens.finish(report);
    const closed = command.failOn === 'broken' && report.verdict === 'inconclusive' ? unwalked(report) : null;
    if (closed !== null)
      system.stderr.write(`flux-wi: --fail-on broken does not cover this run: ${plainText(closed)}\n`);
    return exitCode(report, command.failOn);
  } catch (error) {
    await screens.stop();
    throw error;
  } finally {
    interruption.release();
  }
}

/** Always a report, unless what was typed is wrong: of what was known, if the run is stopped or fails. */
async function reportOf(
  command: DoctorCommand,
  screens: Screens,
  interruption: Interruption,
  system: System,
): Promise<Report> {
  const startedAt = system.now();
  let latest: (() => Progress) | null = null;
  const known = (): Report => latest?.().report ?? emptyReport(command.run.sandbox !== null, startedAt, system.now());
  try {
    // Loaded here, so that wrong usage is told without it.
    const { runDoctor } = await import('../doctor/run-doctor.ts');
    const running = runDoctor(
      command.run,
      (current) => {
        latest = current;
        screens.listener(current);
      },
      interruption.signal,
      system,
    );
    const report = await Promise.race([running, system.uncaught(), longAfter(interruption.signal, known)]);
    return { ...report, interrupted: interruption.received() ?? report.interrupted };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const stopped = interruption.received();
    if (stopped !== null) return { ...known(), interrupted: stopped };
    if (command.run.verbose && error instanceof Error)
      system.stderr.write(`${safeText(error.stack ?? error.message)}\n`);
    return crashReport(error, known());
  }
}

/** A run that does not end when told to is not waited for. */
function longAfter(signal: AbortSignal, known: () => Report): Promise<Report> {
  const grace = 2000;
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => setTimeout(() => resolve(known()), grace).unref(), { once: true });
  });
}

async function refuseUnknownChecks(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { checks } = await import('../../../checks/index.ts');
  const known = checks.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw notAllowed({ value: unknown, from: 'check' }, known);
}
