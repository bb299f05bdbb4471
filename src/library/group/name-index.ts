/** Names in order, so that those that begin with a text are found without looking at all of them. */
export interface NameIndex {
  /** The first name that begins with the text. */
  startingWith(text: string): string | undefined;
  /** Whether the text begins with one of the names. */
  hasStartOf(text: string): boolean;
}

export function nameIndex(names: Iterable<string>): NameIndex {
  const sorted = [...new Set(names)].sort();
  const all = new Set(sorted);
  return {
    startingWith(text) {
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle] ?? '') < text) low = middle + 1;
        else high = middle;
      }
      return sorted[low]?.startsWith(text) ? sorted[low] : undefined;
    },
    hasStartOf(text) {
      for (let end = text.length; end >= 0; end--) if (all.has(text.slice(0, end))) return true;
      return false;
    },
  };
}
