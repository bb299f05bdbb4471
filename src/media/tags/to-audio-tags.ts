import { compact } from '../../model/compact.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { AudioTags } from '../../model/media.ts';
import type { TagBlock, TagFields } from './fields.ts';
import { ratingOf, replayGain } from './loudness.ts';
import { performers } from './people.ts';
import { clean, cleanValues, count, date, fraction, mbids, positiveNumber } from './values.ts';

const MAX_LYRICS = 64 * 1024;
const MAX_COMMENT = 4000;
const MAX_FINGERPRINT = 16 * 1024;

/**
 * Fields of a tag block in the domain's terms (conventions §10). Mind the trap: the field that is called
 * `MUSICBRAINZ_TRACKID` in files holds the id of the *recording*; that of the track is `MUSICBRAINZ_RELEASETRACKID`.
 */
export function toAudioTags(
  block: TagBlock,
  rest: { readonly hasPicture: boolean; readonly duration: number | undefined },
): AudioTags {
  const { fields } = block;
  const texts = fieldTexts(fields);
  const artistIds = mbids(fields.get('MUSICBRAINZARTISTID'));
  const artists = texts.all('ARTISTS');
  return compact({
    ...names(texts),
    artists: artists.length > 0 ? artists : texts.all('ARTIST'),
    ...numbers(texts),
    date: date(texts.first('DATE') ?? texts.first('RELEASEDATE')),
    originalDate: date(texts.first('ORIGINALDATE')),
    releaseDate: date(texts.first('RELEASEDATE')),
    genres: genres(texts.all('GENRE')),
    ...people(texts),
    ...release(texts),
    ...recording(fields, texts),
    ids: externalIds(fields, artistIds),
    artistMbids: several(artistIds),
    ...otherIds(fields, texts),
    origin: block.origin,
    hasPicture: rest.hasPicture,
    duration: rest.duration,
  });
}

interface FieldTexts {
  all(field: string): readonly string[];
  /** All values as one text. */
  text(field: string): string | undefined;
  first(field: string): string | undefined;
  /** The values where there are any. */
  list(field: string): readonly string[] | undefined;
}

function fieldTexts(fields: TagFields): FieldTexts {
  const all = (field: string): readonly string[] => cleanValues(fields.get(field));
  return {
    all,
    text: (field) => all(field).join('; ') || undefined,
    first: (field) => all(field)[0],
    list(field) {
      const values = all(field);
      return values.length === 0 ? undefined : values;
    },
  };
}

function several(values: readonly string[]): readonly string[] | undefined {
  return values.length > 1 ? values : undefined;
}

function genres(values: readonly string[]): readonly string[] {
  if (!values.some((value) => value.includes(';'))) return values;
  return [...new Set(values.flatMap((value) => value.split(/\s*;\s*/)).filter((value) => value !== ''))];
}

function names({ text, all }: FieldTexts) {
  const albumArtists = all('ALBUMARTISTS');
  return {
    title: text('TITLE'),
    subtitle: text('SUBTITLE'),
    artist: text('ARTIST'),
    albumArtist: text('ALBUMARTIST') ?? text('ALBUMARTISTS'),
    albumArtists: several(albumArtists.length > 0 ? albumArtists : all('ALBUMARTIST')),
    album: text('ALBUM'),
    titleSort: text('TITLESORT'),
    artistSort: text('ARTISTSORT'),
    albumArtistSort: text('ALBUMARTISTSORT'),
    albumSort: text('ALBUMSORT'),
    composerSort: text('COMPOSERSORT'),
  };
}

function numbers({ first, text }: FieldTexts) {
  const track = fraction(first('TRACKNUMBER'));
  const disc = fraction(first('DISCNUMBER'));
  const movement = fraction(first('MOVEMENT'));
  return {
    track: track.number,
    trackTotal: track.total ?? count(first('TRACKTOTAL')),
    disc: disc.number,
    discTotal: disc.total ?? count(first('DISCTOTAL')),
    discSubtitle: text('DISCSUBTITLE'),
    movementNumber: movement.number,
    movementTotal: movement.total ?? count(first('MOVEMENTTOTAL')),
  };
}

function people({ text, all, list }: FieldTexts) {
  const performing = all('PERFORMER');
  return {
    composer: text('COMPOSER'),
    composers: several(all('COMPOSER')),
    lyricists: list('LYRICIST'),
    writers: list('WRITER'),
    conductors: list('CONDUCTOR'),
    remixers: list('REMIXER'),
    arrangers: list('ARRANGER'),
    engineers: list('ENGINEER'),
    producers: list('PRODUCER'),
    djMixers: list('DJMIXER'),
    mixers: list('MIXER'),
    performers: performing.length === 0 ? undefined : performers(performing),
  };
}

function release({ text, first, all, list }: FieldTexts) {
  const types = all('RELEASETYPE').flatMap((type) => type.toLowerCase().split(/\s*[;/]\s*/));
  return {
    label: text('LABEL'),
    labels: several(all('LABEL')),
    catalogNumber: text('CATALOGNUMBER'),
    catalogNumbers: several(all('CATALOGNUMBER')),
    barcode: first('BARCODE'),
    asin: first('ASIN'),
    copyright: text('COPYRIGHT'),
    license: text('LICENSE'),
    website: first('WEBSITE'),
    media: text('MEDIA'),
    script: first('SCRIPT'),
    languages: list('LANGUAGE'),
    releaseTypes: types.length === 0 ? undefined : [...new Set(types.filter((type) => type !== ''))],
    releaseStatus: first('RELEASESTATUS')?.toLowerCase(),
    releaseCountry: text('RELEASECOUNTRY'),
  };
}

function recording(fields: TagFields, { text, first, all, list }: FieldTexts) {
  const compilation = first('COMPILATION');
  const isrcs = all('ISRC')
    .flatMap((value) => value.split(/[;/,\s]+/))
    .map((value) => value.replaceAll('-', ''));
  const lyrics = fields.get('LYRICS')?.[0] ?? fields.get('SYNCEDLYRICS')?.[0];
  const comment = clean(fields.get('COMMENT')?.join('\n') ?? '', MAX_COMMENT);
  return {
    isrc: isrcs[0],
    isrcs: several([...new Set(isrcs)]),
    compilation: compilation === undefined ? undefined : /^(1|true|yes)$/i.test(compilation),
    moods: list('MOOD'),
    bpm: positiveNumber(first('BPM')),
    key: text('KEY'),
    grouping: text('GROUPING'),
    work: text('WORK'),
    movement: text('MOVEMENTNAME'),
    comment: comment === '' ? undefined : comment,
    lyrics: lyrics === undefined ? undefined : clean(lyrics, MAX_LYRICS) || undefined,
    replayGain: replayGain(fields),
    rating: ratingOf(first('RATING')),
    encodedBy: text('ENCODEDBY'),
    encoderSettings: text('ENCODERSETTINGS'),
  };
}

function externalIds(fields: TagFields, artistIds: readonly string[]): ExternalIds {
  const id = (field: string): string | undefined => mbids(fields.get(field))[0];
  return compact({
    'musicbrainz-recording': id('MUSICBRAINZTRACKID'),
    'musicbrainz-track': id('MUSICBRAINZRELEASETRACKID'),
    'musicbrainz-release': id('MUSICBRAINZALBUMID'),
    'musicbrainz-release-group': id('MUSICBRAINZRELEASEGROUPID'),
    'musicbrainz-artist': artistIds[0],
  });
}

function otherIds(fields: TagFields, { first }: FieldTexts) {
  const albumArtists = mbids(fields.get('MUSICBRAINZALBUMARTISTID'));
  const works = mbids(fields.get('MUSICBRAINZWORKID'));
  const originalArtists = mbids(fields.get('MUSICBRAINZORIGINALARTISTID'));
  const discId = first('MUSICBRAINZDISCID');
  const fingerprint = clean(fields.get('ACOUSTIDFINGERPRINT')?.[0] ?? '', MAX_FINGERPRINT);
  return {
    albumArtistMbid: albumArtists[0],
    albumArtistMbids: several(albumArtists),
    workMbids: works.length === 0 ? undefined : works,
    originalReleaseMbid: mbids(fields.get('MUSICBRAINZORIGINALALBUMID'))[0],
    originalArtistMbids: originalArtists.length === 0 ? undefined : originalArtists,
    discId: /^[\w.-]{28}$/.test(discId ?? '') ? discId : undefined,
    acoustId: mbids(fields.get('ACOUSTIDID'))[0],
    acoustIdFingerprint: fingerprint === '' ? undefined : fingerprint,
  };
}
