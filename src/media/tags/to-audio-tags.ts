import { compact } from '../../model/compact.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { AudioTags } from '../../model/media.ts';
import { storable } from '../../model/text.ts';
import type { TagBlock } from './fields.ts';

const MAX_TEXT = 1000;
const MAX_LYRICS = 64 * 1024;
const MAX_VALUES = 100;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/**
 * Fields of a tag block in the domain's terms (conventions §10). Mind the trap: the field that is called
 * `MUSICBRAINZ_TRACKID` in files holds the id of the *recording*; that of the track is `MUSICBRAINZ_RELEASETRACKID`.
 */
export function toAudioTags(
  block: TagBlock,
  rest: { readonly hasPicture: boolean; readonly duration: number | undefined },
): AudioTags {
  const all = (...keys: readonly string[]): readonly string[] => {
    const key = keys.find((one) => block.fields.has(one));
    const values = key === undefined ? [] : (block.fields.get(key) ?? []);
    return values.slice(0, MAX_VALUES).map((value) => clean(value, MAX_TEXT));
  };
  const text = (...keys: readonly string[]): string | undefined => all(...keys).join('; ') || undefined;
  const first = (...keys: readonly string[]): string | undefined => all(...keys)[0];
  const track = fraction(first('TRACKNUMBER', 'TRACK'));
  const disc = fraction(first('DISCNUMBER', 'DISC'));
  const compilation = first('COMPILATION');
  const lyrics = block.fields.get('LYRICS')?.[0] ?? block.fields.get('UNSYNCEDLYRICS')?.[0];
  const ids: ExternalIds = compact({
    'musicbrainz-recording': mbid(first('MUSICBRAINZTRACKID')),
    'musicbrainz-track': mbid(first('MUSICBRAINZRELEASETRACKID')),
    'musicbrainz-release': mbid(first('MUSICBRAINZALBUMID')),
    'musicbrainz-release-group': mbid(first('MUSICBRAINZRELEASEGROUPID')),
    'musicbrainz-artist': mbid(first('MUSICBRAINZARTISTID')),
  });
  return compact({
    title: text('TITLE'),
    artist: text('ARTIST'),
    artists: unique(all('ARTISTS').length > 0 ? all('ARTISTS') : all('ARTIST')),
    albumArtist: text('ALBUMARTIST'),
    album: text('ALBUM'),
    track: track.number,
    trackTotal: track.total ?? count(first('TRACKTOTAL', 'TOTALTRACKS')),
    disc: disc.number,
    discTotal: disc.total ?? count(first('DISCTOTAL', 'TOTALDISCS')),
    discSubtitle: text('DISCSUBTITLE'),
    date: date(first('DATE', 'YEAR', 'RELEASEDATE')),
    originalDate: date(first('ORIGINALDATE', 'ORIGINALYEAR')),
    genres: unique(all('GENRE').flatMap((genre) => genre.split(/\s*[;\0]\s*/))),
    composer: text('COMPOSER'),
    label: text('LABEL', 'PUBLISHER', 'ORGANIZATION'),
    catalogNumber: text('CATALOGNUMBER'),
    barcode: first('BARCODE', 'UPC', 'EAN'),
    isrc: first('ISRC')?.replaceAll('-', ''),
    compilation: compilation === undefined ? undefined : /^(1|true|yes)$/i.test(compilation),
    lyrics: lyrics === undefined ? undefined : clean(lyrics, MAX_LYRICS) || undefined,
    ids,
    albumArtistMbid: mbid(first('MUSICBRAINZALBUMARTISTID')),
    origin: block.origin,
    hasPicture: rest.hasPicture,
    duration: rest.duration,
  });
}

function clean(value: string, length: number): string {
  return storable(value.replaceAll('\r\n', '\n')).trim().slice(0, length);
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

/** `3/12`, `03`, `A3` is none. */
function fraction(text: string | undefined): {
  readonly number: number | undefined;
  readonly total: number | undefined;
} {
  const match = /^\s*(\d{1,5})(?:\s*(?:\/|of)\s*(\d{1,5}))?\s*$/.exec(text ?? '');
  return { number: count(match?.[1]), total: count(match?.[2]) };
}

function count(text: string | undefined): number | undefined {
  const value = /^\s*\d{1,5}\s*$/.test(text ?? '') ? Number(text) : 0;
  return value > 0 ? value : undefined;
}

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, from these or `YYYYMMDD`, `YYYY/MM/DD`, with or without a time behind. */
function date(text: string | undefined): string | undefined {
  const match = /^(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?(?:$|\D)/.exec(text ?? '');
  const [, year, month, day] = match ?? [];
  if (year === undefined || year === '0000') return undefined;
  if (month === undefined || month < '01' || month > '12') return year;
  return day === undefined || day < '01' || day > '31' ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** The first MusicBrainz id in a text; some taggers write several into one. */
function mbid(text: string | undefined): string | undefined {
  return UUID.exec(text?.toLowerCase() ?? '')?.[0];
}
