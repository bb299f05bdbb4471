const MOST_NOTES = 20;

export interface Notes {
  readonly list: readonly string[];
  add(note: string): void;
}

/** Collects what a reader skipped: each thing once, 20 at most. */
export function collectNotes(): Notes {
  const list: string[] = [];
  return {
    list,
    add(note) {
      if (list.length < MOST_NOTES && !list.includes(note)) list.push(note);
    },
  };
}
