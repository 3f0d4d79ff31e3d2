/** What was typed or exported is wrong. It ends the program with exit code 2, one message, and no report. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
