import { defineFinding } from '../define.ts';
import { logIn } from '../fixes/caller.ts';
import { text } from '../schema.ts';

export const googleCredentialsMissing = defineFinding({
  code: 'google-credentials-missing',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args: { problem: text },
  summary: () => 'You have no Application Default Credentials',
  explanation:
    'IAM, the cluster and the registry are read with your own Application Default Credentials, and there are none. They are another login than that of `gcloud auth login`. The proof as the KSA does not need them, so the chain may be settled without.',
  sources: ['https://cloud.google.com/docs/authentication/application-default-credentials'],
  expected: () => 'Application Default Credentials',
  actual: ({ problem }) => problem,
  fixes: () => [logIn('Log in for Application Default Credentials')],
  example: { problem: 'Could not load the default credentials.' },
});
