import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/clients/api-error.ts';
import { retryAfter } from '../../src/clients/transport/retry.ts';
import { inCallScope } from '../../src/engine/call-scope.ts';
import type { CallRecord } from '../../src/engine/events.ts';
import { get, openTransport } from './opened.ts';
import { serveHttp, serveHttps } from './servers.ts';
import type { Answer } from './servers.ts';

async function refusal(work: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await work.then(
    () => new Error('was answered'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw error;
}

/** Answers in turn; the last one stays. */
function inTurn(...answers: (Answer | 'reset' | 'silence')[]) {
  return (): Answer | 'reset' | 'silence' => (answers.length > 1 ? answers.shift() : answers[0]) ?? 'reset';
}

const unavailable = { error: { code: 503, message: 'The service is unavailable.', status: 'UNAVAILABLE' } };
const throttled = { error: { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED' } };

describe('retries', () => {
  test.each([429, 500, 502, 503, 504])('%i is asked again, and recorded as one call', async (status) => {
    await using server = await serveHttp(inTurn({ status, headers: { 'retry-after': '0' } }, { body: { fine: true } }));
    await using opened = openTransport({});
    const records: CallRecord[] = [];
    const told: string[] = [];
    const answer = await inCallScope(
      {
        asking: (api, resource) => told.push(`asking ${api} ${resource}`),
        retrying: (api, attempt, reason) => told.push(`retrying ${api} ${attempt} ${reason}`),
        record: (call) => records.push(call),
      },
      () => get(opened.transport, `http://127.0.0.1:${server.port}/x`),
    );
    expect(answer).toEqual({ fine: true });
    expect(told).toEqual([`asking test.get http://127.0.0.1:${server.port}/x`, `retrying test.get 2 HTTP ${status}`]);
    expect(records).toMatchObject([{ api: 'test.get', attempts: 2, summary: '200' }]);
  });

  test.each([400, 401, 403, 404, 409, 410, 412])('%i is an answer', async (status) => {
    await using server = await serveHttp(() => ({ status }));
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `http://127.0.0.1:${server.port}/`));
    expect(error.details.status).toBe(status);
    expect(server.asked).toHaveLength(1);
  });

  test('a broken connection is made anew', async () => {
    await using server = await serveHttp(inTurn('reset', { body: { fine: true } }));
    await using opened = openTransport({});
    expect(await get(opened.transport, `http://127.0.0.1:${server.port}/`)).toEqual({ fine: true });
    expect(server.asked).toHaveLength(2);
  });

  test('four tries, then the last answer stands', async () => {
    await using server = await serveHttp(() => ({ status: 503, headers: { 'retry-after': '0' }, body: unavailable }));
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `http://127.0.0.1:${server.port}/`));
    expect(error.kind).toBe('not-yet');
    expect(server.asked).toHaveLength(4);
  });

  test('a wait that reaches past the deadline is not begun', async () => {
    await using server = await serveHttp(() => ({ status: 429, headers: { 'retry-after': '3600' }, body: throttled }));
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `http://127.0.0.1:${server.port}/`));
    expect(error.kind).toBe('throttled');
    expect(error.details.retryAfterSeconds).toBe(3600);
    expect(server.asked).toHaveLength(1);
  });

  test('Retry-After is a number or a date', () => {
    const now = Date.parse('2026-01-02T03:04:05Z');
    expect(retryAfter('7', now)).toBe(7);
    expect(retryAfter('Fri, 02 Jan 2026 03:04:35 GMT', now)).toBe(30);
    expect(retryAfter('Fri, 02 Jan 2026 03:04:00 GMT', now)).toBe(0);
    expect(retryAfter('soon', now)).toBeNull();
    expect(retryAfter('-5', now)).toBeNull();
    expect(retryAfter(null, now)).toBeNull();
  });
});

describe('deadlines', () => {
  test('a silent server is given up', async () => {
    await using server = await serveHttp(() => 'silence');
    await using opened = openTransport({}, { longestCallMs: 50 });
    const error = await refusal(get(opened.transport, `http://127.0.0.1:${server.port}/`));
    expect(error.kind).toBe('not-reached');
    expect(error.details.message).toBe('no answer in time');
    expect(server.asked.length).toBeLessThanOrEqual(1);
  });

  test('the end of the run ends every call', async () => {
    const heard = Promise.withResolvers<void>();
    await using server = await serveHttp(() => {
      heard.resolve();
      return 'silence';
    });
    await using opened = openTransport({});
    const answer = refusal(get(opened.transport, `http://127.0.0.1:${server.port}/`));
    await heard.promise;
    opened.end();
    expect((await answer).details.message).toBe('the run ended before an answer came');
  });

  test('what an SDK waits for ends too', async () => {
    await using opened = openTransport({}, { longestCallMs: 20 });
    const call = {
      api: 'test.wait',
      resource: 'nothing',
      as: 'operator',
      expects: 'json',
      refusal: () => {
        throw new Error('no answer comes');
      },
    } as const;
    const error = await refusal(opened.transport.call(call, () => new Promise<never>(() => {})));
    expect(error.kind).toBe('not-reached');
  });
});

describe('what is no answer of the API', () => {
  test.each([
    ['HTML', { body: '<html>Sign in to the hotel’s WLAN</html>', headers: { 'content-type': 'text/html' } }],
    ['text', { body: 'hello' }],
    ['a bare string', { body: '"hello"' }],
    ['nothing', { body: '' }],
  ])('a success with %s is nonsense', async (_, answer) => {
    await using server = await serveHttp(() => answer);
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `http://127.0.0.1:${server.port}/`));
    expect(error.kind).toBe('nonsense');
  });

  test('a redirect is not followed', async () => {
    await using elsewhere = await serveHttp(() => ({ body: {} }));
    await using server = await serveHttp(() => ({
      status: 302,
      headers: { location: `http://127.0.0.1:${elsewhere.port}/` },
    }));
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `http://127.0.0.1:${server.port}/`));
    expect(error.kind).toBe('nonsense');
    expect(error.details.message).toContain(`127.0.0.1:${elsewhere.port}`);
    expect(elsewhere.asked).toEqual([]);
  });
});

describe('who cannot be reached or trusted', () => {
  test('nobody listens', async () => {
    const { port } = await serveHttp(() => ({})).then(async (server) => {
      await server[Symbol.asyncDispose]();
      return server;
    });
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `https://127.0.0.1:${port}/`));
    expect(error.kind).toBe('not-reached');
    expect(error.details.message).toContain(`ECONNREFUSED 127.0.0.1:${port}`);
  });

  test('an authority that nobody knows', async () => {
    await using server = await serveHttps(['127.0.0.1'], 'unknown', () => ({}));
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `https://127.0.0.1:${server.port}/`));
    expect(error.kind).toBe('not-trusted');
    expect(server.asked).toEqual([]);
  });

  test('a certificate for another name', async () => {
    await using server = await serveHttps(['elsewhere.example'], 'trusted', () => ({}));
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `https://127.0.0.1:${server.port}/`));
    expect(error.kind).toBe('not-trusted');
    expect(error.details.message).toContain('another name');
  });

  test('a server without TLS', async () => {
    await using server = await serveHttp(() => ({}));
    await using opened = openTransport({});
    const error = await refusal(get(opened.transport, `https://127.0.0.1:${server.port}/`));
    expect(error.kind).toBe('not-reached');
    expect(error.details.message).toContain('does not speak TLS');
  });
});

test('calls at once share one connection', async () => {
  await using server = await serveHttps(['127.0.0.1'], 'trusted', () => ({ body: {} }));
  await using opened = openTransport({});
  await Promise.all(Array.from({ length: 6 }, () => get(opened.transport, `https://127.0.0.1:${server.port}/`)));
  await get(opened.transport, `https://127.0.0.1:${server.port}/`);
  expect(server.asked).toHaveLength(7);
  expect(server.connections()).toBe(1);
});

test('a connection that was warmed is used', async () => {
  const warm = Promise.withResolvers<void>();
  await using server = await serveHttps(['iam.googleapis.com'], 'trusted', ({ method }) => {
    if (method === 'HEAD') warm.resolve();
    return { body: {} };
  });
  await using opened = openTransport({
    CLOUDSDK_API_ENDPOINT_OVERRIDES_IAM: `https://localhost:${server.port}/`,
  });
  // Another name than the certificate's: what goes wrong while warming shows when the host is needed.
  opened.transport.warm(['iam.googleapis.com', 'nowhere.invalid']);
  const error = await refusal(get(opened.transport, 'https://iam.googleapis.com/v1/x'));
  expect(error.kind).toBe('not-trusted');
  expect(opened.log).toHaveLength(1);
});
