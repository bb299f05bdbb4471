/** How many items or files have a value, and how large they are. */
export interface CountRow {
  readonly group: string;
  readonly value: string;
  readonly count: number;
  readonly bytes: number;
}

/** Counts values by group; groups come in the order in which they were first met. */
export function counter() {
  const groups = new Map<string, Map<string, { count: number; bytes: number }>>();
  return {
    add(group: string, value: string, bytes = 0, count = 1): void {
      const values = groups.get(group) ?? new Map<string, { count: number; bytes: number }>();
      groups.set(group, values);
      const sums = values.get(value) ?? { count: 0, bytes: 0 };
      values.set(value, { count: sums.count + count, bytes: sums.bytes + bytes });
    },
    /** The most frequent value of each group first. */
    rows(): readonly CountRow[] {
      return [...groups].flatMap(([group, values]) =>
        [...values]
          .map(([value, sums]) => ({ group, value, ...sums }))
          .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1)),
      );
    },
  };
}
