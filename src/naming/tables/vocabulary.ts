import { LANGUAGE_TAGS } from './languages.ts';
import { PICTURE_TAGS } from './picture.ts';
import { RELEASE_TAGS } from './release.ts';
import { SERVICE_TAGS } from './services.ts';
import { SOUND_TAGS } from './sound.ts';
import { SOURCE_TAGS } from './sources.ts';
import type { Strength, TagField, TagRow } from './tag.ts';

/** What one spelling says. */
export interface Tag {
  readonly field: TagField;
  readonly value: string;
  readonly strength: Strength;
}

/** A tag that was seen, whether or not it counts where it stands. */
export interface Hit {
  readonly tag: Tag;
  /** Number of words. */
  readonly length: number;
  /** A second thing that the same words say: `pdtvx264`. */
  readonly also: Tag | undefined;
}

interface Phrase {
  readonly words: readonly string[];
  readonly hit: Hit;
}

/** All spellings that begin with one word. */
export interface Entry {
  /** The word alone, in any case. */
  any: Hit | undefined;
  /** The word alone, in capitals. */
  capitals: Hit | undefined;
  /** Longest first. */
  readonly phrases: Phrase[];
}

/** First word → spellings. */
export const VOCABULARY: ReadonlyMap<string, Entry> = build([
  ...PICTURE_TAGS,
  ...SOUND_TAGS,
  ...SOURCE_TAGS,
  ...RELEASE_TAGS,
  ...LANGUAGE_TAGS,
  ...SERVICE_TAGS,
]);

function build(rows: readonly TagRow[]): Map<string, Entry> {
  const map = new Map<string, Entry>();
  for (const [field, value, strength, spellings] of rows) {
    const tag: Tag = { field, value, strength };
    for (const spelling of spellings.split('|')) add(map, spelling.replace(/'/g, '').split(' '), tag);
  }
  for (const entry of map.values()) entry.phrases.sort((a, b) => b.words.length - a.words.length);
  return map;
}

function add(map: Map<string, Entry>, words: readonly string[], tag: Tag): void {
  const first = words[0] ?? '';
  let entry = map.get(first);
  if (entry === undefined) {
    entry = { any: undefined, capitals: undefined, phrases: [] };
    map.set(first, entry);
  }
  if (words.length > 1) entry.phrases.push({ words, hit: { tag, length: words.length, also: undefined } });
  else if (tag.strength === 'caps') entry.capitals ??= { tag, length: 1, also: undefined };
  else entry.any ??= { tag, length: 1, also: undefined };
}
