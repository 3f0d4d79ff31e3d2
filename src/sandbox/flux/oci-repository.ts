/** What source-controller makes of an OCIRepository. */

import { createHash } from 'node:crypto';
import { readText } from '../kubernetes/read.ts';
import { now } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import { notReady, succeeded } from './conditions.ts';
import type { Outcome } from './conditions.ts';
import type { Credentials } from './credentials.ts';
import { isSandboxed, parseImage } from './image-reference.ts';
import type { ImageReference } from './image-reference.ts';
import { loginOf, requestOf } from './login.ts';
import { newestIn } from './newest-tag.ts';
import { fetchManifest, listTags } from './registry.ts';
import type { Process } from './scan-round.ts';

const gateText =
  'to use spec.serviceAccountName for provider authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller';

/** `null`: nothing is written. */
export async function reconcileOciRepository(process: Process, object: StoredObject): Promise<Outcome | null> {
  const { features } = process.controller;
  if (readText(object, 'spec', 'suspend') === 'true') return null;
  const url = readText(object, 'spec', 'url');
  if (!url.startsWith('oci://')) {
    return stalled('URLInvalid', `URL must be in format 'oci://<domain>/<org>/<repo>'`);
  }
  const text = url.slice('oci://'.length).replace(/\/$/, '');
  const image = parseImage(text, true);
  if ('problem' in image) return stalled('URLInvalid', image.problem);
  const login = loginOf(process, requestOf(object, image.host, url));
  if (login.kind === 'gate-off') return stalled('FeatureGateDisabled', gateText);

  let fetch = (): Promise<Credentials> => login.fetch();
  if (!features.lazyCredentials || login.by === 'secret') {
    const early = await login.fetch();
    if (early.kind === 'failed') {
      const prefix =
        login.by === 'secret' ? 'failed to generate credentials from secret' : 'failed to get credential from gcp';
      return failure('AuthenticationFailed', `${prefix}: ${early.error}`);
    }
    fetch = () => Promise.resolve(early);
  }
  const reference = await referenceOf(process, object, image, fetch);
  if ('conditions' in reference) return reference;
  const { tag, digest } = reference;
  if (!isSandboxed(image.host))
    return success(object, `${tag}@${digest || digestOf(`${image.host}/${image.path}:${tag}`)}`);
  const found = await fetchManifest(process.ask, image, digest || tag, fetch);
  if (found.kind === 'manifest') return success(object, `${tag}@${found.digest}`);
  return failure(
    'OCIArtifactPullFailed',
    digest === ''
      ? `failed to determine artifact digest: ${found.error}`
      : `failed to pull artifact from '${url}': ${found.error}`,
  );
}

/** What is pulled: a digest before a range, a range before a tag, and `latest` where nothing is said. */
async function referenceOf(
  process: Process,
  object: StoredObject,
  image: ImageReference,
  fetch: () => Promise<Credentials>,
): Promise<{ readonly tag: string; readonly digest: string } | Outcome> {
  const ref = (field: string): string => readText(object, 'spec', 'ref', field);
  const tag = ref('tag') || 'latest';
  const range = ref('semver');
  if (ref('digest') !== '') return { tag, digest: ref('digest') };
  if (range === '' || !isSandboxed(image.host)) return { tag, digest: '' };
  const found = await listTags(process.ask, image, fetch);
  const prefix = `failed to determine the artifact tag for '${readText(object, 'spec', 'url')}'`;
  if (found.kind === 'failed') return failure('ReadOperationFailed', `${prefix}: ${found.error}`);
  const chosen = newestIn(found.tags, range);
  return chosen === undefined
    ? failure('ReadOperationFailed', `${prefix}: no match found for semver: ${range}`)
    : { tag: chosen, digest: '' };
}

/** Stands for the content, which nobody reads. */
function digestOf(reference: string): string {
  return `sha256:${createHash('sha256').update(reference).digest('hex')}`;
}

function success(object: StoredObject, revision: string): Outcome {
  const { namespace = '', name } = object.metadata;
  const digest = revision.slice(revision.indexOf('@') + 1);
  const path = `ocirepository/${namespace}/${name}/${digest}.tar.gz`;
  const message = `stored artifact for digest '${revision}'`;
  const host = 'http://source-controller.flux-system.svc.cluster.local.';
  return {
    conditions: [
      succeeded('Succeeded', message),
      { type: 'ArtifactInStorage', status: 'True', reason: 'Succeeded', message },
    ],
    fields: {
      artifact: { digest, lastUpdateTime: now(), path, revision, size: 1024, url: `${host}/${path}` },
      url: `${host}/ocirepository/${namespace}/${name}/latest.tar.gz`,
    },
  };
}

function failure(reason: string, message: string): Outcome {
  return {
    conditions: [notReady(reason, message), { type: 'FetchFailed', status: 'True', reason, message }],
    warning: { reason, message },
  };
}

function stalled(reason: string, message: string): Outcome {
  return {
    conditions: [{ type: 'Stalled', status: 'True', reason, message }, notReady(reason, message)],
    warning: { reason, message },
  };
}
