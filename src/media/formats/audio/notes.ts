const MAX_NOTES = 20;

export interface Notes {
  readonly list: readonly string[];
  add(note: string): void;
}

/** What a reader skipped. Each note is kept once, and at most 20 of them. */
export function noteCollector(): Notes {
  const list: string[] = [];
  return {
    list,
    add(note) {
      if (list.length < MAX_NOTES && !list.includes(note)) list.push(note);
    },
  };
}
