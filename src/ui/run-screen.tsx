import { Box, useAnimation, useWindowSize } from 'ink';
import type { ReactElement } from 'react';
import type { Progress } from '../chain/progress.ts';
import type { ReportIdentity } from '../chain/report.ts';
import { chainOf } from '../output/chain-picture.ts';
import { signs, stateWords } from '../output/meaning.ts';
import type { State } from '../output/meaning.ts';
import { oneLine } from '../output/one-line.ts';
import { allChecks } from '../output/report-reading.ts';
import { Activity, busiest } from './activity.tsx';
import { budgetFor } from './budget.ts';
import { chainRows } from './chain.tsx';
import { Identity } from './identity.tsx';
import { Line } from './line.tsx';
import type { Latest } from './latest.ts';
import { ScreenContext, useTheme } from './theme.ts';
import type { Screen } from '../output/screen.ts';

/** The whole screen while a run goes on. It draws at its own pace and asks for the latest each time. */
export function RunScreen({ latest, screen }: { readonly latest: Latest; readonly screen: Screen }): ReactElement {
  const { frame } = useAnimation({ interval: 100 });
  const { columns, rows } = useWindowSize();
  const { progress, now, clock, total } = latest.read();
  return (
    <ScreenContext value={{ ...screen, columns }}>
      {progress === null ? (
        <Starting frame={frame} />
      ) : (
        <Run progress={progress} frame={frame} now={now} clock={clock} rows={rows} total={total} />
      )}
    </ScreenContext>
  );
}

function Starting({ frame }: { readonly frame: number }): ReactElement {
  const theme = useTheme();
  return (
    <Line sign={theme.spinner(frame)} as="status.running" quiet>
      flux-wi doctor
    </Line>
  );
}

function Run(props: {
  readonly progress: Progress;
  readonly frame: number;
  readonly now: number;
  readonly clock: number;
  readonly rows: number;
  readonly total: number;
}): ReactElement {
  const { progress, frame, now, clock, rows, total } = props;
  const { columns } = useTheme();
  const { report, pending } = progress;
  const [first] = report.identities;
  const height = first === undefined ? 1 : chainRows(chainOf(first, report, pending), columns).length;
  const budget = budgetFor(rows, report.identities.length, height);
  const shown = report.identities.slice(0, budget.identities);
  const ofCluster = pending.filter(({ identity }) => identity === null);
  return (
    <Box flexDirection="column" rowGap={1}>
      <Box flexDirection="column">
        <Header progress={progress} />
        {busiest(ofCluster, shown.length === 0 ? 4 : 1).map((check) => (
          <Activity key={`${check.context} ${check.id}`} check={check} frame={frame} now={now} />
        ))}
      </Box>
      {shown.map((identity) => (
        <Identity
          key={identity.id}
          identity={identity}
          progress={progress}
          frame={frame}
          now={now}
          lines={budget.lines}
        />
      ))}
      <Box flexDirection="column">
        <Others identities={report.identities.slice(shown.length)} progress={progress} />
        <Legend
          states={new Set(shown.flatMap((identity) => chainOf(identity, report, pending).map(({ state }) => state)))}
        />
        <Footer progress={progress} clock={clock} total={total} />
      </Box>
    </Box>
  );
}

function Header({ progress: { report } }: { readonly progress: Progress }): ReactElement {
  const clusters = report.clusters.map(({ name, location, context }) =>
    name === null ? context : [name, location].filter((part) => part !== null).join(' in '),
  );
  const place = report.sandbox ? 'SANDBOX' : 'flux-wi doctor';
  return <Line as={report.sandbox ? 'sandbox' : 'heading'}>{oneLine(`${place}  ${clusters.join(', ')}`)}</Line>;
}

/** Identities for which there is no room, counted by how they stand. */
function Others(props: {
  readonly identities: readonly ReportIdentity[];
  readonly progress: Progress;
}): ReactElement | null {
  if (props.identities.length === 0) return null;
  const open = new Set(props.progress.pending.map(({ identity }) => identity));
  const count = (fits: (identity: ReportIdentity) => boolean): number => props.identities.filter(fits).length;
  const broken = count(({ verdict }) => verdict === 'broken');
  const running = count(({ id, verdict }) => verdict !== 'broken' && open.has(id));
  const healthy = count(({ id, verdict }) => verdict === 'healthy' && !open.has(id));
  const rest = props.identities.length - broken - running - healthy;
  const counts = [
    [signs.broken, broken, 'broken'],
    [signs.running, running, 'under way'],
    [signs.pass, healthy, 'healthy'],
    [signs.unknown, rest, 'not settled'],
  ] as const;
  const told = counts.filter(([, number]) => number > 0).map(([sign, number, word]) => `${sign} ${number} ${word}`);
  return <Line as="quiet">{`and ${props.identities.length} more: ${told.join(', ')}`}</Line>;
}

function Footer(props: { readonly progress: Progress; readonly clock: number; readonly total: number }): ReactElement {
  const { progress, clock, total } = props;
  const { report, pending, round } = progress;
  const settled = [...allChecks(report)].length;
  const done = `${settled} of ${Math.max(total, settled + pending.length)} checks · Ctrl-C stops`;
  return (
    <>
      {round === null ? null : <Line as="quiet">{oneLine(waitText(round, clock))}</Line>}
      <Line as="quiet">{oneLine(done)}</Line>
    </>
  );
}

/** The countdown first, so that a long cause cannot push it off the line. */
function waitText({ number, next, waitingFor }: NonNullable<Progress['round']>, clock: number): string {
  const count = next === null ? 'asking now' : `asks again in ${Math.max(0, Math.ceil((next - clock) / 1000))} s`;
  return `round ${number}, ${count}${waitingFor === null ? '' : `, waits for: ${waitingFor}`}`;
}

/** What the signs on the screen mean, where there are more than two. */
function Legend({ states }: { readonly states: ReadonlySet<State> }): ReactElement | null {
  if (states.size <= 2) return null;
  const told = [...states]
    .filter((state) => state !== 'running')
    .map((state) => `${signs[state]} ${stateWords[state]}`);
  return <Line as="quiet">{told.join(' · ')}</Line>;
}
