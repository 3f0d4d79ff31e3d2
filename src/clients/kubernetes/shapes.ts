import * as z from 'zod';
import type { BuiltIns, KubernetesObject } from '../kubernetes.ts';
import { nonsense } from '../refusals/no-answer.ts';
import { ongoingCall } from '../transport/api-call.ts';
import type { Page } from './pages.ts';

/**
 * The SDK takes whatever comes for what its types say. What stands in the way of an API server (a portal, a proxy, a
 * lookalike) may answer otherwise, and that is no answer: so the fields that are looked into are held to their shapes.
 */
const texts = z.record(z.string(), z.string()).nullish();
const things = z.array(z.looseObject({})).nullish();
const words = z.array(z.string()).nullish();

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().nullish(),
  labels: texts,
  annotations: texts,
  managedFields: things,
  ownerReferences: things,
});

const container = z.looseObject({
  name: z.string(),
  image: z.string().nullish(),
  args: words,
  command: words,
  env: z.array(z.looseObject({ name: z.string(), value: z.string().nullish() })).nullish(),
  envFrom: things,
  volumeMounts: things,
});

const podSpec = z.looseObject({
  containers: z.array(container),
  initContainers: z.array(container).nullish(),
  volumes: things,
  tolerations: things,
  nodeName: z.string().nullish(),
  serviceAccountName: z.string().nullish(),
});

const podStatus = z.looseObject({ conditions: things, containerStatuses: things, phase: z.string().nullish() });
const template = z.looseObject({ template: z.looseObject({ spec: podSpec.nullish() }).nullish() });
const named = z.looseObject({ metadata });
const templated = z.looseObject({ metadata, spec: template.nullish() });
const ports = z.array(z.looseObject({ ports: things, to: things, from: things })).nullish();

const shapes = {
  deployments: templated,
  daemonsets: templated,
  statefulsets: templated,
  jobs: templated,
  cronjobs: z.looseObject({
    metadata,
    spec: z.looseObject({ jobTemplate: z.looseObject({ spec: template.nullish() }).nullish() }).nullish(),
  }),
  pods: z.looseObject({ metadata, spec: podSpec.nullish(), status: podStatus.nullish() }),
  serviceaccounts: named,
  services: z.looseObject({ metadata, spec: z.looseObject({ ports: things, selector: texts }).nullish() }),
  events: z.looseObject({ metadata, involvedObject: z.looseObject({}).nullish() }),
  nodes: z.looseObject({ metadata, spec: z.looseObject({ taints: things }).nullish() }),
  namespaces: named,
  networkpolicies: z.looseObject({
    metadata,
    spec: z.looseObject({
      podSelector: z.looseObject({}).nullish(),
      policyTypes: words,
      egress: ports,
      ingress: ports,
    }),
  }),
  leases: named,
} satisfies Record<keyof BuiltIns, z.ZodType>;

/** The object as it came. Throws `ApiError` (`nonsense`) where it is none of its kind. */
export function shaped<R extends keyof BuiltIns>(resource: R, object: BuiltIns[R]): BuiltIns[R] {
  const { error } = shapes[resource].safeParse(object);
  if (error === undefined) return object;
  const where = error.issues[0]?.path.map(String).join('.') ?? '';
  throw nonsense(ongoingCall(), `something else than ${resource} (${where})`);
}

const kinds: Readonly<Record<keyof BuiltIns, string>> = {
  deployments: 'DeploymentList',
  daemonsets: 'DaemonSetList',
  statefulsets: 'StatefulSetList',
  cronjobs: 'CronJobList',
  jobs: 'JobList',
  pods: 'PodList',
  serviceaccounts: 'ServiceAccountList',
  services: 'ServiceList',
  events: 'EventList',
  nodes: 'NodeList',
  namespaces: 'NamespaceList',
  networkpolicies: 'NetworkPolicyList',
  leases: 'LeaseList',
};

/** A page of a list, each of its objects held to its shape. An answer that is no list must never read as "nothing there". */
export function listShaped<R extends keyof BuiltIns>(resource: R, page: Page<BuiltIns[R]>): Page<BuiltIns[R]> {
  const { kind } = z.looseObject({ kind: z.string() }).safeParse(page).data ?? {};
  if (kind !== kinds[resource] || !Array.isArray(page.items)) throw noList(resource);
  for (const item of page.items) shaped(resource, item);
  return page;
}

const customPage = z.looseObject({
  kind: z.string().regex(/^[A-Z]\w*List$/),
  metadata: z.looseObject({ continue: z.string().optional() }).nullish(),
  items: z.array(named),
});

/** The same of custom objects, whose fields are read where they are needed. */
export function customList(
  plural: string,
  apiVersion: string,
  answer: unknown,
): {
  readonly items: readonly KubernetesObject[];
  readonly metadata?: { readonly continue?: string | undefined } | null | undefined;
} {
  const read = customPage.extend({ apiVersion: z.literal(apiVersion) }).safeParse(answer);
  if (!read.success) throw noList(plural);
  return answer as z.infer<typeof customPage> & { items: KubernetesObject[] };
}

function noList(resource: string): Error {
  return nonsense(ongoingCall(), `a document that is no list of ${resource}`);
}
