/** What the objects of a scan need. */

import { changeSpec, isFluxKind } from './flux-object.ts';
import { askAgain } from './verify.ts';
import type { FluxObject, Owner, Repository } from '../subjects.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';

export function listImages({ host, project, repository, image }: Repository): Fix[] {
  const where = host.endsWith('gcr.io') ? `${host}/${project}` : `${host}/${project}/${repository}`;
  return [
    {
      kind: 'find-out',
      title: 'List the images and tags; then push one, or correct the reference in Git',
      tool: 'gcloud',
      command: sh`gcloud artifacts docker images list ${where} --include-tags`,
      patch: null,
      permission: 'artifactregistry.dockerimages.list (roles/artifactregistry.reader)',
      takes: 'at the next scan',
      verify: sh`gcloud artifacts docker tags list ${image}`,
    },
  ];
}

/** @param anonymous without the secret the object would ask as nobody: the provider is set in the same change */
export function dropSecret(
  args: FluxObject & { readonly secret: string; readonly anonymous?: boolean },
  owner: Owner,
): Fix[] {
  const title = `Remove the pull secret ${args.secret} from ${args.kind} ${args.namespace}/${args.name}`;
  if (isFluxKind(args.kind) && args.kind !== 'HelmChart')
    return args.anonymous === true
      ? changeSpec(args, owner, `${title}, and set provider: gcp`, { provider: 'gcp', secretRef: null })
      : changeSpec(args, owner, title, { secretRef: null });
  return [
    {
      kind: 'find-out',
      title: `${title}: see what refers to it, and remove it there`,
      tool: 'kubectl',
      command: sh`kubectl -n ${args.namespace} get helmrepositories,serviceaccounts -o ${'custom-columns=KIND:.kind,NAME:.metadata.name,SECRET:.spec.secretRef.name,PULL:.imagePullSecrets[*].name'}`,
      patch: null,
      permission: `list helmrepositories and serviceaccounts in namespace ${args.namespace}`,
      takes: 'at the next scan',
      verify: askAgain(args.namespace),
    },
  ];
}
