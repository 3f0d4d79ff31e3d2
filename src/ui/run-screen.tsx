import { Box, useAnimation, useWindowSize } from 'ink';
import type { ReactElement } from 'react';
import type { Progress } from '../chain/progress.ts';
import type { ReportIdentity } from '../chain/report.ts';
import { chainOf } from '../output/chain-picture.ts';
import { signs } from '../output/meaning.ts';
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
  const { progress, now, clock } = latest.read();
  return (
    <ScreenContext value={{ ...screen, columns }}>
      {progress === null ? (
        <Starting frame={frame} />
      ) : (
        <Run progress={progress} frame={frame} now={now} clock={clock} rows={rows} />
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
}): ReactElement {
  const { progress, frame, now, clock, rows } = props;
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
        <Footer progress={progress} clock={clock} />
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

function Footer({ progress, clock }: { readonly progress: Progress; readonly clock: number }): ReactElement {
  const { report, pending, round } = progress;
  const settled = [...allChecks(report)].length;
  const next = round?.next == null ? '' : `; again in ${Math.max(0, Math.ceil((round.next - clock) / 1000))} s`;
  const waiting = round?.waitingFor == null ? '' : ` waits for ${round.waitingFor}`;
  const wait = round === null || (waiting === '' && next === '') ? '' : `  round ${round.number}${waiting}${next}`;
  return <Line as="quiet">{oneLine(`${settled} of ${settled + pending.length} checks${wait}  Ctrl-C stops`)}</Line>;
}
