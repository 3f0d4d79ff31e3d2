/** From what was typed, and `FLUX_WI_…`, to what `doctor` is asked to do. Throws `UsageError`. */

import { statSync } from 'node:fs';
import { variableOf, proveAsChoices } from './doctor-flags.ts';
import type { DoctorFlags } from './doctor-flags.ts';
import { parseDuration } from './duration.ts';
import { didYouMean } from './did-you-mean.ts';
import { formatNames, formats } from '../output/formats.ts';
import { failOnLevels, outputFormats } from './options.ts';
import type { DoctorCommand, Output } from './options.ts';
import { UsageError } from '../clients/usage-error.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A value and where it came from, so that a message can name what to correct. */
interface Given {
  readonly value: string;
  readonly from: string;
}

export function parseDoctor(flags: DoctorFlags, env: Env, isTerminal: boolean): DoctorCommand {
  const read = reader(flags, env);
  const verbose = read.flag('verbose');
  const outputs = onOneScreen(read.list('output').map(parseOutput));
  const contexts = read.list('context').map(({ value }) => value);
  const allContexts = read.flag('allContexts');
  if (allContexts && contexts.length > 0) throw new UsageError('--context and --all-contexts exclude each other');
  return {
    run: {
      kubeconfig: existingFile(read.one('kubeconfig')),
      contexts,
      allContexts,
      namespaces: read.list('namespace').map(({ value }) => value),
      serviceAccount: read.one('serviceAccount')?.value ?? null,
      images: read.list('image').map(({ value }) => value),
      gsa: read.one('gsa')?.value ?? null,
      project: read.one('project')?.value ?? null,
      location: read.one('location')?.value ?? null,
      cluster: read.one('cluster')?.value ?? null,
      billingProject: read.one('billingProject')?.value ?? null,
      credentialHosts: read.list('credentialHost').map(({ value }) => value),
      proveAs: choice(read.one('proveAs'), proveAsChoices, 'auto'),
      only: read.list('check').map(({ value }) => value),
      skip: read.list('skip').map(({ value }) => value),
      waitMs: duration(read.one('wait')),
      timeoutMs: duration(read.one('timeout')) ?? 60_000,
      verbose,
      sandbox: env['FLUX_WI_IN_SANDBOX'] ?? null,
    },
    // A terminal that cannot move its cursor gets plain lines.
    outputs: withScreen(outputs, verbose, isTerminal && env['TERM'] !== 'dumb'),
    failOn: choice(read.one('failOn'), failOnLevels, 'unknown'),
    permissions: read.flag('permissions'),
    sandbox: flags.sandbox === true ? null : flags.sandbox,
  };
}

/** Where a saved report goes, by `-o` alone: what a terminal would draw live is text by now. */
export function parseOutputs(values: readonly string[]): readonly Output[] {
  const outputs = onOneScreen(values.map((value) => parseOutput({ value, from: '--output' })));
  return withScreen(outputs, false, false);
}

/** @throws UsageError where two would be mixed on standard output. */
function onOneScreen(outputs: readonly Output[]): readonly Output[] {
  const onScreen = outputs.filter(({ file }) => file === null);
  if (onScreen.length <= 1) return outputs;
  const named = onScreen.map(({ format }) => `-o ${format}`).join(' and ');
  const asked = formats.filter(({ name }) => onScreen.some(({ format }) => format === name));
  const document = asked.find(({ isDocument }) => isDocument) ?? formats[0];
  const example = `-o ${document.name}=report.${document.extension}`;
  throw new UsageError(`${named} both go to standard output; give all but one a file, e.g. ${example}`);
}

/** The screen off a terminal, and beside the lines of `-v`, is text. One that only writes files says nothing. */
function withScreen(outputs: readonly Output[], verbose: boolean, isTerminal: boolean): Output[] {
  const drawn = verbose || !isTerminal ? 'text' : 'tui';
  if (outputs.length === 0) return [{ format: drawn, file: null }];
  return outputs.map((output) => (output.format === 'tui' ? { ...output, format: drawn } : output));
}

function reader(flags: DoctorFlags, env: Env) {
  const variable = (name: keyof DoctorFlags): Given | null => {
    const value = env[variableOf(name)];
    return value === undefined || value === '' ? null : { value, from: variableOf(name) };
  };
  const flagName = (name: keyof DoctorFlags): string =>
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return {
    one(
      name:
        | 'kubeconfig'
        | 'serviceAccount'
        | 'gsa'
        | 'project'
        | 'location'
        | 'cluster'
        | 'billingProject'
        | 'proveAs'
        | 'wait'
        | 'timeout'
        | 'failOn',
    ): Given | null {
      const value = flags[name];
      if (value === undefined) return variable(name);
      if (value === '') throw new UsageError(`${flagName(name)} is empty`);
      return { value, from: flagName(name) };
    },
    /** Of a variable, the values between commas. */
    list(name: 'context' | 'namespace' | 'image' | 'credentialHost' | 'check' | 'skip' | 'output'): Given[] {
      const values = flags[name];
      if (values?.includes('') === true) throw new UsageError(`${flagName(name)} is empty`);
      if (values !== undefined) return values.map((value) => ({ value, from: flagName(name) }));
      const given = variable(name);
      return (given?.value.split(',') ?? [])
        .map((value) => ({ value: value.trim(), from: variableOf(name) }))
        .filter(({ value }) => value !== '');
    },
    flag(name: 'allContexts' | 'permissions' | 'verbose'): boolean {
      return flags[name] ?? truth(variable(name));
    },
  };
}

const yes = ['1', 'true', 'yes', 'on'];
const no = ['0', 'false', 'no', 'off'];

function truth(given: Given | null): boolean {
  if (given === null) return false;
  const value = given.value.toLowerCase();
  if (!yes.includes(value) && !no.includes(value)) {
    throw new UsageError(`${given.from}: ${shown(given.value)} is neither true nor false`);
  }
  return yes.includes(value);
}

function choice<Choice extends string>(given: Given | null, choices: readonly Choice[], otherwise: Choice): Choice {
  if (given === null) return otherwise;
  const chosen = choices.find((each) => each === given.value);
  if (chosen === undefined) throw notAllowed(given, choices);
  return chosen;
}

function parseOutput(given: Given): Output {
  const [name = '', ...rest] = given.value.split('=');
  const format = choice({ ...given, value: name }, outputFormats, 'text');
  if (rest.length === 0) return { format, file: null };
  const file = rest.join('=');
  if (file === '') throw new UsageError(`${given.from} ${format}= lacks the file's name`);
  if (format === 'tui')
    throw new UsageError(
      `${given.from}: tui is drawn on a terminal and cannot go to a file; allowed there: ${formatNames.join(', ')}`,
    );
  return { format, file };
}

function duration(given: Given | null): number | null {
  if (given === null) return null;
  const milliseconds = parseDuration(given.value);
  if (milliseconds === null) {
    throw new UsageError(
      `${given.from}: ${shown(given.value)} is no duration; write 90s, 10m or 1h30m (a week at most)`,
    );
  }
  return milliseconds;
}

function existingFile(given: Given | null): string | null {
  if (given === null) return null;
  const found = statSync(given.value, { throwIfNoEntry: false });
  // A pipe is a file too: kubeconfigs come by process substitution.
  if (found === undefined || found.isDirectory()) {
    throw new UsageError(`${given.from}: there is no file ${shown(given.value)}`);
  }
  return given.value;
}

/** The message for a word that is none of those allowed. */
export function notAllowed(given: Given, allowed: readonly string[]): UsageError {
  return new UsageError(
    `${given.from}: ${shown(given.value)} is not known${didYouMean(given.value, allowed)}\nAllowed: ${allowed.join(', ')}`,
  );
}

/** What was typed, quoted and without what a terminal would act upon. */
function shown(value: string): string {
  return JSON.stringify(value.slice(0, 200)).replace(/[\u007f-\u009f\p{Cf}]/gu, '?');
}
