import type { ReactElement } from 'react';
import type { PendingCheck } from '../chain/progress.ts';
import { signs } from '../output/meaning.ts';
import { oneLine } from '../output/one-line.ts';
import { Line } from './line.tsx';
import { useTheme } from './theme.ts';

/** What one check is doing: what it asks and for how long, why it asks again, or what it suspects. */
export function Activity(props: {
  readonly check: PendingCheck;
  readonly frame: number;
  /** `performance.now()`. */
  readonly now: number;
}): ReactElement {
  const theme = useTheme();
  const { check, frame, now } = props;
  if (check.state === 'suspected') {
    return (
      <Line indent={4} sign={signs.suspected} as="status.suspected">
        {oneLine(`suspected, not proved yet: ${check.title}${of(check)}`)}
      </Line>
    );
  }
  const seconds = check.since === null ? '' : ` ${((now - check.since) / 1000).toFixed(1)} s`;
  const asked = check.asking === null ? check.title : `${check.asking.api} ${check.asking.resource}`;
  const what = check.retrying === null ? asked : `again: ${check.retrying}${of(check)}`;
  return (
    <Line indent={4} sign={theme.spinner(frame)} as="status.running" quiet>
      {oneLine(`${check.id}${seconds} ${what}`)}
    </Line>
  );
}

/** Which image a check of an image is about. */
function of({ target }: PendingCheck): string {
  return target === null ? '' : ` (${target})`;
}

/** The checks worth a line: what is suspected, then what has run longest. */
export function busiest(pending: readonly PendingCheck[], lines: number): PendingCheck[] {
  return pending
    .filter(({ state }) => state !== 'waiting')
    .sort(
      (a, b) => Number(b.state === 'suspected') - Number(a.state === 'suspected') || (a.since ?? 0) - (b.since ?? 0),
    )
    .slice(0, lines);
}
