import { likelyGsa, readAnnotation } from '../src/chain/ksa-annotation.ts';
import type { AnnotationReading } from '../src/chain/ksa-annotation.ts';
import type { GsaCandidate, Ksa, Owner } from '../src/findings/subjects.ts';
import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { completed } from '../src/discover/owner-object.ts';
import { huntAnnotation } from '../src/discover/stray-annotations.ts';
import { splitInHelm } from '../src/discover/helm-values.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, pass, suspected } from './define.ts';
import type { IdentityContext, Result } from './define.ts';
import { ksa } from './ksa.ts';

/** The KSA, and which GSAs it may have been meant to name: those are sought apart, so that no proof waits for them. */
type Sought = Ksa & { readonly candidates: readonly GsaCandidate[] };

/** The GSA that the KSA names; or that it names none, and is the principal itself. */
export type Principal = { readonly gsa: string } | { readonly direct: true };

/**
 * Whom the KSA names. To name nobody is legal, for the KSA itself can be granted: then it is suspected only, and the
 * registry's answer decides. A value that names nobody is wrong whatever the registry says.
 */
export const ksaAnnotation = defineCheck({
  id: 'ksa-annotation',
  link: 'KSA',
  scope: 'identity',
  title: 'names a Google service account',
  needs: { ksa },
  deadline: seconds(20),
  async run(context): Promise<Result<Principal>> {
    const { identity, settings, kubernetes, needs } = context;
    const metadata = needs.ksa.metadata ?? {};
    const reading = readAnnotation(metadata.annotations ?? {});
    if (reading.kind === 'email') return pass({ gsa: reading.email });

    const place = { namespace: identity.namespace, ksa: identity.serviceAccount, candidates: [] as const };
    const owner = await completed(kubernetes, ownerOf(metadata));
    switch (reading.kind) {
      case 'quotes':
        return broken(finding('ksa-annotation-empty', { ...place, value: reading.value, gsa: settings.gsa, owner }));
      case 'malformed': {
        const { value, problem, likely } = reading;
        return broken(finding('ksa-annotation-malformed', { ...place, value, problem, likely, owner }));
      }
      case 'empty':
        return suspected(
          finding('ksa-annotation-empty', { ...place, value: reading.value, gsa: settings.gsa, owner }),
          { fact: { direct: true } },
        );
      case 'misspelled-key':
        return suspected(misspelled(place, reading, owner), { fact: { direct: true } });
      case 'split-key':
        return suspected(
          finding('helm-dots-unescaped', {
            namespace: place.namespace,
            ksa: place.ksa,
            place: {
              kind: 'ServiceAccount',
              name: place.ksa,
              namespace: place.namespace,
              at: `metadata.annotations.${reading.key}`,
              value: reading.value,
            },
            release: releaseOf(owner, place),
            gsa: reading.likely,
          }),
          { fact: { direct: true } },
        );
      case 'absent':
        return suspected(await missing(context, place, owner), { fact: { direct: true } });
      default:
        return reading satisfies never;
    }
  },
});

function misspelled(
  place: Sought,
  { key, value, likely }: Extract<AnnotationReading, { kind: 'misspelled-key' }>,
  owner: Owner,
): Finding {
  return finding('ksa-annotation-misspelled', {
    ...place,
    found: { kind: 'ServiceAccount', namespace: place.namespace, name: place.ksa, at: key, value },
    likely,
    owner,
  });
}

/** Who rendered a split key: its own marks say, else Helm is all that is known. */
function releaseOf(owner: Owner, { namespace, ksa }: Ksa) {
  if (owner.kind === 'helmrelease')
    return { kind: 'HelmRelease', namespace: owner.namespace, name: owner.name } as const;
  if (owner.kind === 'helm') return { kind: 'helm', namespace: owner.namespace, name: owner.release } as const;
  return { kind: 'helm', namespace, name: ksa } as const;
}

/** The annotation is nowhere on the KSA: what is most likely meant stands elsewhere. */
async function missing(context: IdentityContext, place: Sought, owner: Owner): Promise<Finding> {
  const { kubernetes, settings, workloads, identity } = context;
  const inHelm = await splitInHelm(kubernetes, owner, workloads[0]?.ref.component ?? null, place);
  if (inHelm !== null) return inHelm;
  const { misplaced, elsewhere } = await huntAnnotation(kubernetes, identity, workloads);
  if (misplaced !== null) {
    return finding('ksa-annotation-misspelled', {
      ...place,
      found: misplaced,
      likely: likelyGsa(misplaced.value),
      owner,
    });
  }
  // Another KSA of the namespace may well have a GSA of its own.
  const meant = elsewhere.filter(({ kind, name }) => kind !== 'ServiceAccount' || name === place.ksa);
  const gsas = new Set(meant.flatMap((each) => likelyGsa(each.value) ?? []));
  const [only = null] = gsas.size === 1 ? gsas : [];
  const gsa = settings.gsa ?? only;
  return finding('ksa-annotation-missing', { ...place, gsa, elsewhere, owner, refusal: null });
}
