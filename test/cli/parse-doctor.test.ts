import { describe, expect, test } from 'vitest';
import type { DoctorFlags } from '../../src/cli/doctor-flags.ts';
import { parseDuration } from '../../src/cli/duration.ts';
import { parseDoctor } from '../../src/cli/parse-doctor.ts';

const parse = (flags: DoctorFlags, env: Record<string, string> = {}, isTerminal = false) =>
  parseDoctor(flags, env, isTerminal);

describe('durations', () => {
  test.each([
    ['90s', 90_000],
    ['10m', 600_000],
    ['1h30m', 5_400_000],
    ['1h2m3s', 3_723_000],
    ['0s', null],
    ['', null],
    ['10', null],
    ['-5s', null],
    ['1h 2m', null],
    ['1m1h', null],
    ['5x', null],
    ['9999h', null],
  ])('%j', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});

describe('what is drawn', () => {
  test.each([
    ['nothing said, on a terminal', {}, true, 'tui'],
    ['nothing said, off a terminal', {}, false, 'text'],
    ['-v on a terminal', { verbose: true }, true, 'text'],
    ['tui asked for, off a terminal', { output: ['tui'] }, false, 'text'],
    ['json', { output: ['json'] }, true, 'json'],
  ] as const)('%s', (_, flags, isTerminal, format) => {
    expect(parse({ ...flags, output: [...('output' in flags ? flags.output : [])] }, {}, isTerminal).outputs).toEqual([
      { format, file: null },
    ]);
  });

  test('a terminal that cannot move its cursor gets plain text', () => {
    expect(parse({ output: [] }, { TERM: 'dumb' }, true).outputs).toEqual([{ format: 'text', file: null }]);
  });

  test('a file beside the screen', () => {
    expect(parse({ output: ['text', 'json=a=b.json'] }).outputs).toEqual([
      { format: 'text', file: null },
      { format: 'json', file: 'a=b.json' },
    ]);
  });
});

describe('the environment', () => {
  test('holds what no flag says, and lists between commas', () => {
    const { run, failOn } = parse(
      {},
      { FLUX_WI_NAMESPACE: 'a, b,', FLUX_WI_FAIL_ON: 'warn', FLUX_WI_SERVICE_ACCOUNT: 'flux', FLUX_WI_WAIT: '' },
    );
    expect(run).toMatchObject({ namespaces: ['a', 'b'], serviceAccount: 'flux', waitMs: null });
    expect(failOn).toBe('warn');
  });

  test('gives way to a flag', () => {
    expect(parse({ namespace: ['c'] }, { FLUX_WI_NAMESPACE: 'a,b' }).run.namespaces).toEqual(['c']);
  });

  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
    ['', false],
  ])('FLUX_WI_ALL_CONTEXTS=%s', (value, expected) => {
    expect(parse({}, { FLUX_WI_ALL_CONTEXTS: value }).run.allContexts).toBe(expected);
  });

  test('has no say in --sandbox', () => {
    expect(parse({}, { FLUX_WI_SANDBOX: 'binding-missing' }).sandbox).toBeUndefined();
    expect(parse({ sandbox: true }).sandbox).toBeNull();
    expect(parse({ sandbox: 'binding-missing' }).sandbox).toBe('binding-missing');
  });
});

describe('wrong usage names what to correct and what is allowed', () => {
  test.each([
    [
      'a choice',
      { proveAs: 'worklaod' },
      {},
      /--prove-as: "worklaod" .*did you mean workload\?\nAllowed: auto, workload, pod/,
    ],
    ['a choice in the environment', {}, { FLUX_WI_FAIL_ON: 'broke' }, /FLUX_WI_FAIL_ON: .*did you mean broken/],
    ['an output', { output: ['jsn'] }, {}, /--output: "jsn" .*did you mean json\?\nAllowed: tui, text, json/],
    ['tui to a file', { output: ['tui=x'] }, {}, /cannot go to a file/],
    ['a file without a name', { output: ['json='] }, {}, /lacks the file's name/],
    ['two outputs to one place', { output: ['json', 'text'] }, {}, /both go to standard output/],
    ['a duration', { wait: '10' }, {}, /--wait: "10" is no duration; write 90s, 10m or 1h30m/],
    [
      'a kubeconfig that is not there',
      { kubeconfig: '/nowhere/config' },
      {},
      /--kubeconfig: there is no file "\/nowhere\/config"/,
    ],
    ['a kubeconfig that is a folder', { kubeconfig: '/' }, {}, /there is no file/],
    ['a truth that is none', {}, { FLUX_WI_VERBOSE: 'maybe' }, /FLUX_WI_VERBOSE: "maybe" is neither true nor false/],
    ['contexts twice over', { context: ['a'], allContexts: true }, {}, /exclude each other/],
    ['an empty value', { gsa: '' }, {}, /--gsa is empty/],
  ] as const)('%s', (_, flags, env, message) => {
    expect(() => parse(flags as unknown as DoctorFlags, env)).toThrow(message);
  });

  test('what was typed cannot act upon the terminal', () => {
    expect(() => parse({ proveAs: '\x1b[2J\u202e' })).toThrow(/^[^\x1b\u202e]*$/);
  });
});
