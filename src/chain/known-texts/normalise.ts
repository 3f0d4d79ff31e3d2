/** GKE's metadata server puts this after every 403 and 404 of IAM, whatever the cause. */
const trailer =
  /This error could be caused by a missing IAM policy binding on the target IAM service account\.?(?: ?For more information,? refer to the Workload Identity documentation: ?\S+)?/gi;

/** A field of YAML in single quotes: in it each of its own is written twice. */
const quotedField = /^ ?((?:- )?[A-Za-z]+: )'(.*)' ?$/;

/**
 * Brings a message to one form, wherever it was copied from: a status, a log line of JSON, an answer's body.
 * Blanks are single, escapes are undone, colours and the trailer are gone.
 */
export function normalise(text: string): { readonly text: string; readonly trailer: boolean } {
  const flat = text
    .replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')
    .replace(/\\+u00([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+[nrt]/g, ' ')
    .replace(/\\+(["'`/])/g, '$1')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&#34;|&quot;/g, '"')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(quotedField, (_, key: string, value: string) => key + value.replaceAll("''", "'"));
  const without = flat.replace(trailer, ' ');
  return { text: without.replace(/ {2,}/g, ' ').trim(), trailer: without !== flat };
}
