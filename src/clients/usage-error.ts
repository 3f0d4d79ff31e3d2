/** What the caller typed or exported is wrong: it ends the program with one message, and no report. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
