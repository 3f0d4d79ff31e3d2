import { ApiError } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { frame } from './frame.ts';
import { shownMessage } from './shown-message.ts';

/**
 * An answer that is not recognisably the service's own. It refuses nothing and proves nothing; what may have answered in
 * the service's place is named.
 *
 * @param what told instead of the body's description, e.g. `a redirect to login.example`.
 */
export function notTheService(answer: Answer, call: ApiCall, what: string = bodyOf(answer)): ApiError {
  const status = `HTTP ${answer.status}`;
  const { text, by } = whoAnswered(answer);
  return new ApiError({
    ...frame(answer, call),
    kind: 'nonsense',
    reason: '',
    domain: '',
    metadata: by,
    message: shownMessage(`${status} with ${what}, which is not an answer of ${answer.host}; ${text}`),
    permission: null,
    troubleshooter: null,
  });
}

/** Who stands between: the proxy by its name where there is one, and what the answer calls itself. */
function whoAnswered({ headers, proxy }: Answer): { text: string; by: Record<string, string> } {
  const names = ['server', 'via'].flatMap((name) => {
    const value = headers.get(name);
    return value === null || value.trim() === '' ? [] : [`${name}: ${cut(value)}`];
  });
  const named = names.length === 0 ? '' : ` (${names.join(', ')})`;
  const who =
    proxy === null
      ? 'a proxy, a gateway or a captive portal may have answered in its place'
      : `the proxy ${proxy}, or a gateway behind it, may have answered in its place`;
  return { text: `${who}${named}`, by: proxy === null ? {} : { proxy: shownMessage(proxy) } };
}

function bodyOf({ headers, text }: Answer): string {
  if (text.trim() === '') return 'an empty body';
  const type = cut((headers.get('content-type') ?? '').split(';')[0] ?? '');
  const typed = type === '' ? '' : ` (${type})`;
  if (/html/i.test(type) || /^\s*</.test(text)) {
    const title = /<title[^>]{0,200}>([^<]{1,200})/i.exec(text.slice(0, 20_000))?.[1] ?? '';
    return `a web page${typed}${title.trim() === '' ? '' : ` “${cut(title)}”`}`;
  }
  return `a body of another kind${typed}: “${cut(text)}”`;
}

function cut(text: string): string {
  const line = text.slice(0, 200).replaceAll(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 80)}…`;
}
