import { noProxyRule } from '../src/chain/no-proxy.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding, Identity, ScanObject } from '../src/chain/vocabulary.ts';
import type { V1EnvVar } from '../src/clients/kubernetes.ts';
import { oneLine } from '../src/discover/one-line.ts';
import { podsOf } from '../src/discover/workload.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { defineCheck, isSome, pass, skipped, suspected } from './define.ts';
import type { IdentityContext, Result } from './define.ts';

const metadataServer = new URL('http://metadata.google.internal/');

/**
 * Whether the controller's environment leaves the way to the metadata server free. Which variables count depends on
 * the version: up to Flux 2.5 registries were logged in to by a plain GET, which knows no key files but obeys proxies.
 */
export const workloadEnvironment = defineCheck({
  id: 'workload-environment',
  link: 'workload',
  scope: 'identity',
  title: 'its environment does not get in the way',
  deadline: seconds(20),
  async run({ kubernetes, identity, workloads }): Promise<Result<true>> {
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const found: Finding[] = [];
    const notes: string[] = [];
    for (const workload of workloads) {
      const environment = await environmentOf(kubernetes, workload);
      found.push(
        ...keyFiles(workload, environment.variables, identity),
        ...proxies(workload, environment.variables, identity),
      );
      if (environment.unread) notes.push(`${workload.ref.name} takes variables by envFrom, which were not read`);
    }
    return isSome(found) ? suspected(found, { notes }) : pass(true, notes);
  },
});

interface Variable {
  readonly name: string;
  readonly value: string;
}

/** Of the container in the pods, where an admission webhook may have added to it, else of the template. */
async function environmentOf(
  kubernetes: IdentityContext['kubernetes'],
  workload: ScanWorkload,
): Promise<{ readonly variables: readonly Variable[]; readonly unread: boolean }> {
  const pods = await podsOf(kubernetes, workload);
  const running = pods
    .flatMap((pod) => pod.spec?.containers ?? [])
    .filter(({ name }) => name === workload.container.name);
  const containers = running.length > 0 ? running : [workload.container];
  const variables = new Map(containers.flatMap(({ env = [] }) => env.map((each) => [each.name, variableOf(each)])));
  return { variables: [...variables.values()], unread: containers.some(({ envFrom = [] }) => envFrom.length > 0) };
}

function variableOf({ name, value, valueFrom }: V1EnvVar): Variable {
  if (valueFrom === undefined) return { name, value: value ?? '' };
  const source = valueFrom.secretKeyRef?.name ?? valueFrom.configMapKeyRef?.name ?? 'a field';
  return { name, value: `(from ${source})` };
}

/** Addresses of the metadata server itself: naming them changes nothing. */
const metadataAddresses = new Set(['', '169.254.169.254', 'metadata.google.internal', 'metadata']);

function keyFiles(workload: ScanWorkload, variables: readonly Variable[], { path }: Identity): readonly Finding[] {
  const { ref, capabilities, deployment } = workload;
  // A plain GET by name reads neither. For an object's identity the controller asks metadata which cluster this is.
  if (capabilities.metadata === 'plain-get') return [];
  const wanted = path === 'controller' ? keyVariables : metadataVariables;
  return variables
    .filter(({ name, value }) => wanted.has(name) && !metadataAddresses.has(value.replace(/:80$/, '')))
    .map(({ name, value }) =>
      finding('credentials-file-overrides-identity', {
        namespace: ref.namespace,
        workload: ref.name,
        variable: name,
        value: oneLine(value, 256),
        version: ref.version,
        owner: ownerOf(deployment.metadata ?? {}),
      }),
    );
}

const metadataVariables = new Set(['GCE_METADATA_HOST', 'GCE_METADATA_IP', 'GCE_METADATA_ROOT']);
const keyVariables = new Set([...metadataVariables, 'GOOGLE_APPLICATION_CREDENTIALS']);

function proxies(workload: ScanWorkload, variables: readonly Variable[], identity: Identity): readonly Finding[] {
  const { ref, capabilities, deployment } = workload;
  if (capabilities.metadata !== 'plain-get' || identity.path !== 'controller') return [];
  const of = (...names: readonly string[]) => variables.find(({ name, value }) => names.includes(name) && value !== '');
  const capture = (variable: string, noProxy: string, object: ScanObject | null = null) =>
    finding('proxy-captures-metadata', {
      namespace: ref.namespace,
      workload: ref.name,
      variable,
      noProxy: oneLine(noProxy, 256),
      version: ref.version,
      owner: ownerOf(deployment.metadata ?? {}),
      object: object === null ? null : { kind: object.kind, namespace: object.namespace, name: object.name },
    });
  // The call is plain http, so HTTPS_PROXY has no part in it.
  const proxy = of('HTTP_PROXY', 'http_proxy');
  const noProxy = of('NO_PROXY', 'no_proxy')?.value ?? '';
  if (proxy !== undefined && !noProxyRule(noProxy)(metadataServer)) return [capture(proxy.name, noProxy)];
  const objects = identity.targets.flatMap((target) => target.objects);
  const own = capabilities.proxySecretCapturesMetadata
    ? objects.find((object) => object.proxySecret !== null)
    : undefined;
  return own === undefined ? [] : [capture('spec.proxySecretRef', '', own)];
}
