/** The chain as a picture: a node for each link, in order, with its sign. */

import type { LinkPicture } from './chain-picture.ts';
import { signs, stateWords } from './meaning.ts';
import { escaped } from './xml-text.ts';

const step = 100;
const height = 70;

export function chainSvg(links: readonly LinkPicture[]): string {
  const width = links.length * step;
  const words = links.map(({ link, state }) => `${link} ${stateWords[state]}`).join(', ');
  const x = (at: number): number => at * step + step / 2;
  const lines = links.slice(1).map((_, at) => `<line x1="${x(at) + 16}" y1="24" x2="${x(at + 1) - 16}" y2="24"/>`);
  const nodes = links.map(
    ({ link, state }, at) =>
      `<g class="${state}"><circle cx="${x(at)}" cy="24" r="15"/><text class="sign" x="${x(at)}" y="29" text-anchor="middle">${signs[state]}</text><text x="${x(at)}" y="60" text-anchor="middle">${escaped(link)}</text></g>`,
  );
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(`The chain: ${words}`)}">${lines.join('')}${nodes.join('')}</svg>`;
}
