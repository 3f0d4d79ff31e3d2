import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { ksaMember, serviceAccount } from '../../worlds/google-project.ts';
import { serviceAccountObject } from '../../worlds/workload-objects.ts';
import { annotateKsa } from '../annotations.ts';
import { project, scenarios } from '../scenario.ts';
import { addProgram } from './other-program.ts';

const expected = {
  verdict: 'broken',
  code: 'ksa-annotation-missing',
  blames: { namespace: 'flux-system', ksa: 'image-reflector-controller' },
  repair: {
    tool: 'kubectl',
    does: [
      'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
    ],
  },
  says: ['image-reflector-controller'],
} as const;

export const workloadKsaAnnotationMissing = scenarios([
  {
    id: 'other-ksa-bound-elsewhere',
    title:
      'the controller’s KSA is bare; nothing uses the annotated one beside it, whose GSA is bound to another namespace',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      const gsa = 'billing@acme-prod.iam.gserviceaccount.com';
      project(world, 'acme-prod').serviceAccounts[gsa] = serviceAccount(
        '104857600000000000077',
        ksaMember('acme-prod', 'billing', 'billing'),
      );
      world.cluster.objects.push(serviceAccountObject(fluxNamespace, 'billing', { gsa }));
    },
    expect: expected,
  },
  {
    id: 'other-ksa-of-cron-job',
    title: 'the controller’s KSA is bare; the annotated one beside it belongs to a CronJob, which has no pod now',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      addProgram(world, 'image-janitor', { kind: 'CronJob' });
    },
    expect: expected,
  },
  {
    id: 'other-ksa-scaled-to-zero',
    title: 'the controller’s KSA is bare; the annotated one beside it belongs to a StatefulSet that is scaled to zero',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      addProgram(world, 'image-cache', { kind: 'StatefulSet' });
    },
    expect: expected,
  },
]);
