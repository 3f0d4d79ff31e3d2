import { nearest } from '../src/chain/near-miss.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { ApiError } from '../src/clients/api-error.ts';
import type { Caller, Google } from '../src/clients/google.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { asApiError } from './as-api-error.ts';
import { blocked, broken, defineCheck, pass, unknown, warn } from './define.ts';
import type { Result } from './define.ts';
import { accessFinding } from './explain-error.ts';
import { googleCredentials } from './google-credentials.ts';
import { hasRepository, imageReference } from './image-reference.ts';
import type { GoogleRegistry } from './image-reference.ts';
import { registryAccess, tagsAs } from './registry-access.ts';
import { token } from './token.ts';

/** Whether there is anything to list: Google answers for an image that does not exist with an empty list, not with 404. */
export const tags = defineCheck({
  id: 'tags',
  link: 'scan',
  scope: 'target',
  title: 'the image has tags',
  needs: {
    registry: imageReference,
    proof: token,
    listed: optional(registryAccess),
    operator: optional(googleCredentials),
  },
  applies: hasRepository,
  deadline: seconds(40),
  async run({ google, target, needs }): Promise<Result<true>> {
    const { registry, proof, listed, operator } = needs;
    const { host, project, location, repository, imageName } = registry;
    const place = { image: target.image, host, project, location, repository };
    if (target.probe) {
      if (listed === undefined) return blocked(registryAccess);
      if (listed.tags.length > 0) return pass(true, [`${listed.tags.length}${listed.partial ? ' and more' : ''} tags`]);
      if (listed.manifests > 0)
        return warn(finding('image-empty', { ...place, imageName }), { notes: ['it has images without a tag'] });
    }
    const packages = await packagesOf(google, proof.caller, operator, registry);
    if (packages instanceof ApiError) {
      const empty = warn<true>(finding('image-empty', { ...place, imageName }), {
        notes: ['whether the image is there at all could not be read'],
      });
      if (target.probe) return empty;
      // The repository's list may not be read: then this image speaks for itself.
      const own = await tagsAs(google, proof, registry);
      if (own instanceof ApiError) return unknown(accessFinding(own));
      return own.tags.length > 0 ? pass(true, [`${own.tags.length}${own.partial ? ' and more' : ''} tags`]) : empty;
    }
    if (packages.includes(imageName)) {
      return target.probe
        ? warn(finding('image-empty', { ...place, imageName }))
        : pass(true, ['it stands in the repository’s list']);
    }
    // A list that is empty may be no list: what it lacks is asked for by its own name before it is called missing.
    const own = target.probe ? null : await tagsAs(google, proof, registry);
    if (own instanceof ApiError) return unknown(accessFinding(own));
    if (own !== null && (own.tags.length > 0 || own.manifests > 0))
      return pass(true, ['its tags were listed; the repository’s list does not hold it']);
    return broken(finding('image-not-found', { ...place, imageName, near: nearest(imageName, packages) }));
  },
});

async function packagesOf(
  google: Google,
  identity: Caller,
  operator: Caller | undefined,
  registry: GoogleRegistry,
): Promise<readonly string[] | ApiError> {
  const { project, location, repository } = registry;
  const first = await google.packages(identity, project, location, repository).catch(asApiError);
  if (!(first instanceof ApiError) || operator === undefined) return first;
  return google.packages(operator, project, location, repository).catch(asApiError);
}
