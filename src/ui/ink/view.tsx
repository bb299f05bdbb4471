import { Box, Static, Text, type TextProps } from 'ink';
import type { Row, Segment } from '../frame.ts';

/** Rows that are done and scroll away. A new id hands a new batch over; rows of older ones are not kept. */
export interface Batch {
  readonly id: number;
  readonly rows: readonly Row[];
}

export interface ViewProps {
  readonly batch: Batch;
  readonly live: readonly Row[];
  readonly color: boolean;
}

/** Finished rows above, the live rows below them. */
export function View({ batch, live, color }: ViewProps) {
  return (
    <>
      <Static key={batch.id} items={[...batch.rows]}>
        {(row, index) => <RowText key={index} row={row} color={color} />}
      </Static>
      <Box flexDirection="column">
        {live.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the view
          <RowText key={index} row={row} color={color} />
        ))}
      </Box>
    </>
  );
}

function RowText({ row, color }: { readonly row: Row; readonly color: boolean }) {
  return (
    <Text wrap="truncate">
      {row.length === 0 && ' '}
      {row.map((segment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place in the row
        <Text key={index} {...(color ? STYLES[segment.tone ?? 'none'] : {})}>
          {segment.text}
        </Text>
      ))}
    </Text>
  );
}

const STYLES: Readonly<Record<NonNullable<Segment['tone']> | 'none', TextProps>> = {
  good: { color: 'green' },
  warn: { color: 'yellow' },
  bad: { color: 'red' },
  dim: { dimColor: true },
  strong: { bold: true },
  none: {},
};
