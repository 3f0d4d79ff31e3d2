import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';

/** A proxy that ends TLS signs with an authority of its own, which Node must be told of. */
const trustProxy: Fix = {
  kind: 'now',
  title: 'Trust the certificate authority of the proxy (a PEM file)',
  tool: 'flux-wi',
  command: sh`NODE_EXTRA_CA_CERTS=${yours('CA_FILE')} flux-wi doctor`,
  patch: null,
  permission: 'none',
  takes: 'at once',
  verify: 'flux-wi doctor -v',
};

export const apiUnreachable = defineFinding({
  code: 'api-unreachable',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  /** `asked`: the API method. `proxyTo`: `host` is a proxy, and this is the host that is reached through it. */
  args: { host: text, problem: text, asked: nullable(text), proxyTo: nullable(text) },
  summary: ({ host, problem, asked, proxyTo }) => {
    if (proxyTo !== null) return `The proxy ${host} does not connect to ${proxyTo}`;
    if (!isAnswer(problem)) return `${host} did not answer`;
    return `${host} answered ${asked === null ? '' : `${asked} `}with an error`;
  },
  explanation:
    'No answer of the API came back, or an error of its own, which is quoted: name resolution, the connection, TLS or a proxy failed, or something else answered in its place. This is about the way from this machine (or pod) to that host; it says nothing about the way from the cluster to Google. HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS apply to every connection of flux-wi.',
  sources: ['https://cloud.google.com/vpc/docs/private-google-access'],
  expected: ({ host, problem }) => (isAnswer(problem) ? 'HTTP 200' : `an answer from ${host}`),
  actual: ({ problem }) => problem,
  fixes: ({ problem }) => [
    ...(/authority that is not trusted/.test(problem) ? [trustProxy] : []),
    {
      kind: 'find-out',
      title: 'See each call and its time, with a longer timeout',
      tool: 'flux-wi',
      command: 'flux-wi doctor -v --timeout 3m',
      patch: null,
      permission: 'none',
      takes: 'at once',
      verify: askAgain(),
    },
  ],
  example: {
    host: 'iam.googleapis.com',
    problem: 'getaddrinfo ENOTFOUND iam.googleapis.com',
    asked: 'iam.projects.serviceAccounts.get',
    proxyTo: null,
  },
  variants: [
    {
      host: '34.78.12.9',
      problem: 'HTTP 500 InternalError: conversion webhook for source.toolkit.fluxcd.io/v1, Kind=HelmRepository failed',
      asked: 'the list of helmrepositories',
    },
  ],
});

/** What the service itself said is quoted with its status. */
function isAnswer(problem: string): boolean {
  return /^HTTP \d/.test(problem);
}
