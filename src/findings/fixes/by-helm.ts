/** Changes of objects that Helm renders: through the chart's values, so that the next upgrade keeps them. */

import type { Owner } from '../subjects.ts';
import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { reconcileByAnnotation } from './by-flux.ts';
import { kustomizeEntry } from './change.ts';
import type { Change, HelmValue } from './change.ts';
import { onLiveObject } from './live.ts';
import { yamlText } from './yaml-text.ts';
import type { Plain } from './yaml-text.ts';

type OwnerOf<K extends Owner['kind']> = Extract<Owner, { readonly kind: K }>;

export function byHelmRelease(change: Change, owner: OwnerOf<'helmrelease'>): Fix[] {
  const value = change.values(owner.chart);
  const name = `HelmRelease ${owner.namespace}/${owner.name}`;
  // A HelmRelease can patch what a chart has no setting for.
  const spec: { readonly [key: string]: Plain } =
    value === null
      ? { postRenderers: [{ kustomize: { patches: [kustomizeEntry(change)] } }] }
      : { values: nested(value.path, value.value, value.drop) };
  const common = {
    tool: 'kubectl',
    takes: `after the Helm upgrade; ${change.takes}`,
    verify: change.verify,
  } as const;
  return [
    {
      ...common,
      kind: change.disruptive === true ? 'ask-first' : 'now',
      title: `${change.title} in the live ${name}; reverted when Git sets the same key`,
      command: sh`kubectl --field-manager=flux-client-side-apply -n ${owner.namespace} patch helmrelease ${owner.name} --type merge -p ${JSON.stringify({ spec })}`,
      patch: null,
      permission: `patch helmreleases.helm.toolkit.fluxcd.io in namespace ${owner.namespace}`,
      rights: [
        {
          system: 'kubernetes',
          verb: 'patch',
          group: 'helm.toolkit.fluxcd.io',
          resource: 'helmreleases',
          namespace: owner.namespace,
        },
      ],
    },
    {
      ...common,
      kind: 'lasting',
      title: `${change.title} in the ${value === null ? 'post-renderers' : 'values'} of ${name}, in Git`,
      command: reconcileByAnnotation('helmrelease', owner),
      alternative: sh`flux reconcile helmrelease ${owner.name} -n ${owner.namespace} --with-source`,
      patch: {
        file: `the manifest of ${name}`,
        place: 'add under spec:, commit and push',
        language: 'yaml',
        content: yamlText(spec),
      },
      permission: `write access to where ${name} is kept`,
    },
  ];
}

export function byHelm(change: Change, owner: OwnerOf<'helm'>): Fix[] {
  const value = change.values(owner.chart);
  const live = onLiveObject(change, '; lost when the release is reinstalled');
  if (value === null) return [live];
  const upgrade: Fix = {
    kind: 'lasting',
    title: `${change.title} in the values of Helm release ${owner.namespace}/${owner.release}`,
    tool: 'helm',
    command: upgradeCommand(owner.namespace, owner.release, owner.chart, value),
    patch: {
      file: `the values file of Helm release ${owner.release}, if there is one`,
      place: 'add or change these lines',
      language: 'yaml',
      content: yamlText(nested(value.path, value.value)),
    },
    permission: `to upgrade the Helm release in namespace ${owner.namespace}`,
    takes: `after the Helm upgrade; ${change.takes}`,
    verify: change.verify,
  };
  return [live, upgrade];
}

/** `helm upgrade` of one release that changes one value and keeps all others, and the chart's version. */
export function upgradeCommand(namespace: string, release: string, chart: string | null, value: HelmValue): string {
  const path = setPath(value.path);
  const settings =
    typeof value.value === 'string'
      ? [`${path}=${escaped(value.value)}`]
      : value.value.map((item, index) => `${path}[${index}]=${escaped(item)}`);
  const flags = settings.map((setting) => sh`--set-string ${setting}`);
  return [sh`helm upgrade ${release}`, chartWords(chart), sh`-n ${namespace} --reuse-values`, ...flags].join(' ');
}

/** The chart as `helm upgrade` wants it, from the label `helm.sh/chart` (`NAME-VERSION`). */
function chartWords(chart: string | null): string {
  const [, name = null, version = null] = /^(.+?)-v?(\d+\.\d+\.\d+.*)$/.exec(chart ?? '') ?? [null, chart];
  const repo = name === null ? undefined : repositories[name];
  if (name === null || repo === undefined) return sh`${yours('CHART')}`;
  return version === null ? sh`${name} --repo ${repo}` : sh`${name} --repo ${repo} --version ${version}`;
}

const repositories: Record<string, string> = {
  flux2: 'https://fluxcd-community.github.io/helm-charts',
  flux: 'https://charts.fluxcd.io',
};

/** Helm splits a path at every dot that no backslash stands before. */
function setPath(path: readonly string[]): string {
  return path.map((key) => key.replace(/[.,=[\]\\]/g, String.raw`\$&`)).join('.');
}

/** In a value Helm splits at commas, and takes a leading brace for a list. */
function escaped(value: string): string {
  return value.replace(/[,\\]/g, String.raw`\$&`).replace(/^\{/, String.raw`\{`);
}

function nested(path: readonly string[], value: Plain, drop?: string): { readonly [key: string]: Plain } {
  const [key = '', ...rest] = path;
  if (rest.length > 0) return { [key]: nested(rest, value, drop) };
  return drop === undefined ? { [key]: value } : { [drop]: null, [key]: value };
}
