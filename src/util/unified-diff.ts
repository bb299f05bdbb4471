/** Lines around a change that stay and are shown. */
const CONTEXT = 3;
/** Where more pairs of lines would have to be compared, all of them count as changed. */
const MOST_PAIRS = 4_000_000;
const NO_LINE_END = '\\ No newline at end of file';

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/**
 * The hunks of a unified diff of two texts, without the two lines that name the files; none where they are equal. Lines end
 * with a line feed; a carriage return is part of its line.
 */
export function unifiedHunks(before: string, after: string): readonly string[] {
  const edits = editsOf(linesOf(before), linesOf(after));
  return hunkRanges(edits).flatMap(([start, end]) => hunk(edits, start, end));
}

/** Each line with its line feed, so that a last line without one differs from one with it. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const same = (lines: readonly string[]): Edit[] => lines.map((line) => ({ sign: ' ', line }));
  return [
    ...same(before.slice(0, head)),
    ...middleEdits(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

/** By the longest common subsequence. */
function middleEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const width = after.length + 1;
  const isSmall = before.length * after.length <= MOST_PAIRS;
  const common = new Uint32Array(isSmall ? (before.length + 1) * width : 0);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = before.length - 1; isSmall && row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const edits: Edit[] = [];
  for (let row = 0, column = 0; row < before.length || column < after.length; ) {
    const [old, fresh] = [before[row], after[column]];
    if (isSmall && old !== undefined && old === fresh) {
      edits.push({ sign: ' ', line: old });
      row++;
      column++;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      edits.push({ sign: '-', line: old });
      row++;
    } else {
      edits.push({ sign: '+', line: fresh ?? '' });
      column++;
    }
  }
  return edits;
}

/** Changes with their context; those that would touch are one. */
function hunkRanges(edits: readonly Edit[]): readonly (readonly [start: number, end: number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (const [index, { sign }] of edits.entries()) {
    if (sign === ' ') continue;
    const range = [Math.max(0, index - CONTEXT), Math.min(edits.length, index + CONTEXT + 1)] as const;
    const last = ranges.at(-1);
    if (last !== undefined && range[0] <= last[1]) ranges[ranges.length - 1] = [last[0], range[1]];
    else ranges.push(range);
  }
  return ranges;
}

function hunk(edits: readonly Edit[], start: number, end: number): readonly string[] {
  const shown = edits.slice(start, end);
  const range = (other: '-' | '+'): string => {
    const isIn = ({ sign }: Edit): boolean => sign !== other;
    const count = shown.filter(isIn).length;
    const skipped = edits.slice(0, start).filter(isIn).length;
    return `${count === 0 ? skipped : skipped + 1},${count}`;
  };
  return [
    `@@ -${range('+')} +${range('-')} @@`,
    ...shown.flatMap(({ sign, line }) =>
      line.endsWith('\n') ? [`${sign}${line.slice(0, -1)}`] : [`${sign}${line}`, NO_LINE_END],
    ),
  ];
}
