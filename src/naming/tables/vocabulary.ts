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
interface Entry {
  /** The word alone, in any case. */
  any: Hit | undefined;
  /** The word alone, in capitals. */
  capitals: Hit | undefined;
  /** Longest first. */
  readonly phrases: Phrase[];
}

/** The tables. The spellings of a word are read when it is first looked up: reading all 2,400 takes 4 ms at every start. */
class Vocabulary {
  /** First word → the rows with a spelling that begins with it, in their order. */
  readonly #rows = new Map<string, TagRow | readonly TagRow[]>();
  readonly #entries = new Map<string, Entry>();

  constructor(rows: readonly TagRow[]) {
    for (const row of rows) {
      const spellings = row[3];
      for (let start = 0; start < spellings.length; ) {
        const bar = spellings.indexOf('|', start);
        const end = bar < 0 ? spellings.length : bar;
        this.#add(firstWord(spellings.slice(start, end)), row);
        start = end + 1;
      }
    }
  }

  /** The spellings that begin with this word. */
  get(word: string): Entry | undefined {
    const known = this.#entries.get(word);
    if (known !== undefined) return known;
    const rows = this.#rows.get(word);
    if (rows === undefined) return undefined;
    const entry = entryOf(word, isRow(rows) ? [rows] : rows);
    this.#entries.set(word, entry);
    return entry;
  }

  #add(word: string, row: TagRow): void {
    const others = this.#rows.get(word);
    if (others === undefined) this.#rows.set(word, row);
    else if (isRow(others)) {
      if (others !== row) this.#rows.set(word, [others, row]);
    } else if (others.at(-1) !== row) this.#rows.set(word, [...others, row]);
  }
}

export const VOCABULARY: Pick<Vocabulary, 'get'> = new Vocabulary([
  ...PICTURE_TAGS,
  ...SOUND_TAGS,
  ...SOURCE_TAGS,
  ...RELEASE_TAGS,
  ...LANGUAGE_TAGS,
  ...SERVICE_TAGS,
]);

function entryOf(word: string, rows: readonly TagRow[]): Entry {
  const entry: Entry = { any: undefined, capitals: undefined, phrases: [] };
  for (const [field, value, strength, spellings] of rows) {
    const tag: Tag = { field, value, strength };
    for (const spelling of spellings.split('|')) {
      if (firstWord(spelling) === word) add(entry, spelling.split(' '), tag);
    }
  }
  entry.phrases.sort((a, b) => b.words.length - a.words.length);
  return entry;
}

function add(entry: Entry, words: readonly string[], tag: Tag): void {
  const hit: Hit = { tag, length: words.length, also: undefined };
  if (words.length > 1) entry.phrases.push({ words, hit });
  else if (tag.strength === 'caps') entry.capitals ??= hit;
  else entry.any ??= hit;
}

function firstWord(spelling: string): string {
  const blank = spelling.indexOf(' ');
  return blank < 0 ? spelling : spelling.slice(0, blank);
}

function isRow(rows: TagRow | readonly TagRow[]): rows is TagRow {
  return typeof rows[0] === 'string';
}
