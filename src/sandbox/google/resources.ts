/** What a permission is asked on, and the policies that stand above it. */

import type { DenyPolicy, IamPolicy, ProjectState } from '../world.ts';
import { findProject, ownValue } from './cloud.ts';
import type { Cloud } from './cloud.ts';

export type Resource =
  | { readonly kind: 'organization'; readonly id: string }
  | { readonly kind: 'folder'; readonly id: string }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'service-account'; readonly project: string; readonly email: string }
  | { readonly kind: 'repository'; readonly project: string; readonly location: string; readonly repository: string }
  | { readonly kind: 'bucket'; readonly project: string; readonly bucket: string }
  | { readonly kind: 'cluster'; readonly project: string; readonly location: string; readonly cluster: string };

/** What a condition sees of it. */
export interface ResourceAttributes {
  readonly name: string;
  readonly type: string;
  readonly service: string;
}

/** Allow policies from the resource itself up to the organization; deny policies from the project up. */
export interface PolicyChain {
  readonly allow: readonly IamPolicy[];
  readonly deny: readonly DenyPolicy[];
}

export function policyChain(cloud: Cloud, resource: Resource): PolicyChain {
  switch (resource.kind) {
    case 'organization':
    case 'folder':
      return ancestorChain(cloud, `${resource.kind}s/${resource.id}`);
    case 'project':
      return projectChain(cloud, resource.project);
    case 'service-account':
      return below(cloud, resource.project, (project) => ownValue(project.serviceAccounts, resource.email)?.policy);
    case 'repository':
      return below(
        cloud,
        resource.project,
        (project) => ownValue(project.repositories, `${resource.location}/${resource.repository}`)?.policy,
      );
    case 'bucket':
      return below(cloud, resource.project, (project) => ownValue(project.buckets, resource.bucket)?.policy);
    case 'cluster':
      return projectChain(cloud, resource.project);
  }
}

function below(cloud: Cloud, id: string, own: (project: ProjectState) => IamPolicy | undefined): PolicyChain {
  const project = findProject(cloud, id);
  const policy = project === null ? undefined : own(project.state);
  const above = projectChain(cloud, id);
  return { allow: policy === undefined ? above.allow : [policy, ...above.allow], deny: above.deny };
}

function projectChain(cloud: Cloud, id: string): PolicyChain {
  const project = findProject(cloud, id);
  if (project === null) return { allow: [], deny: [] };
  const { policy, deny, parent } = project.state;
  const above = parent === null ? { allow: [], deny: [] } : ancestorChain(cloud, parent);
  return { allow: [policy, ...above.allow], deny: [...deny, ...above.deny] };
}

/** @param name `folders/N` or `organizations/N`. */
function ancestorChain(cloud: Cloud, name: string): PolicyChain {
  const steps = ancestors(cloud, name).map((step) => ancestorState(cloud, step));
  const states = steps.filter((state) => state !== undefined);
  return { allow: states.map(({ policy }) => policy), deny: states.flatMap(({ deny }) => deny) };
}

/** The chain from a folder or organization upwards, itself first. A ring of folders ends where it closes. */
export function ancestors(cloud: Cloud, name: string): readonly string[] {
  const chain: string[] = [];
  let at: string | undefined = name;
  while (at !== undefined && !chain.includes(at)) {
    chain.push(at);
    at = parentOf(cloud, at);
  }
  return chain;
}

function parentOf(cloud: Cloud, name: string): string | undefined {
  const [kind, id = ''] = name.split('/');
  return kind === 'folders' ? ownValue(cloud.world.google.folders, id)?.parent : undefined;
}

export function ancestorState(cloud: Cloud, name: string): { policy: IamPolicy; deny: DenyPolicy[] } | undefined {
  const [kind, id = ''] = name.split('/');
  if (kind === 'folders') return ownValue(cloud.world.google.folders, id);
  return kind === 'organizations' ? ownValue(cloud.world.google.organizations, id) : undefined;
}

export function attributesOf(cloud: Cloud, resource: Resource): ResourceAttributes {
  switch (resource.kind) {
    case 'organization':
    case 'folder':
      return manager(`${resource.kind}s/${resource.id}`, resource.kind === 'folder' ? 'Folder' : 'Organization');
    case 'project':
      return manager(`projects/${findProject(cloud, resource.project)?.state.number ?? resource.project}`, 'Project');
    case 'service-account': {
      const state = findProject(cloud, resource.project)?.state;
      const id = state === undefined ? undefined : ownValue(state.serviceAccounts, resource.email)?.uniqueId;
      return {
        name: `projects/-/serviceAccounts/${id ?? resource.email}`,
        type: 'iam.googleapis.com/ServiceAccount',
        service: 'iam.googleapis.com',
      };
    }
    case 'repository':
      return {
        name: `projects/${resource.project}/locations/${resource.location}/repositories/${resource.repository}`,
        type: 'artifactregistry.googleapis.com/Repository',
        service: 'artifactregistry.googleapis.com',
      };
    case 'bucket':
      return {
        name: `projects/_/buckets/${resource.bucket}`,
        type: 'storage.googleapis.com/Bucket',
        service: 'storage.googleapis.com',
      };
    case 'cluster':
      return {
        name: `projects/${resource.project}/locations/${resource.location}/clusters/${resource.cluster}`,
        type: 'container.googleapis.com/Cluster',
        service: 'container.googleapis.com',
      };
  }
}

function manager(name: string, type: string): ResourceAttributes {
  const service = 'cloudresourcemanager.googleapis.com';
  return { name, type: `${service}/${type}`, service };
}
