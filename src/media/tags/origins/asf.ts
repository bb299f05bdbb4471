import { fieldCollector, type TagFields } from '../fields.ts';
import { id3Genres } from '../genres.ts';
import type { RawBlock } from '../raw-block.ts';
import { fieldName } from '../vocabulary.ts';
import { tableOf } from './table.ts';

const ATTRIBUTES = tableOf(
  'title:TITLE author:ARTIST copyright:COPYRIGHT description:COMMENT wm/albumartist:ALBUMARTIST wm/albumtitle:ALBUM wm/artists:ARTISTS ' +
    'wm/tracknumber:TRACKNUMBER wm/partofset:DISCNUMBER wm/setsubtitle:DISCSUBTITLE wm/subtitle:SUBTITLE wm/year:DATE ' +
    'wm/originalreleasetime:ORIGINALDATE wm/originalreleaseyear:ORIGINALYEAR wm/genre:GENRE wm/mood:MOOD wm/media:MEDIA ' +
    'wm/composer:COMPOSER wm/writer:LYRICIST wm/conductor:CONDUCTOR wm/modifiedby:REMIXER wm/arranger:ARRANGER ' +
    'wm/engineer:ENGINEER wm/producer:PRODUCER wm/djmixer:DJMIXER wm/mixer:MIXER wm/publisher:LABEL ' +
    'wm/catalogno:CATALOGNUMBER wm/barcode:BARCODE wm/isrc:ISRC wm/language:LANGUAGE wm/script:SCRIPT wm/lyrics:LYRICS ' +
    'wm/iscompilation:COMPILATION wm/beatsperminute:BPM wm/initialkey:KEY wm/contentgroupdescription:GROUPING ' +
    'wm/work:WORK wm/titlesortorder:TITLESORT wm/artistsortorder:ARTISTSORT wm/albumartistsortorder:ALBUMARTISTSORT ' +
    'wm/albumsortorder:ALBUMSORT wm/composersortorder:COMPOSERSORT wm/shareduserrating:RATING wm/encodedby:ENCODEDBY ' +
    'wm/encodingsettings:ENCODERSETTINGS wm/authorurl:WEBSITE wm/totaltracks:TRACKTOTAL wm/totaldiscs:DISCTOTAL ' +
    'wm/releasedate:RELEASEDATE',
);

/** Fields of ASF attributes: `Author`, `WM/Year`, `MusicBrainz/Track Id`. A name of Microsoft's outranks a free one. */
export function asfFields({ entries }: RawBlock): TagFields {
  const { fields, add } = fieldCollector();
  for (const [key, values] of entries) {
    const name = ATTRIBUTES.get(key.toLowerCase());
    if (name === 'GENRE') add(name, values.flatMap(id3Genres));
    else if (name === 'RATING') add(name, values.map(ofHundred));
    else if (name !== undefined) add(name, values);
  }
  const official = new Set(fields.keys());
  for (const [key, values] of entries) {
    const isFree = !ATTRIBUTES.has(key.toLowerCase()) && !key.toLowerCase().startsWith('wm/');
    if (isFree && !official.has(fieldName(key)?.field ?? '')) add(key, values);
  }
  // The oldest attribute counts tracks from zero.
  const track = entries.find(([key]) => key.toLowerCase() === 'wm/track')?.[1][0];
  if (!fields.has('TRACKNUMBER') && /^\d{1,4}$/.test(track ?? '')) add('TRACKNUMBER', [String(Number(track) + 1)]);
  return fields;
}

/** Windows Media Player writes 1, 25, 50, 75 and 99 for one to five stars. */
function ofHundred(value: string): string {
  const points = Number(value);
  return points > 0 ? `${Math.min(5, Math.round(points / 25) + 1) * 20}/100` : '';
}
