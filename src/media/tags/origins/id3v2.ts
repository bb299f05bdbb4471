import { type FieldCollector, fieldCollector, type TagFields } from '../fields.ts';
import { id3Genres } from '../genres.ts';
import type { RawBlock } from '../raw-block.ts';
import { fieldName } from '../vocabulary.ts';
import { tableOf } from './table.ts';

const FRAMES = tableOf(
  'TIT2:TITLE TIT3:SUBTITLE TPE1:ARTIST TPE2:ALBUMARTIST TPE3:CONDUCTOR TPE4:REMIXER TALB:ALBUM TRCK:TRACKNUMBER ' +
    'TPOS:DISCNUMBER TSST:DISCSUBTITLE TDRC:DATE TYER:YEAR TDOR:ORIGINALDATE TORY:ORIGINALYEAR TDRL:RELEASEDATE ' +
    'TCOM:COMPOSER TEXT:LYRICIST TPUB:LABEL TSRC:ISRC TCMP:COMPILATION TMOO:MOOD TMED:MEDIA TLAN:LANGUAGE TBPM:BPM ' +
    'TKEY:KEY TCOP:COPYRIGHT TENC:ENCODEDBY TSSE:ENCODERSETTINGS TSOT:TITLESORT TSOP:ARTISTSORT TSO2:ALBUMARTISTSORT ' +
    'TSOA:ALBUMSORT TSOC:COMPOSERSORT MVNM:MOVEMENTNAME MVIN:MOVEMENT WOAR:WEBSITE WCOP:LICENSE',
);

/** Roles of people in TIPL and IPLS; every other role is an instrument. */
const ROLES = tableOf('arranger:ARRANGER engineer:ENGINEER producer:PRODUCER dj-mix:DJMIXER mix:MIXER');

const MUSICBRAINZ = 'UFID:http://musicbrainz.org';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Fields of an ID3v2 tag. A frame of the standard outranks a free one (`TXXX`) of the same meaning. */
export function id3Fields(block: RawBlock): TagFields {
  const collector = fieldCollector();
  const hasGroupFrame = block.entries.some(([key]) => key === 'GRP1');
  for (const [key, values] of block.entries) addFrame(collector, key, values, hasGroupFrame);
  const standard = new Set(collector.fields.keys());
  for (const [key, values] of block.entries) {
    const name = key.startsWith('TXXX:') ? key.slice(5) : '';
    const field = fieldName(name)?.field;
    if (field !== undefined && !standard.has(field)) collector.add(name, values);
  }
  addDay(collector, block);
  if (block.version !== 4) divideArtists(collector);
  return collector.fields;
}

function addFrame(collector: FieldCollector, key: string, values: readonly string[], hasGroupFrame: boolean): void {
  const name = FRAMES.get(key);
  const kind = key.slice(0, 4);
  if (name !== undefined) collector.add(name, values);
  else if (key === 'TCON') collector.add('GENRE', values.flatMap(id3Genres));
  // iTunes writes the group into GRP1 and keeps TIT1 for the work.
  else if (key === 'GRP1') collector.add('GROUPING', values);
  else if (key === 'TIT1') collector.add(hasGroupFrame ? 'WORK' : 'GROUPING', values);
  else if (key === MUSICBRAINZ) collector.add('MUSICBRAINZTRACKID', values);
  else if (key === 'TIPL' || key === 'IPLS' || key === 'TMCL') addPeople(collector, values, key === 'TMCL');
  // Comments with a description are data of programs: `iTunNORM`, `Songs-DB_Custom1`.
  else if (key === 'COMM:' || key === 'COMM') collector.add('COMMENT', values);
  else if (kind === 'USLT') collector.add('LYRICS', values);
  else if (kind === 'SYLT') collector.add('SYNCEDLYRICS', values);
  else if (kind === 'POPM') collector.add('RATING', values.map(ofHundred));
}

/** Role and name by turns. */
function addPeople(collector: FieldCollector, values: readonly string[], isCredits: boolean): void {
  for (let index = 0; index + 1 < values.length; index += 2) {
    const role = values[index]?.trim() ?? '';
    const name = values[index + 1]?.trim() ?? '';
    const field = isCredits ? undefined : ROLES.get(role.toLowerCase());
    if (name === '') continue;
    if (field !== undefined) collector.add(field, [name]);
    else collector.add('PERFORMER', [role === '' ? name : `${name} (${role})`]);
  }
}

/** ID3v2.3 keeps day and month (`DDMM`) in a frame beside the year. */
function addDay(collector: FieldCollector, block: RawBlock): void {
  const day = block.entries.find(([key]) => key === 'TDAT')?.[1][0];
  const [, date, month] = /^(\d\d)(\d\d)$/.exec(day?.trim() ?? '') ?? [];
  const year = collector.fields.get('DATE')?.[0]?.trim() ?? '';
  if (date !== undefined && month !== undefined && /^\d{4}$/.test(year)) {
    collector.replace('DATE', [`${year}-${month}-${date}`]);
  }
}

/**
 * Before ID3v2.4 a frame has one value, and taggers join several by a slash or semicolon, which names may hold too
 * (`AC/DC`). Only where the MusicBrainz ids tell how many artists there are, their names are divided.
 */
function divideArtists(collector: FieldCollector): void {
  const [joined, ...more] = collector.fields.get('ARTISTS') ?? [];
  const ids = collector.fields.get('MUSICBRAINZARTISTID')?.join(' ').match(UUID)?.length ?? 0;
  if (joined === undefined || more.length > 0 || ids < 2) return;
  for (const separator of ['/', ';', ',']) {
    const names = joined.split(separator).map((name) => name.trim());
    if (names.length === ids && names.every((name) => name !== '')) {
      collector.replace('ARTISTS', names);
      return;
    }
  }
}

/** POPM counts to 255; what players write for one to five stars are the steps of Windows Media Player. */
function ofHundred(value: string): string {
  const points = Number(value);
  if (points === 0) return '';
  const stars = points < 32 ? 1 : points < 96 ? 2 : points < 160 ? 3 : points < 224 ? 4 : 5;
  return `${stars * 20}/100`;
}
