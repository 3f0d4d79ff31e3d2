import { fluxTakes } from '../src/chain/ksa-annotation.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, skipped, suspected } from './define.ts';
import type { Result } from './define.ts';
import { ksaAnnotation } from './ksa-annotation.ts';

/**
 * For an object's identity Flux itself checks the annotation, by a pattern that knows fewer forms than Google
 * (fluxcd/pkg `auth/gcp`): a valid account may be refused before any call.
 */
export const gsaEmail = defineCheck({
  id: 'gsa-email',
  link: 'KSA',
  scope: 'identity',
  title: 'names it in a form that Flux takes',
  needs: { annotation: ksaAnnotation },
  deadline: seconds(5),
  async run({ identity, workloads, needs: { annotation } }): Promise<Result<true>> {
    if (identity.path === 'controller') return skipped('GKE’s metadata server takes every form');
    if (!('gsa' in annotation)) return skipped('the KSA accesses the registry directly (no Google service account)');
    if (fluxTakes(annotation.gsa)) return pass(true);
    const { namespace, serviceAccount: ksa } = identity;
    const found = finding('gsa-email-unsupported', { namespace, ksa, gsa: annotation.gsa });
    // A version newer than any that was read may have a wider pattern.
    return workloads.some(({ capabilities }) => capabilities.assumed !== false) ? suspected(found) : broken(found);
  },
});
