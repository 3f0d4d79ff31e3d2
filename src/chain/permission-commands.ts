/** What an administrator pastes, so that someone who only reads may ask all that the doctor asks, and nothing more. */

import { googlePermissions, kubernetesPermissions } from './permissions.ts';
import type { GooglePermission, GooglePlace, Product } from './permissions.ts';
import { inOrder, sh, yours } from './shell-quote.ts';

/** Of whom and of what the commands speak; `null`: the command asks. */
export interface Whereabouts {
  readonly namespace: string | null;
  readonly serviceAccount: string | null;
  readonly clusterProject: string | null;
  readonly gsaProject: string | null;
}

export const nowhereYet: Whereabouts = {
  namespace: null,
  serviceAccount: null,
  clusterProject: null,
  gsaProject: null,
};

/** A role in the namespace of the KSA, for its token alone: RBAC can hold the right to one name. */
export function proofCommand({ namespace, serviceAccount }: Whereabouts): string {
  const role = 'flux-wi-prove';
  const at = namespace ?? yours('KSA_NAMESPACE');
  return inOrder(
    sh`kubectl -n ${at} create role ${role} --verb=create --resource=serviceaccounts/token --resource-name=${serviceAccount ?? yours('KSA')}`,
    sh`kubectl -n ${at} create rolebinding ${role} --role=${role} --user=${yours('CALLER')}`,
  );
}

/**
 * Cluster roles for readings: one for each verb, as `kubectl create` gives all verbs to all resources. It refuses
 * resources that the cluster does not serve, so each product has roles of its own.
 */
export function readingCommands(when: 'always' | Product): readonly string[] {
  const rows = kubernetesPermissions.filter((row) => row.when === when);
  return [...Map.groupBy(rows, ({ verb }) => verb)].map(([verb, ofVerb]) => {
    const product = when === 'always' ? '' : `-${when.toLowerCase().replaceAll(' ', '-')}`;
    const role = `flux-wi-${verb}${product}`;
    const resources = ofVerb.flatMap((row) => row.resources.map((resource) => qualified(resource, row.group)));
    return inOrder(
      sh`kubectl create clusterrole ${role} --verb=${verb} --resource=${resources.join(',')}`,
      sh`kubectl create clusterrolebinding ${role} --clusterrole=${role} --user=${yours('CALLER')}`,
    );
  });
}

/** As `kubectl` names a resource: with its group, and a subresource last. */
export function qualified(resource: string, group: string): string {
  const [plural = '', sub] = resource.split('/');
  return `${plural}${group === '' ? '' : `.${group}`}${sub === undefined ? '' : `/${sub}`}`;
}

/** Grants of the predefined roles, each where the table has it; those that only some chains need are left out. */
export function googleCommands(where: Whereabouts, when: GooglePermission['when'] = 'always'): readonly string[] {
  const grants = googlePermissions
    .filter((row) => row.when === when)
    .flatMap(({ role, on }) => on.map((place) => ({ place, role })));
  return places.flatMap((place) => {
    const roles = new Set(grants.filter((grant) => grant.place === place).map(({ role }) => role));
    return [...roles].map((role) => grantCommand(place, role, where));
  });
}

const places: readonly GooglePlace[] = [
  'cluster project',
  'GSA project',
  'registry project',
  'organization',
  'bucket',
  'GSA',
];

function grantCommand(place: GooglePlace, role: string, { clusterProject, gsaProject }: Whereabouts): string {
  const grant = sh`--member=${`user:${yours('CALLER')}`} --role=${role}`;
  const onProject = (project: string): string =>
    sh`gcloud projects add-iam-policy-binding ${project} ` + `${grant} --condition=None`;
  switch (place) {
    case 'cluster project':
      return onProject(clusterProject ?? yours('CLUSTER_PROJECT'));
    case 'GSA project':
      return onProject(gsaProject ?? yours('GSA_PROJECT'));
    case 'registry project':
      return onProject(yours('REGISTRY_PROJECT'));
    case 'organization':
      return sh`gcloud organizations add-iam-policy-binding ${yours('ORGANIZATION')} ` + `${grant} --condition=None`;
    case 'bucket':
      return (
        sh`gcloud storage buckets add-iam-policy-binding ${`gs://${yours('BUCKET')}`} ` + `${grant} --condition=None`
      );
    case 'GSA':
      return sh`gcloud iam service-accounts add-iam-policy-binding ${yours('GSA')} ` + `${grant} --condition=None`;
    default:
      return place satisfies never;
  }
}
