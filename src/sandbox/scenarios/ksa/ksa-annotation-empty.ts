import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { annotateKsa } from '../annotations.ts';
import { scenarios } from '../scenario.ts';

const repair = {
  tool: 'kubectl',
  does: ['kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account='],
} as const;

export const ksaKsaAnnotationEmpty = scenarios([
  {
    id: 'ksa-annotation-blank',
    title: 'the annotation holds a blank',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, ' ');
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-empty',
      blames: { namespace: 'flux-system', ksa: 'image-reflector-controller', value: ' ' },
      repair,
      says: ['image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-empty',
    title: 'the annotation is there, and empty',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, '');
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-empty',
      blames: { namespace: 'flux-system', ksa: 'image-reflector-controller', value: '' },
      repair,
      says: ['image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-quotes',
    title: 'the annotation holds two quote characters, as copies of the guide have it',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, "''");
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-empty',
      blames: { namespace: 'flux-system', ksa: 'image-reflector-controller', value: "''" },
      repair,
      says: ['image-reflector-controller'],
    },
  },
]);
