/** What image-reflector-controller makes of an ImageRepository. */

import { crc32 } from 'node:zlib';
import { readList, readText } from '../kubernetes/read.ts';
import { now } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import { notReady, succeeded } from './conditions.ts';
import type { Outcome } from './conditions.ts';
import type { Credentials } from './credentials.ts';
import { isSandboxed, parseImage } from './image-reference.ts';
import type { ImageReference } from './image-reference.ts';
import { loginOf, requestOf } from './login.ts';
import { listTags } from './registry.ts';
import type { Tags } from './registry.ts';
import type { Process } from './scan-round.ts';

const gateText =
  'to use spec.serviceAccountName for provider authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller';

/** `null`: nothing is written. */
export async function scanImageRepository(process: Process, object: StoredObject): Promise<Outcome | null> {
  const { features } = process.controller;
  if (readText(object, 'spec', 'suspend') === 'true') {
    if (features.modernStatus) return null;
    return { conditions: [notReady('Suspended', 'ImageRepository reconciliation is suspended')] };
  }
  const text = readText(object, 'spec', 'image');
  const image = parseImage(text, features.objectIdentity);
  if ('problem' in image) return stalled(object, 'ImageURLInvalid', image.problem, features.modernStatus);
  const login = loginOf(process, requestOf(object, image.host, text));
  if (login.kind === 'gate-off') return stalled(object, 'FeatureGateDisabled', gateText, true);

  let fetch = (): Promise<Credentials> => login.fetch();
  if (!features.lazyCredentials || login.by === 'secret') {
    const early = await login.fetch();
    if (early.kind === 'failed') return unauthenticated(features.modernStatus, early.error);
    fetch = () => Promise.resolve(early);
  }
  const found: Tags = isSandboxed(image.host) ? await listTags(process.ask, image, fetch) : elsewhere;
  if (found.kind === 'failed') {
    return features.modernStatus
      ? failure('ReadOperationFailed', `scan failed: ${found.error}`)
      : failure('ReconciliationFailed', found.error);
  }
  return success(process, object, image, found.tags);
}

/** Registries outside of the sandbox: all is well with them. */
const elsewhere: Tags = { kind: 'tags', tags: ['latest', '1.0.0'] };

function unauthenticated(modern: boolean, error: string): Outcome {
  if (!modern) return failure('ReconciliationFailed', error);
  // The two kinds of credentials together are refused by the scan itself.
  if (error.startsWith('provide an option')) return failure('ReadOperationFailed', `scan failed: ${error}`);
  return failure('AuthenticationFailed', `failed to configure authentication options: ${error}`);
}

function failure(reason: string, message: string): Outcome {
  return { conditions: [notReady(reason, message)], warning: { reason, message } };
}

function stalled(object: StoredObject, reason: string, message: string, modern: boolean): Outcome {
  const warning = { reason, message };
  if (!modern) return { conditions: [notReady(reason, message)], warning };
  const ready = readList(object, 'status', 'conditions').find((known) => readText(known, 'type') === 'Ready');
  // Ready takes over what stalled it only if it was not False already.
  const kept =
    readText(ready, 'status') === 'False'
      ? notReady(readText(ready, 'reason'), readText(ready, 'message'))
      : notReady(reason, message);
  return { conditions: [{ type: 'Stalled', status: 'True', reason, message }, kept], warning };
}

function success(process: Process, object: StoredObject, image: ImageReference, all: readonly string[]): Outcome {
  const { features } = process.controller;
  const exclusions = features.modernStatus ? exclusionList(object) : [];
  const tags = all.filter((tag) => !exclusions.some((pattern) => matches(pattern, tag)));
  const latest = [...tags].sort().toReversed().slice(0, 10);
  const revision = String(crc32([...tags].sort().join('\n')));
  const scan = {
    ...(features.lockdown && { revision }),
    tagCount: tags.length,
    scanTime: now(),
    ...(features.modernStatus && latest.length > 0 && { latestTags: latest }),
  };
  const found = `found ${tags.length} tags`;
  const message = features.modernStatus ? `successful scan: ${found}` : `successful scan, ${found}`;
  return {
    conditions: [
      succeeded(
        features.modernStatus ? 'Succeeded' : 'ReconciliationSucceeded',
        features.lockdown ? `${message} with checksum ${revision}` : message,
      ),
    ],
    fields: {
      canonicalImageName: `${image.host}/${image.path}`,
      lastScanResult: scan,
      ...(features.modernStatus && { observedExclusionList: exclusions }),
    },
  };
}

function exclusionList(object: StoredObject): string[] {
  const own = readList(object, 'spec', 'exclusionList').map(String);
  return own.length > 0 ? own : [String.raw`^.*\.sig$`];
}

function matches(pattern: string, tag: string): boolean {
  try {
    return new RegExp(pattern).test(tag);
  } catch {
    return false;
  }
}
