import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { plainText } from '../../chain/plain-text.ts';
import { redact } from '../../chain/redact.ts';
import { KubeconfigError } from '../api-error.ts';
import { kubeconfigFile } from './schema.ts';
import type { ClusterEntry, ContextEntry, KubeconfigFile, UserEntry } from './schema.ts';

/** All kubeconfig files together, paths made absolute. */
export interface Kubeconfig {
  /** The files that were looked for, as they were named. */
  readonly source: string;
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly current: string | null;
}

/**
 * Reads the kubeconfig by kubectl's rules: one explicit file, else those of `KUBECONFIG`, else `~/.kube/config`; files
 * that are not there are passed over; of entries of one name the first file's stands, whole; and so with the current
 * context.
 *
 * @returns `null` where there is none at all.
 * @throws KubeconfigError for one that cannot be read.
 */
export async function loadKubeconfig(env: NodeJS.ProcessEnv, explicit: string | undefined): Promise<Kubeconfig | null> {
  const paths = pathsOf(env, explicit);
  const files = await Promise.all(paths.map(async (path) => ({ path, file: await readKubeconfig(path) })));
  const there = files.filter((one): one is { path: string; file: KubeconfigFile } => one.file !== null);
  if (there.length === 0) {
    if (explicit !== undefined) throw new KubeconfigError('absent', explicit, `${explicit} is not there`);
    return null;
  }
  const clusters = new Map<string, ClusterEntry>();
  const users = new Map<string, UserEntry>();
  const contexts = new Map<string, ContextEntry>();
  let current: string | null = null;
  for (const { path, file } of there) {
    const base = dirname(resolve(path));
    addFirst(path, clusters, file.clusters, (one) => clusterAt(base, one.cluster ?? { server: '' }));
    addFirst(path, users, file.users, (one) => userAt(base, one.user ?? {}));
    addFirst(path, contexts, file.contexts, (one) => one.context ?? { cluster: '', user: '' });
    current ??= file['current-context'] || null;
  }
  return { source: paths.join(delimiter), clusters, users, contexts, current };
}

function pathsOf(env: NodeJS.ProcessEnv, explicit: string | undefined): readonly string[] {
  if (explicit !== undefined) return [explicit];
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (named.length > 0) return [...new Set(named)];
  return [join(env['HOME'] || env['USERPROFILE'] || homedir(), '.kube', 'config')];
}

async function readKubeconfig(path: string): Promise<KubeconfigFile | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw invalid(path, error instanceof Error ? error.message : 'it cannot be read');
  }
  let value: unknown;
  try {
    value = parse(text, { logLevel: 'error' }) ?? {};
  } catch (error) {
    // The parser's own message quotes the line, which may hold a token.
    const [firstLine] = (error instanceof Error ? error.message : '').split('\n');
    throw invalid(path, `it is no YAML: ${firstLine ?? ''}`);
  }
  const parsed = kubeconfigFile.safeParse(value);
  if (!parsed.success) throw invalid(path, z.prettifyError(parsed.error));
  return parsed.data;
}

function addFirst<Raw extends { readonly name: string }, Entry>(
  path: string,
  into: Map<string, Entry>,
  entries: readonly Raw[] | null | undefined,
  entryOf: (raw: Raw) => Entry,
): void {
  const here = new Set<string>();
  for (const raw of entries ?? []) {
    if (here.has(raw.name)) throw invalid(path, `“${raw.name}” stands in it twice`);
    here.add(raw.name);
    if (!into.has(raw.name)) into.set(raw.name, entryOf(raw));
  }
}

function clusterAt(base: string, cluster: ClusterEntry): ClusterEntry {
  return { ...cluster, 'certificate-authority': at(base, cluster['certificate-authority']) };
}

function userAt(base: string, user: UserEntry): UserEntry {
  const { exec } = user;
  return {
    ...user,
    'client-certificate': at(base, user['client-certificate']),
    'client-key': at(base, user['client-key']),
    tokenFile: at(base, user.tokenFile),
    // A bare command is sought in PATH; one with a slash lies beside the file.
    exec: exec && /[/\\]/.test(exec.command) ? { ...exec, command: at(base, exec.command) ?? '' } : exec,
  };
}

function at(base: string, path: string | undefined): string | undefined {
  return path === undefined || path === '' || isAbsolute(path) ? path : resolve(base, path);
}

function invalid(path: string, problem: string): KubeconfigError {
  return new KubeconfigError('invalid', path, redact(plainText(problem)));
}
