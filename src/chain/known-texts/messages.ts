/**
 * Tells the messages of a text apart. What is pasted may be one message that is broken over lines, a log, a table of
 * kubectl, several conditions of a status, or an answer's body in indented JSON.
 */

/** Beginnings that open a message whatever stands before: a time, a level, a row of a table, a field of a status. */
const opening = new RegExp(
  [
    String.raw`\[?\d{4}-\d\d-\d\d[T ]\d`,
    String.raw`[IWEF]\d{4} \d\d:\d\d`,
    String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d+ \d\d:\d\d`,
    String.raw`(?:ts|time|level|caller|component)=`,
    String.raw`\{"`,
    String.raw`\d+[smhd]\d*[smhd]? .*\b(?:Warning|Normal)\b`,
    String.raw`(?:Warning|Normal) {2,}`,
    String.raw`(?:ERROR|WARN|WARNING|INFO|FATAL)\b[: ]`,
    String.raw`(?:Error|error|Warning): `,
    String.raw`Error (?:from server|response from daemon)\b`,
    String.raw`Caused by: `,
    String.raw`[✗✔►⚠●] ?`,
    String.raw`(?:- )?(?:message|Message|reason|Reason|status|Status|type|Type|lastTransitionTime|Last Transition Time|observedGeneration|Observed Generation|error|err|msg): `,
    String.raw`[-*•] (?!'?@type)`,
    String.raw`\$ `,
    // A row of a table: its columns stand at least two blanks apart.
    String.raw`\S+(?:\t| {2,})\S`,
  ].join('|'),
);

/** How the errors of Flux, Go and Google begin. Inside a chain of errors they follow a colon. */
const beginning =
  /^(?:scan failed|failed to |unable to |Unable to |GET |HEAD |POST |Get "|Head "|Post "|dial tcp|compute: |metadata: |oauth2\/google|oauth2: |google: |googleapi: |rpc error|denied: |unauthorized: |DENIED: |UNAUTHORIZED: |x509: |tls: |chart pull error|invalid |cannot |requesting tags|feature-gate|unknown flag|image '|to use spec\.|successful scan|retrying in |referenced |KSA )/;

/** A line that says itself that more is to come. */
const open = /(?:[:,([{=&?]|\b(?:to|of|on|for|the|a|an|resource|status|code|with|by|is|not|and|or))$/;
const ended = /[.!)\]}'"`>]$/;

/** A block of indented JSON, which holds one answer however many lines it has. */
const opensBlock = /[[{]$/;

const mostMessages = 5000;

/**
 * The messages, each on one line or more, in their order. `known` says whether a line alone is a message that is known,
 * for then it is one of its own, and no rest of the one before.
 */
export function messagesOf(text: string, known: (line: string) => boolean): readonly string[] {
  const messages: string[][] = [];
  let depth = 0;
  let blank = true;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const trimmed = line.trim();
    if (trimmed === '') {
      if (depth === 0) blank = true;
      continue;
    }
    const current = messages.at(-1);
    const previous = current?.at(-1)?.trim() ?? '';
    const inside = depth > 0 && !/^\[?\d{4}-\d\d-\d\d/.test(trimmed);
    const details = current?.some((one) => /^\s*- '?@type/.test(one)) ?? false;
    if (!inside) depth = 0;
    const anew = current === undefined || (!inside && startsAnew({ line, trimmed, previous, blank, details, known }));
    if (anew) messages.push([line]);
    else current.push(line);
    if (inside || opensBlock.test(trimmed)) depth = Math.max(0, depth + balance(trimmed));
    blank = false;
    if (messages.length > mostMessages) break;
  }
  return messages.map((lines) => lines.join('\n'));
}

interface Line {
  readonly line: string;
  readonly trimmed: string;
  readonly previous: string;
  /** An empty line stands before it. */
  readonly blank: boolean;
  /** It follows the `@type` of an error's details, as gcloud prints them. */
  readonly details: boolean;
  readonly known: (line: string) => boolean;
}

function startsAnew({ line, trimmed, previous, blank, details, known }: Line): boolean {
  if (/^(?:This error could be caused|For more information)/.test(trimmed)) return false;
  if (/^- '?@type/.test(trimmed)) return false;
  if (details && /^\s/.test(line)) return false;
  if (blank || new RegExp(`^(?:${opening.source})`).test(trimmed)) return true;
  if (open.test(previous)) return false;
  if (beginning.test(trimmed)) return true;
  const capital = /^[A-Z]/.test(trimmed);
  return capital && ended.test(previous) ? true : (capital || ended.test(previous)) && known(trimmed);
}

/** How many braces and brackets a line leaves open; those in strings do not count. */
function balance(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0);
}
