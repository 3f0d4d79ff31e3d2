import { ageInWords, timeOf } from '../src/chain/failure-age.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import type { Discovery } from '../src/discover/discover.ts';
import { failingOnGoogle } from '../src/discover/other-flux-objects.ts';
import type { FailingObject } from '../src/discover/other-flux-objects.ts';
import { optional, seconds } from '../src/engine/check.ts';
import { clusterAccess } from './cluster-access.ts';
import { defineCheck, pass, someOf, unknown, warn } from './define.ts';
import type { Result } from './define.ts';
import { scanners } from './scanners.ts';

/** Kinds that read Google with the identities of Flux; others repeat what those say, or read with another identity. */
const sources = new Set([
  'ImageRepository',
  'OCIRepository',
  'HelmChart',
  'HelmRepository',
  'Bucket',
  'GitRepository',
  'ArtifactGenerator',
  'ExternalArtifact',
  'ResourceSetInputProvider',
]);

/**
 * Whether any object of Flux that is not walked here fails at Google, by its own status: whatever its kind is, it must
 * not be hidden by a chain that holds for others.
 */
export const fluxObjects = defineCheck({
  id: 'flux-objects',
  link: 'scan',
  scope: 'cluster',
  title: 'no other object of Flux reports a failure at Google',
  needs: { clusterAccess, discovery: optional(scanners) },
  deadline: seconds(45),
  async run({ kubernetes, settings, needs }): Promise<Result<true>> {
    const { objects, unread, unwalked } = await failingOnGoogle(kubernetes, settings.namespaces);
    const walked = walkedObjects(needs.discovery);
    const others = objects.filter(({ kind, namespace, name }) => !walked.has(`${kind}/${namespace}/${name}`));
    const notes = [
      ...(unread.length > 0 ? [`not looked at: ${unread.join(', ')}`] : []),
      ...(unwalked.length > 0 ? [`not walked, looked at by their own status alone: ${unwalked.join(', ')}`] : []),
    ];
    if (others.length === 0) return pass(true, notes);
    const found = someOf(others.map(told));
    return others.some(({ kind }) => sources.has(kind)) ? unknown(found, { notes }) : warn(found, { notes });
  },
});

function walkedObjects(discovery: Discovery | undefined): ReadonlySet<string> {
  const objects = (discovery?.identities ?? []).flatMap(({ targets }) => targets.flatMap((target) => target.objects));
  return new Set(
    objects.map(({ kind, namespace, name }) => {
      const served = kind === 'GARArtifactTag' ? 'ResourceSetInputProvider' : kind;
      return `${served}/${namespace}/${name}`;
    }),
  );
}

function told({ kind, namespace, name, message, since }: FailingObject, now: number): Finding {
  const age = ageInWords(timeOf(since), now);
  return finding('scan-failing', { kind, namespace, name, message, age, state: 'failing' });
}
