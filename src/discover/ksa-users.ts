import * as z from 'zod';
import { ApiError } from '../clients/api-error.ts';
import type { BuiltIns, Kubernetes } from '../clients/kubernetes.ts';

/** What runs, or will run, as each KSA of a namespace: `Deployment api`, by the KSA's name. */
export type KsaUsers = ReadonlyMap<string, readonly string[]>;

const kinds = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  jobs: 'Job',
  cronjobs: 'CronJob',
  pods: 'Pod',
} as const satisfies Partial<Record<keyof BuiltIns, string>>;

const account = z.object({ serviceAccountName: z.string().nullish(), serviceAccount: z.string().nullish() });
const template = z.object({ template: z.object({ spec: account }) });
const user = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.union([
    z
      .object({ jobTemplate: z.object({ spec: template }) })
      .transform(({ jobTemplate }) => jobTemplate.spec.template.spec),
    template.transform((spec) => spec.template.spec),
    account,
  ]),
  status: z
    .object({ phase: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});

/**
 * Who uses the KSAs of a namespace. A CronJob has no pod between its runs, and a Deployment may be scaled to zero: so
 * templates are asked, not pods alone. `null`: one of the kinds may not be listed, and no KSA can be said to be unused.
 */
export async function ksaUsers(kubernetes: Kubernetes, namespace: string): Promise<KsaUsers | null> {
  const users = new Map<string, string[]>();
  try {
    await Promise.all(
      (Object.keys(kinds) as (keyof typeof kinds)[]).map(async (resource) => {
        for (const raw of await kubernetes.list(resource, { namespace })) {
          const { data } = user.safeParse(raw);
          if (data === undefined || hasEnded(resource, data.status?.phase)) continue;
          const name = data.spec.serviceAccountName || data.spec.serviceAccount || 'default';
          users.set(name, [...(users.get(name) ?? []), `${kinds[resource]} ${data.metadata.name}`]);
        }
      }),
    );
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
  return users;
}

/** An evicted pod, or one that has done its work, runs as nobody any more; a Job that is done may be run again. */
function hasEnded(resource: keyof typeof kinds, phase: string | null | undefined): boolean {
  return resource === 'pods' && (phase === 'Failed' || phase === 'Succeeded');
}
