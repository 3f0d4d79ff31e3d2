/** oauth2.googleapis.com and what stands beside it: log-ins, and what a token is. */

import { findAccount } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { callerOf, callerOfToken } from './front-end.ts';
import { decodeJwt } from 'jose';
import { unauthenticated } from './google-error.ts';
import { ok } from './http.ts';
import type { Call, Reply } from './http.ts';
import { isFederated } from './identity.ts';
import { noSuchMethod } from './service.ts';
import { userScopes } from './tokens.ts';

export async function oauth2(cloud: Cloud, call: Call): Promise<Reply> {
  if (call.method === 'POST' && /^\/(?:v4\/)?token$/.test(call.path)) return token(cloud, call);
  if (/^\/(?:oauth2\/v[123]\/)?tokeninfo$/.test(call.path)) return tokenInfo(cloud, call);
  if (/^\/(?:oauth2\/v[123]\/|v1\/)userinfo$/.test(call.path)) return userInfo(cloud, call);
  return noSuchMethod(call);
}

function token(cloud: Cloud, call: Call): Reply {
  const form = new URLSearchParams(call.body);
  switch (form.get('grant_type')) {
    case 'refresh_token':
      return refresh(cloud, form.get('refresh_token') ?? '');
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return assertion(cloud, form.get('assertion') ?? '');
    default:
      return refused('unsupported_grant_type', 'Invalid grant_type: ');
  }
}

function refresh(cloud: Cloud, refreshToken: string): Reply {
  const { account, credentials } = cloud.world.operator;
  if (refreshToken !== cloud.refreshToken) return refused('invalid_grant', 'Bad Request');
  switch (credentials) {
    case 'none':
      return refused('invalid_grant', 'Token has been expired or revoked.');
    case 'expired':
      return {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description: 'reauth related error (invalid_rapt)',
          error_uri: 'https://support.google.com/a/answer/9368756',
          error_subtype: 'invalid_rapt',
        },
      };
    case 'authorized-user': {
      // Google counts a second less than the hour.
      const seconds = 3599;
      const service = findAccount(cloud, account);
      const who =
        service === null
          ? ({ kind: 'user', email: account } as const)
          : ({ kind: 'service-account', email: account, uniqueId: service.state.uniqueId } as const);
      const access = cloud.tokens.issue(who, { prefix: 'ya29.a0', scopes: userScopes, seconds });
      return ok({ access_token: access, expires_in: seconds, scope: userScopes.join(' '), token_type: 'Bearer' });
    }
  }
}

/** Key files. A world holds no keys, so no signature can be right; what is wrong first is told as Google tells it. */
function assertion(cloud: Cloud, jwt: string): Reply {
  try {
    const account = findAccount(cloud, decodeJwt(jwt).iss ?? '');
    if (account === null) return refused('invalid_grant', 'Invalid grant: account not found');
    return refused('invalid_grant', account.state.disabled ? 'Robot is disabled.' : 'Invalid JWT Signature.');
  } catch {
    return refused(
      'invalid_grant',
      'Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token.',
    );
  }
}

function refused(error: string, description: string): Reply {
  return { status: 400, body: { error, error_description: description } };
}

function tokenInfo(cloud: Cloud, call: Call): Reply {
  const form = new URLSearchParams(call.body);
  const given = call.query.get('access_token') ?? form.get('access_token') ?? '';
  const caller = given === '' ? callerOf(cloud, call) : callerOfToken(cloud, given);
  const issued = cloud.tokens.find(given);
  // Federated tokens are no business of OAuth's.
  if (caller.kind !== 'known' || isFederated(caller.who)) return refused('invalid_token', 'Invalid Value');
  const left = issued === undefined ? 3599 : Math.max(0, Math.round((issued.expiresAt - Date.now()) / 1000));
  const id = caller.who.kind === 'user' ? '32555940559.apps.googleusercontent.com' : caller.who.uniqueId;
  return ok({
    azp: id,
    aud: id,
    issued_to: id,
    audience: id,
    scope: caller.scopes.join(' '),
    exp: String(Math.round(Date.now() / 1000) + left),
    expires_in: String(left),
    email: caller.who.email,
    email_verified: 'true',
    access_type: 'offline',
  });
}

function userInfo(cloud: Cloud, call: Call): Reply {
  const caller = callerOf(cloud, call);
  if (caller.kind !== 'known' || isFederated(caller.who)) {
    const fault = caller.kind === 'anonymous' ? ({ kind: 'missing' } as const) : ({ kind: 'unknown' } as const);
    throw unauthenticated({ service: 'oauth2.googleapis.com', method: 'userinfo' }, fault);
  }
  return ok({ id: '1', sub: '1', email: caller.who.email, verified_email: true, email_verified: true });
}
