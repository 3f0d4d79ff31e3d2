/** `--permissions`: what the doctor asks, what that takes, and the commands that grant it. Applies nothing. */

import { googlePermissions, kubernetesPermissions, products } from '../chain/permissions.ts';
import type { GooglePermission, KubernetesPermission } from '../chain/permissions.ts';
import { googleCommands, nowhereYet, proofCommand, qualified, readingCommands } from '../chain/permission-commands.ts';
import type { Whereabouts } from '../chain/permission-commands.ts';
import { questionsIn } from '../chain/shell-quote.ts';
import { toAscii } from './ascii.ts';
import { paper } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

export const promise =
  'Nothing is changed or applied; Secrets are never read. Every right is optional: what may not be seen is said to be unknown, with the one right that would show it. The first one, to mint a token of the KSA, is worth all the others: with it the identity is proved without any right in Google.';

/** What is asked with the identity's own rights, which are what is being examined. */
export const asTheIdentity: readonly { readonly api: string; readonly what: string }[] = [
  {
    api: 'sts.token',
    what: "as the KSA: exchanges its token at Google's STS (sts.googleapis.com); needs no right",
  },
  {
    api: 'iamcredentials.projects.serviceAccounts.generateAccessToken',
    what: 'as the KSA: becomes the GSA for five minutes, with a scope that only reads; needs iam.serviceAccounts.getAccessToken on the GSA (roles/iam.workloadIdentityUser)',
  },
  {
    api: 'registry.token, registry.tags, registry.manifest',
    what: 'as the GSA, or as a KSA that is granted directly: lists the tags of each image, and asks for the manifest of what Flux pulls; needs artifactregistry.repositories.downloadArtifacts (roles/artifactregistry.reader), on a bucket of Container Registry storage.objects.list and storage.objects.get (roles/storage.objectViewer)',
  },
  {
    api: 'storage.buckets.get, storage.objects.list, storage.objects.get',
    what: 'the same for each Bucket that Flux reads from Cloud Storage: asks whether it is there, for a few names in it, and for the description of one; needs these three permissions (roles/storage.legacyBucketReader and roles/storage.objectViewer)',
  },
];

export const needsNoRight =
  'Whether a GSA exists (iam.projects.serviceAccounts.testIamPermissions), whether a GKE cluster exists (its public discovery document), and what a registry says to anyone. Where there is something to repair: whether you may run the fix (SelfSubjectAccessReview, and testIamPermissions on the project, service account, repository or bucket that it changes).';

export const traces = 'These proofs leave audit entries and last-used times, as the KSA and the GSA.';

export function renderPermissions(where: Whereabouts = nowhereYet, screen: Screen = paper): string {
  const say = (text: string): string[] => hang('', text, screen.columns);
  const commands = (list: readonly string[]): string[] =>
    ['', ...list.join('\n').split('\n'), ''].map((line) => (line === '' ? '' : `    ${line}`));
  const kubernetes = (when: KubernetesPermission['when']): string[] =>
    kubernetesPermissions.filter((row) => row.when === when).flatMap((row) => kubernetesRow(row, screen));
  const google = (when: GooglePermission['when']): string[] =>
    googlePermissions.filter((row) => row.when === when).flatMap((row) => googleRow(row, screen));
  const lines = [
    ...say(`What flux-wi doctor asks, and what that takes. ${promise}`),
    '',
    ...say(
      'The commands below, for whoever grants it, want these. Fill them in first; what is not used may stay empty.',
    ),
    ...commands(blanks(where)),
    'OF THE CLUSTER, as you (RBAC)',
    '',
    'The proof, in the namespace of the KSA:',
    ...kubernetes('proof'),
    ...commands([proofCommand(where)]),
    'Readings:',
    ...kubernetes('always'),
    ...commands(readingCommands('always')),
    ...products.flatMap((product) => [
      `Where ${product} is installed:`,
      ...kubernetes(product),
      ...commands(readingCommands(product)),
    ]),
    ...say('Asked only where one of these is lacking, so that there is no need to grant it:'),
    ...kubernetes('instead'),
    '',
    'OF GOOGLE, as you (Application Default Credentials)',
    '',
    ...google('always'),
    ...commands(googleCommands(where)),
    'Only where images are in a bucket of Container Registry:',
    ...google('gcr'),
    ...commands(googleCommands(where, 'gcr')),
    'Only for --prove-as operator:',
    ...google('operator'),
    ...commands(googleCommands(where, 'operator')),
    ...say(`With no right at all: ${needsNoRight}`),
    '',
    'AS THE KSA AND THE GSA',
    '',
    ...asTheIdentity.flatMap(({ api, what }) => [`  ${api}`, ...hang('      ', what, screen.columns)]),
    '',
    ...say(traces),
  ];
  return `${screen.unicode ? lines.join('\n') : toAscii(lines.join('\n'))}\n`;
}

/** `CALLER=` and so on, for all that the commands ask. */
export function blanks(where: Whereabouts): readonly string[] {
  const all = [proofCommand(where), ...googleCommands(where)];
  const some = [...googleCommands(where, 'gcr'), ...googleCommands(where, 'operator')];
  return questionsIn([...all, ...some].join('\n')).map((name) => `${name}=`);
}

function kubernetesRow({ verb, group, resources, why }: KubernetesPermission, screen: Screen): string[] {
  const names = resources.map((resource) => qualified(resource, group)).join(', ');
  return [...hang(`  ${verb} `, names, screen.columns), ...hang('      ', why, screen.columns)];
}

function googleRow({ api, permission, role, on, why }: GooglePermission, screen: Screen): string[] {
  return [
    `  ${permission}`,
    ...hang('      ', `${why}; by ${api}`, screen.columns),
    ...hang('      ', `smallest role: ${role}, on the ${on.join(', the ')}`, screen.columns),
  ];
}
