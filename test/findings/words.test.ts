import { describe as group, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { finding } from '../../src/chain/vocabulary.ts';
import type { Finding, Fix } from '../../src/chain/vocabulary.ts';
import { allCodes, describe, describeStored, exampleOf, explainCode, isCode } from '../../src/findings/describe.ts';
import { hostile, madeHostile, samples } from './samples.ts';

const wordsOf = (sample: Finding): string => {
  const { summary, expected, actual } = describe(sample);
  return [summary, expected, actual].join('\n');
};

group('words', () => {
  test('of every code name its arguments, and nothing that is not there', () => {
    // An argument may itself hold the word: the example of internal-error does.
    for (const sample of samples().filter(({ code }) => code !== 'internal-error')) {
      expect(wordsOf(sample), sample.code).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
    }
  });

  test('stay on one line whatever the arguments are', () => {
    for (const sample of samples().map(madeHostile)) {
      const { summary, expected, actual } = describe(sample);
      for (const text of [summary, expected ?? '', actual ?? '']) expect(text, sample.code).not.toMatch(/\p{Cc}/u);
    }
  });

  test('drop what would reorder or hide text', () => {
    const { summary } = describe(
      finding('scan-suspended', { kind: 'ImageRepository', namespace: 'a\u202eb', name: 'c\u200bd\u001b[31m' }),
    );
    expect(summary).toBe('ImageRepository ab/cd [31m is suspended');
  });

  test('of every code explain it in two to six sentences', () => {
    for (const code of allCodes()) {
      const { explanation, docs, sources } = explainCode(code);
      const sentences = explanation.split(/[.:?;]\s/).length;
      expect(sentences, code).toBeGreaterThanOrEqual(2);
      expect(explanation.split(/\.\s+(?=[A-Z`"-])/).length, code).toBeLessThanOrEqual(7);
      expect(docs).toBe(`https://github.com/flux-wi/flux-wi/blob/main/docs/findings.md#${code}`);
      for (const source of sources) expect(new URL(source).protocol).toBe('https:');
    }
  });

  test('know their codes', () => {
    expect(isCode('binding-missing')).toBe(true);
    expect(isCode('toString')).toBe(false);
    expect(new Set(allCodes()).size).toBe(allCodes().length);
  });
});

group('fixes', () => {
  test('are there for every finding but an image that is not on Google', () => {
    for (const sample of samples()) {
      expect(describe(sample).fixes.length > 0, sample.code).toBe(sample.code !== 'registry-unsupported');
    }
  });

  test('say what they need, how long they take, and how to see that they worked', () => {
    for (const sample of samples()) {
      for (const { title, permission, takes, verify } of describe(sample).fixes) {
        for (const text of [title, permission, takes, verify])
          expect(text, sample.code).not.toMatch(/^$|undefined|(?<!\/)\bnull\b/);
      }
    }
  });

  test('come as YAML that can be read, with the values as they are', () => {
    for (const sample of [...samples(), ...samples().map(madeHostile)]) {
      for (const { patch } of describe(sample).fixes) {
        if (patch?.language !== 'yaml') continue;
        const [document, ...more] = parseAllDocuments(patch.content);
        expect(document?.errors ?? [], `${sample.code}\n${patch.content}`).toEqual([]);
        expect(more).toEqual([]);
        for (const text of strings(document?.toJS())) {
          const inner = /^(?:apiVersion: |- op: )/.test(text) ? strings(parseAllDocuments(text)[0]?.toJS()) : [text];
          for (const value of inner.filter((each) => each.includes('HOSTILE'))) expect(value).toContain(hostile);
        }
      }
    }
  });

  test('for Terraform disarm its templates', () => {
    const [, inTerraform] = bindingFixes('${file("x")}');
    expect(inTerraform?.patch?.content).toContain('$${file(\\"x\\")}');
  });

  test('that fit into no command are left out, and the finding is told all the same', () => {
    const described = describe(finding('scan-suspended', { kind: 'ImageRepository', namespace: 'a', name: 'b\0c' }));
    expect(described.fixes).toEqual([]);
    expect(described.summary).toBe('ImageRepository a/b c is suspended');
  });

  function bindingFixes(gsa: string): readonly Fix[] {
    return describe(finding('binding-missing', { namespace: 'n', ksa: 'k', pool: 'p', gsa, poolLostInPasting: false }))
      .fixes;
  }
});

group('fixes for an owner', () => {
  const gsa = 'flux@acme.iam.gserviceaccount.com';
  const fixesOf = (
    owner: Extract<Finding, { code: 'ksa-annotation-empty' }>['args']['owner'],
    known: string | null = gsa,
  ) =>
    describe(
      finding('ksa-annotation-empty', {
        namespace: 'flux-system',
        ksa: 'source-controller',
        value: '',
        gsa: known,
        owner,
        candidates: [],
      }),
    ).fixes;

  test('who applies from Git: one that Flux keeps, then an edit in Git', () => {
    const [live, git] = fixesOf({
      kind: 'kustomization',
      namespace: 'flux-system',
      name: 'flux-system',
      path: './clusters/prod',
    });
    expect(git?.patch?.file).toBe('clusters/prod/flux-system/kustomization.yaml');
    expect(live?.command).toBe(
      'kubectl --field-manager=flux-client-side-apply -n flux-system annotate --overwrite serviceaccount source-controller iam.gke.io/gcp-service-account=flux@acme.iam.gserviceaccount.com',
    );
  });

  test('Helm: through the values of its chart, dots escaped and all else kept', () => {
    const [, upgrade] = fixesOf({ kind: 'helm', namespace: 'flux-system', release: 'flux', chart: 'flux2-2.18.3' });
    expect(upgrade?.command).toBe(
      String.raw`helm upgrade flux flux2 --repo 'https://fluxcd-community.github.io/helm-charts' --version 2.18.3 -n flux-system --reuse-values --set-string 'sourceController.serviceAccount.annotations.iam\.gke\.io/gcp-service-account=flux@acme.iam.gserviceaccount.com'`,
    );
  });

  test('none: kubectl annotate', () => {
    expect(fixesOf({ kind: 'none' }).map(({ command }) => command)).toEqual([
      'kubectl -n flux-system annotate --overwrite serviceaccount source-controller iam.gke.io/gcp-service-account=flux@acme.iam.gserviceaccount.com',
    ]);
  });

  test('no plain kubectl on what Flux applies', () => {
    const fluxOwned = samples().filter(
      ({ args }) => 'owner' in args && ['kustomization', 'fluxinstance', 'resourceset'].includes(args.owner.kind),
    );
    expect(fluxOwned.length).toBeGreaterThan(0);
    for (const { command } of fluxOwned.flatMap((sample) => describe(sample).fixes)) {
      const writes =
        /kubectl (?!.*--field-manager=flux-client-side-apply)(?:\S+ )*?(?:annotate|patch|rollout) (?!.*(?:fluxinstance|reconcile\.fluxcd\.io\/requestedAt))/;
      expect(command).not.toMatch(writes);
    }
  });

  test('a cause has one thing to do now at most, and its fixes stand in the order to take them', () => {
    const order = ['now', 'lasting', 'find-out', 'ask-first'];
    for (const sample of samples()) {
      const kinds = describe(sample).fixes.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'now').length, sample.code).toBeLessThanOrEqual(1);
      expect(order).toEqual(expect.arrayContaining(kinds));
    }
  });

  test('a value that nobody knows is asked for', () => {
    const [fix] = fixesOf({ kind: 'none' }, null);
    expect(fix?.command).toMatch(/^GSA=\n.*"\$\{GSA:\?your service account/);
  });
});

group('a stored finding', () => {
  test('is put into words anew', () => {
    for (const code of allCodes()) {
      const example = exampleOf(code);
      expect(describeStored(code, JSON.parse(JSON.stringify(example.args)))).toEqual(describe(example));
    }
    for (const { code, args } of samples()) expect(describeStored(code, args), code).not.toBeNull();
  });

  test('that is none is not', () => {
    expect(describeStored('no-such-code', {})).toBeNull();
    expect(describeStored('binding-missing', null)).toBeNull();
    expect(describeStored('binding-missing', { namespace: 1 })).toBeNull();
    const args = exampleOf('ksa-annotation-empty').args;
    expect(describeStored('ksa-annotation-empty', { ...args, owner: { kind: 'kustomization' } })).toBeNull();
    expect(describeStored('ksa-annotation-empty', { ...args, owner: { kind: 'constructor' } })).toBeNull();
  });

  test('with anything in the place of anything never throws', () => {
    const junk = [null, 1, true, '', [], {}, [null], { kind: 'helm' }];
    for (const code of allCodes()) {
      const { args } = exampleOf(code);
      for (const key of Object.keys(args)) for (const value of junk) describeStored(code, { ...args, [key]: value });
    }
    expect(describeStored('scan-suspended', [])).toBeNull();
  });
});

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...strings(item)]);
}
