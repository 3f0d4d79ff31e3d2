import { createContext, useContext } from 'react';
import { toAscii } from '../output/ascii.ts';
import { looks } from '../output/meaning.ts';
import type { Meaning } from '../output/meaning.ts';
import { paper } from '../output/screen.ts';
import type { Screen } from '../output/screen.ts';
import { cut } from '../output/wrap.ts';

/** What the terminal can show. */
export const ScreenContext = createContext<Screen>(paper);

/** How a component shows a text of some meaning on this terminal; no component names a colour or knows an encoding. */
export interface Theme {
  readonly columns: number;
  look(meaning: Meaning): { readonly color?: string; readonly bold?: boolean };
  text(text: string): string;
  /** One line that fits so many columns. */
  cut(text: string, columns: number): string;
  spinner(frame: number): string;
}

const dots = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const bars = '|/-\\';

export function useTheme(): Theme {
  const { colour, unicode, columns } = useContext(ScreenContext);
  const frames = unicode ? dots : bars;
  return {
    columns,
    look: (meaning) => (colour ? looks[meaning] : {}),
    text: (text) => (unicode ? text : toAscii(text)),
    cut: (text, columns) => (unicode ? cut(text, columns) : cut(toAscii(text), columns, '...')),
    spinner: (frame) => frames.charAt(frame % frames.length),
  };
}
