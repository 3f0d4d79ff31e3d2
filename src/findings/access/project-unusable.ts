import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';

const args = { project: text, cause: oneOf('absent', 'deleted', 'suspended', 'billing'), problem: text };
type Args = ArgsOf<typeof args>;

const projectCauses: Record<Args['cause'], string> = {
  absent: 'does not exist, or may not be seen',
  deleted: 'is deleted',
  suspended: 'is suspended',
  billing: 'has no billing',
};

export const projectUnusable = defineFinding({
  code: 'project-unusable',
  link: 'access',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ project, cause }) => `Project ${project} ${projectCauses[cause]}`,
  explanation:
    'Google answers for no resource of such a project, whatever its policies say, so every link that needs it fails. A project that does not exist and one that you may not see get the same answer, so check the spelling first. A deleted project can be restored for 30 days.',
  sources: ['https://cloud.google.com/resource-manager/docs/creating-managing-projects'],
  expected: ({ project }) => `project ${project} active and with billing`,
  actual: ({ problem }) => problem,
  fixes: ({ project, cause }) => [mendProject(project, cause)],
  example: { project: 'acme-images', cause: 'deleted', problem: 'Project acme-images has been deleted.' },
});

function mendProject(project: string, cause: Args['cause']): Fix {
  const look = sh`gcloud projects describe ${project}`;
  const common = { tool: 'gcloud', patch: null, takes: 'after some minutes', verify: look } as const;
  switch (cause) {
    case 'absent':
      return {
        ...common,
        kind: 'find-out',
        title: 'Look up the project, and correct its name where it is used',
        command: look,
        permission: 'resourcemanager.projects.get',
      };
    case 'deleted':
      return {
        ...common,
        kind: 'ask-first',
        title: `Restore project ${project}, within 30 days of its deletion`,
        command: sh`gcloud projects undelete ${project}`,
        permission: 'resourcemanager.projects.undelete (roles/owner)',
      };
    case 'suspended':
      return {
        ...common,
        kind: 'ask-first',
        title: 'Appeal against the suspension in the Cloud console; this shows the state',
        command: look,
        permission: 'resourcemanager.projects.get',
      };
    case 'billing':
      return {
        ...common,
        kind: 'ask-first',
        title: `Link a billing account to project ${project}`,
        command: sh`gcloud billing projects link ${project} --billing-account=${yours('BILLING_ACCOUNT')}`,
        permission: 'billing.resourceAssociations.create (roles/billing.user) and roles/billing.projectManager',
        verify: sh`gcloud billing projects describe ${project}`,
      };
    default:
      return cause satisfies never;
  }
}
