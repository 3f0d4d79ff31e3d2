import { ApiError } from '../src/clients/api-error.ts';

/** For `.catch`: what the outside world said becomes a value to look at; anything else is thrown on. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}
