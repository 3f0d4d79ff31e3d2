import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { post, served } from './served.ts';
import type { Told } from './served.ts';
import { smallWorld, withAdmin } from './small-world.ts';

const path = '/api/v1/namespaces/flux-system/serviceaccounts/image-reflector-controller/token';
const pool = 'acme-prod.svc.id.goog';

function tokenOf(told: Told): string {
  return (told.json['status'] as { token: string }).token;
}

test("a token for the workload pool carries the claims that GKE's issuer makes", async () => {
  const { ask, server } = await served(withAdmin(smallWorld()));
  const told = await ask(path, post({ spec: { audiences: [pool], expirationSeconds: 600 } }));
  expect(told.status).toBe(201);
  const token = tokenOf(told);
  const { payload } = await jwtVerify(token, createLocalJWKSet(server.jwks), { audience: pool });
  expect(Object.keys(payload)).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'kubernetes.io', 'nbf', 'sub']);
  expect(payload).toMatchObject({
    aud: [pool],
    iss: 'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1',
    sub: 'system:serviceaccount:flux-system:image-reflector-controller',
    'kubernetes.io': { namespace: 'flux-system', serviceaccount: { name: 'image-reflector-controller' } },
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
  expect(payload.nbf).toBe(payload.iat);
  expect(Object.keys(decodeProtectedHeader(token))).toEqual(['alg', 'kid']);
});

test('the body, but for what time and chance decide', async () => {
  const { ask } = await served(withAdmin(smallWorld()));
  const { text, json } = await ask(path, post({ spec: { audiences: [pool], expirationSeconds: 600 } }));
  const { creationTimestamp } = json['metadata'] as { creationTimestamp: string };
  const { token, expirationTimestamp } = json['status'] as { token: string; expirationTimestamp: string };
  expect(text).toBe(
    `{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","metadata":{"name":"image-reflector-controller","namespace":"flux-system","creationTimestamp":"${creationTimestamp}","managedFields":[{"manager":"probe","operation":"Update","apiVersion":"authentication.k8s.io/v1","time":"${creationTimestamp}","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:audiences":{},"f:expirationSeconds":{}}},"subresource":"token"}]},"spec":{"audiences":["${pool}"],"expirationSeconds":600,"boundObjectRef":null},"status":{"token":"${token}","expirationTimestamp":"${expirationTimestamp}"}}\n`,
  );
});

test('without audience and life they are the server’s own and an hour', async () => {
  const { ask, server } = await served(withAdmin(smallWorld()));
  const { aud, exp, iat } = decodeJwt(tokenOf(await ask(path, post({}))));
  expect([aud, (exp ?? 0) - (iat ?? 0)]).toEqual([[server.issuer], 3600]);
});

/** Hand-made wire format: a tag and a length before each text or message. */
function field(number: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

test('protobuf, as kubectl 1.32 sends it', async () => {
  const { ask } = await served(withAdmin(smallWorld()));
  const type = Buffer.concat([field(1, 'authentication.k8s.io/v1'), field(2, 'TokenRequest')]);
  const seconds = Buffer.from([(4 << 3) | 0, 0xd8, 0x04]);
  const spec = Buffer.concat([field(1, 'a.svc.id.goog'), field(1, 'b'), seconds]);
  const raw = Buffer.concat([field(1, field(1, '')), field(2, spec), field(3, '')]);
  const body = Buffer.concat([Buffer.from('k8s\0'), field(1, type), field(2, raw), field(3, ''), field(4, '')]);
  const accept = 'application/vnd.kubernetes.protobuf,application/json';
  const headers = { 'content-type': 'application/vnd.kubernetes.protobuf', accept };
  const told = await ask(path, { method: 'POST', body, headers });
  expect(told.status).toBe(201);
  const { aud, exp, iat } = decodeJwt(tokenOf(told));
  expect([aud, (exp ?? 0) - (iat ?? 0)]).toEqual([['a.svc.id.goog', 'b'], 600]);
});

describe('bound tokens', () => {
  const pod = { kind: 'Pod', apiVersion: 'v1', name: 'image-reflector-controller-7d9f-abcde' };

  test('name pod and node', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const claims = decodeJwt(tokenOf(await ask(path, post({ spec: { audiences: [pool], boundObjectRef: pod } }))));
    expect(claims['kubernetes.io']).toMatchObject({ pod: { name: pod.name }, node: { name: 'gke-prod-1-pool-1' } });
  });

  test("the kubelet's own for 3607 s live a year", async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const claims = decodeJwt(
      tokenOf(await ask(path, post({ spec: { expirationSeconds: 3607, boundObjectRef: pod } }))),
    );
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(31_536_000);
    expect(claims['kubernetes.io']).toMatchObject({ warnafter: (claims.iat ?? 0) + 3607 });
  });

  test.each([
    [{ ...pod, name: 'nope' }, 404, 'pods "nope" not found'],
    [{ ...pod, kind: 'Foo' }, 400, 'cannot bind token to object of type /v1, Kind=Foo'],
    [
      { ...pod, uid: 'x' },
      409,
      /^Operation cannot be fulfilled on Pod "image-reflector-controller-7d9f-abcde": the UID/,
    ],
  ])('to %o', async (boundObjectRef, status, message) => {
    const { ask } = await served(withAdmin(smallWorld()));
    const told = await ask(path, post({ spec: { boundObjectRef } }));
    expect(told.status).toBe(status);
    expect(told.json['message']).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});

describe('requests that are refused', () => {
  test('less than ten minutes', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    expect((await ask(path, post({ spec: { expirationSeconds: 60 } }))).text).toBe(
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"TokenRequest.authentication.k8s.io \\"\\" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes","reason":"Invalid","details":{"group":"authentication.k8s.io","kind":"TokenRequest","causes":[{"reason":"FieldValueInvalid","message":"Invalid value: 60: may not specify a duration less than 10 minutes","field":"spec.expirationSeconds"}]},"code":422}\n',
    );
  });

  test.each([
    ['{', 'application/json', 400, "couldn't get version/kind; json parse error: unexpected end of JSON input ({)"],
    ['', 'application/json', 400, '(<empty>)'],
    [
      '{"spec":{"expirationSeconds":"600"}}',
      'application/json',
      400,
      'json: cannot unmarshal string into Go struct field TokenRequestSpec.spec.expirationSeconds of type int64',
    ],
    [
      '{}',
      'text/plain',
      415,
      'accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    ],
  ])('%j as %s', async (body, type, status, message) => {
    const { ask } = await served(withAdmin(smallWorld()));
    const told = await ask(path, { method: 'POST', body, headers: { 'content-type': type } });
    expect(told.status).toBe(status);
    expect(told.json['message']).toContain(message);
  });
});

test("the issuer's documents are for KSAs and admins", async () => {
  const { ask, server } = await served(withAdmin(smallWorld()));
  const token = await server.mintToken({ namespace: 'flux-system', ksa: 'default', audience: server.issuer });
  const document = await ask('/.well-known/openid-configuration', { token });
  expect(document.json).toMatchObject({ issuer: server.issuer, jwks_uri: `${server.url}/openid/v1/jwks` });
  const keys = await ask('/openid/v1/jwks', { headers: { accept: 'application/json, */*' } });
  expect(keys.header('content-type')).toBe('application/jwk-set+json');
  expect(keys.json).toEqual(server.jwks);
  expect((await ask('/openid/v1/jwks', { headers: { accept: 'application/json' } })).status).toBe(406);
});
