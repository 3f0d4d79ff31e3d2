import { scenarios, worldOf } from '../sandbox/scenarios/index.ts';
import { serveSandbox } from '../sandbox/serve.ts';
import { notAllowed } from './parse-doctor.ts';

/** Serves a scenario, or the healthy world, with all of Flux's scans done. Throws `UsageError` for a name that is none. */
export async function serveScenario(
  name: string | null,
  options: Parameters<typeof serveSandbox>[1] = {},
): ReturnType<typeof serveSandbox> {
  const names = scenarios.map(({ id }) => id);
  if (name !== null && !names.includes(name)) throw notAllowed({ value: name, from: 'scenario' }, names);
  const served = await serveSandbox(worldOf(name ?? undefined), options);
  await served.settle();
  return served;
}
