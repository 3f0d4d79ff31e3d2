import * as z from 'zod';
import { jwtClaims } from '../jwt-claims.ts';
import type { KsaToken } from '../kubernetes.ts';
import { nonsense } from '../refusals/no-answer.ts';
import { fitsHeader, Secret } from '../secret.ts';
import { ongoingCall } from '../transport/api-call.ts';
import type { Apis } from './sdk.ts';

/** The least that the API server's TokenRequest validation takes. */
const lifetimeSeconds = 600;

const claims = z.object({ iss: z.string().min(1), iat: z.number(), exp: z.number() });

/** Mints a KSA's token. Its claims are read, not verified: that is for who is given it. */
export async function mintKsaToken(
  apis: Apis,
  namespace: string,
  serviceAccount: string,
  audience: string,
): Promise<KsaToken> {
  const answer = await apis.core.createNamespacedServiceAccountToken({
    namespace,
    name: serviceAccount,
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: [audience], expirationSeconds: lifetimeSeconds },
    },
  });
  const token = answer.status?.token ?? '';
  const read = claims.safeParse(jwtClaims(token));
  if (!read.success || !fitsHeader(token))
    throw nonsense(ongoingCall(), 'a document without a JWT that has issuer and times');
  const { iss, iat, exp } = read.data;
  return { token: new Secret(token), audience, issuer: iss, issuedAt: iat, expiresAt: exp };
}
