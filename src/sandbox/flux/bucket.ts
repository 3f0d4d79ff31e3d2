/** What source-controller makes of a Bucket of Cloud Storage. */

import { createHash } from 'node:crypto';
import * as z from 'zod';
import { readText } from '../kubernetes/read.ts';
import { now } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import type { Asked } from './asking.ts';
import { notReady, succeeded } from './conditions.ts';
import type { Outcome } from './conditions.ts';
import type { Credentials } from './credentials.ts';
import { loginOf, requestOf } from './login.ts';
import type { Process } from './scan-round.ts';

const api = 'https://storage.googleapis.com/storage/v1/b';

/** `null`: nothing is written. */
export async function reconcileBucket(process: Process, object: StoredObject): Promise<Outcome | null> {
  if (readText(object, 'spec', 'suspend') === 'true' || readText(object, 'spec', 'provider') !== 'gcp') return null;
  const bucket = readText(object, 'spec', 'bucketName');
  const request = requestOf(object, 'gcr.io', `gs://${bucket}`);
  // Before Flux 2.7 a Bucket had no account of its own.
  const own = process.controller.features.lockdown ? request : { ...request, serviceAccount: '', controllerOnly: true };
  const login = loginOf(process, own);
  if (login.kind === 'gate-off') return failure('FeatureGateDisabled', gateText);
  const credentials = await login.fetch();
  const there = await ask(process, credentials, encodeURIComponent(bucket));
  if (typeof there !== 'object') return failed(`failed to confirm existence of '${bucket}' bucket: ${there}`);
  if (there.status === 404) return failed(`bucket '${bucket}' not found`);
  if (there.status !== 200) {
    return failed(`failed to confirm existence of '${bucket}' bucket: ${googleError(there)}`);
  }
  const prefix = readText(object, 'spec', 'prefix');
  const query = prefix === '' ? '' : `?prefix=${encodeURIComponent(prefix)}`;
  const listed = await ask(process, credentials, `${encodeURIComponent(bucket)}/o${query}`);
  const listing = `fetching objects from bucket '${bucket}' failed: listing objects from bucket '${bucket}' failed`;
  if (typeof listed !== 'object') return failed(`${listing}: ${listed}`);
  if (listed.status !== 200) return failed(`${listing}: ${googleError(listed)}`);
  const names = page.parse(JSON.parse(listed.body)).items?.map(({ name }) => name) ?? [];
  for (const name of names) {
    const read = await ask(process, credentials, `${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}`);
    if (typeof read !== 'object') return failed(`failed to get '${name}' object: ${read}`);
    if (read.status !== 200) return failed(`failed to get '${name}' object: ${googleError(read)}`);
  }
  return success(object, names);
}

const gateText =
  'to use spec.serviceAccountName for provider authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller';
const page = z.object({ items: z.array(z.object({ name: z.string() })).optional() });

type Answered = Extract<Asked, { kind: 'answer' }>;

/** The answer, or why there is none. */
async function ask(process: Process, credentials: Credentials, path: string): Promise<Answered | string> {
  if (credentials.kind === 'failed') return `Get "${api}/${path}": ${credentials.error}`;
  const headers: Record<string, string> =
    credentials.kind === 'basic' ? { authorization: `Bearer ${credentials.password}` } : {};
  const asked = await process.ask('GET', `${api}/${path}`, { headers });
  return asked.kind === 'none' ? asked.error : asked;
}

const errorBody = z.object({
  error: z.object({ message: z.string(), errors: z.array(z.object({ reason: z.string() })).optional() }),
});

/** As Google's own library for Go prints it. */
function googleError({ status, body }: Answered): string {
  const { message, errors } = errorBody.parse(JSON.parse(body)).error;
  return `googleapi: Error ${status}: ${message}, ${errors?.[0]?.reason ?? 'unknown'}`;
}

function success(object: StoredObject, names: readonly string[]): Outcome {
  const { namespace = '', name } = object.metadata;
  const digest = `sha256:${createHash('sha256').update(names.join('\n')).digest('hex')}`;
  const path = `bucket/${namespace}/${name}/${digest.slice('sha256:'.length)}.tar.gz`;
  const message = `stored artifact: revision '${digest}'`;
  const url = `http://source-controller.flux-system.svc.cluster.local./${path}`;
  return {
    conditions: [
      succeeded('Succeeded', message),
      { type: 'ArtifactInStorage', status: 'True', reason: 'Succeeded', message },
    ],
    fields: { artifact: { digest, lastUpdateTime: now(), path, revision: digest, size: 1024, url } },
  };
}

function failed(message: string): Outcome {
  return failure('BucketOperationFailed', message);
}

function failure(reason: string, message: string): Outcome {
  return {
    conditions: [notReady(reason, message), { type: 'FetchFailed', status: 'True', reason, message }],
    warning: { reason, message },
  };
}
