/** `--permissions`: what the doctor asks, and what that takes. Applies nothing. */

import { googlePermissions } from '../chain/permissions.ts';
import { toAscii } from './ascii.ts';
import { paper } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

/** One row of what is asked of the cluster. `secrets` are never read. */
interface KubernetesRow {
  readonly verbs: string;
  readonly resources: string;
  readonly group: string;
  readonly why: string;
}

const kubernetes: readonly KubernetesRow[] = [
  { verbs: 'list', resources: 'deployments', group: 'apps', why: 'finds the controllers that scan' },
  { verbs: 'list', resources: 'pods', group: '', why: 'reads as whom, where and since when they run' },
  { verbs: 'get,list', resources: 'serviceaccounts', group: '', why: "reads the KSA's annotation" },
  {
    verbs: 'create',
    resources: 'serviceaccounts/token',
    group: '',
    why: 'proves the binding with a token of the KSA; without it nothing is more than inconclusive',
  },
  { verbs: 'list', resources: 'nodes', group: '', why: 'reads the metadata mode of the nodes' },
  { verbs: 'list', resources: 'daemonsets', group: 'apps', why: 'finds the metadata server' },
  { verbs: 'list', resources: 'networkpolicies', group: 'networking.k8s.io', why: 'finds what stands between' },
  { verbs: 'list', resources: 'namespaces', group: '', why: 'reads labels that policies select by' },
  { verbs: 'list', resources: 'events', group: '', why: 'dates a failing scan' },
  {
    verbs: 'list',
    resources: 'imagerepositories',
    group: 'image.toolkit.fluxcd.io',
    why: 'reads what is scanned, and what Flux says of it',
  },
  {
    verbs: 'list',
    resources: 'ocirepositories,helmrepositories,helmcharts',
    group: 'source.toolkit.fluxcd.io',
    why: 'the same of sources',
  },
  {
    verbs: 'get',
    resources: 'kustomizations',
    group: 'kustomize.toolkit.fluxcd.io',
    why: 'reads whether the owner of the KSA applies it',
  },
  { verbs: 'get', resources: 'helmreleases', group: 'helm.toolkit.fluxcd.io', why: 'the same of Helm' },
];

export function renderPermissions(screen: Screen = paper): string {
  const lines = [
    ...hang(
      '',
      'What flux-wi doctor may ask. Nothing is changed or applied; Secrets are never read. Every right but the proof is optional: what may not be seen is said to be unknown, with the one permission that would show it.',
      screen.columns,
    ),
    '',
    'Of the cluster (RBAC):',
    ...kubernetes.flatMap(({ verbs, resources, group, why }) => [
      `  ${verbs} ${resources}${group === '' ? '' : `  (${group})`}`,
      ...hang('      ', why, screen.columns),
    ]),
    '',
    'For the proof, in the namespace of the KSA:',
    '',
    '    kubectl -n flux-system create role flux-wi-prove --verb=create --resource=serviceaccounts/token',
    '    kubectl -n flux-system create rolebinding flux-wi-prove --role=flux-wi-prove --user="${USER_EMAIL:?your account}"',
    '',
    'Of Google, as you (the smallest predefined role, and where it is granted):',
    ...googlePermissions.flatMap(({ permission, role, on, why }) => [
      `  ${permission}`,
      ...hang('      ', `${role} on the ${on}: ${why}`, screen.columns),
    ]),
    '',
    ...hang(
      '',
      "As the KSA and the GSA: a token of the KSA, exchanged at Google's STS; a token of the GSA that can only read; a tag list of each image. They leave audit entries and last-used times.",
      screen.columns,
    ),
  ];
  return `${screen.unicode ? lines.join('\n') : toAscii(lines.join('\n'))}\n`;
}
