import { fieldCollector, type TagFields } from '../fields.ts';
import { byCode } from '../genres.ts';
import type { RawBlock } from '../raw-block.ts';
import { fieldName } from '../vocabulary.ts';
import { tableOf } from './table.ts';

const ATOMS = tableOf(
  '\xa9nam:TITLE \xa9st3:SUBTITLE \xa9ART:ARTIST aART:ALBUMARTIST \xa9alb:ALBUM trkn:TRACKNUMBER disk:DISCNUMBER ' +
    '\xa9day:DATE \xa9gen:GENRE gnre:GENRE \xa9wrt:COMPOSER \xa9grp:GROUPING \xa9wrk:WORK \xa9mvn:MOVEMENTNAME ' +
    '\xa9mvi:MOVEMENT \xa9mvc:MOVEMENTTOTAL \xa9con:CONDUCTOR \xa9arg:ARRANGER sonm:TITLESORT soar:ARTISTSORT ' +
    'soaa:ALBUMARTISTSORT soal:ALBUMSORT soco:COMPOSERSORT cpil:COMPILATION tmpo:BPM \xa9cmt:COMMENT \xa9lyr:LYRICS ' +
    'cprt:COPYRIGHT \xa9too:ENCODEDBY rate:RATING',
);
const FREE = '----:';

/** Fields of MP4 atoms. A free-form atom (`----:com.apple.iTunes:LABEL`) counts where no atom of iTunes has the field. */
export function mp4Fields(block: RawBlock): TagFields {
  const collector = fieldCollector();
  const isPlain = (key: string): boolean => !ATOMS.has(key) && !key.startsWith(FREE);
  for (const [key, values] of block.entries) if (isPlain(key)) collector.replace(key, values);
  const seen = new Set<string>();
  for (const [key, values] of block.entries) {
    const name = ATOMS.get(key);
    if (name === undefined) continue;
    const plain = key === 'gnre' ? values.map(genreOf) : values;
    if (seen.has(name)) collector.add(name, plain);
    else collector.replace(name, plain);
    seen.add(name);
  }
  for (const [key, values] of block.entries) {
    if (!key.startsWith(FREE)) continue;
    const name = key.slice(key.indexOf(':', FREE.length) + 1);
    const field = fieldName(name)?.field;
    if (field !== undefined && !seen.has(field)) collector.add(name, values);
  }
  return collector.fields;
}

/** The old genre atom counts ID3v1's numbers from one. */
function genreOf(value: string): string {
  return /^\d+$/.test(value) ? (byCode(String(Number(value) - 1)) ?? '') : value;
}
