import { inspect } from 'node:util';
import { keepSecret } from '../chain/known-secrets.ts';

/**
 * A value that must not be shown: it prints as `[redacted]` wherever it lands, is only given out on request, and the
 * redactor knows each piece of it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    keepSecret(value);
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }

  [inspect.custom](): string {
    return '[redacted]';
  }
}

/**
 * Whether a token can stand in a header: visible ASCII alone (RFC 9110, 5.5). One that cannot is found out where it is
 * born, for libraries quote a header that they refuse.
 */
export function fitsHeader(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
