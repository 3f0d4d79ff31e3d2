import { redact } from '../../chain/redact.ts';
import { plainText } from '../../chain/plain-text.ts';
import type { PluginTrouble } from '../api-error.ts';
import type { ExecEntry } from './schema.ts';

/** What gke-gcloud-auth-plugin and `gcloud config config-helper` say where nobody is logged in, or no more. */
const wantsLogin =
  /gcloud auth (?:application-default )?login|do(?:es)? not (?:currently )?have (?:an|any) (?:active|valid) (?:account|credentials)|refreshing your current auth tokens|Reauthentication (?:failed|is needed|required)|could not find default credentials|invalid_grant|invalid_rapt/i;

export interface Told {
  readonly missing?: boolean;
  /** What the plugin wrote to standard error. */
  readonly complaint?: string;
}

/** Told from the plugin's own words: its exit code is 1 whatever happens. */
export function pluginTrouble(exec: ExecEntry, { missing = false, complaint: words = '' }: Told): PluginTrouble {
  const login = loginOf(exec, words);
  const hint = redact(plainText(exec.installHint ?? '')).trim();
  if (missing) return { cause: 'missing', login, hint };
  if (login === null) return { cause: 'failed', login, hint };
  // Go's words, which the plugin hands on, for a program that is not there.
  if (/"?gcloud(?:\.cmd)?"?: executable file not found/i.test(words)) return { cause: 'gcloud-missing', login, hint };
  return { cause: wantsLogin.test(words) ? 'login' : 'failed', login, hint };
}

/** The plugin takes gcloud's own login; Application Default Credentials only where it is told to. */
function loginOf({ command, args }: ExecEntry, words: string): PluginTrouble['login'] {
  const program =
    command
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.(?:exe|cmd)$/i, '') ?? '';
  const ofGke = program === 'gke-gcloud-auth-plugin';
  if (!ofGke && program !== 'gcloud') return null;
  const told = (args ?? []).some((arg) => /^--?use_application_default_credentials(?:=true)?$/.test(arg));
  return told || /gcloud auth application-default login|default credentials/i.test(words)
    ? 'application-default'
    : 'gcloud';
}

/** What a person has to read of it: gcloud's own sentence, or what follows the time and place of a log line. */
export function decisiveWords(complaint: string): string {
  const [, ofGcloud] = /ERROR: \([\w.-]+\) ([^\n]+)/.exec(complaint) ?? [];
  const [, logged] = /^[FEW]\d{4} [\d:.]+ +\d+ [\w.]+:\d+\] ([^]+)$/m.exec(complaint) ?? [];
  return (ofGcloud ?? logged ?? complaint).replace(/\s*\(err: \)\s*$/, '').trim();
}
