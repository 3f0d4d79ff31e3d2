import { Text } from 'ink';
import type { ReactElement } from 'react';
import type { Meaning } from '../output/meaning.ts';
import { useTheme } from './theme.ts';

/** A piece of text of one meaning. Its words are plain already (`oneLine`). */
export function Said({ as, children }: { readonly as: Meaning; readonly children: string }): ReactElement {
  const theme = useTheme();
  return <Text {...theme.look(as)}>{theme.text(children)}</Text>;
}
