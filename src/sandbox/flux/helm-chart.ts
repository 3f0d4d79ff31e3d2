/** What source-controller makes of a HelmChart whose HelmRepository is a registry. */

import { read, readText } from '../kubernetes/read.ts';
import { now } from '../kubernetes/store.ts';
import type { StoredObject } from '../world.ts';
import { statusLine } from './asking.ts';
import { notReady, succeeded } from './conditions.ts';
import type { Outcome } from './conditions.ts';
import type { Credentials } from './credentials.ts';
import { isSandboxed, parseImage } from './image-reference.ts';
import { loginOf } from './login.ts';
import type { Login } from './login.ts';
import { newestIn } from './newest-tag.ts';
import { fetchManifest, listTags } from './registry.ts';
import type { Failure } from './registry.ts';
import type { Process } from './scan-round.ts';

/** `null`: nothing is written. */
export async function reconcileHelmChart(process: Process, object: StoredObject): Promise<Outcome | null> {
  if (readText(object, 'spec', 'suspend') === 'true') return null;
  const repository = repositoryOf(process, object);
  if (repository === undefined || readText(repository, 'spec', 'type') !== 'oci') return null;
  const chart = readText(object, 'spec', 'chart');
  const url = `${readText(repository, 'spec', 'url').replace(/\/$/, '')}/${chart}`;
  const image = parseImage(url.replace(/^oci:\/\//, ''), true);
  if ('problem' in image) return failure('URLInvalid', image.problem);
  const login = loginOf(process, {
    object: repository,
    namespace: repository.metadata.namespace ?? '',
    host: image.host,
    image: url,
    provider: readText(repository, 'spec', 'provider') || 'generic',
    secret: readText(repository, 'spec', 'secretRef', 'name'),
    serviceAccount: '',
    controllerOnly: true,
  });
  if (login.kind === 'gate-off') return null;
  const credentials = await login.fetch();
  if (credentials.kind === 'failed')
    return failure('AuthenticationFailed', loginError(process, login, credentials.error));
  const wanted = readText(object, 'spec', 'version') || '*';
  if (!isSandboxed(image.host)) return success(object, chart, isExact(wanted) ? wanted : '1.0.0');
  const fetch = (): Promise<Credentials> => Promise.resolve(credentials);
  const fail = (failed: Failure): Outcome =>
    failure('ChartPullError', pullError(failed, credentials.kind === 'anonymous', process));
  let version: string | undefined = wanted;
  if (!isExact(wanted)) {
    const found = await listTags(process.ask, image, fetch);
    if (found.kind === 'failed') return fail(found);
    version = newestIn(found.tags, wanted);
  }
  if (version === undefined) {
    return failure(
      'InvalidChartReference',
      `invalid chart reference: failed to get chart version for remote reference: could not locate a version matching provided version string ${wanted}`,
    );
  }
  // A tag cannot hold the `+` of a version.
  const pulled = await fetchManifest(process.ask, image, version.replaceAll('+', '_'), fetch);
  return pulled.kind === 'failed' ? fail(pulled) : success(object, chart, version);
}

/** A whole version is pulled without a look at what there is. */
function isExact(version: string): boolean {
  return /^v?\d+\.\d+\.\d+(?:[-+].*)?$/.test(version);
}

function repositoryOf({ round }: Process, chart: StoredObject): StoredObject | undefined {
  const kind = readText(chart, 'spec', 'sourceRef', 'kind');
  const name = readText(chart, 'spec', 'sourceRef', 'name');
  if (kind !== 'HelmRepository') return undefined;
  return round.kubernetes.store.get({ kind, group: 'source.toolkit.fluxcd.io' }, chart.metadata.namespace, name);
}

function loginError({ controller }: Process, login: Extract<Login, { kind: 'credentials' }>, error: string): string {
  if (login.by === 'secret') return `failed to get authentication secret: ${error}`;
  return controller.features.lazyCredentials
    ? `unable to get authentication data from OIDC: ${error}`
    : `failed to get credential from 'gcp': ${error}`;
}

/** Charts are pulled by other libraries than images are, which hide what the registry said. */
function pullError({ step, status, error }: Failure, anonymous: boolean, { controller }: Process): string {
  const prefix = 'chart pull error: failed to download chart for remote reference';
  if (status === null) return `${prefix}: ${error}`;
  if (controller.features.lazyCredentials || step !== 'token') {
    return `${prefix}: ${error.replace(/^GET (\S+): /, `GET "$1": response status code ${status}: `).replace('DENIED', 'denied')}`;
  }
  const which = anonymous ? 'failed to fetch anonymous token' : 'failed to fetch oauth token';
  return `${prefix}: failed to authorize: ${which}: unexpected status: ${statusLine(status)}`;
}

function success(object: StoredObject, chart: string, version: string): Outcome {
  const { namespace = '', name } = object.metadata;
  const path = `helmchart/${namespace}/${name}/${chart}-${version}.tgz`;
  const message = `pulled '${chart}' chart with version '${version}'`;
  const before = read(object, 'status', 'artifact');
  const artifact =
    readText(before, 'revision') === version
      ? before
      : {
          lastUpdateTime: now(),
          path,
          revision: version,
          url: `http://source-controller.flux-system.svc.cluster.local./${path}`,
        };
  return {
    conditions: [
      succeeded('ChartPullSucceeded', message),
      { type: 'ArtifactInStorage', status: 'True', reason: 'ChartPullSucceeded', message },
    ],
    fields: { artifact, observedChartName: chart },
  };
}

function failure(reason: string, message: string): Outcome {
  return {
    conditions: [notReady(reason, message), { type: 'FetchFailed', status: 'True', reason, message }],
    warning: { reason, message },
  };
}
