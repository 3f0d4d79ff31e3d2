/** What the objects of a scan need. */

import { addFlag } from './deployment.ts';
import { changeSpec, eventsOf, isFluxKind, reconcile, reconcileCommand, setProvider } from './flux-object.ts';
import { askAgain } from './verify.ts';
import type { FindingArgs, FluxObject, Repository } from '../finding-args.ts';
import { inOrder, sh } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';

export function correctImage(args: FindingArgs['image-reference-invalid']): Fix[] {
  if (args.suggestion !== null && isFluxKind(args.kind)) {
    const spec = args.kind === 'OCIRepository' ? { url: `oci://${args.suggestion}` } : { image: args.suggestion };
    const fixes = changeSpec(
      args,
      { kind: 'none' },
      `Name ${args.suggestion} in ${args.kind} ${args.namespace}/${args.name}`,
      spec,
    );
    return fixes.map((fix) => ({
      ...fix,
      permission: `${fix.permission}; where Git has the object, it must go there too`,
    }));
  }
  return [
    {
      kind: 'find-out',
      title: `See the reference in ${args.kind} ${args.namespace}/${args.name}, and correct it in Git`,
      tool: 'kubectl',
      command: sh`kubectl -n ${args.namespace} get ${args.kind.toLowerCase()} ${args.name} -o yaml`,
      patch: null,
      permission: `get ${args.kind} in namespace ${args.namespace}`,
      takes: 'Flux scans at once when the object changes',
      verify: askAgain(args.namespace),
    },
  ];
}

export function listImages({ host, project, repository, image }: Repository): Fix[] {
  const where = host.endsWith('gcr.io') ? `${host}/${project}` : `${host}/${project}/${repository}`;
  return [
    {
      kind: 'find-out',
      title: 'See which images and tags are there; then push one, or correct the reference in Git',
      tool: 'gcloud',
      command: sh`gcloud artifacts docker images list ${where} --include-tags`,
      patch: null,
      permission: 'artifactregistry.dockerimages.list (roles/artifactregistry.reader)',
      takes: 'Flux sees it at its next scan',
      verify: sh`gcloud artifacts docker tags list ${image}`,
    },
  ];
}

export function logIn(args: FindingArgs['provider-not-google']): Fix[] {
  const [major = 1, minor = 0] = (args.version ?? '').replace(/^v/, '').split('.').map(Number);
  const beforeProvider = args.version !== null && args.kind === 'ImageRepository' && major === 0 && minor < 25;
  if (!beforeProvider && isFluxKind(args.kind)) return setProvider(args, args.owner);
  const controller = { namespace: 'flux-system', workload: 'image-reflector-controller' };
  return addFlag(controller, args.owner, '--gcp-autologin-for-gcr');
}

export function dropSecret(
  args: FluxObject & { readonly secret: string },
  owner: FindingArgs['secret-overrides-identity']['owner'],
): Fix[] {
  const title = `Take the pull secret ${args.secret} off ${args.kind} ${args.namespace}/${args.name}`;
  if (isFluxKind(args.kind) && args.kind !== 'HelmChart') return changeSpec(args, owner, title, { secretRef: null });
  return [
    {
      kind: 'find-out',
      title: `${title}: see who refers to it, and take it out there`,
      tool: 'kubectl',
      command: sh`kubectl -n ${args.namespace} get helmrepositories,serviceaccounts -o ${'custom-columns=KIND:.kind,NAME:.metadata.name,SECRET:.spec.secretRef.name,PULL:.imagePullSecrets[*].name'}`,
      patch: null,
      permission: `list helmrepositories and serviceaccounts in namespace ${args.namespace}`,
      takes: 'at the next scan',
      verify: askAgain(args.namespace),
    },
  ];
}

export function retry(args: FindingArgs['scan-failing']): Fix[] {
  const now = reconcile(args, `Scan ${args.namespace}/${args.name} now`);
  if (args.mended) return [now];
  const read = {
    ...now,
    title: `Scan ${args.namespace}/${args.name} now, and read what Flux says of it`,
    command: inOrder(reconcileCommand(args), eventsOf(args)),
  };
  return [read];
}
