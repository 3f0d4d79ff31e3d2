/** What lets whoever runs the doctor look: logins, rights, and projects that can be used. */

import { addGrant, onProject } from './grant.ts';
import { grantRight } from './rbac.ts';
import { askAgain, propagation } from './verify.ts';
import type { FindingArgs } from '../finding-args.ts';
import { clusterOfContext } from '../gke-cluster.ts';
import type { GkeClusterName } from '../gke-cluster.ts';
import { inOrder, sh, yours } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';

/** @param context its name tells which cluster it is, where gcloud made it */
export function getCredentials(title: string, context: string | null): Fix {
  const { name, location, project } = clusterFor(context);
  return {
    kind: 'now',
    title,
    tool: 'gcloud',
    command: sh`gcloud container clusters get-credentials ${name} --location=${location} --project=${project}`,
    patch: null,
    permission: 'container.clusters.get (roles/container.clusterViewer)',
    takes: 'at once',
    verify: 'kubectl get --raw /readyz',
  };
}

function clusterFor(context: string | null): GkeClusterName {
  const named = context ? clusterOfContext(context) : null;
  return named ?? { name: yours('CLUSTER'), location: yours('LOCATION'), project: yours('PROJECT') };
}

export function logIn(title: string): Fix {
  return {
    kind: 'now',
    title,
    tool: 'gcloud',
    command: 'gcloud auth application-default login',
    patch: null,
    permission: 'none',
    takes: 'at once',
    verify: 'gcloud auth application-default print-access-token > /dev/null',
  };
}

/** A proxy that ends TLS signs with an authority of its own, which Node must be told of. */
export const trustProxy: Fix = {
  kind: 'now',
  title: 'Trust the authority by which the proxy on the way signs, as a file in PEM form',
  tool: 'flux-wi',
  command: sh`NODE_EXTRA_CA_CERTS=${yours('CA_FILE')} flux-wi doctor`,
  patch: null,
  permission: 'none',
  takes: 'at once',
  verify: 'flux-wi doctor -v',
};

export function mendProject(project: string, cause: FindingArgs['project-unusable']['cause']): Fix {
  const look = sh`gcloud projects describe ${project}`;
  const common = { tool: 'gcloud', patch: null, takes: 'some minutes', verify: look } as const;
  switch (cause) {
    case 'absent':
      return {
        ...common,
        kind: 'find-out',
        title: 'Look the project up, and correct its name',
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
        title: 'Appeal against the suspension in the Cloud console; see the state here',
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

export function kubernetesRight(args: FindingArgs['kubernetes-permission-missing']): Fix[] {
  const user = args.user ?? yours('CALLER');
  const scope = args.namespace === null ? '' : sh` -n ${args.namespace}`;
  const rbac: Fix = {
    kind: 'now',
    title: `Allow it by RBAC: ${args.verb} ${args.resource}${args.namespace === null ? '' : ` in ${args.namespace}`}, nothing more`,
    tool: 'kubectl',
    command: grantRight(args, user),
    patch: null,
    permission: 'to create roles and bindings (cluster-admin, or roles/container.admin)',
    takes: 'at once',
    verify: canI(args) + scope,
  };
  const reads = ['get', 'list', 'watch'].includes(args.verb);
  if (args.iamPermission === null || !reads) return [rbac];
  const iam = addGrant(
    onProject(args.project ?? yours('PROJECT')),
    'roles/container.viewer',
    personOf(user),
    askAgain(),
  );
  return [
    rbac,
    { ...iam, kind: 'ask-first', title: 'Grant roles/container.viewer instead: reads in all clusters of the project' },
  ];
}

function canI({ verb, resource, name }: FindingArgs['kubernetes-permission-missing']): string {
  const [plural = '', sub] = resource.startsWith('/') ? [resource] : resource.split('/');
  const what = name === null ? plural : `${plural}/${name}`;
  return sh`kubectl auth can-i ${verb} ${what}` + (sub === undefined ? '' : sh` --subresource=${sub}`);
}

export function personOf(as: string): string {
  const bare = as.replace(/^[a-zA-Z]+ (?=\S+@)/, '');
  return bare.includes('@') || bare.includes(':') ? bare : yours('CALLER');
}

/** `projects/123`, `project_number:123` and `123` are one. */
export function projectId(consumer: string): string {
  return consumer.replace(/^(projects\/|project_number:|project:)/, '');
}

export function quotaProject({ project, as }: FindingArgs['quota-project-denied']): Fix[] {
  const id = projectId(project);
  const ksa = /^KSA ([^/]+)\/(.+)$/.exec(as);
  if (ksa !== null) {
    const [, namespace = '', name = ''] = ksa;
    return [
      {
        kind: 'now',
        title: `Take the quota project off KSA ${namespace}/${name}`,
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
      title: 'Take the quota project out of the Application Default Credentials, by logging in without one',
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
