import * as z from 'zod';
import type { Google } from '../google.ts';
import { policyOf, policySchema, policyVersion } from './policy.ts';
import type { GoogleRequests } from './requests.ts';
import { segment } from './requests.ts';

const projectSchema = z.looseObject({
  projectId: z.string(),
  projectNumber: z.coerce.string(),
  lifecycleState: z.string().default(''),
});

const ancestrySchema = z.looseObject({
  ancestor: z
    .array(z.looseObject({ resourceId: z.looseObject({ type: z.string(), id: z.coerce.string() }) }))
    // The project itself is the first of them.
    .min(1),
});

const host = 'https://cloudresourcemanager.googleapis.com';
const policyRequest = { method: 'POST', body: { options: { requestedPolicyVersion: policyVersion } } } as const;

type Projects = Pick<Google, 'project' | 'projectPolicy' | 'ancestry' | 'ancestorPolicy'>;

/** `cloudresourcemanager.googleapis.com`: projects, and what is above them. */
export function projectsOn(requests: GoogleRequests): Projects {
  return {
    project: (caller, project) => {
      const method = { api: 'cloudresourcemanager.projects.get', resource: `projects/${project}` };
      return requests.remembered(caller, method, null, async () => {
        const url = `${host}/v1/projects/${segment(project)}`;
        const read = await requests.json(caller, { ...method, url }, projectSchema);
        return { id: read.projectId, number: read.projectNumber, state: read.lifecycleState };
      });
    },

    projectPolicy: (caller, project) => {
      const method = { api: 'cloudresourcemanager.projects.getIamPolicy', resource: `projects/${project}` };
      return requests.remembered(caller, method, null, async () => {
        const url = `${host}/v1/projects/${segment(project)}:getIamPolicy`;
        return policyOf(await requests.json(caller, { ...method, ...policyRequest, url }, policySchema));
      });
    },

    ancestry: (caller, project) => {
      const method = { api: 'cloudresourcemanager.projects.getAncestry', resource: `projects/${project}` };
      return requests.remembered(caller, method, null, async () => {
        const url = `${host}/v1/projects/${segment(project)}:getAncestry`;
        const { ancestor } = await requests.json(caller, { ...method, url, method: 'POST', body: {} }, ancestrySchema);
        return ancestor
          .map(({ resourceId }) => resourceId)
          .filter(({ type }) => type === 'folder' || type === 'organization')
          .map(({ type, id }) => `${type}s/${id}`);
      });
    },

    ancestorPolicy: (caller, ancestor) => {
      const [collection = '', id = ''] = ancestor.split('/');
      const method = { api: `cloudresourcemanager.${collection}.getIamPolicy`, resource: ancestor };
      return requests.remembered(caller, method, null, async () => {
        const url = `${host}/v3/${segment(collection)}/${segment(id)}:getIamPolicy`;
        return policyOf(await requests.json(caller, { ...method, ...policyRequest, url }, policySchema));
      });
    },
  };
}
