import { describe, expect, test } from 'vitest';
import { readText } from '../../../src/chain/known-texts.ts';
import { isCode } from '../../../src/chain/words.ts';
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
