import * as z from 'zod';
import type { Policy } from '../google.ts';

/** An IAM policy as every Google API writes it. A binding without members grants nothing, and is legal. */
export const policySchema = z.looseObject({
  /** On every policy, an empty one too: what has none is no policy. */
  etag: z.string(),
  bindings: z
    .array(
      z.looseObject({
        role: z.string(),
        members: z.array(z.string()).default([]),
        condition: z.looseObject({ expression: z.string().default(''), title: z.string().default('') }).optional(),
      }),
    )
    .default([]),
});

/** Conditions are only shown to who asks for this version; below it they hide in the role's name. */
export const policyVersion = 3;

export function policyOf({ bindings }: z.infer<typeof policySchema>): Policy {
  return {
    bindings: bindings.map(({ role, members, condition }) => ({
      role,
      members,
      condition: condition === undefined ? null : { expression: condition.expression, title: condition.title },
    })),
  };
}
