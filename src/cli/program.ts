/** The commands, their grammar and their help. What a command does is loaded only when it runs. */

import { Command, CommanderError } from '@commander-js/extra-typings';
import { addDoctorFlags, collect } from './doctor-flags.ts';
import { outputFormats } from './options.ts';
import type { System } from './system.ts';
import { UsageError } from '../clients/usage-error.ts';
import { version } from './version.ts';

/** Runs what was asked for and gives the exit code. Throws `UsageError`. */
export async function runProgram(argv: readonly string[], system: System): Promise<number> {
  let code = 0;
  const program = programOf(argv, system, (ran) => {
    code = ran;
  });
  if (argv.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError(error.message.replace(/^error: /, ''));
  }
  return code;
}

/** @param done is told the exit code of the command that ran */
export function programOf(argv: readonly string[], system: System, done: (code: number) => void): Command {
  const program = new Command('flux-wi')
    .description(
      'Proves the chain from Flux to the registry on GKE with Workload Identity, link by link, and names the one that is broken, why, and the command that repairs it.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({ writeOut: (text) => void system.stdout.write(text), outputError: () => {} })
    .exitOverride()
    .addHelpText('after', programExamples);

  const doctor = program
    .command('doctor')
    .summary('walk the chain, and name the broken link')
    .description(
      'Walks the chain Flux → KSA → GKE → GSA → binding → token → registry → scan for every identity that scans.\n' +
        'Changes nothing. Its proofs leave audit entries and last-used times, as the KSA and the GSA.',
    )
    .addHelpText('after', doctorExamples);
  addDoctorFlags(doctor);
  doctor.action(async (flags) => {
    const { doctor } = await import('./commands/doctor.ts');
    done(await doctor(flags, argv.slice(1), system));
  });

  program
    .command('explain')
    .summary('what a finding, or an error message, means')
    .description(
      "Explains a finding's code; without one, lists them all. After `--`, or from `-`, reads an error message.",
    )
    .argument('[code]', 'code of a finding, or `-` for an error message on standard input')
    .argument('[more...]')
    .usage("[CODE] | -- 'TEXT' | -")
    .addHelpText('after', explainExamples)
    .action(async (first, more) => {
      const { explain } = await import('./commands/explain.ts');
      const words = first === undefined ? [] : [first, ...more];
      done(await explain(words, argv.includes('--') ? 'text' : 'either', system));
    });

  program
    .command('sandbox')
    .summary('serve a lookalike cluster to try things on')
    .description(
      'Serves a lookalike of a GKE cluster and of the Google APIs on loopback until Ctrl-C; without a name, lists the scenarios.',
    )
    .argument('[scenario]')
    .option('--delay <ms>', 'delay of each answer in milliseconds, for benchmarks')
    .addHelpText('after', sandboxExamples)
    .action(async (scenario, { delay }) => {
      const { sandbox } = await import('./commands/sandbox.ts');
      done(await sandbox(scenario ?? null, delay ?? null, system));
    });

  program
    .command('report')
    .summary('draw a saved report again; compare two; summarize many')
    .description(
      'Draws what `doctor -o json` saved, in any format. Two reports of one cluster: what changed. Several: clusters by root cause.\nThe exit code is that of the saved run; of several, the worst.',
    )
    .argument('<file...>', 'saved reports; `-` is standard input')
    .option('-o, --output <format[=file]>', `${outputFormats.join(', ')} (repeatable)`, collect)
    .option('-v, --verbose', 'every check, and the evidence')
    .addHelpText('after', reportExamples)
    .action(async (files, flags) => {
      const { report } = await import('./commands/report.ts');
      done(await report(files, flags, system));
    });

  program
    .command('schema')
    .summary("the report's JSON Schema")
    .description('Prints the JSON Schema of `doctor -o json`.')
    .addHelpText('after', schemaExamples)
    .action(async () => {
      const { schema } = await import('./commands/schema.ts');
      done(await schema(system));
    });
  return program;
}

const programExamples = `
Examples:
  flux-wi doctor                                        the chain of every identity that scans
  flux-wi doctor --sandbox binding-wrong-namespace      see it find something, without a cluster
  flux-wi explain binding-missing                       what a finding means
  kubectl describe imagerepository app | flux-wi explain -

Exit codes: 0 healthy, 1 broken, 2 wrong usage, 3 inconclusive, 4 a crash of flux-wi.`;

const doctorExamples = `
Every flag but --sandbox has an environment variable: --fail-on is FLUX_WI_FAIL_ON. Lists are separated by commas.

Examples:
  flux-wi doctor -n flux-system                         identities of one namespace
  flux-wi doctor --wait 20m                             until IAM has made a new binding known
  flux-wi doctor -o text -o json=report.json            read it, and keep it
  flux-wi doctor --fail-on broken                       a gate that forgives readings that are missing
  flux-wi doctor --permissions                          what would be asked, with which permission
  flux-wi doctor --sandbox                              a healthy lookalike cluster

Exit codes: 0 healthy, 1 broken, 2 wrong usage, 3 inconclusive (4 a crash, 130 interrupted, 143 terminated).`;

const explainExamples = `
Examples:
  flux-wi explain                                       all codes
  flux-wi explain binding-wrong-namespace
  flux-wi explain -- 'failed to fetch anonymous token: 403 Forbidden'
  kubectl -n flux-system logs deploy/image-reflector-controller | tail -1 | flux-wi explain -`;

const sandboxExamples = `
Examples:
  flux-wi sandbox                                       the scenarios
  flux-wi sandbox binding-missing                       serve one; paste the lines it prints into another shell
  flux-wi doctor --sandbox binding-missing              or all in one`;

const reportExamples = `
Examples:
  flux-wi report report.json                            what its sender saw
  flux-wi report report.json -o html=report.html        as a page
  flux-wi report monday.json tuesday.json               what changed between two runs on one cluster
  flux-wi report clusters/*.json                        clusters by root cause, worst first`;

const schemaExamples = `
Examples:
  flux-wi schema > flux-wi.schema.json`;
