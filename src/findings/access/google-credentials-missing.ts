import { defineFinding } from '../define.ts';
import { logIn } from '../fixes/caller.ts';
import { text } from '../schema.ts';

export const googleCredentialsMissing = defineFinding({
  code: 'google-credentials-missing',
  link: 'access',
  level: 'unknown',
  since: '0.1.0',
  args: { problem: text },
  summary: ({ problem }) => `No Application Default Credentials were found: ${problem}`,
  explanation:
    'The readings of IAM, the cluster and the registry are made with your own Application Default Credentials, and there are none. They are another login than that of `gcloud auth login`. The proof as the KSA needs none of them, so the chain may still be settled.',
  sources: ['https://cloud.google.com/docs/authentication/application-default-credentials'],
  expected: () => 'Application Default Credentials',
  actual: ({ problem }) => problem,
  fixes: () => [logIn('Log in for Application Default Credentials')],
  example: { problem: 'Could not load the default credentials.' },
});
