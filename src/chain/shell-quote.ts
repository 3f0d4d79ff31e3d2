/**
 * Commands in fixes are pasted into a shell, and most of their words come from outside: names in a cluster,
 * members of a policy, a saved report. So no command is put together but by the tag `sh`, which quotes each value.
 */

/** A value that does not survive being shown and pasted, or that would be taken for an option: there is no command for it. */
export class UnquotableError extends Error {
  override readonly name = 'UnquotableError';
}

/**
 * Values nobody could read stand as `YOUR_…` in patches. In a command the same word becomes a question,
 * `"${GSA:?your service account}"`, so that a blind paste stops before it does anything.
 */
const questions = {
  GSA: 'your service account, NAME@PROJECT.iam.gserviceaccount.com',
  PROJECT: 'the project',
  PROVIDER: 'the provider, projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER',
  CLUSTER_PROJECT: 'the project of the cluster',
  GSA_PROJECT: 'the project of the Google service account',
  REGISTRY_PROJECT: 'the project of the images',
  ORGANIZATION: 'the number of the organization above these projects',
  BUCKET: 'the bucket of Container Registry, e.g. artifacts.PROJECT.appspot.com',
  KSA: 'the Kubernetes service account, e.g. image-reflector-controller',
  KSA_NAMESPACE: 'its namespace, e.g. flux-system',
  LOCATION: 'the location of the cluster',
  CLUSTER: 'the name of the cluster',
  CONTEXT: 'the context in your kubeconfig',
  NODE_POOL: 'the node pool',
  SUBNET: 'the subnet of the nodes',
  REGION: 'the region of the subnet',
  CHART: 'your chart, as helm knows it',
  CALLER: 'who runs the doctor, e.g. you@example.com',
  IMAGE: 'the image reference, without a tag',
  BILLING_ACCOUNT: 'your billing account',
  CA_FILE: 'the file with the certificate authority',
} as const satisfies Record<string, string>;

type Question = keyof typeof questions;

/** The stand-in for a value that could not be read. */
export function yours(what: Question): string {
  return `YOUR_${what}`;
}

const placeholder = new RegExp(`YOUR_(${Object.keys(questions).join('|')})(?![A-Z_])`);
// No `~`, `=`, `:` or `*`: some shell or other expands a word with them.
const plain = /^[A-Za-z0-9_./@%+,-]+$/;

// Outputs leave them out or change them, and at a prompt a tab completes.
const unpasteable = /[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029]/u;

/** Quotes one value as one POSIX shell word, or a part of one. */
export function shellQuote(value: string): string {
  if (unpasteable.test(value) || !value.isWellFormed()) throw new UnquotableError('it holds what cannot be pasted');
  const [before = '', name, ...after] = value.split(placeholder);
  if (name === undefined) return quotePart(value);
  const rest = value.slice(before.length + 'YOUR_'.length + name.length);
  const head = before === '' ? '' : quotePart(before);
  const tail = after.length === 0 || rest === '' ? '' : shellQuote(rest);
  return `${head}"\${${name}:?${questions[name as Question]}}"${tail}`;
}

function quotePart(value: string): string {
  return plain.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Makes a command, or a part of one. Every value is quoted; a list gives one word for each of its values.
 */
export function sh(parts: TemplateStringsArray, ...values: readonly (string | readonly string[])[]): string {
  return parts.reduce((command, part, index) => {
    const value = values[index - 1] ?? '';
    const startsWord = /(^|\s)$/.test(command);
    const words = typeof value === 'string' ? [value] : value;
    return command + words.map((word) => quoteWord(word, startsWord)).join(' ') + part;
  });
}

function quoteWord(word: string, startsWord: boolean): string {
  if (startsWord && word.startsWith('-')) throw new UnquotableError(`would be taken for an option: ${word}`);
  return shellQuote(word);
}

/** Commands that follow one another; each runs only if the one before it did well. */
export function inOrder(...commands: readonly string[]): string {
  return commands.join(' &&\n');
}

/** The questions that a command leaves open. */
export function questionsIn(command: string): readonly string[] {
  return Object.keys(questions).filter((name) => command.includes(`"\${${name}:?`));
}

/**
 * Puts a line to be filled in (`GSA=`) before a command, for each question in it. Where a later command asks, the
 * question is put before the first one too, so that nothing runs while it is open.
 */
export function withQuestions(command: string): string {
  const first = command.split(' &&\n', 1)[0] ?? '';
  const names = questionsIn(command);
  const lines = names.map((name) => `${name}=\n`);
  const late = names.filter((name) => !first.includes(`"\${${name}:?`));
  const guards = late.map((name) => `: "\${${name}:?${questions[name as Question]}}" &&\n`);
  return [...lines, ...guards, command].join('');
}
