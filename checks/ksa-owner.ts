import { annotationManagers, ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import { completed, readOwner } from '../src/discover/owner-object.ts';
import { seconds } from '../src/engine/check.ts';
import { defineCheck, isSome, pass, skipped, warn } from './define.ts';
import type { Result } from './define.ts';
import { ksa } from './ksa.ts';

/** Whether what owns the KSA applies it, and alone writes the annotation. It only explains, so it breaks nothing. */
export const ksaOwner = defineCheck({
  id: 'ksa-owner',
  link: 'KSA',
  scope: 'identity',
  title: 'has one owner, and that applies it',
  needs: { ksa },
  deadline: seconds(20),
  async run({ kubernetes, identity, needs }): Promise<Result<true>> {
    const metadata = needs.ksa.metadata ?? {};
    const place = { namespace: identity.namespace, ksa: identity.serviceAccount };
    const managers = [...new Set(annotationManagers(metadata).map((each) => each.manager))];
    const found: Finding[] = managers.length > 1 ? [finding('ksa-owned-twice', { ...place, managers })] : [];

    const owner = ownerOf(metadata);
    let object: Awaited<ReturnType<typeof readOwner>>;
    try {
      object = await readOwner(kubernetes, owner);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      object = 'refused';
    }
    if (object !== null && object !== 'refused' && (object.suspended || object.ready === false)) {
      found.push(
        finding('owner-not-applying', {
          ...place,
          owner: await completed(kubernetes, owner),
          cause: object.suspended ? 'suspended' : 'failing',
          message: object.message,
        }),
      );
    }
    if (isSome(found)) return warn(found);
    if (object === 'refused') return skipped(`its owner (${owner.kind}) may not be read; it would only explain`);
    return pass(true);
  },
});
