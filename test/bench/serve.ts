/** A sandbox in a process of its own, so that what is measured shares no time with it. Prints its environment as JSON. */
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { fleet } from './fleet.ts';

const [what = 'healthy', delay = '0'] = process.argv.slice(2);
const [, identities, objects] = /^fleet-(\d+)-(\d+)$/.exec(what) ?? [];
const world = identities === undefined ? worldOf(what) : fleet(Number(identities), Number(objects));
const sandbox = await serveSandbox(world, { answerDelayMs: Number(delay) });
process.stdout.write(`${JSON.stringify(sandbox.env)}\n`);
process.once('SIGTERM', () => void sandbox.close().then(() => process.exit(0)));
