import type { TagFields } from '../../media/tags/fields.ts';
import { date, fraction, mbids, positiveNumber } from '../../media/tags/values.ts';
import { storable } from '../../model/text.ts';

/** Numbers with the total that belongs to each. */
export const PAIRS: readonly (readonly [string, string])[] = [
  ['TRACKNUMBER', 'TRACKTOTAL'],
  ['DISCNUMBER', 'DISCTOTAL'],
  ['MOVEMENT', 'MOVEMENTTOTAL'],
];

const NUMBERS: ReadonlySet<string> = new Set(PAIRS.flat());
const DATES: ReadonlySet<string> = new Set(['DATE', 'ORIGINALDATE', 'RELEASEDATE']);
const WORDS: ReadonlySet<string> = new Set(['RELEASETYPE', 'RELEASESTATUS']);
const MULTI_ID = /^(?:MUSICBRAINZ.*ID|ACOUSTIDID)$/;

/** Fields in which number and total stand apart, though a tag has them in one value: `3/12`. */
export function withoutFractions(fields: TagFields): TagFields {
  const divided = new Map(fields);
  for (const [number, total] of PAIRS) {
    const parts = fraction(fields.get(number)?.[0]);
    if (parts.total === undefined) continue;
    if (parts.number === undefined) divided.delete(number);
    else divided.set(number, [String(parts.number)]);
    if (!divided.has(total)) divided.set(total, [String(parts.total)]);
  }
  return divided;
}

/** Whether a field means the same with either of these lists of values: `03` is 3, `1999-03-04T00:00` is a day. */
export function sameValues(field: string, before: readonly string[], after: readonly string[]): boolean {
  const one = meant(field, before);
  const other = meant(field, after);
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function meant(field: string, values: readonly string[]): readonly string[] {
  if (field === 'MUSICBRAINZDISCID') return values;
  if (MULTI_ID.test(field)) {
    const ids = mbids(values);
    return ids.length > 0 ? ids : values;
  }
  if (NUMBERS.has(field)) return values.map((value) => String(fraction(value).number ?? value));
  if (DATES.has(field)) return values.map((value) => date(value) ?? value);
  if (WORDS.has(field)) return values.map((value) => value.toLowerCase());
  if (field === 'COMPILATION') return values.map((value) => (/^(?:1|true|yes)$/i.test(value.trim()) ? '1' : '0'));
  if (field === 'BPM') return values.map((value) => String(positiveNumber(value) ?? value));
  return values;
}

/** Values as any format can hold them: no NUL, which divides values, no other control characters, none of them empty. */
export function writable(values: readonly string[]): readonly string[] {
  return values.map((value) => storable(value).replaceAll('\r\n', '\n').trim()).filter((value) => value !== '');
}
