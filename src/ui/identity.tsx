import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { Progress } from '../chain/progress.ts';
import type { ReportIdentity } from '../chain/report.ts';
import { chainOf } from '../output/chain-picture.ts';
import { signs } from '../output/meaning.ts';
import { oneLine } from '../output/one-line.ts';
import { identityName } from '../output/report-reading.ts';
import { Activity, busiest } from './activity.tsx';
import { Chain } from './chain.tsx';
import { Line } from './line.tsx';

/** One identity: who it is, its chain as far as it is known, and in at most so many lines what goes on. */
export function Identity(props: {
  readonly identity: ReportIdentity;
  readonly progress: Progress;
  readonly frame: number;
  readonly now: number;
  readonly lines: number;
}): ReactElement {
  const { identity, progress, frame, now, lines } = props;
  const { report, pending } = progress;
  const links = chainOf(identity, report, pending);
  const broken = links.filter(({ state }) => state === 'broken').slice(0, lines);
  const busy = busiest(
    pending.filter((check) => check.identity === identity.id),
    lines - broken.length,
  );
  const gsa = identity.gsa === null ? '' : ` → ${identity.gsa}`;
  return (
    <Box flexDirection="column">
      <Line as="heading">{oneLine(identityName(identity.id, report) + gsa)}</Line>
      <Chain links={links} frame={frame} />
      {broken.map(({ link, text }) => (
        <Line key={link} indent={4} sign={signs.broken} as="status.broken">
          {text}
        </Line>
      ))}
      {busy.map((check) => (
        <Activity key={`${check.id} ${check.target}`} check={check} frame={frame} now={now} />
      ))}
    </Box>
  );
}
