/** The words for the last link: the tag list, and how Flux is told to ask for it. */

import { correctImage, dropSecret, listImages, logIn, retry } from '../fixes/scan.ts';
import { edit, restart } from '../fixes/deployment.ts';
import { reconcile, resume } from '../fixes/flux-object.ts';
import { readRepository } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import type { FluxObject, Repository } from '../finding-args.ts';
import { quoted, shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type ScanCode =
  | 'image-reference-invalid'
  | 'image-not-found'
  | 'image-empty'
  | 'tags-access-denied'
  | 'token-expired-in-cache'
  | 'provider-not-google'
  | 'secret-overrides-identity'
  | 'secret-ignored'
  | 'scan-suspended'
  | 'scan-disabled'
  | 'scan-stale'
  | 'scan-failing';

const imageRepositories = 'https://fluxcd.io/flux/components/image/imagerepositories/';
const object: FluxObject = { kind: 'ImageRepository', namespace: 'flux-system', name: 'api' };
const repository: Repository = {
  image: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
  host: 'europe-west1-docker.pkg.dev',
  project: 'acme-images',
  location: 'europe-west1',
  repository: 'apps',
};
const owner = {
  kind: 'kustomization',
  namespace: 'flux-system',
  name: 'flux-system',
  path: './clusters/prod',
} as const;

export const scanWords: WordsTable<ScanCode> = {
  'image-reference-invalid': {
    link: 'scan',
    level: 'broken',
    summary: (args) => `${named(args)} names ${quoted(args.image)}, which Flux cannot read: ${shown(args.problem)}`,
    explanation:
      'The image of an ImageRepository is a host and a path, in lower case, without a scheme, a tag or a digest. Flux stalls the object and never asks the registry. It has nothing to do with the identity.',
    sources: [imageRepositories],
    expected: ({ suggestion }) => (suggestion === null ? 'HOST/PROJECT/REPOSITORY/IMAGE' : shown(suggestion)),
    actual: ({ image }) => quoted(image),
    fixes: correctImage,
    example: {
      ...object,
      image: 'https://europe-west1-docker.pkg.dev/acme-images/apps/api:1.4',
      problem: 'it has a scheme and a tag',
      suggestion: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
    },
  },
  'image-not-found': {
    link: 'scan',
    level: 'broken',
    summary: ({ imageName, repository, near }) =>
      `Repository ${shown(repository)} has no image ${shown(imageName)}${near === null ? '' : `; it has ${shown(near)}`}`,
    explanation:
      'Google answers a tag list of an image that does not exist with success and no tags, so Flux reports "found 0 tags" or, in a repository of its own, an error. The repository\'s own list lacks the image too. The identity is right: it was let in to see that nothing is there.',
    sources: ['https://cloud.google.com/artifact-registry/docs/docker/names'],
    expected: ({ imageName, near }) => shown(near ?? imageName),
    actual: () => 'no such image',
    fixes: listImages,
    example: {
      ...repository,
      image: 'europe-west1-docker.pkg.dev/acme-images/apps/apii',
      imageName: 'apii',
      near: 'api',
    },
  },
  'image-empty': {
    link: 'scan',
    level: 'warn',
    summary: ({ image }) => `${shown(image)} can be read, and has no tags`,
    explanation:
      'The tag list is there and empty: nothing was pushed yet, all tags were cleaned up, or only digests remain. An ImagePolicy on it says that no tags are in the database. Google answers alike for an image that does not exist, and the list of the repository did not settle which it is.',
    sources: ['https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy'],
    expected: () => 'at least one tag',
    actual: () => 'none',
    fixes: listImages,
    example: { ...repository, imageName: 'api' },
  },
  'tags-access-denied': {
    link: 'scan',
    level: 'broken',
    summary: ({ as, image }) => `${shown(as)} may not list the tags of ${shown(image)}`,
    explanation:
      'The identity was let in to the registry, and the tag list itself was refused. Flux needs no more than that list, so the scan fails with the same words. Flux v1 reads manifests and blobs of every tag besides.',
    sources: ['https://cloud.google.com/artifact-registry/docs/access-control'],
    expected: () => 'artifactregistry.repositories.downloadArtifacts',
    actual: ({ message }) => shown(message),
    fixes: (args) => readRepository(args, args.as, askAgain()),
    example: {
      ...repository,
      message: 'Permission "artifactregistry.repositories.downloadArtifacts" denied',
      as: 'GSA flux-images@acme-prod.iam.gserviceaccount.com',
    },
  },
  'token-expired-in-cache': {
    link: 'scan',
    level: 'warn',
    summary: (args) =>
      `${named(args)} still reports a 401, though every link holds now: ${shown(args.workload)} holds an old token`,
    explanation:
      'The chain is sound, and what Flux last said is older than the mend, or comes of a token that ran out in its cache. It goes away by itself within an hour. New pods, or a scan by hand, show it at once.',
    sources: ['https://fluxcd.io/flux/components/image/options/'],
    expected: () => 'a scan after the mend',
    actual: ({ message }) => shown(message),
    fixes: (args) => [
      reconcile(args, `Scan ${args.namespace}/${args.name} now`),
      {
        ...restart(
          { namespace: args.workloadNamespace, workload: args.workload },
          `Restart ${args.workloadNamespace}/${args.workload}, if it still fails after 1 h`,
        ),
        kind: 'ask-first',
      },
    ],
    example: {
      ...object,
      workload: 'image-reflector-controller',
      workloadNamespace: 'flux-system',
      message: 'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token: UNAUTHORIZED: authentication failed',
    },
  },
  'provider-not-google': {
    link: 'scan',
    level: 'broken',
    summary: (args) =>
      `${named(args)} has provider: ${shown(args.provider)}, so Flux shows no Google credential, and anonymous is refused`,
    explanation:
      'Without provider: gcp Flux asks the registry anonymously, however right the identity is, and this registry lets nobody in unknown. Before that field existed (image-reflector-controller up to 0.24) the flag --gcp-autologin-for-gcr did it. The HelmRepository has the field for its charts. Roles change nothing here: nobody was refused by name.',
    sources: [imageRepositories, 'https://github.com/fluxcd/source-controller/issues/971'],
    expected: () => 'provider: gcp',
    actual: ({ provider }) => `provider: ${shown(provider)}`,
    fixes: logIn,
    example: { ...object, provider: 'generic', version: '1.0.1', owner },
  },
  'secret-overrides-identity': {
    link: 'scan',
    level: 'broken',
    summary: (args) => `${named(args)} reads with pull secret ${shown(args.secret)}, not with the identity`,
    explanation:
      'For this kind and version a pull secret goes before the provider: whoever is in the secret asks, and Workload Identity is not used. A key in it may be old, or belong to somebody without the right. Where the scan succeeds it is a warning; it will fail when the key does.',
    sources: [imageRepositories],
    expected: () => 'no pull secret',
    actual: ({ secret }) => `secret ${shown(secret)}`,
    fixes: (args) => dropSecret(args, args.owner),
    example: { kind: 'OCIRepository', namespace: 'apps', name: 'charts', secret: 'gcr-key', version: '1.7.0', owner },
  },
  'secret-ignored': {
    link: 'scan',
    level: 'warn',
    summary: (args) =>
      `${named(args)} names pull secret ${shown(args.secret)}, which Flux ignores beside provider: gcp`,
    explanation:
      'From Flux 2.7 on an ImageRepository with a provider uses the identity alone, and its secretRef is read by nobody. It breaks nothing, and misleads whoever reads the object. Flux up to 2.6 did it the other way round.',
    sources: [imageRepositories],
    expected: () => 'no secretRef',
    actual: ({ secret }) => `secretRef: ${shown(secret)}`,
    fixes: (args) => dropSecret(args, { kind: 'none' }),
    example: { ...object, secret: 'gcr-key', version: '1.0.1' },
  },
  'scan-suspended': {
    link: 'scan',
    level: 'warn',
    summary: (args) => `${named(args)} is suspended`,
    explanation:
      'Somebody set spec.suspend, so Flux does not scan, and its status is that of the last scan before. Whether the chain holds has been proved all the same. If Git has it, take it away there.',
    sources: [imageRepositories],
    expected: () => 'suspend: false',
    actual: () => 'suspend: true',
    fixes: (args) => [resume(args)],
    example: object,
  },
  'scan-disabled': {
    link: 'scan',
    level: 'warn',
    summary: ({ namespace, workload, flag }) => `${shown(namespace)}/${shown(workload)} does not scan: ${shown(flag)}`,
    explanation:
      'Flux v1 was told not to scan any registry, or not these images. Nothing is asked, so nothing can fail; automated updates do not happen either. The chain has been proved all the same.',
    sources: ['https://github.com/fluxcd/flux/blob/master/docs/references/daemon.md'],
    expected: () => 'scanning on',
    actual: ({ flag }) => shown(flag),
    fixes: (args) => [edit(args, `Take ${args.flag} off the arguments of ${args.namespace}/${args.workload}`)],
    example: { namespace: 'flux', workload: 'flux', flag: '--registry-disable-scanning' },
  },
  'scan-stale': {
    link: 'scan',
    level: 'warn',
    summary: (args) =>
      `${named(args)} was last scanned ${args.last === null ? 'never' : `at ${shown(args.last)}`}${args.intervalSeconds === null ? '' : `, with an interval of ${args.intervalSeconds} s`}`,
    explanation:
      'The last good scan is older than the interval allows, or the object has changed since and was not taken up. The controller may be behind, or backing off after errors (up to 15 minutes); just after its start the tag database is empty until the first scan. Ready: True alone is therefore no proof.',
    sources: [imageRepositories],
    expected: ({ intervalSeconds }) => (intervalSeconds === null ? 'a scan' : `a scan every ${intervalSeconds} s`),
    actual: ({ last }) => (last === null ? 'none' : `last at ${shown(last)}`),
    fixes: (args) => [reconcile(args, `Scan ${args.namespace}/${args.name} now`)],
    example: { ...object, last: '2026-03-02T03:10:00Z', intervalSeconds: 300 },
  },
  'scan-failing': {
    link: 'scan',
    level: 'broken',
    summary: (args) =>
      args.mended
        ? `${named(args)} still reports an error that is mended; Flux has not tried again${age(args.age)}`
        : `${named(args)} fails${age(args.age)}: ${shown(args.message)}`,
    explanation:
      'Every link holds, and Flux still reports an error. If its words belong to a link that is proved now, it is mended and Flux has only not tried again, which a scan by hand shows. If they are of a kind that cannot be seen from outside the cluster (a connection, a certificate, the metadata server, a proxy), they stand as what is broken.',
    sources: [imageRepositories],
    expected: () => 'a successful scan',
    actual: ({ message }) => shown(message),
    fixes: retry,
    example: {
      ...object,
      message:
        'scan failed: Get "https://europe-west1-docker.pkg.dev/v2/": dial tcp: lookup europe-west1-docker.pkg.dev: i/o timeout',
      age: '12m',
      mended: false,
    },
  },
};

function named({ kind, namespace, name }: FluxObject): string {
  return `${shown(kind)} ${shown(namespace)}/${shown(name)}`;
}

function age(age: string | null): string {
  return age === null ? ' (age unknown)' : ` (${shown(age)} ago)`;
}
