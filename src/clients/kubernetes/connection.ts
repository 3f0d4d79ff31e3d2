import type { Response } from 'undici';
import type { Memo } from '../../engine/memo.ts';
import { ApiError, KubeconfigError } from '../api-error.ts';
import type { ResolvedContext } from '../kubeconfig/contexts.ts';
import { credentialsOf, fileOrData } from '../kubeconfig/credentials.ts';
import type { KubeCredential, KubeCredentials } from '../kubeconfig/credentials.ts';
import type { ClusterEntry } from '../kubeconfig/schema.ts';
import { kubernetesRefusal } from '../refusals/kubernetes-refusal.ts';
import type { NetFetch, NetRequest } from '../transport/net-fetch.ts';
import { parseProxy } from '../transport/proxy-settings.ts';
import type { TlsOptions } from '../transport/route.ts';
import type { Transport } from '../transport/transport.ts';

/** The way to one API server as one user: its trust, its proxy, its credential; one connection for all calls. */
export interface Connection {
  readonly context: string;
  readonly server: string;
  /** Makes one named API call. */
  call<T>(api: string, resource: string, work: () => Promise<T>): Promise<T>;
  /** One request of the call under way, with the user's credential; renewed once where it is not taken. */
  fetch(url: string, request: NetRequest): Promise<Response>;
}

export async function connect(
  context: ResolvedContext,
  transport: Transport,
  memo: Memo,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Connection> {
  const { cluster } = context;
  const ca = await fileOrData(context, cluster['certificate-authority'], cluster['certificate-authority-data']);
  const credentials = await credentialsOf(context, ca, env, memo, signal, transport.now);
  const wayOf = waysOf(context, ca, transport);
  const headers = impersonation(context);

  const attempt = (url: string, request: NetRequest, credential: KubeCredential): Promise<Response> => {
    const all = new Headers(request.headers);
    for (const [name, value] of headers) all.append(name, value);
    if (credential.authorization !== null) all.set('authorization', credential.authorization.reveal());
    return wayOf(credential)(url, { ...request, headers: all });
  };
  return {
    context: context.name,
    server: cluster.server,
    async call(api, resource, work) {
      // Before the call's own deadline runs: a plugin may take its time.
      await credentials.current();
      return transport.call({ api, resource, as: context.name, expects: 'json', refusal: kubernetesRefusal }, work);
    },
    fetch: (url, request) => withRenewal(credentials, (credential) => attempt(url, request, credential)),
  };
}

async function withRenewal(
  credentials: KubeCredentials,
  attempt: (credential: KubeCredential) => Promise<Response>,
): Promise<Response> {
  const credential = await credentials.current();
  try {
    return await attempt(credential);
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== 'unauthenticated') throw error;
    const renewed = await credentials.renewed(credential);
    if (renewed === null) throw error;
    return attempt(renewed);
  }
}

/** A client certificate belongs to the connection, so each has its own; as a rule there is one. */
function waysOf(
  context: ResolvedContext,
  ca: string | null,
  transport: Transport,
): (credential: KubeCredential) => NetFetch {
  const proxy = clusterProxy(context);
  const ways = new Map<string, NetFetch>();
  return ({ certificate }) => {
    const key = certificate?.cert ?? '';
    const known = ways.get(key);
    if (known !== undefined) return known;
    const way = transport.openWay({
      tls: tlsOf(context.cluster, ca, certificate, transport.trust.extra),
      ...(proxy !== null && { proxy: () => proxy }),
      systemRoots: ca === null,
    });
    ways.set(key, way);
    return way;
  };
}

/** The cluster's CA takes the place of all others, as for kubectl, but for those of `NODE_EXTRA_CA_CERTS`. */
function tlsOf(
  cluster: ClusterEntry,
  ca: string | null,
  certificate: KubeCredential['certificate'],
  extra: readonly string[],
): TlsOptions {
  return {
    ...(ca !== null && { ca: [ca, ...extra] }),
    ...(certificate !== null && { cert: certificate.cert, key: certificate.key.reveal() }),
    ...(cluster['tls-server-name'] && { servername: cluster['tls-server-name'] }),
    ...(cluster['insecure-skip-tls-verify'] === true && { rejectUnauthorized: false }),
  };
}

function clusterProxy(context: ResolvedContext): URL | null {
  const value = context.cluster['proxy-url'];
  if (!value) return null;
  const url = parseProxy(value);
  if (url === null)
    throw new KubeconfigError('invalid', context.source, 'its proxy-url is no proxy’s URL', context.name);
  return url;
}

/** `kubectl --as`, where the kubeconfig sets it. */
function impersonation({ user, source, name }: ResolvedContext): readonly (readonly [string, string])[] {
  const headers: [string, string][] = [];
  if (user.as) headers.push(['Impersonate-User', user.as]);
  if (user['as-uid']) headers.push(['Impersonate-Uid', user['as-uid']]);
  for (const group of user['as-groups'] ?? []) headers.push(['Impersonate-Group', group]);
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    for (const value of values) headers.push([`Impersonate-Extra-${headerName(key)}`, value]);
  }
  if (headers.some(([, value]) => /[^\P{Cc}\t]/u.test(value)))
    throw new KubeconfigError('invalid', source, 'it impersonates a name that holds a control character', name);
  // client-go sends the bytes of UTF-8 as they are; here a header's characters are its bytes.
  return headers.map(([header, value]) => [header, Buffer.from(value, 'utf8').toString('latin1')]);
}

/** Percent-encoded, as client-go does it, but for what may stand in a header's name. */
function headerName(key: string): string {
  return encodeURIComponent(key).replaceAll(/[()]/g, (one) => (one === '(' ? '%28' : '%29'));
}
