import { firstVersion } from '../src/chain/versions/capabilities.ts';
import { featureGates, objectIdentityGate } from '../src/chain/versions/flags.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Identity, ScanObject } from '../src/chain/vocabulary.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, skipped, suspected } from './define.ts';
import type { Result } from './define.ts';

export interface ObjectIdentity {
  /** Images that are scanned as the controller, against the wish of all their objects. */
  readonly unserved: readonly string[];
}

/** Whether the controller may act as an object's own KSA at all: its version knows how, and its feature gate is open. */
export const objectIdentity = defineCheck({
  id: 'object-identity',
  link: 'token',
  scope: 'identity',
  title: 'the controller takes object-level identities',
  deadline: seconds(5),
  async run({ identity, workloads }): Promise<Result<ObjectIdentity>> {
    if (identity.path === 'controller') return unsupportedWish(identity, workloads);
    const place = { namespace: identity.namespace, ksa: identity.serviceAccount };
    for (const workload of workloads) {
      const { ref, capabilities, flags, deployment } = workload;
      // Of an unreadable version it is not known whether the gate is needed still.
      if (capabilities.identityGate === 'retired' && capabilities.assumed !== 'version-unknown') continue;
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
      return capabilities.assumed === false ? broken(found) : suspected(found);
    }
    return pass({ unserved: [] });
  },
});

/** Objects that ask for an identity of their own from a controller that cannot give it run as the controller. */
function unsupportedWish(identity: Identity, workloads: readonly ScanWorkload[]): Result<ObjectIdentity> {
  for (const { ref, capabilities } of workloads) {
    const wishes = (object: ScanObject): boolean =>
      object.serviceAccountName !== null &&
      object.provider === 'gcp' &&
      !capabilities.objectIdentity.some((kind) => kind === object.kind);
    const wishing = identity.targets.flatMap((target) => target.objects).find(wishes);
    if (wishing === undefined) continue;
    const minimum = firstVersion(ref.component, (era) => era.objectIdentity.some((kind) => kind === wishing.kind));
    const found = finding('object-identity-unsupported', {
      workload: ref.name,
      namespace: ref.namespace,
      ksa: wishing.serviceAccountName ?? '',
      version: ref.version,
      kind: wishing.kind,
      minimum: minimum?.version ?? null,
    });
    const unserved = identity.targets.filter(({ objects }) => objects.every(wishes)).map((target) => target.image);
    return capabilities.assumed === false ? broken(found, { fact: { unserved } }) : suspected(found);
  }
  return skipped('no object asks for an identity of its own here');
}
