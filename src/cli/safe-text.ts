import { plainText } from '../chain/plain-text.ts';
import { redact } from '../chain/redact.ts';

/** What goes to standard error beside any report: it may quote what was typed, or what a library said. */
export function safeText(text: string): string {
  return redact(plainText(text));
}

/** An error as it may be shown. */
export function safeProblem(error: unknown): string {
  return safeText(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
