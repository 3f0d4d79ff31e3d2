import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createAuthority } from '../../src/sandbox/certificates.ts';

/** Serves over TLS with a certificate for `names` and asks for it as `host`, trusting `ca` alone. */
async function handshake(names: string[], host: string, trust: 'own' | 'other'): Promise<string> {
  const authority = await createAuthority();
  const { certPem, keyPem } = await authority.issue(names);
  const ca = trust === 'own' ? authority.caPem : (await createAuthority()).caPem;
  const server = createServer({ cert: certPem, key: keyPem }, (_, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      get({ host: '127.0.0.1', port, servername: host, ca, agent: false }, (response) => {
        response.on('data', (data: Buffer) => resolve(data.toString()));
      }).on('error', (error: NodeJS.ErrnoException) =>
        error.code === undefined ? reject(error) : resolve(error.code),
      );
    });
  } finally {
    server.close();
  }
}

test('a client that trusts the authority accepts its certificate for the name', async () => {
  expect(await handshake(['sts.googleapis.com'], 'sts.googleapis.com', 'own')).toBe('hello');
});

test('an address stands in the certificate as an address', async () => {
  expect(await handshake(['127.0.0.1', 'localhost'], '', 'own')).toBe('hello');
});

test('another name is refused', async () => {
  expect(await handshake(['sts.googleapis.com'], 'gcr.io', 'own')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('another authority is not trusted', async () => {
  expect(await handshake(['gcr.io'], 'gcr.io', 'other')).toMatch(/UNABLE_TO|SELF_SIGNED|SIGNATURE/);
});
