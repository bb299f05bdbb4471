import { ID_PAGES, validId } from '../../model/external-ids.ts';
import type { ExternalIds } from '../../model/ids.ts';

const MAX_ADDRESS = 500;

/** Ids in the addresses that a text holds; of each kind the first. */
export function idsInUrls(text: string): ExternalIds {
  const ids: ExternalIds = {};
  for (const word of text.split(/[\s"'<>]+/).filter((one) => one.includes('.'))) {
    // Cut, as a pattern needs a time that grows with the square of the length.
    const address = word.slice(0, MAX_ADDRESS);
    for (const [pattern, kind] of ID_PAGES) {
      const value = pattern.exec(address)?.[1];
      const valid = value === undefined ? undefined : validId(kind, value);
      if (valid !== undefined) ids[kind] ??= valid;
    }
  }
  return ids;
}

/** What is left of a text without its addresses and blanks. */
export function withoutUrls(text: string): string {
  return text
    .replace(/(?:https?:\/\/|www\.)[^\s"'<>]+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
