import * as z from 'zod';
import { isGsaEmail } from '../chain/ksa-annotation.ts';
import { gsaAnnotation } from '../chain/owner.ts';

const applied = z.object({ metadata: z.object({ annotations: z.record(z.string(), z.string()).nullish() }) });

/** The GSA that a KSA was last applied with by `kubectl apply`, whoever has taken the annotation off since. */
export function gsaLastApplied(annotations: Readonly<Record<string, string>>): string | null {
  const { data } = applied.safeParse(parsed(annotations['kubectl.kubernetes.io/last-applied-configuration'] ?? ''));
  const value = data?.metadata.annotations?.[gsaAnnotation] ?? '';
  return isGsaEmail(value) ? value : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
