import { wordTable } from '../../model/word-table.ts';
/** ID3v2 text frames by their Vorbis names; both forms of those that ID3v2.3 has other frames for. */
export const ID3_FRAMES: ReadonlyMap<string, string> = wordTable({
  TIT2: 'TITLE',
  TPE1: 'ARTIST',
  TPE2: 'ALBUMARTIST',
  TALB: 'ALBUM',
  TRCK: 'TRACKNUMBER',
  TPOS: 'DISCNUMBER',
  TSST: 'DISCSUBTITLE',
  TDRC: 'DATE',
  TYER: 'YEAR',
  TDOR: 'ORIGINALDATE',
  TORY: 'ORIGINALYEAR',
  TDRL: 'RELEASEDATE',
  TCON: 'GENRE',
  TCOM: 'COMPOSER',
  TPUB: 'LABEL',
  TSRC: 'ISRC',
  TCMP: 'COMPILATION',
  USLT: 'LYRICS',
});

/** MP4 atoms by their Vorbis names, for those of which the library's common view has less than the file. */
export const MP4_ATOMS: ReadonlyMap<string, string> = wordTable({
  '\xa9ART': 'ARTIST',
  aART: 'ALBUMARTIST',
  '\xa9day': 'DATE',
  '\xa9wrt': 'COMPOSER',
});

/** Free-form atoms (`com.apple.iTunes`) that are read, under the names that Picard writes. */
export const MP4_FREE_ATOMS: readonly string[] = [
  'ARTISTS',
  'DISCSUBTITLE',
  'LABEL',
  'CATALOGNUMBER',
  'BARCODE',
  'ISRC',
  'ORIGINALDATE',
  'ORIGINALYEAR',
  'MusicBrainz Track Id',
  'MusicBrainz Release Track Id',
  'MusicBrainz Album Id',
  'MusicBrainz Release Group Id',
  'MusicBrainz Artist Id',
  'MusicBrainz Album Artist Id',
];
