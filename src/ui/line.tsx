import { Text } from 'ink';
import type { ReactElement } from 'react';
import type { Meaning } from '../output/meaning.ts';
import { Said } from './said.tsx';
import { useTheme } from './theme.ts';

/** One line with a sign before it, cut where the terminal ends: a frame's height must be known. */
export function Line({
  indent = 0,
  sign,
  as,
  children,
  quiet,
}: {
  readonly indent?: number;
  readonly sign?: string;
  readonly as: Meaning;
  readonly children: string;
  /** The words in a quieter look than the sign. */
  readonly quiet?: true;
}): ReactElement {
  const theme = useTheme();
  const room = theme.columns - indent - (sign === undefined ? 0 : 2);
  return (
    <Text wrap="truncate">
      {' '.repeat(indent)}
      {sign === undefined ? null : <Said as={as}>{`${sign} `}</Said>}
      <Said as={quiet === true ? 'quiet' : as}>{theme.cut(children, room)}</Said>
    </Text>
  );
}
