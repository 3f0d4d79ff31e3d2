/** The controller's own identity: what its process finds in its environment, else its pod's metadata server. */

import { readList, readText } from '../kubernetes/read.ts';
import type { StoredObject } from '../world.ts';
import { statusLine } from './asking.ts';
import { failed, googleToken } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { nodeSide } from './cluster.ts';
import { scopes } from './google-tokens.ts';
import { annotation } from './controller.ts';
import { askMetadataServer } from './metadata-server.ts';
import type { Heard } from './metadata-server.ts';
import { secretAccount } from './pull-secrets.ts';
import type { Process } from './scan-round.ts';

const tokenPath = 'instance/service-accounts/default/token';
const notFoundText =
  'google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information';

export function controllerCredentials(process: Process): Promise<Credentials> {
  const { round, pod, controller } = process;
  return round.once(`controller ${pod.metadata.uid ?? ''} ${controller.container}`, () =>
    controller.features.objectIdentity ? defaultCredentials(process) : plainMetadata(process),
  );
}

/** From Flux 2.6: a key file, else the metadata server, by Google's own library. */
async function defaultCredentials(process: Process): Promise<Credentials> {
  const { controller, egress, pod, round } = process;
  const file = controller.env['GOOGLE_APPLICATION_CREDENTIALS'] ?? '';
  if (file !== '') return keyFile(process, file);
  const host = metadataHost(controller.env);
  const uid = pod.metadata.uid ?? '';
  // The library asks once whether it is on Google, by address and by name, and remembers the answer.
  const elsewhere =
    nodeSide(round.world, round.kubernetes.store, readText(pod, 'spec', 'nodeName')).kind === 'elsewhere';
  if (host === null && (elsewhere || (!egress.metadata && !egress.dns))) round.stuck.add(uid);
  if (round.stuck.has(uid)) return failed(controllerError(process, notFoundText));
  const path = `${tokenPath}?scopes=${encodeURIComponent(scopes.join(','))}`;
  const heard = await hear(process, host);
  if (heard.kind === 'token') return googleToken(heard.token);
  return failed(controllerError(process, libraryError(heard, path, host ?? '169.254.169.254')));
}

function libraryError(heard: Exclude<Heard, { kind: 'token' }>, path: string, host: string): string {
  if (heard.kind === 'none') return `Get "http://${host}/computeMetadata/v1/${path}": ${heard.dial}`;
  if (heard.status === 404) return `metadata: GCE metadata "${path}" not defined`;
  return `compute: Received ${heard.status} \`${heard.body}\``;
}

/** Up to Flux 2.5: one plain GET, through whatever HTTP proxy is set; a refusal's body is lost. */
async function plainMetadata(process: Process): Promise<Credentials> {
  const { env } = process.controller;
  const url = `http://metadata.google.internal/computeMetadata/v1/${tokenPath}`;
  const proxy = env['HTTP_PROXY'] ?? env['http_proxy'] ?? '';
  // A proxy elsewhere has no metadata server at that address, or refuses to ask its own.
  if (proxy !== '' && !bypasses(env['NO_PROXY'] ?? env['no_proxy'] ?? '')) {
    return failed(`unexpected status from metadata service: ${statusLine(403)}`);
  }
  if (!process.egress.dns) {
    return failed(
      `Get "${url}": dial tcp: lookup metadata.google.internal on ${process.resolver}:53: read udp: i/o timeout`,
    );
  }
  const heard = await hear(process, null);
  if (heard.kind === 'token') return googleToken(heard.token);
  if (heard.kind === 'none') return failed(`Get "${url}": ${heard.dial}`);
  return failed(`unexpected status from metadata service: ${statusLine(heard.status)}`);
}

async function hear({ egress, pod, round }: Process, host: string | null): Promise<Heard> {
  if (host !== null) return { kind: 'none', dial: `dial tcp: lookup ${host}: no such host` };
  if (!egress.metadata) return { kind: 'none', dial: 'dial tcp 169.254.169.254:80: i/o timeout' };
  // A sidecar marks what it forwards, and the metadata server takes nothing that was forwarded.
  if (takenBySidecar(pod)) return { kind: 'refused', status: 403, body: 'Forbidden' };
  return round.once(`metadata ${pod.metadata.uid ?? ''}`, () => askMetadataServer(round, pod));
}

/** Istio's sidecar takes every plain call, but for the addresses and ports that an annotation spares. */
function takenBySidecar(pod: StoredObject): boolean {
  const spared = (key: string) => (annotation(pod, `traffic.sidecar.istio.io/${key}`) ?? '').split(',');
  return (
    readList(pod, 'spec', 'containers').some((container) => readText(container, 'name') === 'istio-proxy') &&
    !spared('excludeOutboundIPRanges').some((range) => range.trim().startsWith('169.254.169.254')) &&
    !spared('excludeOutboundPorts').some((port) => port.trim() === '80')
  );
}

/** Where `GCE_METADATA_HOST` sends the library; `null`: to the usual place. */
function metadataHost(env: Readonly<Record<string, string>>): string | null {
  const host = env['GCE_METADATA_HOST'] ?? '';
  const usual = ['', '169.254.169.254', '169.254.169.254:80', 'metadata.google.internal'];
  return usual.includes(host) ? null : host;
}

function bypasses(noProxy: string): boolean {
  const name = 'metadata.google.internal';
  return noProxy
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .toLowerCase()
        .replace(/^\*?\./, ''),
    )
    .some((entry) => entry === '*' || entry === name || (entry !== '' && name.endsWith(`.${entry}`)));
}

/** A file that a Secret brings into the pod is a key of the account that the Secret says; none is there else. */
async function keyFile(process: Process, file: string): Promise<Credentials> {
  const secret = mountedSecret(process, file);
  const account = secret && secretAccount(secret);
  const token = account === undefined ? null : await process.round.accountToken(account);
  if (token !== null) return googleToken(token);
  const variable = 'GOOGLE_APPLICATION_CREDENTIALS environment variable';
  const why = secret === undefined ? `open ${file}: no such file or directory` : 'unexpected end of JSON input';
  return failed(controllerError(process, `google: error getting credentials using ${variable}: ${why}`));
}

function mountedSecret({ controller, pod, round }: Process, file: string): StoredObject | undefined {
  const container = readList(pod, 'spec', 'containers').find(
    (candidate) => readText(candidate, 'name') === controller.container,
  );
  const mount = readList(container, 'volumeMounts').find((candidate) =>
    file.startsWith(`${readText(candidate, 'mountPath').replace(/\/$/, '')}/`),
  );
  const volume = readList(pod, 'spec', 'volumes').find(
    (candidate) => mount !== undefined && readText(candidate, 'name') === readText(mount, 'name'),
  );
  const name = readText(volume, 'secret', 'secretName');
  if (name === '') return undefined;
  return round.kubernetes.store.get({ kind: 'Secret', group: '' }, pod.metadata.namespace, name);
}

function controllerError({ controller }: Process, error: string): string {
  const { lockdown, controlllerTypo, gateRetired } = controller.features;
  const who = controlllerTypo ? 'controlller' : 'controller';
  const thing = gateRetired ? 'credential' : 'token';
  const inner = `failed to create provider access ${thing} for the ${who}: ${error}`;
  return lockdown ? `failed to get access ${thing} for artifact registry: ${inner}` : inner;
}
