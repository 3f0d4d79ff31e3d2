import { describe, expect, test } from 'vitest';
import { readText, readTexts } from '../../../src/chain/known-texts.ts';
import { isCode } from '../../../src/findings/describe.ts';
import { clusterTexts, fluxTexts, googleTexts, registryTexts } from './texts.ts';
import type { KnownText } from './texts.ts';

const groups: Record<string, readonly KnownText[]> = {
  Flux: fluxTexts,
  'the registries': registryTexts,
  Google: googleTexts,
  'the cluster': clusterTexts,
};

for (const [who, texts] of Object.entries(groups)) {
  describe(`what ${who} said`, () => {
    test.each(texts)('$text', ({ text, fork, code, covered, ...clues }) => {
      const reading = readText(text);
      expect(reading).toMatchObject({ fork, coveredByProof: covered, ...clues });
      expect(reading?.codes[0] ?? null).toBe(code);
      expect(reading?.codes.every(isCode)).toBe(true);
    });
  });
}

describe('a text', () => {
  test('that is not known is not guessed at', () => {
    for (const text of ['', 'hello', 'all pods are well', 'a.b.c', '{}']) expect(readText(text)).toBeNull();
  });

  test('is read alike with other line breaks, colours and escapes', () => {
    const text = fluxTexts.find((known) => known.text.includes('controlller'))?.text ?? '';
    const plain = readText(text);
    expect(plain?.codes[0]).toBe('binding-missing');
    expect(readText(JSON.stringify({ msg: text }))).toEqual(plain);
    expect(readText(text.replaceAll(' ', '\n'))).toEqual(plain);
    expect(readText(`\u001b[31m${text}\u001b[0m`)).toEqual(plain);
  });

  test('of an API that is off is not read as a missing binding', () => {
    const off = fluxTexts.find((known) => known.code === 'api-disabled');
    const reading = readText(off?.text ?? '');
    expect(reading?.codes).toEqual(['api-disabled']);
    expect(reading?.next).toEqual(['gcloud services enable iamcredentials.googleapis.com --project=123456']);
  });

  test('with the prefix that STS and IAM share is told apart by its body', () => {
    const sts = readText('oauth2/google: status code 400: {"error":"invalid_grant","error_description":"x"}');
    const iam = readText(
      'oauth2/google: status code 403: {"error":{"code":403,"message":"The caller does not have permission"}}',
    );
    expect(sts?.link).toBe('token');
    expect(iam?.link).toBe('binding');
  });

  test('late in a long log is found', () => {
    const log = `${'2026-03-02T09:00:00Z info reconciliation finished\n'.repeat(2000)}scan failed: GET https://gcr.io/v2/token: UNAUTHORIZED: authentication failed\n`;
    expect(readText(log)?.codes[0]).toBe('token-expired-in-cache');
  });

  test('puts nothing of its own into the commands unquoted', () => {
    const reading = readText(
      "Permission 'artifactregistry.repositories.downloadArtifacts' denied on resource 'projects/$(id)/locations/l/repositories/r;id'",
    );
    expect(reading?.next.at(-1)).toBe(
      "gcloud artifacts repositories get-iam-policy 'r;id' --project='$(id)' --location=l",
    );
    expect(readText('Project -rf has been deleted')?.next).toEqual(['flux-wi doctor']);
  });
});

describe('several messages', () => {
  const codes = (text: string) => readTexts(text).map(({ reading }) => reading.codes[0] ?? null);
  const denied =
    'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token?scope=x: DENIED: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme/locations/europe-west1/repositories/apps" (or it may not exist)';
  const timeout = 'scan failed: Get "https://gcr.io/v2/": dial tcp 142.250.1.82:443: i/o timeout';
  const impersonation = "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).";

  test('on two lines get two answers, each of its own', () => {
    const [first, second, ...more] = readTexts(`${denied}\n${timeout}`);
    expect(more).toEqual([]);
    expect(first?.reading).toEqual(readText(denied));
    expect(second?.reading).toEqual(readText(timeout));
    expect(codes(`${impersonation}\nThe specified bucket does not exist.`)).toEqual([
      'binding-missing',
      'bucket-not-found',
    ]);
    expect(codes(`dial tcp 10.0.0.1:443: i/o timeout\nx509: certificate signed by unknown authority`)).toEqual([
      'registry-unreachable-from-cluster',
      'registry-ca-untrusted',
    ]);
  });

  test('in a log of JSON', () => {
    const line = (error: string) => JSON.stringify({ level: 'error', ts: '2026-03-02T09:14:00Z', msg: 'x', error });
    expect(codes([line(denied), line(timeout), line('done'), line(denied)].join('\n'))).toEqual([
      'repository-access-denied',
      'registry-unreachable-from-cluster',
    ]);
  });

  test('in a table of kubectl and of flux', () => {
    const rows = [
      'NAMESPACE    NAME  LAST SCAN             SUSPENDED  READY  MESSAGE',
      `apps         api   2026-03-02T09:14:00Z  False      False  ${denied}`,
      `apps         web   2026-03-02T09:14:00Z  False      False  ${timeout}`,
      'apps         job   2026-03-02T09:14:00Z  False      True   successful scan: found 3 tags',
    ];
    expect(codes(rows.join('\n'))).toEqual(['repository-access-denied', 'registry-unreachable-from-cluster']);
    expect(codes(rows.join('\n').replaceAll(/ {2,}/g, '\t'))).toEqual([
      'repository-access-denied',
      'registry-unreachable-from-cluster',
    ]);
  });

  test('of the same kind about two things are two, and what says less of one is part of it', () => {
    const other = denied.replaceAll('apps', 'tools');
    expect(readTexts(`${denied}\n${other}`).map(({ reading }) => reading.resource)).toEqual([
      'projects/acme/locations/europe-west1/repositories/apps',
      'projects/acme/locations/europe-west1/repositories/tools',
    ]);
    expect(codes(`${denied}\nerror: ${denied.replace(/ on resource .*/, '')}`)).toHaveLength(1);
  });

  test('do not hide behind one that says that all is well', () => {
    expect(codes(`successful scan: found 3 tags\n${denied}`)).toEqual(['repository-access-denied']);
    expect(codes(`no tags in database\n${timeout}`)).toEqual(['registry-unreachable-from-cluster']);
  });
});

describe('one message over several lines', () => {
  const codes = (text: string) => readTexts(text).map(({ reading }) => reading.codes[0] ?? null);

  test('as indented JSON', () => {
    const body = {
      error: {
        code: 403,
        message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
        status: 'PERMISSION_DENIED',
        details: [{ reason: 'IAM_PERMISSION_DENIED', domain: 'iam.googleapis.com', metadata: { permission: 'x.y.z' } }],
      },
    };
    expect(codes(JSON.stringify(body, null, 2))).toEqual(['binding-missing']);
    expect(codes(`oauth2/google: status code 403: ${JSON.stringify(body, null, 2)}`)).toEqual(['binding-missing']);
  });

  test('as gcloud prints the details of an error', () => {
    expect(
      codes(
        "ERROR: (gcloud.auth.print-access-token) PERMISSION_DENIED: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist). This command is authenticated as dana@acme.example which is the active account specified by the [core/account] property\n- '@type': type.googleapis.com/google.rpc.ErrorInfo\n  domain: iam.googleapis.com\n  metadata:\n    permission: iam.serviceAccounts.getAccessToken\n  reason: IAM_PERMISSION_DENIED\n",
      ),
    ).toEqual(['binding-missing']);
  });

  test('as a terminal, YAML and kubectl describe break it', () => {
    const yaml = [
      '  conditions:',
      "  - lastTransitionTime: '2026-03-02T09:14:00Z'",
      "    message: 'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token?scope=x: DENIED:",
      '      Permission "artifactregistry.repositories.downloadArtifacts" denied on resource',
      '      "projects/acme/locations/europe-west1/repositories/apps" (or it may not exist)\'',
      '    reason: ReadOperationFailed',
      '    status: "False"',
    ];
    expect(readTexts(yaml.join('\n')).map(({ reading }) => [reading.codes[0], reading.resource])).toEqual([
      ['repository-access-denied', 'projects/acme/locations/europe-west1/repositories/apps'],
    ]);
  });

  test('with what GKE appends on lines of its own, and a trace of Java behind it', () => {
    expect(
      codes(
        "com.google.cloud.storage.StorageException: Unexpected Error code 403 trying to get security access token from Compute Engine metadata for the default service account: Unable to generate access token; IAM returned 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).\nThis error could be caused by a missing IAM policy binding on the target IAM service account.\nFor more information, refer to the Workload Identity documentation:\n\thttps://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to\n\n\tat com.google.cloud.storage.StorageException.translate(StorageException.java:209)\nCaused by: java.io.IOException: Unexpected Error code 403 trying to get security access token from Compute Engine metadata for the default service account: Unable to generate access token; IAM returned 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).\n",
      ),
    ).toEqual(['binding-missing']);
  });
});
