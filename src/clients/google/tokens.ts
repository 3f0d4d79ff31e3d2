import * as z from 'zod';
import type { Google } from '../google.ts';
import { tokenEndpointRefusal } from '../refusals/google-refusal.ts';
import { Secret } from '../secret.ts';
import { tokenText } from '../token-text.ts';
import type { Transport } from '../transport/transport.ts';
import type { Callers } from './callers.ts';
import { gaxiosOptions } from './gaxios-options.ts';
import { read } from './requests.ts';
import type { GoogleRequests } from './requests.ts';

const exchanged = z.looseObject({
  access_token: tokenText,
  // Another type would be no token to go on with; Google's own answers say both.
  issued_token_type: z.literal('urn:ietf:params:oauth:token-type:access_token').optional(),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  expires_in: z.number().optional().catch(undefined),
});

/** Seconds that a GSA's token lives: as long as a run needs it. */
const lifetimeSeconds = 300;

type Tokens = Pick<Google, 'exchange' | 'generateAccessToken'>;

/** STS and IAM Credentials: the two steps from a KSA's token to a GSA's, as GKE's metadata server takes them. */
export function tokensOn(requests: GoogleRequests, callers: Callers): Tokens {
  const { transport } = requests;
  const client = lazily(() => credentialsClient(transport));
  return {
    exchange: (subjectToken, audience, label) => {
      const method = { api: 'sts.token', resource: audience };
      // Asked as nobody: what is shown is the subject token, in the body.
      const subject = callers.with(subjectToken, label, null);
      return requests.remembered(subject, method, null, () =>
        transport.call({ ...method, as: label, expects: 'json', refusal: tokenEndpointRefusal }, async () => {
          const response = await transport.fetch('https://sts.googleapis.com/v1/token', {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
            body: new URLSearchParams({
              grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
              audience,
              // generateAccessToken takes a federated token of no lesser scope.
              scope: 'https://www.googleapis.com/auth/cloud-platform',
              requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
              subject_token: subjectToken.reveal(),
              subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
            }).toString(),
          });
          const answer = read(exchanged, await response.json());
          return { token: new Secret(answer.access_token), expiresIn: answer.expires_in ?? null };
        }),
      );
    },

    generateAccessToken: (caller, gsa, scopes, quotaProject = null) => {
      const name = `projects/-/serviceAccounts/${gsa}`;
      const method = { api: 'iamcredentials.projects.serviceAccounts.generateAccessToken', resource: name };
      const counted = quotaProject === null ? {} : { 'x-goog-user-project': quotaProject };
      return requests.remembered(caller, method, [scopes, quotaProject], async () => {
        const iam = await client();
        return requests.call(caller, method, async (headers) => {
          const [answer] = await iam.generateAccessToken(
            { name, scope: [...scopes], lifetime: { seconds: lifetimeSeconds } },
            { otherArgs: { headers: { ...headers, ...counted } }, maxRetries: 0 },
          );
          const token = read(tokenText, answer.accessToken);
          const seconds = Number(answer.expireTime?.seconds ?? 0);
          return { token: new Secret(token), expireTime: new Date(seconds * 1000).toISOString() };
        });
      });
    },
  };
}

/** The SDK over REST on our transport; who asks is said with each call. */
async function credentialsClient(transport: Transport) {
  const [{ iamCredentials }, { authLibrary }] = await Promise.all([
    import('./iam-credentials-library.ts'),
    import('./auth-library.ts'),
  ]);
  return new iamCredentials.IAMCredentialsClient({
    fallback: true,
    projectId: 'none',
    authClient: new authLibrary.PassThroughClient({ transporterOptions: gaxiosOptions(transport.fetch) }),
  });
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
