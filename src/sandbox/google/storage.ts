/** storage.googleapis.com, the JSON API v1: buckets, listing, policies. Its errors have `errors[]` and no `status`. */

import { findBucket } from './cloud.ts';
import type { Cloud, FoundBucket } from './cloud.ts';
import { callerOf, isOutside } from './front-end.ts';
import { quotaProjectDenied, troubleshooter } from './google-error.ts';
import { decode, findRoute, jsonBody, ok, page, Refusal, route } from './http.ts';
import type { Call, Parameters, Reply } from './http.ts';
import { isAllowed } from './iam-evaluation.ts';
import { identityName } from './identity.ts';
import type { Identity } from './identity.ts';
import { imageContents } from './image-content.ts';
import { askedVersion, heldPermissions, shownPolicy, writePolicy } from './policies.ts';
import { noSuchMethod } from './service.ts';
import { cloudPlatform } from './tokens.ts';

const name = 'storage.googleapis.com';

interface BucketCall {
  readonly cloud: Cloud;
  readonly call: Call;
  readonly who: Identity | null;
  readonly parameters: Parameters;
}

const bucket = '/storage/v1/b/{bucket}';
const routes = [
  route('GET', '/storage/v1/b', listBuckets),
  route('GET', bucket, getBucket),
  route('GET', `${bucket}/storageLayout`, getLayout),
  route('GET', `${bucket}/o`, listObjects),
  route('GET', `${bucket}/o/{object}`, getObject),
  route('GET', `${bucket}/iam`, getPolicy),
  route('PUT', `${bucket}/iam`, setPolicy),
  route('GET', `${bucket}/iam/testPermissions`, testPermissions),
];

const readScopes = [
  cloudPlatform,
  `${cloudPlatform}.read-only`,
  ...['full_control', 'read_write', 'read_only'].map((scope) => `https://www.googleapis.com/auth/devstorage.${scope}`),
];

export async function storage(cloud: Cloud, call: Call): Promise<Reply> {
  const found = findRoute(routes, call);
  if (found === null) return noSuchMethod(call);
  const caller = callerOf(cloud, call);
  if (caller.kind === 'bad') throw storageError(401, 'authError', 'Invalid Credentials', header);
  if (caller.kind === 'known' && !caller.scopes.some((scope) => readScopes.includes(scope))) {
    throw storageError(403, 'insufficientPermissions', 'Insufficient Permission');
  }
  const who = caller.kind === 'known' ? caller.who : null;
  const quota = call.query.get('userProject') ?? call.headers['x-goog-user-project'];
  if (quota !== undefined && quota !== '' && !(await isAllowed(cloud, who, use, { kind: 'project', project: quota }))) {
    throw quotaProjectDenied(name, quota);
  }
  return found.handler({ cloud, call, who, parameters: found.parameters });
}

const use = 'serviceusage.services.use';
const header = { location: 'Authorization', locationType: 'header' };

function storageError(code: number, reason: string, message: string, where: object = {}): Refusal {
  const errors = [{ message, domain: 'global', reason, ...where }];
  return new Refusal({ status: code, body: { error: { code, message, errors } } });
}

/** The first words of a refusal name who was refused. */
function denied(who: Identity | null, permission: string, bucketName: string, object?: string): Refusal {
  const what = object === undefined ? 'bucket' : 'object';
  const resource = `//${name}/projects/_/buckets/${bucketName}${object === undefined ? '' : `/objects/${object}`}`;
  const subject = who === null ? 'Anonymous caller' : identityName(who);
  const refused =
    `${subject} does not have ${permission} access to the Google Cloud Storage ${what}. ` +
    `Permission '${permission}' denied on resource '${resource}' (or it may not exist).`;
  if (who === null) return storageError(401, 'required', refused, header);
  return storageError(403, 'forbidden', refused + troubleshooter().sentence);
}

/** A bucket that is not there is told to everyone who is logged in. */
async function reach(method: BucketCall, permission: string): Promise<FoundBucket> {
  const { cloud, call, who } = method;
  const wanted = method.parameters['bucket'] ?? '';
  const found = findBucket(cloud, wanted);
  if (found === null) {
    if (who === null) throw denied(who, permission, wanted);
    throw storageError(404, 'notFound', 'The specified bucket does not exist.');
  }
  if (isOutside(cloud, call, name, found.project.state)) {
    const message = 'Request violates VPC Service Controls.';
    throw storageError(403, 'vpcServiceControls', message);
  }
  const resource = { kind: 'bucket', project: found.project.id, bucket: found.name } as const;
  if (!(await isAllowed(cloud, who, permission, resource))) throw denied(who, permission, found.name);
  if (found.project.state.state !== 'ACTIVE' || !found.project.state.billing) {
    const message = 'The billing account for the owning project is disabled in state absent';
    throw storageError(403, 'accountDisabled', message);
  }
  return found;
}

async function listBuckets({ cloud, call, who }: BucketCall): Promise<Reply> {
  const project = call.query.get('project') ?? '';
  if (!(await isAllowed(cloud, who, 'storage.buckets.list', { kind: 'project', project }))) {
    throw denied(who, 'storage.buckets.list', '');
  }
  const buckets = Object.keys(cloud.world.google.projects[project]?.buckets ?? {});
  const found = buckets.map((id) => findBucket(cloud, id)).filter((state) => state !== null);
  return ok({ kind: 'storage#buckets', ...(found.length > 0 && { items: found.map(shownBucket) }) });
}

async function getBucket(method: BucketCall): Promise<Reply> {
  return ok(shownBucket(await reach(method, 'storage.buckets.get')));
}

/** gcloud asks this before it lists; a flat bucket is the usual one. */
async function getLayout(method: BucketCall): Promise<Reply> {
  const found = await reach(method, 'storage.objects.list');
  return ok({
    kind: 'storage#storageLayout',
    bucket: found.name,
    location: found.state.location.toUpperCase(),
    locationType: 'multi-region',
    hierarchicalNamespace: { enabled: false },
  });
}

function shownBucket(found: FoundBucket): object {
  return {
    kind: 'storage#bucket',
    id: found.name,
    name: found.name,
    selfLink: `https://www.googleapis.com/storage/v1/b/${found.name}`,
    projectNumber: found.project.state.number,
    location: found.state.location.toUpperCase(),
    locationType: 'multi-region',
    storageClass: 'STANDARD',
    metageneration: '1',
    etag: 'CAE=',
    timeCreated: '2021-03-01T09:00:00.000Z',
    updated: '2021-03-01T09:00:00.000Z',
    iamConfiguration: { uniformBucketLevelAccess: { enabled: false }, publicAccessPrevention: 'inherited' },
  };
}

async function listObjects(method: BucketCall): Promise<Reply> {
  const found = await reach(method, 'storage.objects.list');
  const { query } = method.call;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const names = objectNames(found).filter((object) => object.startsWith(prefix));
  const prefixes = new Set<string>();
  const whole = names.filter((object) => {
    const end = delimiter === '' ? -1 : object.indexOf(delimiter, prefix.length);
    if (end >= 0) prefixes.add(object.slice(0, end + delimiter.length));
    return end < 0;
  });
  const { items, nextPageToken } = page(whole, query, { usual: 1000, most: 1000, parameter: 'maxResults' });
  return ok({
    kind: 'storage#objects',
    ...(nextPageToken !== undefined && { nextPageToken }),
    ...(prefixes.size > 0 && { prefixes: [...prefixes].sort() }),
    ...(items.length > 0 && { items: items.map((object) => shownObject(found, object)) }),
  });
}

/** Who may list is told that an object is not there, without the right to read one. */
async function getObject(method: BucketCall): Promise<Reply> {
  const object = method.parameters['object'] ?? '';
  const found = findBucket(method.cloud, method.parameters['bucket'] ?? '');
  const there = found !== null && objectNames(found).includes(object);
  const reached = await reach(method, there ? 'storage.objects.get' : 'storage.objects.list');
  if (!there) throw storageError(404, 'notFound', `No such object: ${reached.name}/${object}`);
  return ok(shownObject(reached, object));
}

function shownObject(found: FoundBucket, object: string): object {
  return {
    kind: 'storage#object',
    id: `${found.name}/${object}/1`,
    name: object,
    bucket: found.name,
    generation: '1',
    metageneration: '1',
    contentType: 'application/octet-stream',
    storageClass: 'STANDARD',
    size: '0',
    timeCreated: '2021-03-01T09:00:00.000Z',
    updated: '2021-03-01T09:00:00.000Z',
    etag: 'CAE=',
  };
}

/** What is in it; images in the layout in which Container Registry kept them. */
function objectNames(found: FoundBucket): readonly string[] {
  const names = new Set<string>(found.state.objects);
  for (const [image, tags] of Object.entries(found.state.images)) {
    for (const { tag, digest, config } of imageContents(`${found.project.id}/${image}`, tags)) {
      names.add(`containers/images/${digest}`);
      names.add(`containers/images/${config.digest}`);
      names.add(`containers/repositories/library/${image}/manifest_${digest}`);
      names.add(`containers/repositories/library/${image}/tag_${tag}`);
    }
  }
  return [...names].sort();
}

async function getPolicy(method: BucketCall): Promise<Reply> {
  const found = await reach(method, 'storage.buckets.getIamPolicy');
  return ok(bucketPolicy(found, askedVersion(method.call)));
}

async function setPolicy(method: BucketCall): Promise<Reply> {
  const found = await reach(method, 'storage.buckets.setIamPolicy');
  try {
    writePolicy(method.cloud, found.state.policy, jsonBody(method.call));
  } catch (error) {
    throw error instanceof Refusal ? inStorageWords(error) : error;
  }
  return ok(bucketPolicy(found, 3));
}

function inStorageWords({ reply }: Refusal): Refusal {
  const { error } = reply.body as { error: { message: string } };
  return storageError(reply.status, reply.status === 409 ? 'conflict' : 'invalid', error.message);
}

function bucketPolicy(found: FoundBucket, version: number): object {
  const resourceId = `projects/_/buckets/${found.name}`;
  return { kind: 'storage#policy', resourceId, ...shownPolicy(found.state.policy, version) };
}

async function testPermissions({ cloud, call, who, parameters }: BucketCall): Promise<Reply> {
  const wanted = decode(parameters['bucket'] ?? '');
  const found = findBucket(cloud, wanted);
  if (found === null) throw storageError(404, 'notFound', 'The specified bucket does not exist.');
  const resource = { kind: 'bucket', project: found.project.id, bucket: found.name } as const;
  const permissions = await heldPermissions(cloud, who, call.query.getAll('permissions'), resource);
  return ok({ kind: 'storage#testIamPermissionsResponse', ...(permissions.length > 0 && { permissions }) });
}
