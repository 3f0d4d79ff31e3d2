import type { Caller } from '../src/clients/google.ts';
import { seconds } from '../src/engine/check.ts';
import { defineCheck, pass } from './define.ts';
import type { Result } from './define.ts';
import { kubeconfig } from './kubeconfig.ts';

/** Whether the caller has Application Default Credentials that Google takes. Their lack matters only where no proof decides. */
export const googleCredentials = defineCheck({
  id: 'google-credentials',
  link: 'access',
  scope: 'cluster',
  title: 'Application Default Credentials are there and accepted',
  needs: { kubeconfig },
  deadline: seconds(15),
  async run({ google }): Promise<Result<Caller>> {
    const operator = await google.operator();
    await operator.token();
    return pass(operator);
  },
});
