/** Draws a made-up run, one step further at each SIGUSR2; `argv[2]` is how many identities it has. */

import type { PendingCheck, Progress } from '../../../src/chain/progress.ts';
import { startTui } from '../../../src/ui/start-tui.tsx';
import {
  aCheck,
  aReport,
  anIdentity,
  broken,
  causeOf,
  chainWith,
  found,
  wrongNamespace,
} from '../../output/reports.ts';

const names = Array.from({ length: Number(process.argv[2]) }, (_, at) => `scanner-${at}`);
const idOf = (name: string): string => `prod/flux-system/${name}`;

function pending(name: string, changes: Partial<PendingCheck>): PendingCheck {
  return {
    identity: idOf(name),
    context: 'prod',
    target: null,
    id: 'binding',
    link: 'binding',
    title: 'a policy lets the KSA become the GSA',
    state: 'waiting',
    asking: null,
    retrying: null,
    since: null,
    ...changes,
  };
}

const soFar = chainWith().filter(({ link }) => link === 'workload' || link === 'KSA');
const under = (report: Progress['report'], open: readonly PendingCheck[]): Progress => ({
  report,
  pending: open,
  done: false,
  round: null,
});
const atWork = aReport({
  verdict: 'inconclusive',
  identities: names.map((name) => anIdentity(name, { checks: soFar, verdict: 'inconclusive' })),
});
const asks = { api: 'iam.projects.serviceAccounts.getIamPolicy', resource: 'flux-images' };

const steps: Progress[] = [
  under(aReport({ verdict: 'inconclusive', identities: [] }), [
    pending('', { identity: null, id: 'scanners', link: 'workload', state: 'running', since: performance.now() }),
  ]),
  under(
    atWork,
    names.flatMap((name) => [
      pending(name, { state: 'running', asking: asks, since: performance.now(), retrying: '503, try 2' }),
      pending(name, { id: 'token', link: 'token' }),
    ]),
  ),
  under(
    atWork,
    names.map((name) => pending(name, { state: 'suspected' })),
  ),
];

const tui = startTui(process.stdout, process.env, Date.now);
let step = 0;
tui.listener(() => steps[0] as Progress);
const keepAlive = setInterval(() => {}, 1000);

process.on('SIGUSR2', () => {
  step += 1;
  const next = steps[step];
  if (next !== undefined) return tui.listener(() => next);
  clearInterval(keepAlive);
  const last = names.map((name) => {
    const binding = found('binding', 'binding', 'broken', wrongNamespace);
    const rootCause = causeOf(binding, idOf(name));
    const checks = chainWith(binding, aCheck('token', 'token', { status: 'blocked', blockedBy: 'binding' }));
    return anIdentity(name, { verdict: 'broken', rootCause, checks });
  });
  void tui.finish({ ...broken(), identities: last, rootCause: last[0]?.rootCause ?? null });
});
