import { googlePermissions, kubernetesPermissions, products } from '../../src/chain/permissions.ts';
import type { GooglePermission, KubernetesPermission } from '../../src/chain/permissions.ts';
import {
  googleCommands,
  nowhereYet,
  proofCommand,
  qualified,
  readingCommands,
} from '../../src/chain/permission-commands.ts';
import { asTheIdentity, blanks, needsNoRight, promise, traces } from '../../src/output/permissions.ts';

/** docs/permissions.md: the table of `flux-wi doctor --permissions`, and the commands that grant it. */
export function permissionsPage(): string {
  return `${[
    '# Permissions',
    'What `flux-wi doctor` asks, and what that takes. `flux-wi doctor --permissions` prints the same.',
    '<!-- Written by `npm run docs` from src/chain/permissions.ts; change it there. -->',
    promise,
    'The commands want these. Fill them in first; what is not used may stay empty. Whoever grants must be allowed to; whoever is granted only reads.',
    shell(blanks(nowhereYet)),
    '## Of the cluster',
    '### The proof',
    kubernetesTable('proof'),
    shell([proofCommand(nowhereYet)]),
    'Once for each KSA that scans. `kubectl` and the doctor send the same request: `kubectl auth can-i create serviceaccounts/KSA --subresource=token -n NAMESPACE` tells whether it will do.',
    '### Readings',
    kubernetesTable('always'),
    shell(readingCommands('always')),
    ...products.flatMap((product) => [
      `### Where ${product} is installed`,
      kubernetesTable(product),
      shell(readingCommands(product)),
    ]),
    '`kubectl create` refuses a resource that the cluster does not serve: take it out of the list.',
    '### In Git',
    '[deploy/cluster-role.yaml](../deploy/cluster-role.yaml) holds all readings as one role, for clusters whose rights live in Git.',
    '### Asked only where another right is lacking',
    kubernetesTable('instead'),
    '## Of Google',
    'Every row is optional. Where policies of the organization may not be read, a grant or a denial that stands there cannot be ruled out by reading; a token of the KSA settles it.',
    googleTable('always'),
    shell(googleCommands(nowhereYet)),
    'A project without an organization has nothing above it: leave the last three out.',
    '### Only where images are in a bucket of Container Registry',
    googleTable('gcr'),
    shell(googleCommands(nowhereYet, 'gcr')),
    '### Only for `--prove-as operator`',
    googleTable('operator'),
    shell(googleCommands(nowhereYet, 'operator')),
    '### With no right at all',
    needsNoRight,
    '## As the KSA and the GSA',
    'Their rights are what is being examined. Nobody needs to be granted anything for it.',
    table(
      ['call', 'what'],
      asTheIdentity.map(({ api, what }) => [code(api), what]),
    ),
    traces,
  ].join('\n\n')}\n`;
}

function kubernetesTable(when: KubernetesPermission['when']): string {
  return table(
    ['verb', 'resource', 'what for'],
    kubernetesPermissions
      .filter((row) => row.when === when)
      .map(({ verb, group, resources, why }) => [
        verb,
        resources.map((resource) => code(qualified(resource, group))).join(', '),
        why,
      ]),
  );
}

function googleTable(when: GooglePermission['when']): string {
  return table(
    ['permission', 'smallest role', 'on the', 'what for', 'asked by'],
    googlePermissions
      .filter((row) => row.when === when)
      .map(({ api, permission, role, on, why }) => [code(permission), code(role), on.join(', '), why, code(api)]),
  );
}

/** deploy/cluster-role.yaml: the readings as one role. A rule for what is not installed does no harm. */
export function clusterRoleManifest(): string {
  const rules = kubernetesPermissions
    .filter(({ when }) => when !== 'proof' && when !== 'instead')
    .map(
      ({ verb, group, resources }) =>
        `  - { apiGroups: ['${group}'], resources: [${resources.join(', ')}], verbs: [${verb}] }`,
    );
  return `${[
    '# Written by `npm run docs` from src/chain/permissions.ts; change it there.',
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: ClusterRole',
    'metadata:',
    '  name: flux-wi-doctor',
    'rules:',
    ...rules,
  ].join('\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function shell(commands: readonly string[]): string {
  return fenced('sh', commands);
}

function fenced(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
