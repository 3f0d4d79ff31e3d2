import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/chain/report.ts';
import { binary, run, start } from './binary.ts';

describe('explain', () => {
  test('a code', async () => {
    const { code, stdout } = await run(['explain', 'binding-wrong-namespace']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^binding-wrong-namespace\n.*link binding/);
    expect(stdout).toContain('gcloud iam service-accounts add-iam-policy-binding');
  });

  test('all codes, in the order of the chain', async () => {
    const { code, stdout } = await run(['explain']);
    expect(code).toBe(0);
    const order = [
      'cluster-unreachable',
      'workload-not-found',
      'ksa-annotation-missing',
      'binding-missing',
      'scan-failing',
    ];
    const places = order.map((each) => stdout.indexOf(each));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  const denied = "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).";

  test.each([
    ['after --', ['explain', '--', denied], ''],
    ['in one word', ['explain', denied], ''],
    ['in several words', ['explain', '--', ...denied.split(' ')], ''],
    ['on standard input', ['explain', '-'], `\x1b[31m${denied}\x1b[0m\n`],
  ])('an error message %s', async (_, args, input) => {
    const { code, stdout } = await run(args, {}, input);
    expect(stdout).toMatch(/answer +refused/);
    expect(stdout).toMatch(/flux-wi explain [a-z-]+/);
    expect(stdout).not.toContain('\x1b');
    expect(code).toBe(0);
  });

  test.each([
    [['explain', '--', 'the weather is fine'], ''],
    [['explain', '-'], ''],
  ])('a text that is not known: %j', async (args, input) => {
    const { code, stdout } = await run(args, {}, input);
    expect(stdout).toContain('not known');
    expect(code).toBe(3);
  });
});

test('schema is JSON Schema that allows fields of later versions', async () => {
  const { code, stdout } = await run(['schema']);
  expect(code).toBe(0);
  const document = JSON.parse(stdout) as Record<string, unknown>;
  expect(document).toMatchObject({
    $ref: '#/$defs/Report',
    $defs: { Report: { type: 'object' }, Check: {}, Finding: {} },
  });
  expect(stdout).not.toContain('"additionalProperties": false');
});

describe('doctor --sandbox', () => {
  test('healthy: says so, exits 0, and offers a broken one in its last line', async () => {
    const { code, stdout } = await run(['doctor', '--sandbox']);
    expect(stdout).toMatch(/^SANDBOX/);
    expect(stdout).toContain('✓ Healthy');
    expect(stdout.trimEnd().split('\n').at(-1)).toContain('npx flux-wi doctor --sandbox binding-wrong-namespace');
    expect(code).toBe(0);
  });

  test('broken, as JSON: a document and nothing else, exit code 1', async () => {
    const { code, stdout } = await run(['doctor', '--sandbox', 'binding-wrong-namespace', '-o', 'json']);
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ sandbox: true, verdict: 'broken', rootCause: { code: 'binding-wrong-namespace' } });
    expect(code).toBe(1);
  });

  test('healthy, as JSON: the offer does not spoil the document', async () => {
    const { stdout, stderr } = await run(['doctor', '-o', 'json', '--sandbox']);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'healthy' });
    expect(stderr).toContain('binding-wrong-namespace');
  });

  test('uses nothing of the caller', async () => {
    const { code, stdout } = await run(['doctor', '--sandbox', 'healthy', '-o', 'json'], {
      KUBECONFIG: '/nowhere',
      HTTPS_PROXY: 'http://127.0.0.1:1',
      GOOGLE_APPLICATION_CREDENTIALS: '/nowhere',
      FLUX_WI_NAMESPACE: 'elsewhere',
      NODE_EXTRA_CA_CERTS: '/nowhere',
    });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'healthy' });
    expect(code).toBe(0);
  });

  test('what cannot be seen is inconclusive, and forgiven when asked', async () => {
    const args = ['doctor', '--sandbox', 'healthy', '--prove-as', 'none', '-o', 'text'];
    const [strict, lenient] = await Promise.all([run(args), run([...args, '--fail-on', 'broken'])]);
    expect(strict.stdout).toContain('? Not ');
    expect([strict.code, lenient.code]).toEqual([3, 0]);
  });
});

describe('sandbox', () => {
  test('lists the scenarios by the link that they break', async () => {
    const { code, stdout } = await run(['sandbox']);
    expect(stdout).toMatch(/^healthy\n( {2}.*\n)+\naccess\n( {2}.*\n)+/);
    expect(stdout).toMatch(/^ {2}binding-wrong-namespace +\S/m);
    expect(code).toBe(0);
  });

  test('prints what a shell can take up, and serves it until it is told to stop', async () => {
    const sandbox = start(['sandbox', 'binding-wrong-namespace']);
    await sandbox.until('is served until Ctrl-C');
    expect(sandbox.stdout()).toMatch(/^((export|unset) .*\n)+$/);
    const shell = spawnSync(
      'sh',
      ['-c', `${sandbox.stdout()}\n"$0" "$@"`, process.execPath, binary, 'doctor', '-o', 'json'],
      {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', REQUESTS_CA_BUNDLE: '/nowhere' },
      },
    );
    expect(JSON.parse(shell.stdout)).toMatchObject({ rootCause: { code: 'binding-wrong-namespace' } });
    sandbox.child.kill('SIGINT');
    expect((await sandbox.ended).code).toBe(0);
  });
});

test('a reader who leaves early is no fault', async () => {
  const doctor = start(['explain']);
  doctor.child.stdout?.destroy();
  const { code, stderr } = await doctor.ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
