/** The sandbox's own certificate authority: nothing of it outlives the process. */

import type { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { provideReflectMetadata } from './reflect-metadata.ts';

export interface Issued {
  readonly certPem: string;
  readonly keyPem: string;
}

export interface Authority {
  readonly caPem: string;
  /** A server certificate for DNS names and IP addresses; the chain is the leaf alone. */
  issue(names: readonly string[], how?: { readonly expired: boolean }): Promise<Issued>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 86_400_000;

/** Makes a new authority (EC P-256, SHA-256), good for a month. */
export async function createAuthority(): Promise<Authority> {
  provideReflectMetadata();
  const x509 = await import('@peculiar/x509');
  const keys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=flux-wi sandbox',
    keys,
    signingAlgorithm: algorithm,
    ...validity(),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    caPem: `${ca.toString('pem')}\n`,
    issue: async (names, { expired } = { expired: false }) => {
      const leafKeys = await newKeys();
      const leaf = await x509.X509CertificateGenerator.create({
        serialNumber: serial(),
        // A host name may be longer than the 64 characters of a common name; verifiers read the alternative names only.
        subject: 'O=flux-wi sandbox',
        issuer: ca.subject,
        publicKey: leafKeys.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        ...(expired ? pastValidity() : validity()),
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
          ),
          await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
          await x509.SubjectKeyIdentifierExtension.create(leafKeys.publicKey),
        ],
      });
      return { certPem: `${leaf.toString('pem')}\n`, keyPem: await privateKeyPem(leafKeys.privateKey) };
    },
  };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** An hour back, for clocks of other programs; a month ahead. */
function validity(): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Date.now() - day / 24), notAfter: new Date(Date.now() + 30 * day) };
}

function pastValidity(): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Date.now() - 2 * day), notAfter: new Date(Date.now() - day) };
}

/** Positive and unique, as RFC 5280 wants it. */
function serial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return `01${Buffer.from(bytes).toString('hex')}`;
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}
