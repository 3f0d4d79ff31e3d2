/** Changes of objects that Helm renders: through the chart's values, so that the next upgrade keeps them. */

import type { Owner } from '../finding-args.ts';
import { inOrder, sh, yours } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { byKubectl, kustomizeEntry } from './change.ts';
import type { Change, HelmValue } from './change.ts';
import { yamlText } from './yaml-text.ts';
import type { Plain } from './yaml-text.ts';

type OwnerOf<K extends Owner['kind']> = Extract<Owner, { readonly kind: K }>;

export function byHelmRelease(change: Change, owner: OwnerOf<'helmrelease'>): Fix[] {
  const value = change.values(owner.chart);
  // A HelmRelease can patch what a chart has no setting for.
  const spec: { readonly [key: string]: Plain } =
    value === null
      ? { postRenderers: [{ kustomize: { patches: [kustomizeEntry(change)] } }] }
      : { values: nested(value.path, value.value, value.drop) };
  const common = {
    tool: 'flux',
    takes: `until the upgrade is through. ${change.takes}`,
    verify: change.verify,
  } as const;
  const reconcile = sh`flux reconcile helmrelease ${owner.name} -n ${owner.namespace}`;
  return [
    {
      ...common,
      title: `${change.title}: in the ${value === null ? 'post-renderers' : 'values'} of HelmRelease ${owner.namespace}/${owner.name}, in Git`,
      command: `${reconcile} --with-source`,
      patch: {
        file: `the HelmRelease ${owner.namespace}/${owner.name} (merge into it)`,
        language: 'yaml',
        content: yamlText({
          apiVersion: 'helm.toolkit.fluxcd.io/v2',
          kind: 'HelmRelease',
          metadata: { name: owner.name, namespace: owner.namespace },
          spec,
        }),
      },
      permission: `write access to where HelmRelease ${owner.namespace}/${owner.name} is kept`,
    },
    {
      ...common,
      title: `${change.title}: in the live HelmRelease, as a stop-gap`,
      command: inOrder(
        sh`kubectl --field-manager=flux-client-side-apply -n ${owner.namespace} patch helmrelease ${owner.name} --type merge -p ${JSON.stringify({ spec })}`,
        reconcile,
      ),
      patch: null,
      permission: `patch helmreleases.helm.toolkit.fluxcd.io in namespace ${owner.namespace}`,
    },
  ];
}

export function byHelm(change: Change, owner: OwnerOf<'helm'>): Fix[] {
  const value = change.values(owner.chart);
  const live: Fix = {
    title: `${change.title}: on the live object, as a stop-gap (lost when the release is installed anew)`,
    tool: 'kubectl',
    command: byKubectl(change),
    patch: null,
    permission: change.permission,
    takes: change.takes,
    verify: change.verify,
  };
  if (value === null) return [live];
  const upgrade: Fix = {
    title: `${change.title}: in the values of Helm release ${owner.namespace}/${owner.release}`,
    tool: 'helm',
    command: upgradeCommand(owner.namespace, owner.release, owner.chart, value),
    patch: {
      file: `the values file of Helm release ${owner.release} (merge into it)`,
      language: 'yaml',
      content: yamlText(nested(value.path, value.value)),
    },
    permission: `to upgrade the Helm release in namespace ${owner.namespace}`,
    takes: `until the upgrade is through. ${change.takes}`,
    verify: change.verify,
  };
  return [upgrade, live];
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
