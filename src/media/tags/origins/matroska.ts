import { fieldCollector, type TagFields } from '../fields.ts';
import type { RawBlock } from '../raw-block.ts';
import { tableOf } from './table.ts';

/** Matroska's official names, where they differ from Vorbis's. */
const NAMES = tableOf(
  'DATE_RELEASED:DATE DATE_RECORDED:YEAR PART_NUMBER:TRACKNUMBER TOTAL_PARTS:TRACKTOTAL LEAD_PERFORMER:PERFORMER ' +
    'REMIXED_BY:REMIXER MIXED_BY:MIXER SOUND_ENGINEER:ENGINEER WRITTEN_BY:WRITER ENCODED_BY:ENCODEDBY ' +
    'ENCODER_SETTINGS:ENCODERSETTINGS ORIGINAL_MEDIA_TYPE:MEDIA CONTENT_TYPE:GENRE TERMS_OF_USE:LICENSE ' +
    'TITLE/SORT_WITH:TITLESORT ARTIST/SORT_WITH:ARTISTSORT COMPOSER/SORT_WITH:COMPOSERSORT ALBUM/SORT_WITH:ALBUMSORT',
);
/** What names mean on the levels of the album (50) and of the disc (40), in files that tag a track by itself (30). */
const ALBUM_NAMES = tableOf(
  'TITLE:ALBUM ARTIST:ALBUMARTIST TITLE/SORT_WITH:ALBUMSORT ARTIST/SORT_WITH:ALBUMARTISTSORT PART_NUMBER:',
);
const DISC_NAMES = tableOf('TITLE:DISCSUBTITLE PART_NUMBER:DISCNUMBER');

/**
 * Fields of Matroska tags. A key is the level of the target and the name: `50/TITLE`. Where nothing stands on the level of
 * the track, the tag is flat, as ffmpeg writes it, and `50/TITLE` is the title of the track.
 */
export function matroskaFields({ entries }: RawBlock): TagFields {
  const { fields, add } = fieldCollector();
  const levels = new Set(entries.map(([key]) => levelOf(key)));
  const isLayered = levels.has(30);
  const inherited: (readonly [string, readonly string[]])[] = [];
  for (const [key, values] of entries) {
    const level = levelOf(key);
    const name = key.replace(/^\d+\//, '').toUpperCase();
    // Above the album stand editions and collections, below the track its parts.
    if (level > 50 || level < 30) continue;
    if (isLayered && level === 50 && name === 'ARTIST') inherited.push([name, values]);
    add((isLayered ? layeredName(level, name, levels.has(40)) : undefined) ?? NAMES.get(name) ?? name, values);
  }
  for (const [name, values] of inherited) if (!fields.has(name)) add(name, values);
  return fields;
}

function layeredName(level: number, name: string, hasDiscs: boolean): string | undefined {
  if (level === 50) return name === 'TOTAL_PARTS' && hasDiscs ? 'DISCTOTAL' : ALBUM_NAMES.get(name);
  return level === 40 ? DISC_NAMES.get(name) : undefined;
}

function levelOf(key: string): number {
  return Number(/^(\d+)\//.exec(key)?.[1] ?? 50);
}
