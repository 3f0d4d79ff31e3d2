import { describe, expect, test } from 'vitest';
import { reasonOf } from '../../src/chain/registry-reason.ts';

const repository = 'projects/acme/locations/europe-west1/repositories/apps';
const key = 'projects/acme/locations/europe-west1/keyRings/r/cryptoKeys/k';

describe('a reason of its own', () => {
  test.each([
    [
      'Permission denied on Cloud KMS key. Please ensure that your Artifact Registry service account has been authorized to use this key.',
      'key-not-allowed',
    ],
    [
      `Permission 'cloudkms.cryptoKeyVersions.useToDecrypt' denied on resource '${key}' (or it may not exist).`,
      'key-not-allowed',
    ],
    [`${key}/cryptoKeyVersions/1 is not enabled, current state is: DISABLED.`, 'key-not-enabled'],
    [`${key}/cryptoKeyVersions/1 is not enabled, current state is: DESTROYED.`, 'key-not-enabled'],
    [`Download of version "1.2.1" is denied by download rule "${repository}/rules/old".`, 'download-rule'],
    [
      "Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/acme' attempting to use service 'artifactregistry.googleapis.com'.",
      'organization-policy',
    ],
    ['This repository is being migrated and serves no reads.', 'other'],
    ['upstream refused the request: pull rate limit', 'other'],
  ])('%s', (message, reason) => {
    expect(reasonOf(message)).toBe(reason);
  });
});

describe('a missing right, or nothing at all', () => {
  test.each([
    `Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "${repository}" (or it may not exist)`,
    `Permission 'artifactregistry.repositories.downloadArtifacts' denied on resource '//artifactregistry.googleapis.com/${repository}' (or it may not exist).`,
    `Unauthenticated request. Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "${repository}" (or it may not exist)`,
    'x@acme.iam.gserviceaccount.com does not have storage.objects.list access to the Google Cloud Storage bucket.',
    "Token exchange failed for project 'acme'. Caller does not have permission or the resource may not exist 'storage.buckets.get'. To configure permissions, follow instructions at: https://cloud.google.com/container-registry/docs/access-control",
    "Failed to read tags for host 'gcr.io', repository '/v2/acme/api/tags/list?n=1000'",
    'Permission denied for "1.19.1" from request "/v2/acme/api/manifests/1.19.1".',
    "You don't have the needed permissions to perform this operation, and you may have invalid credentials. To authenticate your request, follow the steps in: https://cloud.google.com/container-registry/docs/advanced-authentication",
    'requested access to the resource is denied',
    'The caller does not have permission',
    'Permission denied.',
    'denied',
    'Forbidden',
    '',
  ])('%s', (message) => {
    expect(reasonOf(message)).toBe(null);
  });
});
