/** The refusals of STS, in the OAuth envelope of RFC 6749. */

import { Refusal } from './http.ts';

export function oauthError(error: string, description: string): Refusal {
  return new Refusal({ status: 400, body: { error, error_description: description } });
}

export function invalidGrant(description: string): Refusal {
  return oauthError('invalid_grant', description);
}

export class InvalidTarget extends Refusal {
  constructor() {
    super({
      status: 400,
      body: {
        error: 'invalid_target',
        error_description:
          'The target service indicated by the "audience" parameters is invalid. This might either be because the pool ' +
          "or provider is disabled or deleted or because it doesn't exist.",
      },
    });
  }
}
