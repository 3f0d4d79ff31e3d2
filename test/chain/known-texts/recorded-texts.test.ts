import { describe, expect, test } from 'vitest';
import { readTexts } from '../../../src/chain/known-texts.ts';
import { isCode } from '../../../src/findings/describe.ts';
import { clusterAnswers } from './recorded/cluster.ts';
import { fluxErrors, fluxOwn, fluxPrefixes } from './recorded/flux.ts';
import { googleAnswers } from './recorded/google.ts';
import { registryAnswers } from './recorded/registries.ts';
import type { Recorded } from './recorded/recorded.ts';

const sheets: Record<string, readonly Recorded[]> = {
  'Flux itself': fluxOwn,
  'what Flux met': fluxErrors,
  'the registries': registryAnswers,
  Google: googleAnswers,
  'the cluster': clusterAnswers,
};

/** Where a message is met: each form says the same as the message alone. */
const forms: Record<string, (text: string) => string> = {
  alone: (text) => text,
  'in a log line of JSON': (text) =>
    JSON.stringify({
      level: 'error',
      ts: '2026-03-02T09:14:00.000Z',
      msg: 'Reconciler error',
      name: 'api',
      error: text,
    }),
  'after a time and a level': (text) => `2026-03-02T09:14:00.000Z error ImageRepository/api.apps - ${text}`,
  'in a condition of a status': (text) =>
    `  - lastTransitionTime: "2026-03-02T09:14:00Z"\n    message: '${text.replaceAll("'", "''")}'\n    observedGeneration: 1\n    status: "False"\n    type: Ready`,
  'as a Go string': (text) => `error=${JSON.stringify(text)}`,
  'in an event that kubectl shows': (text) =>
    `Warning  ReadOperationFailed  4m12s (x31 over 3h)  image-reflector-controller  ${text}`,
  'in a log line with a trace': (text) =>
    JSON.stringify({
      level: 'error',
      ts: 1695908232.6423109,
      msg: 'Reconciler error',
      controller: 'imagerepository',
      error: text,
      stacktrace:
        'sigs.k8s.io/controller-runtime/pkg/internal/controller.(*Controller).reconcileHandler\n\t/home/runner/go/pkg/mod/sigs.k8s.io/controller-runtime@v0.16.2/pkg/internal/controller/controller.go:329',
    }),
  'in indented JSON': (text) =>
    JSON.stringify({ level: 'error', ImageRepository: { name: 'api' }, error: text }, null, 2),
  'in JSON within JSON': (text) => JSON.stringify({ textPayload: JSON.stringify({ error: text }) }),
  'as a thread quotes it': (text) => `\`\`\`\n${text}\n\`\`\``,
  'as a mail quotes it': (text) => text.replaceAll(/^/gm, '> '),
  'under a row of flux get': (text) =>
    `NAMESPACE  \tNAME\tLAST SCAN\tSUSPENDED\tREADY\tMESSAGE\napps       \tapi \t         \tFalse    \tFalse\t${text}`,
};

const cases = (texts: readonly Recorded[]) => texts.map(([text, code, wanted = {}]) => ({ text, code, wanted }));

for (const [who, texts] of Object.entries(sheets)) {
  describe(who, () => {
    test.each(cases(texts))('$text', ({ text, code, wanted }) => {
      const [first, ...others] = readTexts(text);
      if (code === 'not ours') {
        expect(first).toBeUndefined();
        return;
      }
      expect(first?.reading).toMatchObject(wanted);
      expect(first?.reading.codes[0] ?? 'none').toBe(code);
      expect(first?.reading.codes.every(isCode)).toBe(true);
      expect(others).toEqual([]);
    });
  });
}

describe.each(Object.entries(forms))('%s', (_form, wrap) => {
  const ours = cases(Object.values(sheets).flat()).filter(({ code }) => code !== 'not ours');
  test.each(ours)('$text', ({ text, code, wanted: { as } }) => {
    const found = readTexts(wrap(text));
    expect(found.map(({ reading }) => reading.codes[0] ?? 'none')).toEqual([code]);
    if (as !== undefined) expect(found[0]?.reading.as).toBe(as);
  });
});

describe.each(fluxPrefixes)('behind %s', (prefix) => {
  test.each(cases(fluxErrors))('$text', ({ text, code }) => {
    expect(readTexts(prefix + text).map(({ reading }) => reading.codes[0])).toEqual([code]);
  });
});
