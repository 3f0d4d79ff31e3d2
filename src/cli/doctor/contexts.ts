import { KubeconfigError } from '../../clients/api-error.ts';
import { listContexts } from '../../clients/kubeconfig/contexts.ts';
import { notAllowed } from '../parse-doctor.ts';
import type { DoctorOptions } from '../options.ts';

/**
 * The contexts to look at; `null` stands for the current one, or the pod's own cluster.
 *
 * @throws UsageError for one that the kubeconfig does not have.
 */
export async function contextsOf(options: DoctorOptions, env: NodeJS.ProcessEnv): Promise<readonly (string | null)[]> {
  if (options.contexts.length === 0 && !options.allContexts) return [null];
  let known: readonly string[];
  try {
    const { contexts } = await listContexts({
      env,
      ...(options.kubeconfig === null ? {} : { kubeconfig: options.kubeconfig }),
    });
    known = contexts.map((one) => one.name);
  } catch (error) {
    // Told in the report, by the check on the kubeconfig.
    if (error instanceof KubeconfigError) return [options.contexts[0] ?? null];
    throw error;
  }
  if (options.allContexts) return known.length === 0 ? [null] : known;
  for (const name of options.contexts) {
    if (!known.includes(name)) throw notAllowed({ value: name, from: '--context' }, known);
  }
  return [...new Set(options.contexts)];
}
