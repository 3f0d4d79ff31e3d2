import { likelyHost } from '../src/chain/image-reference.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import { seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { broken, defineCheck, pass, unknown } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { asIdentity, isAbsence } from './registry-access.ts';
import { token } from './token.ts';

/**
 * Hosts under gcr.io that serve no project: Google's own images (`k8s.gcr.io`, `mirror.gcr.io`), to which Flux shows the
 * identity's token all the same; or a host that was meant to be another.
 */
export const ownRegistry = defineCheck({
  id: 'own-registry',
  link: 'registry',
  scope: 'target',
  title: 'a registry of Google’s own lists the tags',
  needs: { proof: token },
  applies: ({ target }) => target.registry.kind === 'google-own',
  deadline: seconds(30),
  async run({ google, target, needs: { proof } }): Promise<Result<true>> {
    if (target.registry.kind !== 'google-own')
      throw new Error(`${target.image} is served by no registry of Google’s own`);
    const { host, path } = target.registry;
    const listed = await asIdentity(proof, (caller) => google.tags(caller, host, path).catch(asApiError));
    if (!(listed instanceof ApiError)) return pass(true, [`${listed.tags.length} tags`]);
    if (!isAbsence(listed)) return unknown(accessFinding(listed));
    const [object] = target.objects;
    const near = likelyHost(host);
    return broken(
      finding('image-reference-invalid', {
        kind: object?.kind ?? 'flag',
        namespace: object?.namespace ?? '',
        name: object?.name ?? '--image',
        image: target.image,
        problem: `${host} serves no such repository (${listed.details.message}); images of projects are on gcr.io, us.gcr.io, eu.gcr.io, asia.gcr.io and LOCATION-docker.pkg.dev`,
        suggestion: near === null ? null : `${near}/${path}`,
      }),
    );
  },
});
