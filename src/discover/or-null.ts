import { ApiError } from '../clients/api-error.ts';

/** For a reading that only helps: `null` where it is refused, or not answered. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
