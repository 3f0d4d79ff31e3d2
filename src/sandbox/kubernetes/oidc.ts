/** The issuer's two documents, as the API server itself serves them. */

import type { SigningKey } from './signing-key.ts';
import { ApiStatus, methodNotAllowed } from './status.ts';
import { goJson } from './transport.ts';
import type { Answer, ApiRequest } from './transport.ts';

const caching = { 'cache-control': 'public, max-age=3600' };

/** `null`: none of the two paths. */
export function answerOidc(request: ApiRequest, key: SigningKey, host: string): Answer | null {
  const path = request.path.replace(/\/$/, '');
  if (path !== '/.well-known/openid-configuration' && path !== '/openid/v1/jwks') return null;
  if (request.method !== 'GET') throw methodNotAllowed();
  const keys = path === '/openid/v1/jwks';
  const contentType = keys ? 'application/jwk-set+json' : 'application/json';
  mustAccept(request.headers.accept, contentType);
  const document = keys
    ? key.jwks
    : {
        issuer: key.issuer,
        jwks_uri: `https://${host}/openid/v1/jwks`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      };
  return { kind: 'text', status: 200, contentType, text: goJson(document), headers: caching };
}

function mustAccept(accept: string | undefined, type: string): void {
  const types = (accept ?? '*/*').split(',').map((clause) => clause.split(';')[0]?.trim());
  const [family] = type.split('/');
  if (types.some((accepted) => accepted === '*/*' || accepted === type || accepted === `${family ?? ''}/*`)) return;
  throw new ApiStatus(406, 'NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${type}`, {});
}
