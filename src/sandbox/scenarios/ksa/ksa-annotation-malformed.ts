import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { annotateKsa } from '../annotations.ts';
import { scenarios } from '../scenario.ts';

const repair = {
  tool: 'kubectl',
  does: [
    'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
  ],
} as const;

export const ksaKsaAnnotationMalformed = scenarios([
  {
    id: 'ksa-annotation-in-brackets',
    title: 'the brackets of the guide’s placeholders were left in',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, '[image-reflector]@[acme-prod].iam.gserviceaccount.com');
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        value: '[image-reflector]@[acme-prod].iam.gserviceaccount.com',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['[image-reflector]@[acme-prod].iam.gserviceaccount.com', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-malformed-object',
    title: 'the tenant’s KSA names its GSA by the short name',
    from: 'flux-v2-object',
    change(world) {
      annotateKsa(world, 'team-a', 'registry-reader', 'team-a-registry');
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: {
        identity: 'team-a/registry-reader@object',
        namespace: 'team-a',
        ksa: 'registry-reader',
        value: 'team-a-registry',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n team-a annotate serviceaccount registry-reader iam.gke.io/gcp-service-account='],
      },
      says: ['team-a-registry', 'registry-reader'],
    },
  },
  {
    id: 'ksa-annotation-other-domain',
    title: 'the value ends in iam.gserviceaccounts.com',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, 'image-reflector@acme-prod.iam.gserviceaccounts.com');
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        value: 'image-reflector@acme-prod.iam.gserviceaccounts.com',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['image-reflector@acme-prod.iam.gserviceaccounts.com', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-project-number',
    title: 'the project’s number stands for its id',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, `image-reflector@${acme.number}.iam.gserviceaccount.com`);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        value: 'image-reflector@314159265358.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
        ],
      },
      says: ['image-reflector@314159265358.iam.gserviceaccount.com', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-quoted',
    title: 'the quotes of a template are part of the value',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, `"${acme.gsa}"`);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        value: '"image-reflector@acme-prod.iam.gserviceaccount.com"',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['"image-reflector@acme-prod.iam.gserviceaccount.com"', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-short-name',
    title: 'the annotation holds the short name alone',
    cases: ['B25'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, 'image-reflector');
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: { namespace: 'flux-system', ksa: 'image-reflector-controller', value: 'image-reflector' },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
        ],
      },
      says: ['image-reflector', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-with-key',
    title: 'the value holds the key once more, as from KEY=VALUE',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, `iam.gke.io/gcp-service-account=${acme.gsa}`);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        value: 'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: [
        'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        'image-reflector-controller',
      ],
    },
  },
  {
    id: 'ksa-annotation-with-line-break',
    title: 'the value ends in a line break',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, `${acme.gsa}\n`);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        value: 'image-reflector@acme-prod.iam.gserviceaccount.com\n',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['a line break', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-with-prefix',
    title: 'the annotation holds a policy’s member',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, `serviceAccount:${acme.gsa}`);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        value: 'serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
    },
  },
]);
