import { describe, expect, test } from 'vitest';
import { noProxyRule } from '../../src/chain/no-proxy.ts';
import { parseProxy, proxiesOf } from '../../src/clients/transport/proxy-settings.ts';
import { UsageError } from '../../src/clients/usage-error.ts';

describe('NO_PROXY is read as Go reads it', () => {
  test.each([
    ['example.com', 'https://example.com/', true],
    ['example.com', 'https://a.b.example.com/', true],
    ['example.com', 'https://notexample.com/', false],
    ['.example.com', 'https://example.com/', false],
    ['.example.com', 'https://a.example.com/', true],
    ['*.example.com', 'https://a.example.com/', true],
    ['*.example.com', 'https://example.com/', false],
    ['EXAMPLE.com', 'https://example.COM/', true],
    ['example.com:8443', 'https://example.com/', false],
    ['example.com:8443', 'https://example.com:8443/', true],
    ['example.com:443', 'https://example.com/', true],
    ['*', 'https://anything.at.all/', true],
    ['other, example.com ,third', 'https://example.com/', true],
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/', false],
    ['10.0.0.0/8', 'https://ten.example/', false],
    ['10.1.2.3', 'https://10.1.2.3:6443/', true],
    ['10.1.2.3:443', 'https://10.1.2.3:6443/', false],
    ['2001:db8::/32', 'https://[2001:db8::1]/', true],
    ['[2001:db8::1]:443', 'https://[2001:db8::1]/', true],
    ['10.0.0.0/99', 'https://10.1.2.3/', false],
    ['', 'https://example.com/', false],
    [',,', 'https://example.com/', false],
    ['googleapis.com', 'https://iam.googleapis.com/', true],
  ])('%j and %s: straight is %s', (value, url, straight) => {
    expect(noProxyRule(value)(new URL(url))).toBe(straight);
  });

  test.each([
    'http://localhost/',
    'http://127.9.9.9/',
    'http://[::1]/',
    'http://169.254.169.254/',
    'http://metadata.google.internal/',
    'http://metadata.google.internal./',
  ])('%s never goes by a proxy', (url) => {
    expect(proxiesOf({ HTTP_PROXY: 'proxy:3128', ALL_PROXY: 'proxy:3128' })(new URL(url))).toBeNull();
  });
});

describe('the proxy variables', () => {
  const https = new URL('https://iam.googleapis.com/');
  test.each([
    [{ HTTPS_PROXY: 'http://up:1' }, 'http://up:1/'],
    [{ https_proxy: 'http://low:1' }, 'http://low:1/'],
    [{ HTTPS_PROXY: 'http://up:1', https_proxy: 'http://low:1' }, 'http://up:1/'],
    [{ HTTPS_PROXY: 'bare:3128' }, 'http://bare:3128/'],
    [{ HTTPS_PROXY: '10.0.0.1:3128' }, 'http://10.0.0.1:3128/'],
    [{ HTTPS_PROXY: 'http://user:p%40ss@host:1' }, 'http://user:p%40ss@host:1/'],
    [{ ALL_PROXY: 'http://all:1' }, 'http://all:1/'],
    [{ ALL_PROXY: 'http://all:1', HTTPS_PROXY: 'http://own:1' }, 'http://own:1/'],
    [{ all_proxy: 'socks5h://socks:1080' }, 'socks5://socks:1080'],
    [{ HTTP_PROXY: 'http://plain:1' }, undefined],
    [{ HTTPS_PROXY: 'http://up:1', NO_PROXY: '.googleapis.com' }, undefined],
    [{ HTTPS_PROXY: 'http://up:1', no_proxy: '.googleapis.com' }, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
  ])('%j leads to %s', (env, proxy) => {
    expect(proxiesOf(env)(https)?.href).toBe(proxy);
  });

  test('one that is no URL is named, and its password is not', () => {
    expect(() => proxiesOf({ https_proxy: 'ftp://joe:secret@proxy' })).toThrow(UsageError);
    expect(() => proxiesOf({ https_proxy: 'ftp://joe:secret@proxy' })).toThrow(/HTTPS_PROXY/);
    expect(() => proxiesOf({ https_proxy: 'ftp://joe:secret@proxy' })).not.toThrow(/secret/);
    expect(parseProxy('http://')).toBeNull();
  });
});

test.each([
  ['', false],
  ['.svc,10.0.0.0/8,169.254.169.254', false],
  ['metadata.google.internal', true],
  ['.google.internal', true],
  ['google.internal:80', true],
  ['google.internal:8080', false],
  ['*.internal', true],
  ['*', true],
])('NO_PROXY=%s spares the metadata server: %s', (noProxy, answer) => {
  expect(noProxyRule(noProxy)(new URL('http://metadata.google.internal/'))).toBe(answer);
});
