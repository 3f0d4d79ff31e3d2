/** Changes of objects that Flux itself applies: what `kubectl` alone writes there is reverted. */

import type { Owner } from '../finding-args.ts';
import { inOrder, sh } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { byKubectl, kustomizeEntry } from './change.ts';
import type { Change } from './change.ts';
import { yamlText } from './yaml-text.ts';

type OwnerOf<K extends Owner['kind']> = Extract<Owner, { readonly kind: K }>;

/** The manager whose fields Flux leaves alone (Flux FAQ, "How to patch the controllers without a commit"). */
const kept = ['--field-manager=flux-client-side-apply'];

export function byKustomization(change: Change, owner: OwnerOf<'kustomization'>): Fix[] {
  return [inGit(change, owner), { ...stopGap(change), command: byKubectl(change, kept) }];
}

function inGit(change: Change, owner: OwnerOf<'kustomization'>): Fix {
  const reconcile = sh`flux reconcile kustomization ${owner.name} -n ${owner.namespace} --with-source`;
  const common = {
    title: `${change.title}: in Git, where Kustomization ${owner.namespace}/${owner.name} has it from`,
    tool: 'flux',
    permission: `write access to the Git repository; to reconcile at once: patch kustomizations in namespace ${owner.namespace}`,
    takes: `until Flux applies the commit. ${change.takes}`,
    verify: change.verify,
  } as const;
  const { object } = change;
  // What a team wrote is changed where it stands; what an install brought along can only be patched.
  if (object.kind !== 'ServiceAccount' && object.kind !== 'Deployment') {
    const under = owner.path === null ? '' : ` under ${owner.path}`;
    const file = `the manifest of ${object.kind} ${object.namespace}/${object.name}${under} (merge into it)`;
    return { ...common, command: reconcile, patch: { file, language: 'yaml', content: manifest(change) } };
  }
  // `flux bootstrap` names its Kustomization after its namespace, and writes the components beside a kustomize file.
  if (owner.name === owner.namespace && object.namespace === owner.namespace) {
    const file = `${directory(owner.path)}${owner.namespace}/kustomization.yaml`;
    const content = yamlText({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['gotk-components.yaml', 'gotk-sync.yaml'],
      patches: [kustomizeEntry(change)],
    });
    const commit = sh`git commit -m ${change.title} -- ${file}`;
    const command = owner.path === null ? reconcile : inOrder(sh`git add -- ${file}`, commit, 'git push', reconcile);
    return { ...common, command, patch: { file, language: 'yaml', content } };
  }
  const content = yamlText({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: owner.name, namespace: owner.namespace },
    spec: { patches: [kustomizeEntry(change)] },
  });
  const file = `the Flux Kustomization ${owner.namespace}/${owner.name} (add to its spec.patches)`;
  return { ...common, command: reconcile, patch: { file, language: 'yaml', content } };
}

function stopGap(change: Change): Omit<Fix, 'command'> {
  return {
    title: `${change.title}: on the live object, as a stop-gap that Flux leaves alone`,
    tool: 'kubectl',
    patch: null,
    permission: change.permission,
    takes: change.takes,
    verify: change.verify,
  };
}

function directory(path: string | null): string {
  if (path === null) return '<path of the Kustomization>/';
  const clean = path.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  return clean === '' || clean === '.' ? '' : `${clean}/`;
}

export function byFluxInstance(change: Change, owner: OwnerOf<'fluxinstance'>): Fix[] {
  const metadata = { name: owner.name, namespace: owner.namespace };
  const common = {
    tool: 'kubectl',
    permission: `get and patch fluxinstances.fluxcd.controlplane.io in namespace ${owner.namespace}`,
    takes: `until the Flux Operator has applied it, about a minute. ${change.takes}`,
    verify: change.verify,
  } as const;
  const file = `the FluxInstance ${owner.namespace}/${owner.name}`;
  const head = { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance', metadata };
  const patch = sh`kubectl -n ${owner.namespace} patch fluxinstance ${owner.name} --type`;
  if (change.instance !== undefined) {
    const spec = { spec: change.instance };
    return [
      {
        ...common,
        title: `${change.title}: in FluxInstance ${owner.namespace}/${owner.name}`,
        command: `${patch} ${sh`merge -p ${JSON.stringify(spec)}`}`,
        patch: { file, language: 'yaml', content: yamlText({ ...head, ...spec }) },
      },
    ];
  }
  const entry = kustomizeEntry(change);
  const append = sh`json -p ${JSON.stringify([{ op: 'add', path: '/spec/kustomize/patches/-', value: entry }])}`;
  const create = sh`merge -p ${JSON.stringify({ spec: { kustomize: { patches: [entry] } } })}`;
  const read = sh`kubectl -n ${owner.namespace} get fluxinstance ${owner.name} -o ${'jsonpath={.spec.kustomize.patches}'}`;
  const lines = [`if ${read} | grep -q .; then`, `  ${patch} ${append}`, 'else', `  ${patch} ${create}`, 'fi'];
  return [
    {
      ...common,
      title: `${change.title}: in spec.kustomize.patches of FluxInstance ${owner.namespace}/${owner.name}`,
      command: lines.join('\n'),
      patch: { file, language: 'yaml', content: yamlText({ ...head, spec: { kustomize: { patches: [entry] } } }) },
    },
  ];
}

export function byResourceSet(change: Change, owner: OwnerOf<'resourceset'>): Fix[] {
  return [
    {
      title: `${change.title}: in the template of ResourceSet ${owner.namespace}/${owner.name}`,
      tool: 'kubectl',
      command: sh`kubectl -n ${owner.namespace} annotate --overwrite --field-manager=flux-client-side-apply resourceset ${owner.name} reconcile.fluxcd.io/requestedAt="$(date +%s)"`,
      patch: { file: resourceSetFile(owner), language: 'yaml', content: manifest(change) },
      permission: `write access to where ResourceSet ${owner.namespace}/${owner.name} is kept; to reconcile at once: patch resourcesets`,
      takes: `until the Flux Operator has applied it, about a minute. ${change.takes}`,
      verify: change.verify,
    },
  ];
}

function resourceSetFile(owner: OwnerOf<'resourceset'>): string {
  return `spec.resources of the ResourceSet ${owner.namespace}/${owner.name} (merge into the object there)`;
}

export function byFluxV1(change: Change): Fix[] {
  const { object } = change;
  return [
    {
      title: `${change.title}: in the manifest in Git that Flux v1 syncs`,
      tool: 'flux',
      command: 'fluxctl sync --k8s-fwd-ns flux',
      patch: {
        file: `the manifest of ${object.kind} ${object.namespace}/${object.name} (merge into it)`,
        language: 'yaml',
        content: manifest(change),
      },
      permission: 'write access to the Git repository',
      takes: `until Flux v1 has synced the commit. ${change.takes}`,
      verify: change.verify,
    },
    {
      ...stopGap(change),
      title: `${change.title}: on the live object, as a stop-gap (a sync undoes it where the manifest sets the same key)`,
      command: byKubectl(change),
    },
  ];
}

/** The object with the change in it, to be merged into the manifest at hand. */
export function manifest(change: Change): string {
  const { object, patch } = change;
  if (patch.kind === 'operations') return yamlText(patch.content);
  const { metadata, ...rest } = patch.content;
  return yamlText({
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { name: object.name, namespace: object.namespace, ...(metadata as Record<string, string> | undefined) },
    ...rest,
  });
}
