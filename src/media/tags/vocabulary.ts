/**
 * The fields that are read, each with the other names that taggers have for it, best first. Names are Picard's for Vorbis
 * comments (conventions §10) in capitals without anything between the letters (`MUSICBRAINZALBUMID`), because every format
 * and tagger spaces them in another way.
 */
const FIELDS: readonly string[] = [
  'TITLE',
  'SUBTITLE',
  'ARTIST',
  'ARTISTS',
  'ALBUMARTIST',
  'ALBUMARTISTS',
  'ALBUM',
  'TRACKNUMBER TRACK',
  'TRACKTOTAL TOTALTRACKS',
  'DISCNUMBER DISC',
  'DISCTOTAL TOTALDISCS',
  'DISCSUBTITLE SETSUBTITLE',
  'DATE YEAR',
  'RELEASEDATE',
  'ORIGINALDATE ORIGINALRELEASEDATE ORIGINALYEAR',
  'GENRE',
  'MOOD',
  'MEDIA MEDIATYPE SOURCEMEDIA',
  'COMPOSER',
  'LYRICIST',
  'WRITER',
  'CONDUCTOR',
  'REMIXER MIXARTIST',
  'ARRANGER',
  'ENGINEER',
  'PRODUCER',
  'DJMIXER',
  'MIXER',
  'PERFORMER',
  'LABEL PUBLISHER ORGANIZATION',
  'CATALOGNUMBER CATALOG CATALOGNO LABELNO',
  'BARCODE UPC EAN EANUPC',
  'ISRC',
  'ASIN',
  'COPYRIGHT',
  'LANGUAGE',
  'SCRIPT',
  'COMMENT DESCRIPTION',
  'LYRICS UNSYNCEDLYRICS',
  'SYNCEDLYRICS',
  'COMPILATION ITUNESCOMPILATION',
  'BPM TEMPO',
  'KEY INITIALKEY',
  'GROUPING CONTENTGROUP',
  'WORK',
  'MOVEMENTNAME',
  'MOVEMENT MOVEMENTNUMBER',
  'MOVEMENTTOTAL',
  'TITLESORT',
  'ARTISTSORT',
  'ALBUMARTISTSORT',
  'ALBUMSORT',
  'COMPOSERSORT',
  'RELEASETYPE MUSICBRAINZALBUMTYPE',
  'RELEASESTATUS MUSICBRAINZALBUMSTATUS',
  'RELEASECOUNTRY MUSICBRAINZALBUMRELEASECOUNTRY',
  'MUSICBRAINZTRACKID',
  'MUSICBRAINZRELEASETRACKID',
  'MUSICBRAINZALBUMID',
  'MUSICBRAINZRELEASEGROUPID',
  'MUSICBRAINZARTISTID',
  'MUSICBRAINZALBUMARTISTID',
  'MUSICBRAINZWORKID',
  'MUSICBRAINZDISCID',
  'MUSICBRAINZORIGINALALBUMID',
  'MUSICBRAINZORIGINALARTISTID',
  'ACOUSTIDID',
  'ACOUSTIDFINGERPRINT',
  'REPLAYGAINTRACKGAIN',
  'REPLAYGAINTRACKPEAK',
  'REPLAYGAINTRACKRANGE',
  'REPLAYGAINALBUMGAIN',
  'REPLAYGAINALBUMPEAK',
  'REPLAYGAINALBUMRANGE',
  'REPLAYGAINREFERENCELOUDNESS',
  'R128TRACKGAIN',
  'R128ALBUMGAIN',
  'RATING',
  'ENCODEDBY',
  'ENCODERSETTINGS',
  'WEBSITE WEBLINK',
  'LICENSE',
];

export interface FieldName {
  readonly field: string;
  /** 0 for the field's own name; where a tag has several names of a field, the lowest rank counts. */
  readonly rank: number;
}

const NAMES: ReadonlyMap<string, FieldName> = new Map(
  FIELDS.flatMap((line) => {
    const names = line.split(' ');
    const [field = ''] = names;
    return names.map((name, rank) => [name, { field, rank }] as const);
  }),
);

/** The field that a name means; undefined for all that is left in the file. */
export function fieldName(name: string): FieldName | undefined {
  return NAMES.get(name) ?? NAMES.get(name.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}

/** Fields that say nothing of the music: a tag of these alone is none. */
export const TECHNICAL_FIELDS: ReadonlySet<string> = new Set(['ENCODEDBY', 'ENCODERSETTINGS']);
