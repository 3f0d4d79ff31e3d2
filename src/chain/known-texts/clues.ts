import type { Clues } from './reading.ts';

/** Reads off a text who was asked for, which permission, and on what. */
export function cluesOf(text: string, groups: Clues['groups']): Clues {
  return { text, groups, as: whomOf(text), permission: permissionOf(text), resource: resourceOf(text) };
}

const whom: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [/\bfor service account '([^'/]+)\/([^']+)'/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)/, (m) => `KSA ${m[1]}/${m[2]}`],
  [
    /Anonymous caller|Unauthenticated request|anonymous token|Request is missing required authentication/i,
    () => 'anonymous',
  ],
  [/\/subject\/ns\/([a-z0-9-]+)\/sa\/([a-z0-9.-]+) does not have/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/[a-z0-9.-]+\.svc\.id\.goog\[([a-z0-9-]+)\/([a-z0-9.-]+)\] does not have/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/([\w.+-]+@[\w.-]+\.gserviceaccount\.com) does not have/, (m) => `GSA ${m[1]}`],
  [/([\w.+-]+@[\w.-]+\w) does not have/, (m) => `operator ${m[1]}`],
  [/\bUser "([^"]+)" cannot/, (m) => `operator ${m[1]}`],
];

function whomOf(text: string): string | null {
  for (const [pattern, name] of whom) {
    const match = pattern.exec(text);
    if (match !== null) return name(match);
  }
  return null;
}

const permissions = [
  /\bpermission ["']([a-z]\w*\.\w+(?:\.\w+)*)["']/i,
  /\brequired permission ["'`]?([a-z]\w*\.\w+\.\w+)/i,
  /\bRequired ["']([a-z]\w*\.\w+\.\w+)["'] permission/,
  /requires one of \[["']([\w.]+)["']/,
  /does not have ([a-z]\w*\.\w+\.\w+) (?:access|permission)/,
  /does not exist ["'](storage\.\w+\.\w+)["']/,
  /not have the ([a-z]\w*\.\w+\.\w+) permission/,
  /"permission": ?"([\w.]+)"/,
];

function permissionOf(text: string): string | null {
  for (const pattern of permissions) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

const resources = [
  /on resource ["'](?:\/\/[a-z.]+\/)?([^"']+)["']/,
  /Gaia id not found for email ([^\s"'`,}]+)/,
  /[Ss]ervice account (projects\/\S+\/serviceAccounts\/[^\s"']+) does not exist/,
  /Repository "([^"]+)" not found/,
  /Identity Pool does not exist \(([^)]+)\)/,
  /permission\(s\) for ["']([^"']+)["']/,
  /Not found: (projects\/[^\s"'}]+)/,
  /for project '([^']+)'/,
  /\b(?:in|to use|resource) project ([a-z0-9:.-]*[a-z0-9])/i,
  /\bProject ([a-z0-9:.-]*[a-z0-9]) has been deleted/,
  /repository '\/v2\/([^'?]+?)\/tags\/list/,
  /Get "(?:https?):\/\/([^/"]+)/,
];

function resourceOf(text: string): string | null {
  for (const pattern of resources) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}
