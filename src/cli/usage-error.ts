/** What was typed is wrong. It ends the program with exit code 2, one message, and no report. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Whether an error, of whichever layer, says that what was typed is wrong. */
export function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'UsageError';
}
