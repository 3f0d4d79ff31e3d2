/** From an authenticated request to its answer: rights first, then what there is. */

import type { ClusterState } from '../world.ts';
import {
  aggregatedDiscovery,
  coreVersions,
  groupList,
  oneGroup,
  openApiIndex,
  openApiOf,
  resourceList,
} from './discovery.ts';
import { forbidden } from './forbidden.ts';
import { missingIamPermission } from './gke-authorizer.ts';
import { negotiate } from './media-type.ts';
import { answerOidc } from './oidc.ts';
import { authorize } from './rbac.ts';
import type { User } from './rbac.ts';
import { attributesOf, targetOf } from './request-target.ts';
import { answerResource } from './resource-requests.ts';
import type { ResourceApi } from './resource-requests.ts';
import { resourcesOf } from './resources.ts';
import type { Resource } from './resources.ts';
import { badRequest, PageNotFound } from './status.ts';
import { goJson } from './transport.ts';
import type { Answer, ApiRequest } from './transport.ts';

/** @param host the server's own address and port, as its documents name it */
export async function route(api: ResourceApi, host: string, request: ApiRequest, user: User): Promise<Answer> {
  const timeout = request.query.get('timeout');
  if (timeout !== null && !/^\d+(\.\d+)?(ns|us|ms|s|m|h)?$/.test(timeout)) {
    throw badRequest(`invalid timeout specified in the request URL - time: invalid duration "${timeout}"`);
  }
  const target = targetOf(request);
  const attributes = attributesOf(target, request);
  if (!authorize(api.store, user, attributes).allowed) {
    throw forbidden(user, attributes, missingIamPermission(user, attributes));
  }
  if (target.kind === 'resource') return answerResource(api, request, target, user);
  if (target.kind === 'path') return answerPath(api, host, request);
  const resources = resourcesOf(api.cluster);
  const { group, version } = target;
  const body = version === undefined ? oneGroup(resources, group) : resourceList(resources, group, version);
  if (body === undefined) throw new PageNotFound();
  return { kind: 'json', status: 200, body };
}

function answerPath(api: ResourceApi, host: string, request: ApiRequest): Answer {
  const resources = resourcesOf(api.cluster);
  const path = request.path.length > 1 ? request.path.replace(/\/$/, '') : request.path;
  switch (path) {
    case '/healthz':
    case '/livez':
    case '/readyz':
      return {
        kind: 'text',
        status: 200,
        contentType: 'text/plain; charset=utf-8',
        text: 'ok',
        headers: { 'x-content-type-options': 'nosniff' },
      };
    case '/version':
      return {
        kind: 'text',
        status: 200,
        contentType: 'application/json',
        text: goJson(versionOf(api.cluster), 2),
      };
    case '/api':
      return answerRoot(request, resources, true, coreVersions(host));
    case '/apis':
      return answerRoot(request, resources, false, groupList(resources));
    case '/openapi/v3':
      return { kind: 'json', status: 200, body: openApiIndex(resources) };
    default:
  }
  const oidc = answerOidc(request, api.key, host);
  if (oidc !== null) return oidc;
  const schema = /^\/openapi\/v3\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)$/.exec(path)?.groups;
  const document = schema && openApiOf(resources, schema['group'] ?? '', schema['version'] ?? '');
  if (document !== undefined) return { kind: 'json', status: 200, body: document };
  throw new PageNotFound();
}

function answerRoot(request: ApiRequest, resources: readonly Resource[], core: boolean, plain: object): Answer {
  if (negotiate(request.headers.accept, ['object', 'discovery']) === 'object') {
    return { kind: 'json', status: 200, body: plain };
  }
  const { body, etag } = aggregatedDiscovery(resources, core);
  const headers = {
    'content-type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    'cache-control': 'public',
    vary: 'Accept',
    etag,
  };
  const known = request.headers['if-none-match'] === etag;
  if (known) return { kind: 'text', status: 304, contentType: headers['content-type'], text: '', headers };
  return { kind: 'json', status: 200, body, headers };
}

function versionOf({ gitVersion }: ClusterState): object {
  const [, major = '1', minor = '32'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '58ad0b2b4bd0a2fbd6a4b8bd1bbb0f1e4d1a7a0f',
    gitTreeState: 'clean',
    buildDate: '2026-08-12T04:22:10Z',
    goVersion: 'go1.24.6 X:boringcrypto',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
