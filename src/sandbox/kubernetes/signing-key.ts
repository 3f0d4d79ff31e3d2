/** The key that signs KSA tokens, and the tokens: claims and header as kube-apiserver makes them. */

import { createHash, randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import * as z from 'zod';

export interface TokenSubject {
  readonly namespace: string;
  readonly serviceaccount: { readonly name: string; readonly uid: string };
  readonly pod?: { readonly name: string; readonly uid: string };
  readonly node?: { readonly name: string; readonly uid: string };
}

export interface MintRequest {
  readonly subject: TokenSubject;
  readonly audiences: readonly string[];
  readonly seconds: number;
  /** Set where the life told to the client is shorter than the token's own. */
  readonly warnAfterSeconds?: number;
}

const boundClaims = z.object({
  jti: z.string(),
  'kubernetes.io': z.object({
    namespace: z.string(),
    serviceaccount: z.object({ name: z.string(), uid: z.string() }),
  }),
});

export interface VerifiedToken {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly id: string;
}

export interface SigningKey {
  readonly issuer: string;
  readonly jwks: JSONWebKeySet;
  mint(request: MintRequest): Promise<string>;
  /** `null`: not a token of this cluster for its own API. */
  verify(token: string): Promise<VerifiedToken | null>;
}

export async function createSigningKey(issuer: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = keyId(await exportSPKI(publicKey));
  const { n, e } = await exportJWK(publicKey);
  const jwks = { keys: [{ use: 'sig', kty: 'RSA', kid, alg: 'RS256', n, e }] } as JSONWebKeySet;
  const keySet = createLocalJWKSet(jwks);
  return {
    issuer,
    jwks,
    mint: ({ subject, audiences, seconds, warnAfterSeconds }) => {
      const iat = Math.floor(Date.now() / 1000);
      const { namespace, node, pod, serviceaccount } = subject;
      const claims: JWTPayload = {
        aud: [...audiences],
        exp: iat + seconds,
        iat,
        iss: issuer,
        jti: randomUUID(),
        'kubernetes.io': {
          namespace,
          ...(node && { node }),
          ...(pod && { pod }),
          serviceaccount,
          ...(warnAfterSeconds !== undefined && { warnafter: iat + warnAfterSeconds }),
        },
        nbf: iat,
        sub: `system:serviceaccount:${namespace}:${serviceaccount.name}`,
      };
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    },
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, keySet, { issuer, audience: issuer });
        const claims = boundClaims.parse(payload);
        const { namespace, serviceaccount } = claims['kubernetes.io'];
        return { namespace, name: serviceaccount.name, uid: serviceaccount.uid, id: claims.jti };
      } catch {
        return null;
      }
    },
  };
}

/** As the API server names its keys: SHA-256 over the public key's DER. */
function keyId(spkiPem: string): string {
  const der = Buffer.from(spkiPem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return createHash('sha256').update(der).digest('base64url');
}
