import type { Connection } from './connection.ts';

export type Sdk = typeof import('@kubernetes/client-node');

/** Loads `@kubernetes/client-node`: a tenth of a second, so that it is asked for while something else is on its way. */
export function loadKubernetesSdk(): Promise<Sdk> {
  return import('@kubernetes/client-node');
}

export type Apis = ReturnType<typeof apisOn>;

/** The SDK's typed APIs, on a connection of ours: its own opens one for each call, and knows neither proxies nor deadlines. */
export function apisOn(sdk: Sdk, connection: Connection) {
  const configuration = sdk.createConfiguration({
    baseServer: new sdk.ServerConfiguration(connection.server, {}),
    httpApi: sdk.wrapHttpLibrary({
      async send(request) {
        const body = request.getBody();
        const response = await connection.fetch(request.getUrl(), {
          method: request.getHttpMethod(),
          headers: request.getHeaders(),
          body: typeof body === 'string' ? body : null,
        });
        const headers: Record<string, string> = {};
        for (const [name, value] of response.headers) headers[name] = value;
        const bytes = Buffer.from(await response.arrayBuffer());
        return new sdk.ResponseContext(response.status, headers, {
          text: () => Promise.resolve(bytes.toString('utf8')),
          binary: () => Promise.resolve(bytes),
          stream: () => null,
        });
      },
    }),
    authMethods: {},
  });
  return {
    core: new sdk.CoreV1Api(configuration),
    apps: new sdk.AppsV1Api(configuration),
    networking: new sdk.NetworkingV1Api(configuration),
    coordination: new sdk.CoordinationV1Api(configuration),
    batch: new sdk.BatchV1Api(configuration),
    custom: new sdk.CustomObjectsApi(configuration),
    authorization: new sdk.AuthorizationV1Api(configuration),
    version: new sdk.VersionApi(configuration),
    wellKnown: new sdk.WellKnownApi(configuration),
  };
}
