import { fieldCollector, type TagFields } from '../fields.ts';
import { id3Genres } from '../genres.ts';
import type { RawBlock } from '../raw-block.ts';
import { tableOf } from './table.ts';

/** Names of an INFO list. `ISRC` is not here: it means the source of the material, whatever some taggers write. */
const INFO = tableOf(
  'INAM:TITLE IART:ARTIST IPRD:ALBUM ITRK:TRACKNUMBER IPRT:TRACK TRCK:TRACK ICRD:DATE IGNR:GENRE IMED:MEDIA IMUS:COMPOSER ' +
    'IWRI:LYRICIST ICOP:COPYRIGHT ILNG:LANGUAGE ICMT:COMMENT ICNT:RELEASECOUNTRY IENG:ENGINEER IPRO:PRODUCER ' +
    'ISTR:PERFORMER ITCH:ENCODEDBY ISFT:ENCODERSETTINGS IBPM:BPM',
);
const ISRC = /^[A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5}$/i;

/** Fields of the INFO list of WAV and AVI. */
export function riffFields({ entries }: RawBlock): TagFields {
  const { fields, add } = fieldCollector();
  for (const [key, values] of entries) {
    const name = INFO.get(key.toUpperCase()) ?? key;
    if (name === 'GENRE') add(name, values.flatMap(id3Genres));
    else if (name === 'ISRC')
      add(
        name,
        values.filter((value) => ISRC.test(value.trim())),
      );
    else add(name, values);
  }
  return fields;
}
