import { firstVersion } from '../src/chain/versions/capabilities.ts';
import { featureGates, objectIdentityGate } from '../src/chain/versions/flags.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Identity } from '../src/chain/vocabulary.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, skipped, unknown } from './define.ts';
import type { Result } from './define.ts';

/** Whether the controller may act as an object's own KSA at all: its version knows how, and its feature gate is open. */
export const objectIdentity = defineCheck({
  id: 'object-identity',
  link: 'token',
  scope: 'identity',
  title: 'the controller takes object-level identities',
  deadline: seconds(5),
  async run({ identity, workloads }): Promise<Result<true>> {
    if (identity.path === 'controller') return unsupportedWish(identity, workloads);
    const place = { namespace: identity.namespace, ksa: identity.serviceAccount };
    for (const workload of workloads) {
      const { ref, capabilities, flags, deployment } = workload;
      if (ref.component === 'flux-operator') continue;
      if (featureGates(flags).get(objectIdentityGate) === true) continue;
      const objects = identity.targets
        .flatMap((target) => target.objects)
        .filter((object) => object.serviceAccountName !== null).length;
      const found = finding('object-identity-disabled', {
        workload: ref.name,
        ...place,
        namespace: ref.namespace,
        version: ref.version,
        objects,
        owner: ownerOf(deployment.metadata ?? {}),
      });
      return capabilities.assumed ? unknown(found) : broken(found);
    }
    return pass(true);
  },
});

/** Objects that ask for an identity of their own from a controller that cannot give it run as the controller. */
function unsupportedWish(identity: Identity, workloads: readonly ScanWorkload[]): Result<true> {
  for (const { ref, capabilities } of workloads) {
    const wishing = identity.targets
      .flatMap((target) => target.objects)
      .find(
        (object) =>
          object.serviceAccountName !== null &&
          object.provider === 'gcp' &&
          !capabilities.objectIdentity.some((kind) => kind === object.kind),
      );
    if (wishing === undefined || capabilities.assumed) continue;
    const minimum = firstVersion(ref.component, (era) => era.objectIdentity.some((kind) => kind === wishing.kind));
    return broken(
      finding('object-identity-unsupported', {
        workload: ref.name,
        namespace: wishing.namespace,
        ksa: wishing.serviceAccountName ?? '',
        version: ref.version,
        kind: wishing.kind,
        minimum: minimum?.version ?? null,
      }),
    );
  }
  return skipped('no object asks for an identity of its own here');
}
