/** What source-controller makes of an OCIRepository. */

import { createHash } from 'node:crypto';
import { readText } from '../kubernetes/read.ts';
import { now } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import { notReady, succeeded } from './conditions.ts';
import type { Outcome } from './conditions.ts';
import type { Credentials } from './credentials.ts';
import { isSandboxed, parseImage } from './image-reference.ts';
import { loginOf, requestOf } from './login.ts';
import { listTags } from './registry.ts';
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
  const semver = readText(object, 'spec', 'ref', 'semver');
  const tag = readText(object, 'spec', 'ref', 'tag') || 'latest';
  const wantsDigest = readText(object, 'spec', 'ref', 'digest');
  const found = isSandboxed(image.host)
    ? await listTags(process.ask, image, fetch)
    : ({ kind: 'tags', tags: [tag] } as const);
  if (found.kind === 'failed') {
    return semver === ''
      ? failure('OCIArtifactPullFailed', `failed to determine artifact digest: ${found.error}`)
      : failure('ReadOperationFailed', `failed to determine the artifact tag for '${url}': ${found.error}`);
  }
  const chosen = semver === '' ? tag : found.tags.toSorted().at(-1);
  if (chosen === undefined) {
    return failure(
      'ReadOperationFailed',
      `failed to determine the artifact tag for '${url}': no match found for semver: ${semver}`,
    );
  }
  if (wantsDigest === '' && !found.tags.includes(chosen)) {
    const manifest = `https://${image.host}/v2/${image.path}/manifests/${chosen}`;
    return failure(
      'OCIArtifactPullFailed',
      `failed to determine artifact digest: GET ${manifest}: MANIFEST_UNKNOWN: Failed to fetch "${chosen}"`,
    );
  }
  return success(object, `${chosen}@${wantsDigest || digestOf(`${image.host}/${image.path}:${chosen}`)}`);
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
