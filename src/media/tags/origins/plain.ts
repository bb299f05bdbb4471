import { fieldCollector, type TagFields } from '../fields.ts';
import { byCode } from '../genres.ts';
import type { RawBlock } from '../raw-block.ts';
import { tableOf } from './table.ts';

/** Formats whose names are those of the vocabulary but for a few. Keys are in capitals. */
const NAMES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['aiff', tableOf('NAME:TITLE|AUTH:ARTIST|ANNO:COMMENT|(C) :COPYRIGHT')],
  ['diin', tableOf('DITI:TITLE DIAR:ARTIST')],
  ['bext', tableOf('DESCRIPTION:COMMENT ORIGINATOR:ENCODEDBY ORIGINATIONDATE:DATE')],
  ['caf', tableOf('TRACK NUMBER:TRACKNUMBER|COMMENTS:COMMENT|KEY SIGNATURE:KEY|RECORDED DATE:DATE')],
  ['ape', tableOf('RECORD DATE:DATE|ORIGINAL DATE:ORIGINALDATE|FILE:')],
]);

/** Fields of Vorbis comments, APE tags and other formats with names in plain words. */
export function plainFields({ origin, entries }: RawBlock): TagFields {
  const { fields, add } = fieldCollector();
  const names = NAMES.get(origin);
  for (const [key, values] of entries) {
    // Picard adds the user: `RATING:someone@example.org`. It counts from 0 to 1.
    if (/^RATING:/i.test(key))
      add(
        'RATING',
        values.map((value) => (Number(value) > 1 ? value : ofHundred(value))),
      );
    else add(names?.get(key.toUpperCase()) ?? key, values);
  }
  return fields;
}

function ofHundred(value: string): string {
  const part = Number(value);
  return part > 0 ? `${Math.round(part * 100)}/100` : '';
}

/** ID3v1: a genre is its number, and 12 (`Other`) stands for all genres that have none. */
export function id3v1Fields({ entries }: RawBlock): TagFields {
  const { fields, add } = fieldCollector();
  for (const [key, values] of entries) {
    if (key !== 'GENRE') add(key, values);
    else
      add(
        key,
        values.flatMap((value) => (value === '12' ? [] : /^\d+$/.test(value) ? (byCode(value) ?? []) : value)),
      );
  }
  return fields;
}
