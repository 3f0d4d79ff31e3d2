import { array, assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/chain/plain-text.ts';
import { redact } from '../../src/chain/redact.ts';
import { shownMessage } from '../../src/clients/refusals/shown-message.ts';

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const base64url = string({
  unit: constantFrom(...letters),
  minLength: 20,
  maxLength: 60,
});
const secret = oneof(
  base64url.map((tail) => `ya29.${tail}`),
  base64url.map((tail) => `ya29.c.b0${tail}`),
  tuple(base64url, base64url, base64url).map(([a, b, c]) => `eyJ${a}.${b}.${c}`),
  base64url.map((tail) => `1//${tail}`),
  base64url.map((tail) => `GOCSPX-${tail}`),
);
const prose = string({ unit: constantFrom(...Array.from('abc xyz.,:;()')), maxLength: 30 });

describe('redact', () => {
  test('no token is left, wherever it stands', () => {
    assert(
      property(prose, secret, prose, (before, token, after) => {
        for (const text of [
          `${before} ${token} ${after}`,
          `${before}Authorization: Bearer ${token}\n${after}`,
          JSON.stringify({ error: before, access_token: token }),
          `https://storage.googleapis.com/b/o?X-Goog-Signature=${token}&x=${after.length}`,
          `grant_type=refresh_token&refresh_token=${token}&client_id=x`,
        ]) {
          expect(redact(text)).not.toContain(token);
        }
      }),
    );
  });

  test('doing it twice changes nothing, and finds nothing', () => {
    assert(
      property(array(oneof(prose, secret), { maxLength: 6 }), (parts) => {
        const once = redact(parts.join(' '));
        let hits = 0;
        expect(redact(once, () => (hits += 1))).toBe(once);
        expect(hits).toBe(0);
      }),
    );
  });

  test.each([
    ['Proxy http://joe:pa55@proxy.example:3128/ refused', 'Proxy http://[redacted]@proxy.example:3128/ refused'],
    ['{"token":"opaque","expires_in":1}', '{"token":"[redacted]","expires_in":1}'],
    ['Authorization: Basic am9lOnBhc3M=', 'Authorization: Basic [redacted]'],
    ['?X-Goog-Credential=x%40y&X-Goog-Signature=00ff', '?X-Goog-Credential=[redacted]&X-Goog-Signature=[redacted]'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n', '[redacted]\n'],
  ])('%j', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test.each([
    'Basic authentication failed',
    "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
    'Bearer realm="https://gcr.io/v2/token",service="gcr.io"',
    'image-reflector@acme-prod.iam.gserviceaccount.com',
    'https://europe-west1-docker.pkg.dev/v2/acme/apps/api@sha256:00',
    'iam.gke.io/gcp-service-account=flux@acme.iam.gserviceaccount.com',
  ])('leaves alone: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('counts what it takes out', () => {
    let hits = 0;
    redact('ya29.aaaaaaaa and ya29.bbbbbbbb', () => (hits += 1));
    expect(hits).toBe(2);
  });
});

describe('plainText', () => {
  test('nothing that a terminal acts upon, nothing invisible, whatever comes', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const plain = plainText(text);
        expect(plain).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}|[\u2028\u2029]/u);
        expect(plainText(plain)).toBe(plain);
      }),
    );
  });

  test.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', 'link'],
    ['a\u001bPq#0;2\u001b\\b', 'ab'],
    ['x\u202egnp.exe', 'xgnp.exe'],
    ['line\r\nnext\tcolumn', 'line\nnext\tcolumn'],
    ['over\rwritten', 'over written'],
    ['née in Zürich 東京', 'née in Zürich 東京'],
  ])('%j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });
});

describe('shownMessage', () => {
  test('drops what is appended whatever the cause', () => {
    expect(
      shownMessage(
        'IAM returned 403 Forbidden: nope\nThis error could be caused by a missing IAM policy binding on the target IAM service account.\nFor more information, refer to the Workload Identity documentation:\n\thttps://cloud.google.com/x#authenticating_to\n\n',
      ),
    ).toBe('IAM returned 403 Forbidden: nope');
    expect(
      shownMessage(
        'Permission denied. Remediate access with this Troubleshooter URL or share it with your administrator - https://console.cloud.google.com/iam-admin/troubleshooter/summary;errorId=abc .',
      ),
    ).toBe('Permission denied.');
  });

  test('a message without end is cut', () => {
    expect(shownMessage('x'.repeat(1_000_000)).length).toBeLessThan(5000);
  });
});
