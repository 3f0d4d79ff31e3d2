/** Changes of objects that Flux itself applies: what `kubectl` alone writes there is reverted. */

import type { Owner } from '../subjects.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { byKubectl, kustomizeEntry, manifestLines } from './change.ts';
import type { Change } from './change.ts';
import { onLiveObject } from './live.ts';
import { yamlText } from './yaml-text.ts';

type OwnerOf<K extends Owner['kind']> = Extract<Owner, { readonly kind: K }>;

/** The field manager whose fields Flux leaves alone (Flux FAQ, "How to patch the controllers without a commit"). */
export const keptByFlux = ['--field-manager=flux-client-side-apply'];

/** Objects that an install of Flux brings along: their manifest is generated, so it is patched and not edited. */
const installed = /^(?:source|kustomize|helm|notification|image-reflector|image-automation|source-watcher)-controller$/;

export function byKustomization(change: Change, owner: OwnerOf<'kustomization'>): Fix[] {
  const now = onLiveObject(change, `; Flux keeps this change`, byKubectl(change, keptByFlux));
  return [now, inGit(change, owner)];
}

function inGit(change: Change, owner: OwnerOf<'kustomization'>): Fix {
  return {
    kind: 'lasting',
    title: `${change.title} in the Git repository that Kustomization ${owner.namespace}/${owner.name} applies`,
    tool: 'kubectl',
    command: reconcileByAnnotation('kustomization', owner),
    alternative: sh`flux reconcile kustomization ${owner.name} -n ${owner.namespace} --with-source`,
    patch: editInGit(change, owner),
    permission: `write access to the Git repository; to apply at once: patch kustomizations in namespace ${owner.namespace}`,
    takes: 'after Flux applies the commit',
    verify: change.verify,
  };
}

function editInGit(change: Change, owner: OwnerOf<'kustomization'>): NonNullable<Fix['patch']> {
  const { object } = change;
  const ofInstall = (object.kind === 'ServiceAccount' || object.kind === 'Deployment') && installed.test(object.name);
  const entry = yamlText([kustomizeEntry(change)]);
  // `flux bootstrap` names its Kustomization after its namespace, and writes the components beside a kustomize file.
  if (ofInstall && owner.name === owner.namespace && object.namespace === owner.namespace) {
    return {
      file: `${directory(owner.path)}${owner.namespace}/kustomization.yaml`,
      place: 'add under patches:, commit and push',
      language: 'yaml',
      content: entry,
    };
  }
  if (ofInstall) {
    return {
      file: `the manifest of Kustomization ${owner.namespace}/${owner.name}`,
      place: 'add under spec.patches:, commit and push',
      language: 'yaml',
      content: entry,
    };
  }
  const under = owner.path === null ? '' : ` under ${owner.path}`;
  return {
    file: `the manifest of ${object.kind} ${object.namespace}/${object.name}${under}`,
    place: 'add or change these lines, commit and push',
    language: 'yaml',
    content: manifestLines(change),
  };
}

function directory(path: string | null): string {
  if (path === null) return 'spec.path of the Kustomization/';
  const clean = path.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  return clean === '' || clean === '.' ? '' : `${clean}/`;
}

/** What `flux reconcile` does, by `kubectl` (Flux docs, "Triggering a reconcile"). */
export function reconcileByAnnotation(
  resource: string,
  object: { readonly namespace: string; readonly name: string },
): string {
  return sh`kubectl -n ${object.namespace} annotate --overwrite ${resource} ${object.name} reconcile.fluxcd.io/requestedAt="$(date +%s)"`;
}

export function byFluxInstance(change: Change, owner: OwnerOf<'fluxinstance'>): Fix[] {
  const takes = `after the Flux Operator applies it, about 1 min; ${change.takes}`;
  const where = `FluxInstance ${owner.namespace}/${owner.name}`;
  const rights = [
    {
      system: 'kubernetes',
      verb: 'patch',
      group: 'fluxcd.controlplane.io',
      resource: 'fluxinstances',
      namespace: owner.namespace,
    },
  ] as const;
  const patch = sh`kubectl -n ${owner.namespace} patch fluxinstance ${owner.name} --type`;
  const live = {
    kind: 'now',
    tool: 'kubectl',
    patch: null,
    permission: `get and patch fluxinstances.fluxcd.controlplane.io in namespace ${owner.namespace}`,
    takes,
    verify: change.verify,
    rights,
  } as const;
  const lasting = (place: string, content: string): Fix => ({
    kind: 'lasting',
    title: `${change.title} where ${where} is kept`,
    tool: 'kubectl',
    command: reconcileByAnnotation('fluxinstance', owner),
    patch: { file: `the manifest of ${where}`, place, language: 'yaml', content },
    permission: `write access to where ${where} is kept`,
    takes: 'after the Flux Operator applies it, about 1 min',
    verify: change.verify,
  });
  if (change.instance !== undefined) {
    const spec = { spec: change.instance };
    return [
      {
        ...live,
        title: `${change.title} in ${where}`,
        command: `${patch} ${sh`merge -p ${JSON.stringify(spec)}`}`,
      },
      lasting('add or change these lines', yamlText(spec)),
    ];
  }
  const entry = kustomizeEntry(change);
  const append = sh`json -p ${JSON.stringify([{ op: 'add', path: '/spec/kustomize/patches/-', value: entry }])}`;
  const create = sh`merge -p ${JSON.stringify({ spec: { kustomize: { patches: [entry] } } })}`;
  const read = sh`kubectl -n ${owner.namespace} get fluxinstance ${owner.name} -o ${'jsonpath={.spec.kustomize.patches}'}`;
  const lines = [`if ${read} | grep -q .; then`, `  ${patch} ${append}`, 'else', `  ${patch} ${create}`, 'fi'];
  return [
    { ...live, title: `${change.title} in spec.kustomize.patches of ${where}`, command: lines.join('\n') },
    lasting('add under spec.kustomize.patches:', yamlText([entry])),
  ];
}

export function byResourceSet(change: Change, owner: OwnerOf<'resourceset'>): Fix[] {
  return [
    {
      kind: 'lasting',
      title: `${change.title} in the template of ResourceSet ${owner.namespace}/${owner.name}`,
      tool: 'kubectl',
      command: reconcileByAnnotation('resourceset', owner),
      patch: {
        file: `spec.resources of ResourceSet ${owner.namespace}/${owner.name}`,
        place: `add or change these lines of ${change.object.kind} ${change.object.name}`,
        language: 'yaml',
        content: manifestLines(change),
      },
      permission: `write access to where ResourceSet ${owner.namespace}/${owner.name} is kept; to apply at once: patch resourcesets`,
      takes: `after the Flux Operator applies it, about 1 min; ${change.takes}`,
      verify: change.verify,
    },
  ];
}

export function byFluxV1(change: Change): Fix[] {
  const { object } = change;
  return [
    onLiveObject(change, '; a sync reverts it where the manifest sets the same key'),
    {
      kind: 'lasting',
      title: `${change.title} in the Git repository that Flux v1 syncs`,
      tool: 'flux',
      command: 'fluxctl sync --k8s-fwd-ns flux',
      patch: {
        file: `the manifest of ${object.kind} ${object.namespace}/${object.name}`,
        place: 'add or change these lines, commit and push',
        language: 'yaml',
        content: manifestLines(change),
      },
      permission: 'write access to the Git repository',
      takes: 'after Flux v1 syncs the commit',
      verify: change.verify,
    },
  ];
}
