import { describe, expect, test } from 'vitest';
import { finding } from '../../src/chain/vocabulary.ts';
import { paper } from '../../src/output/screen.ts';
import { signs } from '../../src/output/meaning.ts';
import { renderText } from '../../src/output/text.ts';
import {
  aCheck,
  aCluster,
  aReport,
  anIdentity,
  broken,
  brokenMany,
  causeOf,
  chainWith,
  found,
  gsa,
  healthy,
  inconclusive,
} from './reports.ts';

const at = (text: string, part: string): number => {
  const index = text.indexOf(part);
  expect(index, `"${part}" in\n${text}`).toBeGreaterThanOrEqual(0);
  return index;
};

describe('a broken chain', () => {
  const text = renderText(broken());

  test('says first what is broken, on which resource', () => {
    const [headline = ''] = text.split('\n\n');
    expect(headline.replace(/\s+/g, ' ')).toMatch(
      /^✗ Broken: The binding is for flux\/image-reflector-controller; .* flux-system\/image-reflector-controller/,
    );
  });

  test('shows what should stand there over what does, then what to do by its kind, then how to check it', () => {
    const order = [
      'expected  …svc.id.goog[flux-system/image-reflector-controller]\n',
      'actual    …svc.id.goog[flux/image-reflector-controller]\n                           ^^^^\n',
      '  Do now  ',
      'gcloud iam service-accounts add-iam-policy-binding',
      '  Make it last  ',
      '  Check         flux-wi doctor -n flux-system --wait 20m',
      'workload ✓  KSA ✓',
      'flux-wi explain binding-wrong-namespace',
    ].map((part) => at(text, part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('tells the chain in one line, with what its signs mean', () => {
    at(text, '  workload ✓  KSA ✓  GKE ✓  GSA ✓  binding ✗  token ⊘  registry ✓  scan –');
    at(text, '⊘ not reached, because of binding');
  });

  test('fits a terminal of 24 rows, from the sign to the prompt', () => {
    const rows = text
      .trimEnd()
      .split('\n')
      .flatMap((line) => line.match(/.{1,80}/g) ?? ['']);
    expect(rows.length).toBeLessThanOrEqual(24);
  });
});

test('with every detail, the chain is drawn link by link before what to do', () => {
  const text = renderText(broken(), paper, 'full');
  const chain = text.slice(at(text, '  ✓ workload'), at(text, '✗ Broken'));
  expect(chain.match(/^ {2}(\S) (workload|KSA|GKE|GSA|binding|token|registry|scan)/gm)).toEqual([
    '  ✓ workload',
    '  ✓ KSA',
    '  ✓ GKE',
    '  ✓ GSA',
    '  ✗ binding',
    '  ⊘ token',
    '  ✓ registry',
    '  – scan',
  ]);
  expect(chain).toContain('left out by --skip');
  at(text, 'cluster acme-prod · GSA acme-iam · registry acme-images');
  at(text, 'seen      iam.projects.serviceAccounts.getIamPolicy');
});

test('an inconclusive run begins with what would settle it', () => {
  const text = renderText(inconclusive());
  expect(text.split('\n\n')[0]?.replace(/\s+/g, ' ')).toMatch(/^\? Not verified: .*serviceaccounts\/token/);
  at(text, 'kubectl create role');
});

test('a healthy run says so, and offers no fix', () => {
  const text = renderText(healthy());
  at(text, '✓ Healthy: flux-system/');
  expect(text).not.toContain('Do now');
});

test('one refusal of three identities is told once, with the three', () => {
  const text = renderText(brokenMany());
  at(text, 'affects   flux-system/team-a, flux-system/team-b, flux-system/team-c');
  expect(text.match(/Do now /g)).toHaveLength(1);
  // Their chains read the same: one stands for them.
  expect(text.match(/ registry /g)).toHaveLength(1);
});

test('a second cause that the first does not explain is told too', () => {
  const id = 'prod/flux-system/image-reflector-controller';
  const disabled = found('gsa-enabled', 'GSA', 'broken', finding('gsa-disabled', { gsa, project: 'acme-prod' }));
  const image = found(
    'image-reference',
    'scan',
    'broken',
    finding('image-reference-invalid', {
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
      image: 'https://gcr.io/acme/api',
      problem: 'a scheme',
      suggestion: 'gcr.io/acme/api',
    }),
  );
  const rootCause = causeOf(disabled, id);
  const text = renderText(
    aReport({
      verdict: 'broken',
      rootCause,
      identities: [
        anIdentity('image-reflector-controller', {
          verdict: 'broken',
          rootCause,
          otherCauses: [causeOf(image, id)],
          checks: chainWith(disabled, image),
        }),
      ],
    }),
  );
  expect(at(text, '✗ Broken: ')).toBeLessThan(at(text, '✗ Also broken: '));
});

test('a healthy identity whose images are suspended is not called scanning', () => {
  const stale = found(
    'scan-status',
    'scan',
    'warn',
    finding('scan-suspended', { kind: 'ImageRepository', namespace: 'flux-system', name: 'api' }),
  );
  const text = renderText(
    aReport({ identities: [anIdentity('image-reflector-controller', { checks: chainWith(stale) })] }),
  );
  at(text, '! Not scanning: the identity is healthy, but Flux is not scanning: 1 of');
  expect(text).not.toContain('Warning:');
});

test('a fault of the cluster is told although no identity was found', () => {
  const unreachable = found(
    'cluster-access',
    'access',
    'unknown',
    finding('cluster-unreachable', {
      context: 'prod',
      server: 'https://10.0.0.1',
      problem: 'connect ECONNREFUSED',
      asked: null,
    }),
  );
  const text = renderText(
    aReport({
      verdict: 'inconclusive',
      suspect: causeOf(unreachable, null),
      clusters: [aCluster({ checks: [unreachable] })],
      identities: [],
    }),
  );
  at(text, '? Not settled');
  at(text, 'ECONNREFUSED');
});

test('a run that was stopped says that it was', () => {
  expect(renderText(aReport({ verdict: 'inconclusive', interrupted: 'SIGINT' })).replace(/\s+/g, ' ')).toContain(
    'cut short: SIGINT',
  );
});

test('the sandbox says that it is one', () => {
  expect(renderText(aReport({ sandbox: true }))).toMatch(/^SANDBOX/);
});

test('fifty healthy identities take one line, not fifty chains', () => {
  const identities = Array.from({ length: 50 }, (_, number) => anIdentity(`team-${number}`));
  const text = renderText(aReport({ identities }));
  at(text, '50 identities healthy: flux-system/team-0');
  expect(text.split('\n').length).toBeLessThan(15);
});

describe('fits the paper', () => {
  const reports = [broken(), brokenMany(), inconclusive(), healthy()];
  const fixes = reports.flatMap(({ identities }) =>
    identities.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings.flatMap((each) => each.fixes))),
  );
  const toPaste = new Set(
    fixes.flatMap(({ command, verify, patch }) =>
      [command, verify, patch?.content ?? ''].flatMap((text) => text.split('\n')),
    ),
  );

  test.each([40, 80, 120])('at %i columns: no line is longer, but a long name and what is to be pasted', (columns) => {
    for (const report of reports) {
      for (const line of renderText(report, { columns, colour: false, unicode: true }).split('\n')) {
        if (line.length <= columns || toPaste.has(line) || toPaste.has(line.trim())) continue;
        if (line.includes('flux-wi explain ')) continue;
        const name = line
          .trim()
          .replace(/^(expected|actual|affects|seen|Do now|Make it last|Check|Find out|Ask first) +/, '');
        expect(name, `one name alone in: ${line}`).not.toContain(' ');
      }
    }
  });

  test.each([40, 80])('at %i columns: the commands of the root cause stay whole', (columns) => {
    const text = renderText(broken(), { columns, colour: false, unicode: true });
    const own = broken()
      .identities.flatMap(({ checks }) => checks)
      .flatMap(({ findings }) => findings.flatMap((each) => each.fixes))
      .filter(({ kind }) => kind === 'now');
    expect(own).toHaveLength(1);
    for (const { command } of own) at(text, command);
  });
});

test('off UTF-8 the text is ASCII, and the signs differ still', () => {
  const text = renderText(broken(), { columns: 80, colour: false, unicode: false }, 'full');
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  expect(text).toMatch(/^ {2}x binding/m);
  expect(text).toMatch(/^ {2}\+ KSA/m);
});

test('without colour there is no escape; with it, the words are the same', () => {
  const plain = renderText(broken());
  expect(plain).not.toContain('\x1b');
  const coloured = renderText(broken(), { columns: 80, colour: true, unicode: true });
  expect(coloured).toContain('\x1b[');
  expect(coloured.replaceAll(/\x1b\[[0-9;]*m/g, '')).toBe(plain);
});

test('what the cluster says cannot act upon the terminal', () => {
  const hostile = '\x1b]0;owned\x07\x1b[2J\u009b31m\u202eevil\r\nBROKEN';
  const text = renderText(
    aReport({
      identities: [
        anIdentity('image-reflector-controller', {
          gsa: hostile,
          checks: chainWith(aCheck('ksa', 'KSA', { notes: [hostile], title: hostile })),
        }),
      ],
      clusters: [aCluster({ context: 'prod', name: hostile })],
      endpoints: { [hostile]: hostile },
    }),
  );
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  expect(text).not.toMatch(/^BROKEN/m);
});

test('a note of a megabyte does not fill the screen', () => {
  const text = renderText(
    aReport({
      identities: [anIdentity('a', { checks: chainWith(aCheck('ksa', 'KSA', { notes: ['x'.repeat(1_000_000)] })) })],
    }),
  );
  expect(text.length).toBeLessThan(5000);
});

test('equal reports give equal texts', () => {
  expect(renderText(broken())).toBe(renderText(structuredClone(broken())));
});

test('no two states share a sign', () => {
  expect(new Set(Object.values(signs)).size).toBe(Object.keys(signs).length);
});
