import { projectOfGsa } from '../src/chain/gsa-email.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { ServiceAccount } from '../src/clients/google.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass } from './define.ts';
import type { Result } from './define.ts';
import { googleCredentials } from './google-credentials.ts';
import { gsa } from './gsa.ts';

/** A disabled account exists, and is refused everywhere. */
export const gsaEnabled = defineCheck({
  id: 'gsa-enabled',
  link: 'GSA',
  scope: 'identity',
  title: 'the Google service account is enabled',
  needs: { gsa, operator: googleCredentials },
  deadline: seconds(20),
  async run({ google, needs }): Promise<Result<ServiceAccount>> {
    const account = await google.serviceAccount(needs.operator, needs.gsa.email);
    if (account.disabled) {
      return broken(finding('gsa-disabled', { gsa: account.email, project: projectOfGsa(account.email) }), {
        fact: account,
      });
    }
    return pass(account);
  },
});
