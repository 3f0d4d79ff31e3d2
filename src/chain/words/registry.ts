/** The words for the seventh link: what the identity may read of the repository or bucket behind an image. */

import { createRepository, findReason, listRepositories, migrate, readBucket, renewGrant } from '../fixes/registry.ts';
import { memberOf, readRepository, whereIs } from '../fixes/grant.ts';
import { allowEgress, dnsRules, googleRules } from '../fixes/network-policy.ts';
import { askAgain } from '../fixes/verify.ts';
import type { Repository } from '../finding-args.ts';
import type { RegistryReason } from '../registry-reason.ts';
import { sh, yours } from '../shell-quote.ts';
import { shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type RegistryCode =
  | 'registry-unsupported'
  | 'registry-host-unmatched'
  | 'bucket-not-found'
  | 'bucket-access-denied'
  | 'registry-grant-stale'
  | 'registry-unreachable-from-cluster'
  | 'registry-ca-untrusted'
  | 'registry-moved'
  | 'registry-refused'
  | 'registry-shut-down'
  | 'repository-not-found'
  | 'repository-access-denied'
  | 'perimeter-denied';

const transition = 'https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr';
const access = 'https://cloud.google.com/artifact-registry/docs/access-control';
const gsa = 'flux-images@acme-prod.iam.gserviceaccount.com';
const repository: Repository = {
  image: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
  host: 'europe-west1-docker.pkg.dev',
  project: 'acme-images',
  location: 'europe-west1',
  repository: 'apps',
};
/** What a reason comes to, where it is a known one. */
const refusedBecause: Partial<Record<RegistryReason, string>> = {
  'key-not-allowed': 'its service agent may not use the key that it is encrypted with',
  'key-not-enabled': 'the key that it is encrypted with is not enabled',
  'download-rule': 'a download rule denies this version',
  'organization-policy': 'a policy of the organization does not let the project use Artifact Registry',
};

const gcr = { image: 'gcr.io/acme-images/api', host: 'gcr.io' } as const;

export const registryWords: WordsTable<RegistryCode> = {
  'registry-unsupported': {
    link: 'registry',
    level: 'skipped',
    summary: ({ image, host }) => `${shown(image)} is not on a Google registry (${shown(host)})`,
    explanation:
      'Workload Identity is of use on Google hosts alone, and Flux sends no Google token anywhere else. Images there are read anonymously or with a pull secret, which is not examined.',
    sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
    expected: () => 'gcr.io, HOST.gcr.io or LOCATION-docker.pkg.dev',
    actual: ({ host }) => shown(host),
    fixes: () => [],
    example: { image: 'ghcr.io/acme/api', host: 'ghcr.io' },
  },
  'registry-host-unmatched': {
    link: 'registry',
    level: 'broken',
    summary: ({ host, suggestion }) =>
      `Flux does not take ${shown(host)} for a Google registry${suggestion === null ? '' : `; use ${shown(suggestion)}`}`,
    explanation:
      'Google serves this host, and Flux\'s own pattern knows gcr.io, HOST.gcr.io and LOCATION-docker.pkg.dev alone: no port, no domain of your own, no docker.LOCATION.rep.pkg.dev. From Flux 2.6 on the object fails with "invalid GCP registry"; before that it was read anonymously, without a word. The same image under the usual host works.',
    sources: ['https://github.com/fluxcd/source-controller/issues/1974'],
    expected: ({ suggestion }) => (suggestion === null ? 'LOCATION-docker.pkg.dev' : shown(suggestion)),
    actual: ({ image }) => shown(image),
    fixes: ({ suggestion }) => [
      {
        kind: 'find-out',
        title: 'Walk the chain for the image under the host that Flux knows, then change the object in Git',
        tool: 'flux-wi',
        command: sh`flux-wi doctor --image ${suggestion ?? yours('IMAGE')}`,
        patch: null,
        permission: 'none; then write access to the Git repository',
        takes: 'Flux scans at once when the object changes',
        verify: askAgain(),
      },
    ],
    example: {
      image: 'docker.europe-west1.rep.pkg.dev/acme-images/apps/api',
      host: 'docker.europe-west1.rep.pkg.dev',
      suggestion: 'europe-west1-docker.pkg.dev/acme-images/apps/api',
      version: '1.0.1',
    },
  },
  'bucket-not-found': {
    link: 'registry',
    level: 'broken',
    summary: ({ bucket, image }) => `The bucket ${shown(bucket)} behind ${shown(image)} does not exist`,
    explanation:
      "Container Registry kept a project's images in this bucket, and it is not there: nothing was ever pushed under this host, or the bucket was deleted. Container Registry is shut down and Artifact Registry serves gcr.io now, so look for the image in the repository of that name.",
    sources: [transition],
    expected: ({ bucket }) => shown(`gs://${bucket}`),
    actual: () => 'The specified bucket does not exist.',
    fixes: ({ project }) => [migrate(project)],
    example: { ...gcr, bucket: 'artifacts.acme-images.appspot.com', project: 'acme-images' },
  },
  'bucket-access-denied': {
    link: 'registry',
    level: 'broken',
    summary: ({ as, permission, bucket }) => `${shown(as)} lacks ${shown(permission)} on bucket ${shown(bucket)}`,
    explanation:
      'Container Registry asks Cloud Storage whether the caller may read the bucket of the images, and it may not. roles/storage.objectViewer lists and reads objects; the permission storage.buckets.get is in roles/storage.legacyBucketReader. The refusal names who was refused: if that is not your service account, an earlier link is broken.',
    sources: [
      'https://cloud.google.com/container-registry/docs/access-control',
      'https://github.com/sigstore/scaffolding/issues/695',
    ],
    expected: ({ permission, principal }) => `${shown(principal)} with ${shown(permission)}`,
    actual: ({ as }) => `refused as ${shown(as)}`,
    fixes: readBucket,
    example: {
      ...gcr,
      bucket: 'artifacts.acme-images.appspot.com',
      permission: 'storage.objects.list',
      principal: `serviceAccount:${gsa}`,
      as: `GSA ${gsa}`,
    },
  },
  'registry-grant-stale': {
    link: 'registry',
    level: 'broken',
    summary: ({ gsa, found }) =>
      `The grant on ${shown(whereIs(found.resource)?.named ?? found.resource)} is for a deleted ${shown(gsa)}, not for today's`,
    explanation:
      "A role hangs on the id of an account, not on its name. The account was deleted and made anew, so the old grant is a tombstone (deleted:…?uid=…) that helps nobody, though the console still lists the name. Grant the role to today's account, and remove the tombstone by its exact member.",
    sources: [
      'https://cloud.google.com/iam/docs/service-accounts-delete-undelete',
      'https://github.com/spinnaker/spinnaker.github.io/issues/443',
    ],
    expected: ({ gsa, uniqueId }) => `serviceAccount:${shown(gsa)}${uniqueId === null ? '' : ` (${shown(uniqueId)})`}`,
    actual: ({ found }) => shown(found.member),
    fixes: renewGrant,
    example: {
      ...repository,
      gsa,
      found: {
        member: `deleted:serviceAccount:${gsa}?uid=104857623489123456789`,
        role: 'roles/artifactregistry.reader',
        resource: 'projects/acme-images/locations/europe-west1/repositories/apps',
      },
      uniqueId: '117238461982374619823',
    },
  },
  'registry-unreachable-from-cluster': {
    link: 'registry',
    level: 'broken',
    summary: ({ host, message }) => `Flux cannot reach ${shown(host)} from the cluster: ${shown(message)}`,
    explanation:
      'The registry answers from here, and the controller gets no connection: name resolution, a firewall, a NetworkPolicy or a proxy that only the nodes have. Nodes pull images over another way, so their success shows nothing. No credential has been looked at yet.',
    sources: [
      'https://cloud.google.com/vpc/docs/configure-private-google-access',
      'https://github.com/knative/serving/issues/9090',
    ],
    expected: ({ host }) => `a connection to ${shown(host)}:443`,
    actual: ({ message }) => shown(message),
    fixes: () => [
      {
        kind: 'find-out',
        title: 'See which policies stand between',
        tool: 'kubectl',
        command: 'kubectl get networkpolicies -A',
        patch: null,
        permission: 'list networkpolicies in all namespaces',
        takes: 'at once',
        verify: askAgain(),
      },
      allowEgress({ namespace: 'flux-system', workload: 'image-reflector-controller' }, 'google', [
        ...googleRules,
        ...dnsRules,
      ]),
    ],
    example: { ...repository, message: 'dial tcp 142.250.102.82:443: i/o timeout' },
  },
  'registry-ca-untrusted': {
    link: 'registry',
    level: 'broken',
    summary: ({ host, message }) => `Flux does not trust the certificate that ${shown(host)} shows: ${shown(message)}`,
    explanation:
      "The controller gets a certificate that no authority in its image has signed, as a rule that of a proxy which opens TLS. From here the certificate is Google's. The login to Google goes through the same proxy, and needs to trust it too, so the authority belongs into the controller and not only into the object.",
    sources: ['https://fluxcd.io/flux/components/image/imagerepositories/#certificate-secret-reference'],
    expected: () => "Google's certificate, or one of an authority that the controller knows",
    actual: ({ message }) => shown(message),
    fixes: () => [
      {
        kind: 'ask-first',
        title:
          'Store the authority of the proxy; then name it in spec.certSecretRef, and mount it in the controller (SSL_CERT_DIR)',
        tool: 'kubectl',
        command: sh`kubectl -n flux-system create secret generic registry-ca --from-file=ca.crt=${yours('CA_FILE')}`,
        patch: null,
        permission: 'create secrets in namespace flux-system',
        takes: 'Flux scans at once when the object changes',
        verify: askAgain('flux-system'),
      },
    ],
    example: { ...repository, message: 'x509: certificate signed by unknown authority' },
  },
  'registry-moved': {
    link: 'registry',
    level: 'broken',
    summary: ({ host, repository, bucket }) =>
      `${shown(host)} is served by Artifact Registry's ${shown(repository)}; the grant on bucket ${shown(bucket)} does nothing`,
    explanation:
      "The project's gcr.io images have moved: the host is now the name of an Artifact Registry repository, and only grants on that repository or its project count. What guides of Container Registry's time say, a role on the bucket, has no effect any more.",
    sources: [transition],
    expected: ({ principal, repository }) =>
      `${shown(memberOf(principal))} with roles/artifactregistry.reader on ${shown(repository)}`,
    actual: ({ found, bucket }) => `${shown(found.role)} on ${shown(`gs://${bucket}`)}`,
    fixes: (args) => readRepository(args, args.principal, askAgain()),
    example: {
      ...gcr,
      project: 'acme-images',
      location: 'us',
      repository: 'gcr.io',
      bucket: 'artifacts.acme-images.appspot.com',
      found: {
        member: `serviceAccount:${gsa}`,
        role: 'roles/storage.objectViewer',
        resource: 'gs://artifacts.acme-images.appspot.com',
      },
      principal: `serviceAccount:${gsa}`,
    },
  },
  'registry-refused': {
    link: 'registry',
    level: 'broken',
    summary: ({ repository, project, reason, message }) =>
      `Repository ${shown(repository)} in ${shown(project)} serves nobody: ${refusedBecause[reason] ?? shown(message)}`,
    explanation:
      'The registry refuses for a reason of its own, and quotes it. No role of the identity is missing, and no grant to it changes the answer. Known reasons: the repository is encrypted with a key that is disabled or that the service agent of Artifact Registry may not use; a download rule denies the version; a policy of the organization does not let the project use Artifact Registry. Whoever looks after that key, rule or policy can change it.',
    sources: [
      'https://cloud.google.com/artifact-registry/docs/cmek',
      'https://cloud.google.com/artifact-registry/docs/restrict-artifact-downloads',
    ],
    expected: ({ reference }) => (reference === null ? 'a list of tags' : `the content of ${shown(reference)}`),
    actual: ({ message }) => shown(message),
    fixes: findReason,
    example: {
      ...repository,
      reason: 'key-not-enabled',
      message:
        'projects/acme-keys/locations/europe-west1/keyRings/registry/cryptoKeys/images/cryptoKeyVersions/1 is not enabled, current state is: DISABLED.',
      reference: null,
    },
  },
  'registry-shut-down': {
    link: 'registry',
    level: 'broken',
    summary: ({ project, host }) =>
      `Container Registry is shut down, and project ${shown(project)} was never moved off ${shown(host)}`,
    explanation:
      'Google answers 412 for every image of a project that was not moved to Artifact Registry, and no grant can mend it. The migration tool copies the images and redirects the host, and still works. Afterwards the identity needs a role on the new repository.',
    sources: ['https://cloud.google.com/artifact-registry/docs/transition/auto-migrate-gcr-ar'],
    expected: ({ host }) => `an Artifact Registry repository that serves ${shown(host)}`,
    actual: () => '412 Precondition Failed',
    fixes: ({ project }) => [migrate(project)],
    example: { ...gcr, project: 'acme-images' },
  },
  'repository-not-found': {
    link: 'registry',
    level: 'broken',
    summary: ({ repository, project, location, near }) =>
      `Repository ${shown(repository)} does not exist in ${shown(project)}, ${shown(location)}${near === null ? '' : `; ${shown(near)} does`}`,
    explanation:
      'There is no such repository under this project and location. As a rule the host names another location than that of the repository, or the path lacks a part: LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE. Its refusal to Flux reads like that for a missing grant; here it was seen to be absent.',
    sources: ['https://cloud.google.com/artifact-registry/docs/repositories/create-repos'],
    expected: ({ near, repository }) => shown(near ?? repository),
    actual: () => 'no such repository',
    fixes: createRepository,
    example: {
      ...repository,
      repository: 'app',
      image: 'europe-west1-docker.pkg.dev/acme-images/app/api',
      near: 'apps',
    },
  },
  'repository-access-denied': {
    link: 'registry',
    level: 'broken',
    summary: ({ as, repository, project, settled, permission }) =>
      settled
        ? `${shown(as)} may not read repository ${shown(repository)} in ${shown(project)}: ${shown(permission)} is missing`
        : `${shown(as)} may not read repository ${shown(repository)} in ${shown(project)}, or it does not exist`,
    explanation:
      'The registry took the identity for who it is and refused it: neither the repository nor its project grants it a role with the permission. roles/artifactregistry.reader is the smallest; grants on Cloud Storage do nothing here. Artifact Registry words a missing repository alike ("or it may not exist"); where nobody could look, it is said as one of the two.',
    sources: [access],
    expected: ({ principal, permission }) => `${shown(memberOf(principal))} with ${shown(permission)}`,
    actual: ({ as, settled }) => `refused as ${shown(as)}${settled ? '' : ', or no such repository'}`,
    fixes: (args) => [
      ...readRepository(args, args.principal, askAgain()),
      ...(args.settled ? [] : [listRepositories(args)]),
    ],
    example: {
      ...repository,
      permission: 'artifactregistry.repositories.downloadArtifacts',
      principal: `serviceAccount:${gsa}`,
      as: `GSA ${gsa}`,
      settled: true,
    },
  },
  'perimeter-denied': {
    link: 'registry',
    level: 'broken',
    summary: ({ host, as, inside, identifier }) =>
      `A service perimeter keeps ${shown(as)} from ${shown(host)}${inside ? '' : ' from here'} (${shown(identifier)})`,
    explanation:
      'VPC Service Controls refuse the call because of where it comes from or where it goes, whatever the roles say. Asked from outside the cluster that says where the doctor stands, and is unknown for Flux; asked from inside, or in the words of Flux itself, it is broken. Whoever looks after the perimeter finds the refusal by its identifier, and adds an ingress or egress rule.',
    sources: ['https://cloud.google.com/vpc-service-controls/docs/troubleshooting'],
    expected: () => 'a rule of the perimeter that lets the call through',
    actual: ({ identifier }) => `vpcServiceControlsUniqueIdentifier: ${shown(identifier)}`,
    fixes: ({ identifier }) => [
      {
        kind: 'find-out',
        title: 'Find the refusal in the audit log of the project, and give it to whoever looks after the perimeter',
        tool: 'gcloud',
        command: sh`gcloud logging read ${`protoPayload.metadata.vpcServiceControlsUniqueId=${JSON.stringify(identifier)}`} --project=${yours('PROJECT')} --freshness=1d`,
        patch: null,
        permission:
          'logging.logEntries.list (roles/logging.viewer); to change the perimeter roles/accesscontextmanager.policyEditor',
        takes: 'up to 30 minutes after the perimeter was changed',
        verify: askAgain(),
      },
    ],
    example: { host: 'europe-west1-docker.pkg.dev', identifier: 'kZ0q7Yb1Xw', as: `GSA ${gsa}`, inside: true },
  },
};
