import { columnsOf } from './columns.ts';
import type { Headline } from './headline.ts';
import { signs } from './meaning.ts';
import { oneLine } from './one-line.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

/** The place stands at the right of the first line where there is room, else below. */
export function headlineLines({ state, first, second, place }: Headline, screen: Screen): string[] {
  const meaning = `status.${state}` as const;
  const lines = hang(`${signs[state]} `, first, screen.columns);
  const [only = ''] = lines;
  const room = screen.columns - columnsOf(only) - columnsOf(place);
  const beside = lines.length === 1 && room >= 3;
  return [
    ...(beside
      ? [`${paint(meaning, only, screen)}${' '.repeat(room)}${paint('quiet', place, screen)}`]
      : lines.map((line) => paint(meaning, line, screen))),
    ...(second === null ? [] : hang('  ', oneLine(second), screen.columns)),
    ...(beside || place === '' ? [] : hang('  ', place, screen.columns).map((line) => paint('quiet', line, screen))),
  ];
}
