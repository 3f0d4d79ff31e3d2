import { isIPv6 } from 'node:net';
import * as z from 'zod';
import type { Memo } from '../../engine/memo.ts';
import { ApiError, KubeconfigError } from '../api-error.ts';
import { resolveContext } from '../kubeconfig/contexts.ts';
import type { ResolvedContext } from '../kubeconfig/contexts.ts';
import type {
  AccessQuestion,
  BuiltIns,
  Kubernetes,
  KubernetesObject,
  ListScope,
  ServedResource,
} from '../kubernetes.ts';
import { nonsense } from '../refusals/no-answer.ts';
import { shownMessage } from '../refusals/shown-message.ts';
import { ongoingCall } from '../transport/api-call.ts';
import type { Transport } from '../transport/transport.ts';
import { readersOn } from './built-ins.ts';
import { connect } from './connection.ts';
import type { Connection } from './connection.ts';
import { discover } from './discovery.ts';
import { mintKsaToken } from './ksa-token.ts';
import { allPages } from './pages.ts';
import type { Page } from './pages.ts';
import { apisOn, loadKubernetesSdk } from './sdk.ts';
import type { Apis, Sdk } from './sdk.ts';
import { customList, listShaped, shaped } from './shapes.ts';

export interface KubernetesOptions {
  readonly transport: Transport;
  readonly memo: Memo;
  readonly env: NodeJS.ProcessEnv;
  /** A file; absent: as kubectl finds it. */
  readonly kubeconfig?: string | undefined;
  /** Absent: the current one. */
  readonly context?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Opens one cluster as one user of it. Nothing is asked yet, but an exec plugin starts, so that its credential is there
 * when the first call is made.
 *
 * @throws KubeconfigError
 */
export async function openKubernetes(options: KubernetesOptions): Promise<Kubernetes> {
  const { transport, memo, env, signal } = options;
  const sdk = loadKubernetesSdk();
  const context = withAddress(withScheme(await resolveContext(env, options.kubeconfig, options.context)));
  const connection = await connect(context, transport, memo, env, signal);
  return clusterOn(context, connection, memo, await sdk);
}

function clusterOn(context: ResolvedContext, connection: Connection, memo: Memo, sdk: Sdk): Kubernetes {
  const apis = apisOn(sdk, connection);
  const readers = readersOn(apis);
  const remembered = <T>(key: readonly unknown[], question: () => Promise<T>): Promise<T> =>
    memo.ask(JSON.stringify(['kubernetes', context.name, connection.server, ...key]), question);

  return {
    context: context.name,
    server: connection.server,
    namespace: context.namespace,
    skipsTlsVerification: context.cluster['insecure-skip-tls-verify'] === true,

    served: () => remembered(['served'], () => discover(connection)),

    list: <R extends keyof BuiltIns>(resource: R, scope: ListScope = {}) =>
      remembered(['list', resource, scope], () => {
        const { namespace } = scope;
        const reader = readers[resource];
        return allPages<BuiltIns[R]>(
          scope,
          (work) => connection.call(`kubernetes.${resource}.list`, listed(resource, scope), work),
          async (request) => {
            const page = await (namespace === undefined
              ? reader.everywhere(request)
              : reader.within(namespace, request));
            return listShaped(resource, page);
          },
        ).catch((error: unknown) => {
          throw ofThese(error, []);
        });
      }),

    get: <R extends keyof BuiltIns>(resource: R, namespace: string | null, name: string) =>
      remembered(['get', resource, namespace, name], () =>
        orAbsent(
          { name, served: true },
          connection.call(`kubernetes.${resource}.get`, named(resource, namespace, name), async () =>
            shaped(resource, thatObject(name, await readers[resource].one(namespace ?? '', name))),
          ),
        ),
      ),

    listCustom: (resource, scope = {}) =>
      remembered(['list', resource.group, resource.version, resource.resource, scope], () =>
        orAbsent(
          { name: null, served: false },
          allPages(
            scope,
            (work) => connection.call(`kubernetes.${resource.resource}.list`, listed(resource.resource, scope), work),
            (request) => customPage(apis, resource, scope.namespace, request),
          ),
        ),
      ),

    getCustom: (resource, namespace, name) =>
      remembered(['get', resource.group, resource.version, resource.resource, namespace, name], () =>
        orAbsent(
          { name, served: false },
          connection.call(`kubernetes.${resource.resource}.get`, named(resource.resource, namespace, name), async () =>
            thatObject(name, await customObject(apis, resource, namespace, name)),
          ),
        ),
      ),

    createToken: (namespace, serviceAccount, audience, round = 0) =>
      remembered(['token', namespace, serviceAccount, audience, round], () =>
        connection
          .call('kubernetes.serviceaccounts.createToken', named('serviceaccounts', namespace, serviceAccount), () =>
            mintKsaToken(apis, namespace, serviceAccount, audience),
          )
          .catch((error: unknown) => {
            throw ofThese(error, [serviceAccount, namespace]);
          }),
      ),

    mayI: (question) =>
      remembered(['may I', question], () =>
        connection.call('kubernetes.selfsubjectaccessreviews.create', asked(question), async () =>
          allowed(
            await apis.authorization.createSelfSubjectAccessReview({
              body: { spec: { resourceAttributes: { ...question } } },
            }),
          ),
        ),
      ),

    maySubject: (user, groups, question) =>
      remembered(['may', user, groups, question], () =>
        connection.call('kubernetes.subjectaccessreviews.create', asked(question), async () =>
          allowed(
            await apis.authorization.createSubjectAccessReview({
              body: { spec: { user, groups: [...groups], resourceAttributes: { ...question } } },
            }),
          ),
        ),
      ),

    issuer: () =>
      remembered(['issuer'], () =>
        connection.call('kubernetes.issuer.get', '/.well-known/openid-configuration', async () => {
          const document: unknown = await apis.wellKnown.getServiceAccountIssuerOpenIDConfiguration();
          const read = z.looseObject({ issuer: z.string().min(1) }).safeParse(document);
          if (!read.success) throw nonsense(ongoingCall(), 'a document that names no issuer');
          return read.data.issuer;
        }),
      ),

    version: () =>
      remembered(['version'], () =>
        connection.call('kubernetes.version.get', '/version', async () => {
          const { gitVersion } = await apis.version.getCode();
          if (typeof gitVersion === 'string') return gitVersion;
          throw nonsense(ongoingCall(), 'a document that names no version');
        }),
      ),
  };
}

type Resource = Pick<ServedResource, 'group' | 'version' | 'resource'>;

function customPage(
  apis: Apis,
  { group, version, resource: plural }: Resource,
  namespace: string | undefined,
  request: { readonly limit: number; readonly _continue?: string },
): Promise<Page<KubernetesObject>> {
  const page: Promise<unknown> =
    namespace === undefined
      ? apis.custom.listClusterCustomObject({ group, version, plural, ...request })
      : apis.custom.listNamespacedCustomObject({ group, version, plural, namespace, ...request });
  // Custom objects come as they are: the token has the API's own name.
  return page.then((answer) => {
    const { items, metadata } = customList(plural, `${group}/${version}`, answer);
    return { items, metadata: { _continue: metadata?.continue ?? '' } };
  });
}

async function customObject(
  apis: Apis,
  { group, version, resource: plural }: Resource,
  namespace: string | null,
  name: string,
): Promise<KubernetesObject> {
  const object: unknown =
    namespace === null
      ? await apis.custom.getClusterCustomObject({ group, version, plural, name })
      : await apis.custom.getNamespacedCustomObject({ group, version, plural, namespace, name });
  return object as KubernetesObject;
}

/** What comes back is the object that was asked for, or it is no answer of the API's. */
function thatObject<T extends { readonly metadata?: { readonly name?: string } }>(name: string, object: T): T {
  if (object.metadata?.name === name) return object;
  throw nonsense(ongoingCall(), 'another object than was asked for');
}

/**
 * A 404 is an answer, where it speaks of this very object, or of a resource that need not be served.
 *
 * @param asked `name: null`: a list. `served`: every API server serves it
 */
async function orAbsent<T>(
  { name, served }: { readonly name: string | null; readonly served: boolean },
  answer: Promise<T>,
): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== 'not-found') throw error;
    if (!served && notServed.test(error.details.message)) return null;
    const told = ofThese(error, name === null ? [] : [name]);
    if (told === error) return null;
    throw told;
  }
}

/** A 404 that speaks of none of these names is no answer to what was asked. */
function ofThese(error: unknown, names: readonly string[]): unknown {
  if (!(error instanceof ApiError) || error.kind !== 'not-found') return error;
  const { details } = error;
  if (names.some((name) => details.message.includes(`"${name}" not found`))) return error;
  const message = `HTTP 404 (“${details.message}”) is no answer to what was asked for`;
  return new ApiError({ ...details, kind: 'nonsense', message }, { cause: error });
}

const notServed = /^404 page not found$|^the server could not find the requested resource$/;

function allowed(review: { readonly status?: { readonly allowed?: boolean } }): boolean {
  if (typeof review.status?.allowed === 'boolean') return review.status.allowed;
  throw nonsense(ongoingCall(), 'a document that is no access review');
}

function listed(resource: string, { namespace, labelSelector, fieldSelector }: ListScope): string {
  const where = namespace === undefined ? 'in all namespaces' : `in ${namespace}`;
  const which = [labelSelector, fieldSelector].filter((selector) => selector !== undefined).join(' ');
  return `${resource} ${where}${which === '' ? '' : ` (${which})`}`;
}

function named(resource: string, namespace: string | null, name: string): string {
  return namespace === null ? `${resource} ${name}` : `${resource} ${namespace}/${name}`;
}

function asked({ verb, group, resource, subresource, namespace, name }: AccessQuestion): string {
  const kind = [resource, group].filter((part) => part !== '').join('.');
  const place = [namespace, name].filter((part) => part !== undefined).join('/');
  return `${verb} ${kind}${subresource === undefined ? '' : `/${subresource}`}${place === '' ? '' : ` ${place}`}`;
}

/**
 * An address that a request can be made to.
 *
 * @throws KubeconfigError
 */
function withAddress(context: ResolvedContext): ResolvedContext {
  const { cluster, source, name } = context;
  const url = URL.parse(cluster.server);
  const problem =
    url === null || url.hostname === ''
      ? 'is no address (an IPv6 address stands in brackets: https://[::1]:6443)'
      : url.username !== '' || url.password !== ''
        ? 'holds a user or a password, which belongs to the user’s own fields'
        : url.search !== '' || url.hash !== ''
          ? 'holds a query or a fragment'
          : null;
  if (problem === null) return context;
  throw new KubeconfigError('invalid', source, `its server “${shownMessage(cluster.server)}” ${problem}`, name);
}

/** client-go's default: without a scheme, https where TLS is configured, else http. */
function withScheme(context: ResolvedContext): ResolvedContext {
  const { cluster, user } = context;
  const server = cluster.server.replace(/\/+$/, '');
  if (/^https?:\/\//i.test(server)) return { ...context, cluster: { ...cluster, server } };
  const secure =
    cluster['certificate-authority'] ||
    cluster['certificate-authority-data'] ||
    cluster['insecure-skip-tls-verify'] ||
    user['client-certificate'] ||
    user['client-certificate-data'];
  const host = isIPv6(server) ? `[${server}]` : server;
  return { ...context, cluster: { ...cluster, server: `${secure ? 'https' : 'http'}://${host}` } };
}
