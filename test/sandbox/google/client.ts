/** Calls a sandbox as any client would: by real host names, through its proxy, with its CA, from its environment. */

import { readFile } from 'node:fs/promises';
import { Agent, fetch, ProxyAgent } from 'undici';
import type { RequestInit, Response } from 'undici';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/serve.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Response['headers'];
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: unknown;
}

export interface Client {
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  ask(url: string, options?: AskOptions): Promise<Answer>;
  /** By the refresh token of the Application Default Credentials. */
  operatorToken(): Promise<string>;
  /** A KSA's token, minted by the operator at the API server. */
  ksaToken(namespace: string, name: string, audience: string): Promise<string>;
  federatedToken(namespace: string, name: string): Promise<string>;
  gsaToken(namespace: string, name: string, gsa: string, scopes?: readonly string[]): Promise<string>;
}

interface AskOptions {
  readonly method?: string;
  readonly token?: string;
  /** An object is sent as JSON, form fields as a form. */
  readonly body?: object | URLSearchParams;
  readonly headers?: Record<string, string>;
}

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

export async function clientOf(sandbox: Sandbox): Promise<Client> {
  const { env, world } = sandbox;
  const ca = await readFile(env['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8');
  const proxy = new ProxyAgent({ uri: env['HTTPS_PROXY'] ?? '', requestTls: { ca } });
  const { project, location, name } = world.cluster;
  const pool = `${project}.svc.id.goog`;
  const issuer = `https://container.googleapis.com/v1/projects/${project}/locations/${location}/clusters/${name}`;

  const client: Client = {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: proxy }),
    ask: async (url, { method, token, body, headers } = {}) => {
      const response = await fetch(url, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        dispatcher: proxy,
        redirect: 'manual',
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && !(body instanceof URLSearchParams) && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: body instanceof URLSearchParams ? body.toString() : JSON.stringify(body) }),
      });
      return read(response);
    },
    operatorToken: async () => {
      const file = await readFile(env['GOOGLE_APPLICATION_CREDENTIALS'] ?? '', 'utf8');
      const { refresh_token: refresh = '' } = JSON.parse(file) as { refresh_token?: string };
      const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh });
      const answer = await client.ask('https://oauth2.googleapis.com/token', { body });
      return z.object({ access_token: z.string() }).parse(answer.json).access_token;
    },
    ksaToken: async (namespace, ksa, audience) => {
      const kubeconfig = parse(await readFile(env['KUBECONFIG'] ?? '', 'utf8')) as Kubeconfig;
      const [cluster] = kubeconfig.clusters;
      const [user] = kubeconfig.users;
      const api = `${cluster?.cluster.server}/api/v1/namespaces/${namespace}/serviceaccounts/${ksa}/token`;
      const authority = Buffer.from(cluster?.cluster['certificate-authority-data'] ?? '', 'base64').toString();
      const response = await fetch(api, {
        method: 'POST',
        dispatcher: new Agent({ connect: { ca: authority } }),
        headers: { authorization: `Bearer ${user?.user.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { audiences: [audience], expirationSeconds: 600 },
        }),
      });
      return z.object({ status: z.object({ token: z.string() }) }).parse(await response.json()).status.token;
    },
    federatedToken: async (namespace, ksa) => {
      const answer = await client.ask('https://sts.googleapis.com/v1/token', {
        body: new URLSearchParams(
          exchangeFields(await client.ksaToken(namespace, ksa, pool), `identitynamespace:${pool}:${issuer}`),
        ),
      });
      return z.object({ access_token: z.string() }).parse(answer.json).access_token;
    },
    gsaToken: async (namespace, ksa, gsa, scopes = [cloudPlatform]) => {
      const answer = await client.ask(generateAccessToken(gsa), {
        token: await client.federatedToken(namespace, ksa),
        body: { scope: scopes, lifetime: '300s' },
      });
      return z.object({ accessToken: z.string() }).parse(answer.json).accessToken;
    },
  };
  return client;
}

interface Kubeconfig {
  readonly clusters: readonly { cluster: { server: string; 'certificate-authority-data': string } }[];
  readonly users: readonly { user: { token: string } }[];
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseJson(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of the STS exchange, in snake_case as forms have them. */
export function exchangeFields(subjectToken: string, audience: string): Record<string, string> {
  return {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    audience,
    scope: cloudPlatform,
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    subject_token: subjectToken,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  };
}

export function generateAccessToken(gsa: string): string {
  return `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${gsa}:generateAccessToken`;
}

/** The parts of Google's common envelope that hold. */
export function errorOf(answer: Answer): { code: number; message: string; status: string; reason: string | undefined } {
  const { error } = z
    .object({
      error: z.object({
        code: z.number(),
        message: z.string(),
        status: z.string(),
        details: z.array(z.object({ reason: z.string().optional() })).default([]),
      }),
    })
    .parse(answer.json);
  const reason = error.details.find((detail) => detail.reason !== undefined)?.reason;
  return { code: error.code, message: error.message, status: error.status, reason };
}
