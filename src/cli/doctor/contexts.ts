import { KubeconfigError } from '../../clients/api-error.ts';
import { listContexts } from '../../clients/kubeconfig/contexts.ts';
import type { ContextSummary } from '../../clients/kubeconfig/contexts.ts';
import { notAllowed } from '../parse-doctor.ts';
import type { DoctorOptions } from '../options.ts';
import type { System } from '../system.ts';

/**
 * The contexts to look at; `null` stands for the current one, or the pod's own cluster.
 *
 * @throws UsageError for one that the kubeconfig does not have.
 */
export async function contextsOf(options: DoctorOptions, { env, stderr }: System): Promise<readonly (string | null)[]> {
  if (options.contexts.length === 0 && !options.allContexts) return [null];
  let contexts: readonly ContextSummary[];
  try {
    const kubeconfig = options.kubeconfig === null ? {} : { kubeconfig: options.kubeconfig };
    ({ contexts } = await listContexts({ env, ...kubeconfig }));
  } catch (error) {
    // Told in the report, by the check on the kubeconfig.
    if (error instanceof KubeconfigError) return [options.contexts[0] ?? null];
    throw error;
  }
  const known = contexts.map((one) => one.name);
  if (options.allContexts) {
    announce(contexts, stderr);
    return known.length === 0 ? [null] : known;
  }
  for (const name of options.contexts) {
    if (!known.includes(name)) throw notAllowed({ value: name, from: '--context' }, known);
  }
  return [...new Set(options.contexts)];
}

/** Log-in programs of clusters that nobody named one by one are not started unannounced. */
function announce(contexts: readonly ContextSummary[], stderr: System['stderr']): void {
  const starting = new Set(contexts.filter(({ usesExec }) => usesExec).map(({ user }) => user)).size;
  if (starting === 0) return;
  const programs = starting === 1 ? 'one credential plugin' : `${starting} credential plugins`;
  stderr.write(`flux-wi: ${contexts.length} contexts are asked, which starts ${programs}\n`);
}
