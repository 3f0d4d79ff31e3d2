import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { describe, expect, test } from 'vitest';

/** esbuild's own account of the bundle: which output imports which, and what is in each. */
const { outputs } = JSON.parse(readFileSync(new URL('../../dist/meta.json', import.meta.url), 'utf8')) as {
  outputs: Record<
    string,
    {
      entryPoint?: string;
      inputs: Record<string, unknown>;
      imports: { path: string; kind: string; external?: boolean }[];
    }
  >;
};

const entries = Object.entries(outputs);

/** The packages that are loaded, at once, with the output of a source file. */
function packagesOf(source: string): Set<string> {
  const [start] = entries.find(([, { entryPoint }]) => entryPoint === source) ?? [];
  if (start === undefined) throw new Error(`${source} is no entry of the bundle`);
  const seen = new Set<string>();
  const next = [start];
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const statics = outputs[at]?.imports.filter(
      ({ kind, external }) => kind === 'import-statement' && external !== true,
    );
    next.push(...(statics ?? []).map(({ path }) => path));
  }
  const inputs = [...seen].flatMap((output) => Object.keys(outputs[output]?.inputs ?? {}));
  return new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []));
}

test('help and wrong usage load the command line parser, and nothing else', () => {
  expect([...packagesOf('src/cli/main.ts')]).toEqual(['commander', '@commander-js/extra-typings']);
});

describe('neither an SDK nor Ink is loaded', () => {
  const heavy =
    /^(@kubernetes|@google-cloud|google-auth-library|gaxios|undici|ink|react|hono|@hono|jose|@peculiar|@bufbuild)/;

  test.each(['explain', 'schema', 'doctor'])('with the command %s itself', (command) => {
    const packages = [...packagesOf(`src/cli/commands/${command}.ts`)];
    expect(packages.filter((name) => heavy.test(name))).toEqual([]);
  });

  test('by the doctor, Ink only for the live picture', () => {
    expect([...packagesOf('src/ui/start-tui.tsx')]).toContain('ink');
    expect([...packagesOf('src/cli/doctor/run-doctor.ts')]).not.toContain('ink');
  });
});

/** Asked for by libraries that work without them, within `try`. */
const wishes = ['bufferutil', 'utf-8-validate', 'supports-color'];

test('the bundle stands on Node alone', () => {
  const outside = entries.flatMap(([, { imports }]) => imports.filter(({ external }) => external === true));
  const names = new Set(outside.map(({ path }) => path));
  expect([...names].filter((name) => !isBuiltin(name) && !wishes.includes(name))).toEqual([]);
});
