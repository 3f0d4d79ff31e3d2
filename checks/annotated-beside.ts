import { isGsaEmail } from '../src/chain/ksa-annotation.ts';
import { namedKsas } from '../src/chain/iam/named-ksas.ts';
import { nearest } from '../src/chain/near-miss.ts';
import { gsaAnnotation } from '../src/chain/owner.ts';
import type { Caller, Google } from '../src/clients/google.ts';
import type { Kubernetes, V1ServiceAccount } from '../src/clients/kubernetes.ts';
import { ksaUsers } from '../src/discover/ksa-users.ts';
import type { KsaUsers } from '../src/discover/ksa-users.ts';
import { orNull } from './iam-levels.ts';

/** A KSA beside the scanner's own, whose annotation was meant for the scanner. */
export interface AnnotatedBeside {
  readonly name: string;
  readonly gsa: string;
  /** Which of the two KSAs the GSA's policy names; `null`: it could not be read. */
  readonly bound: { readonly scanner: boolean; readonly itself: boolean } | null;
}

interface Scanner {
  readonly namespace: string;
  readonly ksa: string;
  /** Of its Deployment, by which one of several is told. */
  readonly workload: string;
  /** `null`: not known; then pools are not compared. */
  readonly pool: string | null;
}

/**
 * The one annotated KSA of the namespace that was meant for the scanner: nothing uses it, or its GSA's own policy names
 * the scanner's KSA. One that another program uses, or whose GSA is bound to others alone, is that program's affair.
 */
export async function annotatedBeside(
  kubernetes: Kubernetes,
  google: Google,
  operator: Caller | undefined,
  scanner: Scanner,
): Promise<AnnotatedBeside | null> {
  const [accounts, users] = await Promise.all([
    orNull(kubernetes.list('serviceaccounts', { namespace: scanner.namespace })),
    ksaUsers(kubernetes, scanner.namespace),
  ]);
  const annotated = (accounts ?? [])
    .flatMap((account) => annotatedOf(account))
    .filter(({ name }) => name !== scanner.ksa);
  const judged = await Promise.all(
    annotated.map(async (each) => ({ ...each, meant: await meantFor(google, operator, each, scanner) })),
  );
  const bound = judged.filter(({ meant }) => meant !== 'others' && meant?.scanner === true);
  const fit = bound.length > 0 ? bound : judged.filter((each) => each.meant !== 'others' && isUnused(users, each.name));
  const names = fit.map(({ name }) => name);
  const name = names.length === 1 ? names[0] : nearest(scanner.workload, names);
  const found = fit.find((each) => each.name === name);
  if (found === undefined || found.meant === 'others') return null;
  return { name: found.name, gsa: found.gsa, bound: found.meant };
}

function annotatedOf({ metadata }: V1ServiceAccount): readonly { readonly name: string; readonly gsa: string }[] {
  const gsa = metadata?.annotations?.[gsaAnnotation] ?? '';
  return isGsaEmail(gsa) ? [{ name: metadata?.name ?? '', gsa }] : [];
}

function isUnused(users: KsaUsers | null, name: string): boolean {
  return users !== null && (users.get(name) ?? []).length === 0;
}

/** Whom the GSA's own policy names: one or both of the two, nobody, or others alone; `null`: it could not be read. */
async function meantFor(
  google: Google,
  operator: Caller | undefined,
  { name, gsa }: { readonly name: string; readonly gsa: string },
  scanner: Scanner,
): Promise<AnnotatedBeside['bound'] | 'others'> {
  if (operator === undefined) return null;
  const policy = await orNull(google.serviceAccountPolicy(operator, gsa));
  if (policy === null) return null;
  const named = namedKsas(policy.bindings);
  const names = (ksa: string): boolean =>
    named.some(
      (one) =>
        one.namespace === scanner.namespace && one.ksa === ksa && (scanner.pool === null || one.pool === scanner.pool),
    );
  const both = { scanner: names(scanner.ksa), itself: names(name) };
  return named.length > 0 && !both.scanner && !both.itself ? 'others' : both;
}
