/** Requests for objects: reading them in every form, writing them, and their subresources. */

import type { ClusterState, StoredObject } from '../world.ts';
import { answerReview } from './access-reviews.ts';
import { listPage } from './list.ts';
import type { ContinueExpiry } from './list.ts';
import { negotiate } from './media-type.ts';
import { listMetaInOrder, representList, representMetadata } from './representation.ts';
import type { User } from './rbac.ts';
import { mediaTypeOf, readBody } from './request-body.ts';
import { isTrue } from './request-target.ts';
import type { ResourceTarget } from './request-target.ts';
import { builtInGroups, resourcesOf } from './resources.ts';
import type { Resource } from './resources.ts';
import { readScale, scaled } from './scale.ts';
import type { SigningKey } from './signing-key.ts';
import { methodNotAllowed, noSuchResource, notFound, PageNotFound } from './status.ts';
import type { ObjectStore } from './store.ts';
import { shownAs, tableOf } from './table.ts';
import { requestToken } from './token-request.ts';
import type { Answer, ApiRequest } from './transport.ts';
import { watchAnswer } from './watch.ts';
import { Writer } from './writes.ts';
import type { WriteOptions, WriteTarget } from './writes.ts';

export interface ResourceApi {
  readonly store: ObjectStore;
  readonly cluster: ClusterState;
  readonly key: SigningKey;
  readonly expires: ContinueExpiry;
}

/** Who asks for what, of an existing resource. */
interface Call {
  readonly api: ResourceApi;
  readonly request: ApiRequest;
  readonly target: ResourceTarget;
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly user: User;
}

export async function answerResource(
  api: ResourceApi,
  request: ApiRequest,
  target: ResourceTarget,
  user: User,
): Promise<Answer> {
  const resource = findResource(api.cluster, target);
  const namespace = resource.namespaced ? target.namespace : undefined;
  const call: Call = { api, request, target, resource, namespace, user };
  const answer = await (target.subresource === undefined ? answerWhole(call) : answerSubresource(call));
  const warning = deprecation(resource, target.version);
  if (warning === null || answer.kind === 'stream') return answer;
  return { ...answer, headers: { ...answer.headers, warning } };
}

function findResource(cluster: ClusterState, target: ResourceTarget): Resource {
  const found = resourcesOf(cluster).find(
    ({ group, versions, plural }) =>
      group === target.group && plural === target.plural && versions.includes(target.version),
  );
  const misplaced = found !== undefined && !found.namespaced && target.namespace !== undefined;
  if (found !== undefined && (!misplaced || found.plural === 'namespaces')) return found;
  throw builtInGroups.has(target.group) ? noSuchResource() : new PageNotFound();
}

/** Flux marks every served version but the newest as deprecated. */
export function deprecation(resource: Resource, version: string): string | null {
  const [preferred] = resource.versions;
  if (!resource.group.endsWith('.toolkit.fluxcd.io') || version === preferred || preferred === undefined) return null;
  return `299 - "${version} ${resource.kind} is deprecated, upgrade to ${preferred}"`;
}

function answerWhole(call: Call): Answer {
  const { api, request, target, resource, namespace, user } = call;
  const { verb, name } = target;
  if (resource.reviewOnly) {
    if (verb !== 'create') throw methodNotAllowed();
    const body = readBody(request, resource.kind);
    const answer = answerReview(api.store, { kind: resource.kind, body, user, manager: managerOf(request) });
    if (answer === null) throw noSuchResource();
    return { kind: 'json', status: 201, body: answer };
  }
  if (resource.namespaced && namespace === undefined && verb !== 'list' && verb !== 'watch') {
    throw name === undefined ? methodNotAllowed() : noSuchResource();
  }
  const writer = new Writer(api.store, api.cluster);
  const where: WriteTarget = { resource, version: target.version, namespace };
  const options = writeOptions(request, undefined);
  switch (verb) {
    case 'list':
      return answerList(call);
    case 'watch':
      return watchAnswer(api.store, request, where);
    case 'get':
      return oneObject(call, existing(call));
    case 'create':
      if (name !== undefined) throw methodNotAllowed();
      return oneObject(call, writer.create(where, readBody(request, resource.kind), options), 201);
    case 'update':
      return oneObject(call, writer.update(where, name ?? '', readBody(request, resource.kind), options));
    case 'patch': {
      if (name === undefined) throw methodNotAllowed();
      const { object, created } = writer.patch(where, name, mediaTypeOf(request), request.body.toString(), options);
      return oneObject(call, object, created ? 201 : 200);
    }
    case 'delete': {
      const object = writer.delete(where, name ?? '', options.dryRun);
      return resource.plural === 'pods' || resource.plural === 'serviceaccounts'
        ? oneObject(call, object)
        : { kind: 'json', status: 200, body: deleted(resource, object) };
    }
    case 'deletecollection': {
      const { objects, meta } = listPage(api.store, resource, namespace, request.query, api.expires);
      if (!options.dryRun) for (const object of objects) writer.remove(object);
      return { kind: 'json', status: 200, body: representList(objects, resource, target.version, meta) };
    }
    default:
      throw methodNotAllowed();
  }
}

async function answerSubresource(call: Call): Promise<Answer> {
  const { api, request, target, resource, namespace } = call;
  const { subresource = '', verb, name = '' } = target;
  const verbs = resource.subresources[subresource];
  if (verbs === undefined) throw resource.custom ? notFound(resource, name) : noSuchResource();
  if (!verbs.includes(verb)) throw methodNotAllowed();
  if (subresource === 'token') {
    const body = readBody(request, 'TokenRequest');
    if (!api.store.namespaceExists(namespace ?? ''))
      throw notFound({ plural: 'namespaces', group: '' }, namespace ?? '');
    const token = await requestToken(api.store, api.key, existing(call), body, managerOf(request));
    return { kind: 'json', status: 201, body: token };
  }
  if (subresource === 'log') {
    existing(call);
    return { kind: 'text', status: 200, contentType: 'text/plain', text: '' };
  }
  if (verb === 'get') {
    return subresource === 'scale'
      ? { kind: 'json', status: 200, body: readScale(existing(call)) }
      : oneObject(call, existing(call));
  }
  const writer = new Writer(api.store, api.cluster);
  const where: WriteTarget = { resource, version: target.version, namespace };
  const type = verb === 'update' ? 'application/merge-patch+json' : mediaTypeOf(request);
  if (subresource === 'scale') {
    const patch = scaled(existing(call), type, request.body.toString());
    const options = writeOptions(request, undefined);
    writer.patch(where, name, 'application/merge-patch+json', JSON.stringify(patch), options);
    return { kind: 'json', status: 200, body: readScale(existing(call)) };
  }
  const options = writeOptions(request, 'status');
  const object =
    verb === 'update'
      ? writer.update(where, name, readBody(request, resource.kind), options)
      : writer.patch(where, name, type, request.body.toString(), options).object;
  return oneObject(call, object);
}

function existing({ api, resource, namespace, target }: Call): StoredObject {
  const object = api.store.get(resource, namespace, target.name ?? '');
  if (object === undefined) throw notFound(resource, target.name ?? '');
  return object;
}

function oneObject({ request, resource, target }: Call, object: StoredObject, status = 200): Answer {
  const form = negotiate(request.headers.accept, ['object', 'table', 'metadata']);
  return { kind: 'json', status, body: shownAs(form, object, resource, target.version, request.query) };
}

function answerList({ api, request, resource, namespace, target }: Call): Answer {
  const form = negotiate(request.headers.accept, ['object', 'table', 'metadata']);
  const { objects, meta } = listPage(api.store, resource, namespace, request.query, api.expires);
  if (form === 'table') {
    const body = tableOf(objects, resource, target.version, meta, request.query.get('includeObject'));
    return { kind: 'json', status: 200, body };
  }
  if (form === 'object') {
    return { kind: 'json', status: 200, body: representList(objects, resource, target.version, meta) };
  }
  const body = {
    kind: 'PartialObjectMetadataList',
    apiVersion: 'meta.k8s.io/v1',
    metadata: listMetaInOrder(meta),
    items: objects.map(representMetadata),
  };
  return { kind: 'json', status: 200, body };
}

function deleted(resource: Resource, object: StoredObject): object {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(resource.group !== '' && { group: resource.group }),
      kind: resource.plural,
      uid: object.metadata.uid,
    },
  };
}

function writeOptions(request: ApiRequest, subresource: WriteOptions['subresource']): WriteOptions {
  return {
    manager: managerOf(request),
    dryRun: request.query.get('dryRun') === 'All',
    force: isTrue(request.query.get('force')),
    subresource,
  };
}

/** The field manager: said, or the User-Agent up to its first slash. */
function managerOf(request: ApiRequest): string {
  const said = request.query.get('fieldManager');
  if (said !== null && said !== '') return said;
  return (request.headers['user-agent'] ?? '').split('/')[0] || 'unknown';
}
