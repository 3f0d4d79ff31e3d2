/** The CEL expressions of identity providers, over the claims of a token. */

import type { JWTPayload } from 'jose';

/** @returns `null` where the expression cannot be evaluated */
export async function evaluateAssertion(expression: string, claims: JWTPayload): Promise<unknown> {
  const { celEnv, isCelError, parse, plan } = await import('@bufbuild/cel');
  try {
    const result: unknown = plan(celEnv({}), parse(`${expression}\n`))({ assertion: celValue(claims) as never });
    return isCelError(result) ? null : result;
  } catch {
    return null;
  }
}

/** Objects are read by keys only as maps. */
function celValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(celValue);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, one]) => [key, celValue(one)]));
}
