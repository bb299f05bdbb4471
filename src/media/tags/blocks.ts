import type { ApeTag, File, Id3v2Tag, Mpeg4AppleTag, Tag, XiphComment } from 'node-taglib-sharp';
import { fieldCollector, type TagBlock } from './fields.ts';

type Library = typeof import('node-taglib-sharp');

/**
 * The tag blocks of a file, the one that outranks the others first: the format's own, then ID3v2, APE, RIFF INFO. ID3v1 is
 * asked only where there is nothing else, since it cuts values at 30 bytes.
 */
export function readBlocks(library: Library, file: File, apeFirst: boolean): readonly TagBlock[] {
  const { TagTypes, XiphComment, Id3v2Tag, ApeTag, Mpeg4AppleTag } = library;
  const found = (type: number): Tag | undefined => file.getTag(type, false);
  const blocks: TagBlock[] = [];
  const xiph = found(TagTypes.Xiph);
  if (xiph instanceof XiphComment) blocks.push(xiphBlock(xiph));
  const apple = found(TagTypes.Apple);
  if (apple instanceof Mpeg4AppleTag) blocks.push(appleBlock(library, apple));
  const id3 = found(TagTypes.Id3v2);
  const ape = found(TagTypes.Ape);
  const pair = [
    ...(id3 instanceof Id3v2Tag ? [id3v2Block(library, id3)] : []),
    ...(ape instanceof ApeTag ? [apeBlock(ape)] : []),
  ];
  blocks.push(...(apeFirst ? pair.reverse() : pair));
  for (const [type, origin] of [
    [TagTypes.Asf, 'asf'],
    [TagTypes.RiffInfo, 'riff'],
  ] as const) {
    const tag = found(type);
    if (tag !== undefined) blocks.push(commonBlock(tag, origin));
  }
  const filled = blocks.filter((block) => block.fields.size > 0);
  const old = found(TagTypes.Id3v1);
  return filled.length > 0 || old === undefined ? filled : [commonBlock(old, 'id3v1')];
}

function xiphBlock(tag: XiphComment): TagBlock {
  const { fields, add } = fieldCollector();
  for (const name of tag.fieldNames) add(name, tag.getField(name));
  return { origin: 'vorbis', fields };
}

function apeBlock(tag: ApeTag): TagBlock {
  const { fields, add } = fieldCollector();
  for (const item of tag.items) add(item.key, item.text ?? []);
  return { origin: 'ape', fields };
}

/** Text frames by their Vorbis names; both forms of those that ID3v2.3 has other frames for. */
const FRAMES: Readonly<Record<string, string>> = {
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
};
/** Frames whose text node-taglib-sharp takes apart at `/` in ID3v2.3; a name like `AC/DC` has one of its own. */
const SPLIT_AT_SLASH = new Set(['TPE1', 'TPE2', 'TCOM']);

function id3v2Block(library: Library, tag: Id3v2Tag): TagBlock {
  const { fields, add } = fieldCollector();
  for (const frame of tag.frames) {
    if (frame instanceof library.Id3v2UserTextInformationFrame) add(frame.description, frame.text);
    else if (frame instanceof library.Id3v2TextInformationFrame) {
      const id = frameName(library, frame.frameId);
      const name = FRAMES[id];
      const whole = tag.version < 4 && SPLIT_AT_SLASH.has(id);
      if (name !== undefined) add(name, whole ? [frame.text.join('/')] : frame.text);
    } else if (frame instanceof library.Id3v2UniqueFileIdentifierFrame) {
      const musicbrainz = frame.owner === 'http://musicbrainz.org';
      if (musicbrainz) add('MUSICBRAINZ_TRACKID', [frame.identifier.toString(library.StringType.Latin1)]);
    } else if (frame instanceof library.Id3v2UnsynchronizedLyricsFrame) add('LYRICS', [frame.text]);
  }
  joinOldDate(library, tag, fields);
  return { origin: 'id3v2', fields };
}

/** ID3v2.3 keeps day and month (`DDMM`) in a frame beside the year. */
function joinOldDate(library: Library, tag: Id3v2Tag, fields: Map<string, string[]>): void {
  const [year] = fields.get('YEAR') ?? [];
  const { TDAT } = library.Id3v2FrameIdentifiers;
  const day = TDAT === undefined ? undefined : /^(\d\d)(\d\d)$/.exec(tag.getTextAsString(TDAT) ?? '');
  if (year !== undefined && /^\d{4}$/.test(year) && day !== undefined && day !== null) {
    fields.set('YEAR', [`${year}-${day[2]}-${day[1]}`]);
  }
}

function frameName(library: Library, id: Id3v2Tag['frames'][number]['frameId']): string {
  for (const version of [4, 3]) {
    try {
      return id.render(version).toString(library.StringType.Latin1);
    } catch {
      // Not a frame of that version.
    }
  }
  return '';
}

/** Free-form atoms `com.apple.iTunes` that are read, under the names that Picard writes. */
const FREE_ATOMS = [
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

function appleBlock(library: Library, tag: Mpeg4AppleTag): TagBlock {
  const { fields, add } = fieldCollector();
  const atom = (name: string): string[] =>
    tag.getQuickTimeStrings(library.ByteVector.fromString(name, library.StringType.Latin1));
  add('TITLE', atom('\xa9nam'));
  add('ARTIST', atom('\xa9ART'));
  add('ALBUMARTIST', atom('aART'));
  add('ALBUM', atom('\xa9alb'));
  add('DATE', atom('\xa9day'));
  add('GENRE', tag.genres);
  add('COMPOSER', atom('\xa9wrt'));
  add('LYRICS', atom('\xa9lyr'));
  add('COMPILATION', tag.isCompilation ? ['1'] : []);
  addNumbers(add, tag);
  for (const name of FREE_ATOMS) add(name, tag.getItunesStrings('com.apple.iTunes', name));
  return { origin: 'mp4', fields };
}

function commonBlock(tag: Tag, origin: string): TagBlock {
  const { fields, add } = fieldCollector();
  add('TITLE', [tag.title]);
  add('ARTIST', tag.performers);
  add('ALBUMARTIST', tag.albumArtists);
  add('ALBUM', [tag.album]);
  add('DATE', [tag.year > 0 ? `${tag.year}` : undefined]);
  add('GENRE', tag.genres);
  add('COMPOSER', tag.composers);
  add('LABEL', [tag.publisher]);
  add('ISRC', [tag.isrc]);
  add('LYRICS', [tag.lyrics]);
  add('MUSICBRAINZ_TRACKID', [tag.musicBrainzTrackId]);
  add('MUSICBRAINZ_ALBUMID', [tag.musicBrainzReleaseId]);
  add('MUSICBRAINZ_RELEASEGROUPID', [tag.musicBrainzReleaseGroupId]);
  add('MUSICBRAINZ_ARTISTID', [tag.musicBrainzArtistId]);
  add('MUSICBRAINZ_ALBUMARTISTID', [tag.musicBrainzReleaseArtistId]);
  addNumbers(add, tag);
  return { origin, fields };
}

function addNumbers(add: (name: string, values: readonly (string | undefined)[]) => void, tag: Tag): void {
  const numbers = {
    TRACKNUMBER: tag.track,
    TRACKTOTAL: tag.trackCount,
    DISCNUMBER: tag.disc,
    DISCTOTAL: tag.discCount,
  };
  for (const [name, value] of Object.entries(numbers)) add(name, [value > 0 ? `${value}` : undefined]);
}
