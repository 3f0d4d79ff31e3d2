import { inOrder, sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { personOf } from '../fixes/caller.ts';
import { addGrant, onProject } from '../fixes/grant.ts';
import { askAgain, propagation } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { asWhom } from '../subjects.ts';
import { consumerName, projectId } from '../wording.ts';

const args = { project: text, as: asWhom };
type Args = ArgsOf<typeof args>;

export const quotaProjectDenied = defineFinding({
  code: 'quota-project-denied',
  link: 'access',
  level: 'unknown',
  since: '0.1.0',
  args,
  summary: ({ project, as }) => `${as} may not use ${consumerName(project)} as quota project`,
  explanation:
    'The call was to be counted against a project that this caller may not use. For a person that project is set in the Application Default Credentials or in GOOGLE_CLOUD_QUOTA_PROJECT; for a KSA in its annotation iam.gke.io/credential-quota-project. It says nothing about the resource that was asked for.',
  sources: ['https://cloud.google.com/docs/quotas/quota-project'],
  expected: ({ project }) => `serviceusage.services.use on ${consumerName(project)}`,
  actual: () => 'USER_PROJECT_DENIED',
  fixes: quotaProject,
  example: { project: 'acme-billing', as: 'operator dana@acme.example' },
  variants: [{ as: 'KSA flux-system/image-reflector-controller' }],
});

function quotaProject({ project, as }: Args): Fix[] {
  const id = projectId(project);
  const ksa = /^KSA ([^/]+)\/(.+)$/.exec(as);
  if (ksa !== null) {
    const [, namespace = '', name = ''] = ksa;
    return [
      {
        kind: 'now',
        title: `Remove the quota project from ServiceAccount ${namespace}/${name}`,
        tool: 'kubectl',
        command: sh`kubectl --field-manager=flux-client-side-apply -n ${namespace} annotate serviceaccount ${name} iam.gke.io/credential-quota-project-`,
        patch: null,
        permission: `patch serviceaccounts in namespace ${namespace}; where Git has the annotation, it must go there too`,
        takes: propagation,
        verify: askAgain(namespace),
      },
    ];
  }
  return [
    {
      kind: 'now',
      title: 'Log in again without a quota project',
      tool: 'gcloud',
      command: inOrder(
        'unset GOOGLE_CLOUD_QUOTA_PROJECT',
        'gcloud auth application-default login --disable-quota-project',
      ),
      patch: null,
      permission: 'none',
      takes: 'at once',
      verify: askAgain(),
    },
    {
      ...addGrant(onProject(id), 'roles/serviceusage.serviceUsageConsumer', personOf(as), askAgain()),
      kind: 'ask-first',
    },
  ];
}
