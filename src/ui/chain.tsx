import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { LinkPicture } from '../output/chain-picture.ts';
import { signs } from '../output/meaning.ts';
import { Said } from './said.tsx';
import { useTheme } from './theme.ts';

const joint = ' ─ ';
const indent = 2;

/** The links of one identity side by side, in as many rows as they need. */
export function Chain({
  links,
  frame,
}: {
  readonly links: readonly LinkPicture[];
  readonly frame: number;
}): ReactElement {
  const { columns } = useTheme();
  return (
    <Box flexDirection="column">
      {chainRows(links, columns).map((row) => (
        <Text key={row[0]?.link} wrap="truncate">
          {' '.repeat(indent)}
          {row.map((picture, at) => (
            <LinkSign key={picture.link} picture={picture} frame={frame} joined={at > 0} />
          ))}
        </Text>
      ))}
    </Box>
  );
}

function LinkSign(props: {
  readonly picture: LinkPicture;
  readonly frame: number;
  readonly joined: boolean;
}): ReactElement {
  const theme = useTheme();
  const { link, state } = props.picture;
  const sign = state === 'running' ? theme.spinner(props.frame) : signs[state];
  return (
    <>
      {props.joined ? <Said as="quiet">{joint}</Said> : null}
      <Text {...theme.look(`status.${state}`)}>{`${theme.text(sign)} ${link}`}</Text>
    </>
  );
}

/** How the links break into rows; what is drawn, and how high it is, come from this alone. */
export function chainRows(links: readonly LinkPicture[], columns: number): LinkPicture[][] {
  const rows: LinkPicture[][] = [];
  let width = Infinity;
  for (const picture of links) {
    const length = picture.link.length + 2;
    if (width + joint.length + length > columns) {
      rows.push([]);
      width = indent - joint.length;
    }
    rows.at(-1)?.push(picture);
    width += joint.length + length;
  }
  return rows;
}
