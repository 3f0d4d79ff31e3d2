import { describe, expect, test } from 'vitest';
import { run } from './binary.ts';

describe('wrong usage: one message on standard error, exit code 2, no document', () => {
  test.each([
    ['an unknown command', ['docter'], /unknown command 'docter'.*Did you mean doctor\?/s],
    ['an unknown flag', ['doctor', '--nmespace', 'x'], /unknown option '--nmespace'.*Did you mean --namespace\?/s],
    ['a flag without its value', ['doctor', '--wait'], /--wait <duration>.*argument missing/],
    ['a stray word', ['doctor', 'flux-system'], /too many arguments/],
    [
      'a check',
      ['doctor', '--check', 'bindng'],
      /check: "bindng" is not known; did you mean binding\?\nAllowed: kubeconfig, /,
    ],
    ['a check to skip', ['doctor', '--skip', 'nothing-like-it'], /"nothing-like-it" is not known\nAllowed: /],
    ['an output', ['doctor', '-o', 'jsn'], /did you mean json\?/],
    [
      'a choice',
      ['doctor', '--fail-on', 'warning'],
      /--fail-on: "warning" is not known.*Allowed: broken, unknown, warn/s,
    ],
    ['a duration', ['doctor', '--timeout', '60'], /--timeout: "60" is no duration; write 90s/],
    ['a kubeconfig that is not there', ['doctor', '--kubeconfig', '/nowhere'], /there is no file "\/nowhere"/],
    ['a scenario', ['doctor', '--sandbox', 'binding-wrong-namespac'], /did you mean binding-wrong-namespace\?/],
    ['a scenario to serve', ['sandbox', 'helthy'], /did you mean healthy\?/],
    ['a real cluster in the sandbox', ['doctor', '--sandbox', '--context', 'x'], /--sandbox brings its own cluster/],
    ['a code', ['explain', 'binding-wrong-name-space'], /did you mean binding-wrong-namespace\?/],
    ['a delay', ['sandbox', 'healthy', '--delay', 'soon'], /--delay: "soon" is no number/],
  ] as const)('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('a context that the kubeconfig does not have', async () => {
    const config = new URL('kubeconfig.yaml', import.meta.url).pathname;
    const { code, stdout, stderr } = await run(['doctor', '--kubeconfig', config, '--context', 'prd', '-o', 'json']);
    expect(stderr).toMatch(/--context: "prd" is not known; did you mean prod\?\nAllowed: prod, staging/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

test.each([[[]], [['--help']], [['help']]])('%j prints the help on standard output', async (args) => {
  const { code, stdout, stderr } = await run(args);
  expect(stdout).toMatch(/doctor .*explain .*sandbox .*schema .*Examples:/s);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each(['doctor', 'explain', 'sandbox', 'schema'])('%s --help shows examples', async (command) => {
  const { code, stdout } = await run([command, '--help']);
  expect(stdout).toMatch(/Examples:\n {2}flux-wi /);
  expect(code).toBe(0);
});

test('doctor --help tells of audit entries and exit codes', async () => {
  const { stdout } = await run(['doctor', '--help']);
  expect(stdout.replace(/\s+/g, ' ')).toMatch(/audit entries and last-used times.*Exit codes: 0 healthy, 1 broken/);
});

test('--version', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
});
