import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { scenarios } from '../scenario.ts';
import { grantOnGsa, poolPrincipal, subject } from './policy.ts';

export const bindingBindingMalformed = scenarios([
  {
    id: 'binding-malformed',
    title: 'the placeholder’s brackets were left around the project’s id',
    cases: ['B69'],
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        members: [`serviceAccount:[${acme.cluster.project}].svc.id.goog[${fluxNamespace}/${acme.controller}]`],
      });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member': 'serviceAccount:[acme-prod].svc.id.goog[flux-system/image-reflector-controller]',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
        ],
      },
      says: [
        'serviceAccount:[acme-prod].svc.id.goog[flux-system/image-reflector-controller]',
        'image-reflector-controller',
      ],
    },
  },
  {
    id: 'binding-principal-by-project-id',
    title: 'the principal has the project’s id where its number belongs',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [poolPrincipal(subject, 'acme-prod')] });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member':
          'principal://iam.googleapis.com/projects/acme-prod/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
        ],
      },
      says: [
        'principal://iam.googleapis.com/projects/acme-prod/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
        'image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
  },
  {
    id: 'binding-principal-set-of-one',
    title: 'a principalSet:// with the subject of one KSA',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [poolPrincipal(subject).replace('principal:', 'principalSet:')] });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member':
          'principalSet://iam.googleapis.com/projects/314159265358/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
        ],
      },
      says: [
        'principalSet://iam.googleapis.com/projects/314159265358/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
        'image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
  },
  {
    id: 'binding-principal-subject-form',
    title: 'the principal has the subject that other clouds’ pools have',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        members: [poolPrincipal('subject/system:serviceaccount:flux-system:image-reflector-controller')],
      });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member':
          'principal://iam.googleapis.com/projects/314159265358/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/system:serviceaccount:flux-system:image-reflector-controller',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
        ],
      },
      says: [
        'principal://iam.googleapis.com/projects/314159265358/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/system:serviceaccount:flux-system:image-reflector-controller',
        'image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
  },
  {
    id: 'binding-principal-swapped',
    title: 'the principal has the project’s id and number in each other’s place',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        members: [poolPrincipal(subject, 'acme-prod').replace('acme-prod.svc', `${acme.number}.svc`)],
      });
    },
    expect: {
      verdict: 'broken',
      code: 'binding-malformed',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member':
          'principal://iam.googleapis.com/projects/acme-prod/locations/global/workloadIdentityPools/314159265358.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
          '--role=roles/iam.workloadIdentityUser',
          "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
        ],
      },
      says: [
        'principal://iam.googleapis.com/projects/acme-prod/locations/global/workloadIdentityPools/314159265358.svc.id.goog/subject/ns/flux-system/sa/image-reflector-controller',
        'image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
  },
]);
