import type { Clues } from './reading.ts';

/** Reads off a text who was asked for, which permission, and on what. */
export function cluesOf(text: string, groups: Clues['groups']): Clues {
  return { text, groups, as: whomOf(text), permission: permissionOf(text), resource: resourceOf(text) };
}

/** Who was refused, the surest sign first: a refusal can name the caller, and the account that the caller wanted. */
const whom: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [/\bUser "system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)" cannot/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/\bUser "([^"]+)" cannot/, (m) => person(m[1])],
  [
    /Anonymous caller|Unauthenticated request|anonymous token|Request is missing required authentication|system:anonymous/i,
    () => 'anonymous',
  ],
  [/\bservice account '([^'/]+)\/([^']+)'/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)/, (m) => `KSA ${m[1]}/${m[2]}`],
  // Where the KSA itself asks and the service knows the subject only by its claims.
  [/\/namespaces\/([a-z0-9.:-]+\.svc\.id\.goog) with additional claims/, (m) => `pool ${m[1]}`],
  [/\/subject\/ns\/([a-z0-9-]+)\/sa\/([a-z0-9.-]*[a-z0-9])/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/[a-z0-9.-]+\.svc\.id\.goog\[([a-z0-9-]+)\/([a-z0-9.-]+)\](?! is of| \()/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/\bKSA ([a-z0-9-]+):([a-z0-9.-]+)\b/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/Kubernetes service account \(([a-z0-9-]+)\/([a-z0-9.-]+)\)/, (m) => `KSA ${m[1]}/${m[2]}`],
  [/([\w.+-]+@[\w.-]+\w) does not have/, (m) => person(m[1])],
  [/\bUser \[([^\]\s]+@[^\]\s]+)\] (?:does not have|is not)/, (m) => person(m[1])],
  [/\b(?:[Cc]aller|[Pp]rincipal|principalEmail|authenticated as)"?:? "?([\w.+-]+@[\w.-]+\w)/, (m) => person(m[1])],
];

function person(name = ''): string {
  return name.endsWith('.gserviceaccount.com') ? `GSA ${name}` : `operator ${name}`;
}

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
  /(?:does|may) not exist ["'](storage\.\w+\.\w+)["']/,
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
  /Consumer '([^']+)' has been suspended/,
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
