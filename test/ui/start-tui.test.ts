import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundled, inTerminal } from './terminal.ts';
import type { InTerminal, TerminalOptions } from './terminal.ts';

let program: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  program = await bundled(new URL('programs/draw-a-run.ts', import.meta.url).pathname);
});
afterAll(() => program.remove());

const draw = (identities: number, options: TerminalOptions): InTerminal =>
  inTerminal([process.execPath, program.file, String(identities)], options);

const widest = (screen: string): number => Math.max(...screen.split('\n').map((line) => line.length));

describe.each([
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
])('at $columns columns', (size) => {
  test('the chain fills in, then leaves the picture, the cause and the fix, and ends', async () => {
    const terminal = draw(1, size);
    await terminal.until((screen) => screen.includes('scanners'));

    terminal.signal('SIGUSR2');
    await terminal.until((screen) => screen.includes('flux-system/scanner-0') && screen.includes('503, try 2'));
    expect(terminal.screen()).toMatch(/✓ workload ─ ✓ KSA/);
    expect(terminal.screen()).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] binding/);
    expect(terminal.screen()).toMatch(/· token/);
    expect(terminal.screen()).toMatch(/binding \d+\.\d s again: 503, try 2/);

    terminal.signal('SIGUSR2');
    await terminal.until((screen) => screen.includes('suspected'));
    expect(terminal.screen()).toMatch(/~ binding/);
    expect(terminal.screen()).not.toMatch(/✗/);
    expect(widest(terminal.screen())).toBeLessThanOrEqual(size.columns);

    terminal.signal('SIGUSR2');
    expect(await terminal.exit).toBe(0);
    const left = terminal.screen();
    expect(left).toMatch(/binding ✗/);
    expect(left).toMatch(/✗ Broken: /);
    // The emulator breaks a long line where a terminal would: pasted, it is one.
    expect(left.replaceAll('\n', '')).toMatch(
      /gcloud iam service-accounts add-iam-policy-binding .*--member='serviceAccount:acme-prod/,
    );
    expect(left, 'nothing of the live picture stays').not.toMatch(/Ctrl-C stops|suspected/);
  });
});

test('of many identities as many are drawn as fit, and the others are counted', async () => {
  const terminal = draw(50, { columns: 80, rows: 24 });
  await terminal.until((screen) => screen.includes('scanners'));
  terminal.signal('SIGUSR2');
  await terminal.until((screen) => /and \d+ more: ◌ \d+ under way/.test(screen));
  const screen = terminal.screen();
  const shown = screen.match(/flux-system\/scanner-\d+/g)?.length ?? 0;
  const counted = Number(/and (\d+) more/.exec(screen)?.[1]);
  expect(shown).toBeGreaterThanOrEqual(2);
  expect(shown + counted).toBe(50);
  expect(screen.split('\n').length, 'a frame is never higher than the terminal').toBeLessThanOrEqual(24);
  terminal.signal('SIGUSR2');
  terminal.signal('SIGINT');
  await terminal.exit;
});

test('under NO_COLOR nothing is coloured, and the picture is the same', async () => {
  const terminal = draw(1, { columns: 80, rows: 24, env: { NO_COLOR: '1' } });
  await terminal.until((screen) => screen.includes('scanners'));
  terminal.signal('SIGUSR2');
  await terminal.until((screen) => screen.includes('✓ workload'));
  terminal.signal('SIGUSR2');
  await terminal.until((screen) => screen.includes('suspected'));
  terminal.signal('SIGUSR2');
  await terminal.exit;
  expect(terminal.raw()).not.toMatch(/\x1b\[[0-9;]*m/);
});

test('on a terminal that is not UTF-8 everything is ASCII', async () => {
  const terminal = draw(1, { columns: 80, rows: 24, env: { LANG: 'C' } });
  await terminal.until((screen) => screen.includes('scanners'));
  terminal.signal('SIGUSR2');
  await terminal.until((screen) => screen.includes('+ workload - + KSA'));
  terminal.signal('SIGUSR2');
  await terminal.until((screen) => screen.includes('suspected'));
  terminal.signal('SIGUSR2');
  await terminal.exit;
  expect(terminal.screen()).toMatch(/binding x/);
  expect(terminal.raw()).toMatch(/^[\x00-\x7f]*$/);
});
