import { bareHost } from '../../chain/loopback.ts';

/** Why there was no answer, read from the errors that undici, Node's TLS and its sockets throw. */
export interface NetFailure {
  readonly kind: 'not-reached' | 'not-trusted';
  /** For people, e.g. `connection refused (ECONNREFUSED 10.0.0.1:443)`; of a proxy, what follows its name. */
  readonly message: string;
  /** The connection broke, rather than never came to be: worth another try. */
  readonly broken: boolean;
  /** The certificate's issuer is in none of our trust stores: the system's may know it. */
  readonly unknownIssuer: boolean;
  /** The proxy itself failed: the service was never asked. */
  readonly atProxy: boolean;
}

/**
 * `null`: it is no failure of the network, so it is a fault of ours.
 *
 * @param proxy by which the request went
 */
export function netFailureOf(error: unknown, proxy: URL | null): NetFailure | null {
  const chain = [...causesOf(error)];
  const refused = chain.map((one) => /Proxy response \((\d+)\)/.exec(one.message)).find((match) => match !== null);
  if (refused !== undefined) {
    const status = refused[1] ?? '';
    const words = status === '407' ? 'asks for a user and a password' : 'refuses to connect';
    return { ...notReached(`${words} (HTTP ${status})`), atProxy: true };
  }

  const coded = chain.findLast((one) => codeOf(one) !== '');
  const code = coded === undefined ? '' : codeOf(coded);
  if (coded !== undefined && isTrustCode(code)) {
    return {
      kind: 'not-trusted',
      message: `${wordsOf(code) ?? coded.message} (${code})`,
      broken: false,
      unknownIssuer: unknownIssuerCodes.has(code),
      atProxy: false,
    };
  }
  if (coded !== undefined) {
    const where = addressOf(coded);
    const words = wordsOf(code) ?? coded.message;
    const failure = notReached(
      `${words} (${code}${where === '' ? '' : ` ${where}`})`,
      brokenCodes.has(code) || isHttp2(code),
    );
    if (proxy === null || !isOf(proxy, coded)) return failure;
    return { ...failure, message: `is not reached: ${failure.message}`, atProxy: true };
  }
  if (chain.some((one) => one instanceof TypeError && one.message === 'fetch failed')) {
    return notReached(chain.at(-1)?.message ?? 'no answer');
  }
  return null;
}

/** What the end of a call's signal means: its own deadline, or that of the run. */
export function endOf(signal: AbortSignal): Pick<NetFailure, 'kind' | 'message'> {
  const { reason } = signal as { readonly reason: unknown };
  const timedOut = reason instanceof DOMException && reason.name === 'TimeoutError';
  return { kind: 'not-reached', message: timedOut ? 'no answer in time' : 'the run ended before an answer came' };
}

function notReached(message: string, broken = false): NetFailure {
  return { kind: 'not-reached', message, broken, unknownIssuer: false, atProxy: false };
}

/** Whether an error speaks of the proxy: the name that did not resolve, or the port that was not reached, is its own. */
function isOf(proxy: URL, error: Error): boolean {
  if ('hostname' in error && error.hostname === bareHost(proxy.hostname)) return true;
  const port = proxy.port === '' ? (proxy.protocol === 'https:' ? '443' : '80') : proxy.port;
  return 'syscall' in error && error.syscall === 'connect' && 'port' in error && String(error.port) === port;
}

const unknownIssuerCodes = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

const brokenCodes = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

function isHttp2(code: string): boolean {
  return code.startsWith('ERR_HTTP2_') || code === 'UND_ERR_INFO';
}

function isTrustCode(code: string): boolean {
  return (
    unknownIssuerCodes.has(code) ||
    /^(?:CERT_|ERR_TLS_CERT|CRL_|HOSTNAME_MISMATCH|INVALID_CA|ERR_SSL_\w*(?:CERTIFICATE|_CA\b))/.test(code)
  );
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed before an answer came',
  ENOTFOUND: 'the name does not resolve',
  EAI_AGAIN: 'the name server does not answer',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped half-way',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; the clock may be wrong',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an authority that is not trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is signed by an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an authority that is not trusted here',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
};

function wordsOf(code: string): string | undefined {
  return words[code];
}

/** An error and what caused it; of the errors of several addresses that were tried, the last. */
function* causesOf(error: unknown): Generator<Error> {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < 8; depth += 1) {
    yield at;
    at = at instanceof AggregateError && at.errors.length > 0 ? at.errors.at(-1) : at.cause;
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function addressOf(error: Error): string {
  if ('hostname' in error && typeof error.hostname === 'string') return error.hostname;
  const address = 'address' in error && typeof error.address === 'string' ? error.address : '';
  return 'port' in error && address !== '' ? `${address}:${String(error.port)}` : address;
}
