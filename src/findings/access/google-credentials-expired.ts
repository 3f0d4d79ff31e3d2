import { defineFinding } from '../define.ts';
import { logIn } from '../fixes/caller.ts';
import { nullable, oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';

const args = {
  cause: oneOf('log-in-again', 'revoked', 'account-disabled', 'policy', 'impersonation-refused'),
  account: nullable(text),
  problem: text,
};
type Args = ArgsOf<typeof args>;

const credentialCauses: Record<Args['cause'], string> = {
  'log-in-again': 'the session has ended',
  revoked: 'they were revoked',
  'account-disabled': 'the account is disabled or deleted',
  policy: 'a policy of the organization forbids them',
  'impersonation-refused': 'they may not impersonate the service account that they name',
};

export const googleCredentialsExpired = defineFinding({
  code: 'google-credentials-expired',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args,
  summary: ({ account, cause }) =>
    `Google does not accept your Application Default Credentials${account === null ? '' : ` (${account})`}: ${credentialCauses[cause]}`,
  explanation:
    'Credentials were found, and Google refuses to issue a token for them. Five causes are told apart: the session expired and needs a new login, the grant was revoked, the account is disabled or deleted, an organization policy forbids it, or the credentials impersonate a service account and lack roles/iam.serviceAccountTokenCreator on it. This is your own login; the identity of Flux is another one.',
  sources: ['https://cloud.google.com/docs/authentication/troubleshoot-adc'],
  expected: () => 'credentials that Google accepts',
  actual: ({ problem }) => problem,
  fixes: ({ cause }) => [
    logIn(
      cause === 'account-disabled'
        ? 'Log in as an account that is enabled'
        : cause === 'policy'
          ? 'Log in as an account that the policy of the organization allows'
          : cause === 'impersonation-refused'
            ? 'Log in without impersonation'
            : 'Log in again',
    ),
  ],
  example: {
    cause: 'log-in-again',
    account: 'dana@acme.example',
    problem: 'invalid_grant: reauth related error (invalid_rapt)',
  },
});
