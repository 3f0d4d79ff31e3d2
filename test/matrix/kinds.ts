/** The kinds of fault, each as what comes in place of one answer. */

import type { Fault, FaultyAnswer } from '../../src/sandbox/world.ts';
import { isRefusal, ownForm } from './own-form.ts';

export interface Kind {
  readonly id: string;
  /** What the host does instead of answering; `null`: it means nothing to this host. */
  readonly answer: (host: string) => Fault['answer'] | null;
  /** The proxy does it, before the host is reached; never met where no proxy is on the way. */
  readonly atProxy?: true;
  /** No answer ever comes to its end. */
  readonly hangs?: true;
  /** Nothing tells it from a refusal by the service. */
  readonly refuses?: (host: string) => boolean;
}

const statuses = [
  400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 411, 412, 413, 415, 417, 421, 423, 425, 426, 429, 431, 451, 499,
  500, 502, 503, 504, 520,
] as const;

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html; charset=utf-8' };
const page =
  '<!DOCTYPE html><html><head><title>Log in to the guest network</title></head><body>Accept the terms</body></html>';

const answered = (status: number, body: unknown, headers: Record<string, string> = json): FaultyAnswer => ({
  kind: 'status',
  status,
  body,
  headers,
});
const always =
  (answer: Fault['answer']): Kind['answer'] =>
  () =>
    answer;

const ofStatus = statuses.flatMap((status): readonly Kind[] => [
  {
    id: `${status}-own-form`,
    answer: (host) => ownForm(host, status),
    refuses: (host) => isRefusal(host, status),
  },
  { id: `${status}-plain`, answer: always(answered(status, 'no\n', { 'content-type': 'text/plain' })) },
  { id: `${status}-html`, answer: always(answered(status, page, html)) },
  { id: `${status}-empty`, answer: always(answered(status, '', {})) },
]);

const ofRetryAfter = [
  ['1', '1'],
  ['an-hour', '3600'],
  ['a-date', new Date(Date.now() + 3_600_000).toUTCString()],
  ['garbage', 'soon, I promise'],
].map(([id, value]): Kind => ({
  id: `429-retry-after-${id}`,
  answer: (host) => ({ ...ownForm(host, 429), headers: { 'retry-after': value ?? '' } }),
}));

/** Documents of the right kind with fields of another, and documents of no kind. */
const documents: readonly (readonly [string, string, Record<string, string>])[] = [
  ['html', page, html],
  ['empty', '', json],
  ['null', 'null', json],
  ['array', '[]', json],
  ['object', '{}', json],
  ['text', '"well"', json],
  ['number', '7', json],
  ['broken-json', '{"items":[{"metadata":{"name":"x"', json],
  ['other-types', JSON.stringify(otherTypes()), json],
  ['null-items', JSON.stringify(nullItems()), json],
  ['error-in-success', JSON.stringify({ error: { code: 500, message: 'x', status: 'INTERNAL' } }), json],
];
const ofSuccess = documents.map(([id, body, headers]): Kind => ({
  id: `200-${id}`,
  answer: always(answered(200, body, headers)),
}));

/** Each field that some answer holds, as a number, an object, a text, a list or a truth. */
function otherTypes(): object {
  const fields =
    'items metadata spec status bindings accounts policies repositories packages tags child manifest nodePools ancestor access_token accessToken token expires_in expireTime email name projectId projectNumber issuer gitVersion permissions etag kind state';
  const values = [7, { a: [true] }, 'x', [[null]], true];
  return Object.fromEntries(fields.split(' ').map((field, at) => [field, values[at % values.length]]));
}

function nullItems(): object {
  const nothing = [null, null];
  return {
    kind: 'List',
    apiVersion: 'v1',
    metadata: null,
    etag: 'x',
    items: nothing,
    bindings: nothing,
    accounts: nothing,
    policies: nothing,
    repositories: nothing,
    packages: nothing,
    tags: nothing,
    child: nothing,
    manifest: { 'sha256:0': null },
    nodePools: nothing,
    ancestor: nothing,
    rules: nothing,
    name: 'x',
  };
}

const whole = answered(200, JSON.stringify({ kind: 'List', items: [], metadata: {}, padding: 'x'.repeat(2000) }));

const onTheWay: readonly Kind[] = [
  { id: 'reset-before-head', answer: always({ kind: 'reset' }) },
  { id: 'reset-after-head', answer: always({ kind: 'cut', after: 'head', of: whole }) },
  { id: 'truncated', answer: always({ kind: 'cut', after: 'half', of: whole }) },
  { id: 'hang', hangs: true, answer: always({ kind: 'hang' }) },
  { id: 'drip', hangs: true, answer: always({ kind: 'drip', ms: 20 }) },
  { id: 'bad-gzip', answer: always(answered(200, 'no gzip at all', { ...json, 'content-encoding': 'gzip' })) },
  { id: 'redirect', answer: always(answered(302, '', { location: 'https://login.example/' })) },
  { id: 'redirect-to-plain', answer: always(answered(307, '', { location: 'http://login.example/' })) },
  { id: '200-50-mb', answer: always(answered(200, `{"items":[${'1,'.repeat(25_000_000)}1]}`)) },
  { id: 'expired-certificate', answer: always({ kind: 'certificate', which: 'expired' }) },
  { id: 'other-hosts-certificate', answer: always({ kind: 'certificate', which: 'of-another-host' }) },
  { id: 'other-authority', answer: always({ kind: 'certificate', which: 'of-another-authority' }) },
];

const throughProxy = (id: string, answer: Fault['answer']): Kind => ({
  id,
  atProxy: true,
  answer: (host) => (host === 'kubernetes' ? null : answer),
});

const atTheProxy: readonly Kind[] = [
  throughProxy('proxy-refuses', answered(403, 'Forbidden by policy', { 'content-type': 'text/plain' })),
  throughProxy('proxy-asks-for-password', answered(407, '', { 'proxy-authenticate': 'Basic realm="corp"' })),
  // A proxy says so of a name that does not resolve.
  throughProxy('proxy-finds-no-name', answered(503, 'DNS failure', { 'content-type': 'text/plain' })),
  throughProxy('proxy-resets', { kind: 'reset' }),
  { ...throughProxy('proxy-hangs', { kind: 'hang' }), hangs: true },
];

export const kinds: readonly Kind[] = [...onTheWay, ...atTheProxy, ...ofSuccess, ...ofStatus, ...ofRetryAfter];
