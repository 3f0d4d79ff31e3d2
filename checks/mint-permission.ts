import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import { seconds } from '../src/engine/check.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { broken, defineCheck, pass, skipped, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';

/** Object path: whether the controller's own KSA may mint tokens for the KSA that the objects name. */
export const mintPermission = defineCheck({
  id: 'mint-permission',
  link: 'token',
  scope: 'identity',
  title: 'the controller may mint the KSA’s token',
  deadline: seconds(20),
  async run({ kubernetes, identity, workloads }): Promise<Result<true>> {
    if (identity.path === 'controller')
      return skipped('the node’s metadata server asks for the token, not the controller');
    const { namespace, serviceAccount } = identity;
    for (const { ref, serviceAccount: own, deployment } of workloads) {
      const user = `system:serviceaccount:${ref.namespace}:${own}`;
      const groups = ['system:serviceaccounts', `system:serviceaccounts:${ref.namespace}`, 'system:authenticated'];
      let allowed: boolean;
      try {
        allowed = await kubernetes.maySubject(user, groups, {
          verb: 'create',
          group: '',
          resource: 'serviceaccounts',
          subresource: 'token',
          namespace,
          name: serviceAccount,
        });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return unknown(accessFinding(error));
      }
      if (allowed) continue;
      const { kind } = ownerOf(deployment.metadata ?? {});
      return broken(
        finding('token-request-forbidden', {
          namespace,
          ksa: serviceAccount,
          controller: own,
          controllerNamespace: ref.namespace,
          how: kind === 'fluxinstance' ? 'flux-operator' : kind === 'helm' || kind === 'helmrelease' ? 'helm' : 'other',
        }),
      );
    }
    return pass(true);
  },
});
