import { finding } from '../src/chain/vocabulary.ts';
import type { Finding, Registry, Target } from '../src/chain/vocabulary.ts';
import { takesForGoogle } from '../src/chain/versions/google-hosts.ts';
import { likelyImage } from '../src/chain/image-reference.ts';
import { refusesHost } from '../src/discover/google-login.ts';
import { seconds } from '../src/engine/check.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { broken, defineCheck, pass, skipped, suspected, unknown } from './define.ts';
import type { Result } from './define.ts';

/** A registry of Google's that Flux takes for Google's. */
export type GoogleRegistry = Extract<Registry, { readonly kind: 'artifact-registry' | 'gcr' }>;

/** Whether what stands behind the target can be asked for at all: a repository of a project's, or what may be meant for one. */
export function hasRepository({ target }: { readonly target: Target }): boolean {
  const { kind } = target.registry;
  return kind !== 'not-google' && kind !== 'google-own' && kind !== 'bucket';
}

export function isBucket({ target }: { readonly target: Target }): boolean {
  return target.registry.kind === 'bucket';
}

/** Whether the image reference can be read, and names a registry that Flux takes for Google's. */
export const imageReference = defineCheck({
  id: 'image-reference',
  link: 'scan',
  scope: 'target',
  title: 'the image reference names a Google registry',
  applies: (context) => !isBucket(context),
  deadline: seconds(5),
  async run({ target, workloads, settings }): Promise<Result<GoogleRegistry>> {
    const { registry, image } = target;
    const [object] = target.objects;
    const named = { kind: object?.kind ?? 'flag', namespace: object?.namespace ?? '', name: object?.name ?? '--image' };
    switch (registry.kind) {
      case 'artifact-registry':
      case 'gcr':
        return pass(registry, image.startsWith(`${registry.host}/`) ? [] : [`asked for as ${registry.host}`]);
      case 'bucket':
        return skipped(`${image} is a bucket`);
      case 'google-own':
        return skipped(`${registry.host} serves no images of a project`);
      case 'not-google': {
        const { host } = registry;
        const asking = target.objects.some((object) => workloads.some((one) => refusesHost(object, one)));
        if (asking) {
          const version = workloads[0]?.ref.version ?? null;
          return unmatched(finding('registry-host-unmatched', { image, host, suggestion: null, version }), workloads);
        }
        // Found in the cluster it is none of ours; asked for by name it deserves an answer.
        return settings.images.includes(image)
          ? unknown(finding('registry-unsupported', { image, host }))
          : skipped(`${host} is not a Google registry`);
      }
      case 'unmatched':
        // Flux's newer versions know a sovereign cloud's host, of which nothing can be asked here.
        if (workloads.some(({ capabilities }) => takesForGoogle(capabilities.hosts, registry.host)))
          return unknown(finding('registry-unsupported', { image, host: registry.host }));
        return unmatched(
          finding('registry-host-unmatched', {
            image,
            host: registry.host,
            suggestion: registry.suggestion,
            version: workloads[0]?.ref.version ?? null,
          }),
          workloads,
        );
      case 'invalid':
        return broken(
          finding('image-reference-invalid', {
            ...named,
            image,
            problem: registry.reason,
            suggestion: likelyImage(image),
          }),
        );
    }
  },
});

/** A version newer than any that was read may take hosts that the others refuse. */
function unmatched(found: Finding, workloads: readonly ScanWorkload[]): Result<GoogleRegistry> {
  return workloads.some(({ capabilities }) => capabilities.assumed !== false) ? suspected(found) : broken(found);
}
