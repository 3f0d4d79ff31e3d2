import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { runInProcess } from '../harness/in-process.ts';

test('the sample in README.md is what the doctor says of that world', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const sample = /```text\n([^]*?)\n```/.exec(readme)?.[1] ?? '';
  const sandbox = await serveSandbox(worldOf('binding-wrong-namespace'));
  try {
    await sandbox.settle();
    const { stdout } = await runInProcess(['doctor', '-o', 'text'], { ...sandbox.env, LANG: 'C.UTF-8' });
    expect(stdout.trimEnd().endsWith(sample), `README.md should say:\n${stdout}`).toBe(true);
    expect(sample).toContain('Do now');
  } finally {
    await sandbox.close();
  }
});

test('every page that README.md links is there', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const links = [...readme.matchAll(/\]\((docs\/[^)#]+)\)/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect(readFileSync(new URL(`../../${link}`, import.meta.url), 'utf8')).not.toBe('');
});
