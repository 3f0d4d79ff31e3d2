import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const bindingWrongNamespace = scenario({
  id: 'binding-wrong-namespace',
  title: 'the binding names the KSA in namespace flux; the controller runs in flux-system',
  from: 'flux-v2',
  change(world) {
    const gsa = project(world, acme.cluster.project).serviceAccounts[acme.gsa];
    if (gsa === undefined) throw new Error(`no ${acme.gsa}`);
    gsa.policy.bindings = [
      {
        role: 'roles/iam.workloadIdentityUser',
        members: [`serviceAccount:${acme.cluster.project}.svc.id.goog[flux/${acme.controller}]`],
      },
    ];
  },
  expect: { verdict: 'broken', code: 'binding-wrong-namespace' },
});
