import { once } from 'node:events';
import { links } from '../../chain/vocabulary.ts';
import { explainCode, isCode } from '../../findings/describe.ts';
import { shellQuote } from '../../chain/shell-quote.ts';
import { scenarios } from '../../sandbox/scenarios/index.ts';
import type { Scenario } from '../../sandbox/world.ts';
import type { System } from '../system.ts';
import { UsageError } from '../../clients/usage-error.ts';

/** `flux-wi sandbox`: without a name, the list; with one, serves it until a signal comes. */
export async function sandbox(name: string | null, delay: string | null, { stdout, stderr }: System): Promise<number> {
  const answerDelayMs = delay === null ? 0 : Number(delay);
  if (!Number.isInteger(answerDelayMs) || answerDelayMs < 0 || answerDelayMs > 60_000) {
    throw new UsageError(`--delay: ${JSON.stringify(delay)} is no number of milliseconds up to 60000`);
  }
  if (name === null) {
    stdout.write(listing());
    return 0;
  }
  const { serveScenario } = await import('../serve-scenario.ts');
  const served = await serveScenario(name, { answerDelayMs });
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const lines = [
    ...served.unset.map((variable) => `unset ${variable}`),
    ...Object.entries(served.env).map(([variable, value]) => `export ${variable}=${shellQuote(value)}`),
  ];
  stdout.write(`${lines.join('\n')}\n`);
  stderr.write(
    `\nThe sandbox "${name}" is served until Ctrl-C. Paste the lines above into another shell; there, kubectl, gcloud,\ngsutil and flux-wi ask it and nothing else.\n`,
  );
  await stopped;
  await served.close();
  return 0;
}

/** All scenarios by the link that they break, in the order of the chain. */
function listing(): string {
  const sections = [null, ...links].flatMap((link) => {
    const these = scenarios.filter((scenario) => linkOf(scenario) === link);
    if (these.length === 0) return [];
    const width = Math.max(...these.map(({ id }) => id.length));
    return [[link ?? 'healthy', ...these.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`)].join('\n')];
  });
  return `${sections.join('\n\n')}\n\nTry one:  flux-wi doctor --sandbox NAME\n`;
}

function linkOf({ expect }: Scenario): (typeof links)[number] | null {
  const code = expect.code ?? expect.warns?.[0];
  if (code === undefined || !isCode(code)) return null;
  const { link } = explainCode(code);
  return link === 'none' ? null : link;
}
