import { nearest } from '../src/chain/near-miss.ts';
import { gsaAnnotation } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Kubernetes, V1ServiceAccount } from '../src/clients/kubernetes.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';

/** Whether the KSA is there. */
export const ksa = defineCheck({
  id: 'ksa',
  link: 'KSA',
  scope: 'identity',
  title: 'the Kubernetes service account exists',
  deadline: seconds(20),
  async run({ kubernetes, identity, settings }): Promise<Result<V1ServiceAccount>> {
    const { namespace, serviceAccount: name } = identity;
    try {
      const account = await kubernetes.get('serviceaccounts', namespace, name);
      if (account !== null) return pass(account);
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== 'refused' || settings.gsa === null) throw error;
      // The caller says which GSA it is meant to name, so that the links after this one can still be proved.
      const said = { metadata: { namespace, name, annotations: { [gsaAnnotation]: settings.gsa } } };
      return unknown(accessFinding(error), { fact: said, notes: ['its GSA is taken from --gsa'] });
    }
    return broken(
      finding('ksa-not-found', { namespace, ksa: name, near: await nearMiss(kubernetes, namespace, name) }),
    );
  },
});

/** The KSA that was meant; explains only, so a refusal to list takes nothing away. */
async function nearMiss(kubernetes: Kubernetes, namespace: string, name: string): Promise<string | null> {
  try {
    const accounts = await kubernetes.list('serviceaccounts', { namespace });
    return nearest(
      name,
      accounts.flatMap((account) => account.metadata?.name ?? []),
    );
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
