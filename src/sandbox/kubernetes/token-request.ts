/** `POST …/serviceaccounts/KSA/token`. */

import * as z from 'zod';
import type { StoredObject } from '../world.ts';
import { readText } from './read.ts';
import type { SigningKey, TokenSubject } from './signing-key.ts';
import { ApiStatus, badRequest, invalid, notFound } from './status.ts';
import { now } from './store.ts';
import type { ObjectStore } from './store.ts';

const group = 'authentication.k8s.io';

const boundObject = z.object({
  kind: z.string().optional(),
  apiVersion: z.string().optional(),
  name: z.string().optional(),
  uid: z.string().optional(),
});

const tokenRequest = z.object({
  metadata: z.object({ name: z.string().optional() }).nullish(),
  spec: z
    .object({
      audiences: z.array(z.string()).nullish(),
      expirationSeconds: z.number().nullish(),
      boundObjectRef: boundObject.nullish(),
    })
    .nullish(),
});

/**
 * @param body the request as JSON; what it leaves out takes the server's own values
 * @param manager who asks, as `managedFields` name it
 */
export async function requestToken(
  store: ObjectStore,
  key: SigningKey,
  ksa: StoredObject,
  body: Record<string, unknown>,
  manager: string,
): Promise<object> {
  const { name, namespace = '' } = ksa.metadata;
  const { metadata, spec } = parse(body);
  const audiences = spec?.audiences?.length ? spec.audiences : [key.issuer];
  const seconds = spec?.expirationSeconds ?? 3600;
  if (metadata?.name !== undefined && metadata.name !== '' && metadata.name !== name) {
    throw refused(
      name,
      'metadata.name',
      JSON.stringify(metadata.name),
      'must match the service account name if specified',
    );
  }
  if (seconds < 600) {
    throw refused('', 'spec.expirationSeconds', String(seconds), 'may not specify a duration less than 10 minutes');
  }
  if (seconds > 2 ** 32) {
    throw refused('', 'spec.expirationSeconds', String(seconds), 'may not specify a duration larger than 2^32 seconds');
  }
  const reference = spec?.boundObjectRef ?? null;
  const bound = reference === null ? {} : bind(store, ksa, reference);
  // The kubelet's own tokens live a year, so that clients which never read them again go on working.
  const extended = seconds === 3607 && 'pod' in bound && audiences.includes(key.issuer);
  const token = await key.mint({
    subject: { namespace, serviceaccount: { name, uid: ksa.metadata.uid ?? '' }, ...bound },
    audiences,
    seconds: extended ? 31_536_000 : seconds,
    ...(extended && { warnAfterSeconds: seconds }),
  });
  const created = now();
  const expires = new Date(Date.parse(created) + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    kind: 'TokenRequest',
    apiVersion: `${group}/v1`,
    metadata: {
      name,
      namespace,
      creationTimestamp: created,
      managedFields: [
        {
          manager,
          operation: 'Update',
          apiVersion: `${group}/v1`,
          time: created,
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:spec': { 'f:audiences': {}, 'f:expirationSeconds': {} } },
          subresource: 'token',
        },
      ],
    },
    spec: { audiences, expirationSeconds: seconds, boundObjectRef: reference },
    status: { token, expirationTimestamp: expires },
  };
}

function parse(body: Record<string, unknown>): z.infer<typeof tokenRequest> {
  const kind = body['kind'];
  if (kind !== undefined && kind !== 'TokenRequest') {
    throw badRequest(`the object provided is unrecognized (must be of type TokenRequest): ${JSON.stringify(kind)}`);
  }
  const parsed = tokenRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path ?? [];
  let value: unknown = body;
  for (const step of path) value = (value as Record<PropertyKey, unknown> | null)?.[step];
  const what = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  const wanted = path.at(-1) === 'expirationSeconds' ? 'int64' : path.at(-1) === 'audiences' ? '[]string' : 'string';
  const owner = path[0] === 'metadata' ? 'ObjectMeta' : 'TokenRequestSpec';
  throw badRequest(
    `TokenRequest in version "v1" cannot be handled as a TokenRequest: json: cannot unmarshal ${what} into Go struct field ${owner}.${path.join('.')} of type ${wanted}`,
  );
}

function bind(
  store: ObjectStore,
  ksa: StoredObject,
  reference: z.infer<typeof boundObject>,
): Pick<TokenSubject, 'pod' | 'node'> {
  const { kind = '', apiVersion = '', name = '', uid = '' } = reference;
  if (apiVersion !== 'v1' || (kind !== 'Pod' && kind !== 'Node')) {
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    throw badRequest(`cannot bind token to object of type ${group ?? ''}/${version ?? ''}, Kind=${kind}`);
  }
  const namespace = kind === 'Pod' ? ksa.metadata.namespace : undefined;
  const found = store.get({ kind, group: '' }, namespace, name);
  if (found === undefined) throw notFound({ plural: kind === 'Pod' ? 'pods' : 'nodes', group: '' }, name);
  const runsAs = readText(found, 'spec', 'serviceAccountName') || 'default';
  if (kind === 'Pod' && runsAs !== ksa.metadata.name) {
    throw badRequest(
      `cannot bind token for serviceaccount "${ksa.metadata.name}" to pod running with different serviceaccount name.`,
    );
  }
  const identity = { name, uid: found.metadata.uid ?? '' };
  if (uid !== '' && uid !== identity.uid) {
    throw new ApiStatus(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${kind} "${name}": the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`,
      { name, kind },
    );
  }
  if (kind === 'Node') return { node: identity };
  const nodeName = readText(found, 'spec', 'nodeName');
  const node = store.get({ kind: 'Node', group: '' }, undefined, nodeName);
  return { pod: identity, ...(node && { node: { name: nodeName, uid: node.metadata.uid ?? '' } }) };
}

function refused(name: string, field: string, value: string, why: string): ApiStatus {
  const message = `Invalid value: ${value}: ${why}`;
  return invalid(group, 'TokenRequest', name, { type: 'FieldValueInvalid', field, message });
}
