import {
  ApeTag,
  ByteVector,
  File,
  type Id3v2FrameIdentifier,
  Id3v2FrameIdentifiers,
  Id3v2Tag,
  Id3v2UniqueFileIdentifierFrame,
  Id3v2UserTextInformationFrame,
  Mpeg4AppleTag,
  ReadStyle,
  StringType,
  TagTypes,
  XiphComment,
} from 'node-taglib-sharp';
import type { AudioTags } from '../../../src/model/media.ts';

/** What to write; the members of `AudioTags`, all optional. */
export type TagWish = Partial<Omit<AudioTags, 'origin' | 'hasPicture' | 'duration'>>;

/** Fields under Picard's names, as written into the file. */
type Fields = Readonly<Record<string, readonly string[]>>;

/**
 * Writes tags into an audio file as Picard does: Vorbis comments (flac, ogg, opus), ID3v2.4 (mp3, wav, aiff), MP4 atoms
 * (m4a), APEv2 (ape, wv).
 */
export function writeTags(path: string, wish: TagWish): void {
  const file = path.endsWith('.wv')
    ? File.createFromPath(path, 'taglib/ape', ReadStyle.None)
    : File.createFromPath(path);
  try {
    const fields = fieldsOf(wish);
    const format = /\.(flac|ogg|opus)$/.test(path) ? 'xiph' : /\.(ape|wv)$/.test(path) ? 'ape' : 'id3v2';
    if (path.endsWith('.m4a')) writeApple(file, wish, fields);
    else if (format === 'xiph') writeXiph(file, wish, fields);
    else if (format === 'ape') writeApe(file, wish, fields);
    else writeId3v2(file, wish, fields);
    file.save();
  } finally {
    file.dispose();
  }
}

function fieldsOf(wish: TagWish): Fields {
  const all: Record<string, readonly (string | undefined)[]> = {
    TITLE: [wish.title],
    ARTIST: [wish.artist],
    ARTISTS: wish.artists ?? [],
    ALBUMARTIST: [wish.albumArtist],
    ALBUM: [wish.album],
    DISCSUBTITLE: [wish.discSubtitle],
    DATE: [wish.date],
    ORIGINALDATE: [wish.originalDate],
    GENRE: wish.genres ?? [],
    COMPOSER: [wish.composer],
    LABEL: [wish.label],
    CATALOGNUMBER: [wish.catalogNumber],
    BARCODE: [wish.barcode],
    ISRC: [wish.isrc],
    LYRICS: [wish.lyrics],
    COMPILATION: [wish.compilation === undefined ? undefined : wish.compilation ? '1' : '0'],
    MUSICBRAINZ_TRACKID: [wish.ids?.['musicbrainz-recording']],
    MUSICBRAINZ_RELEASETRACKID: [wish.ids?.['musicbrainz-track']],
    MUSICBRAINZ_ALBUMID: [wish.ids?.['musicbrainz-release']],
    MUSICBRAINZ_RELEASEGROUPID: [wish.ids?.['musicbrainz-release-group']],
    MUSICBRAINZ_ARTISTID: [wish.ids?.['musicbrainz-artist']],
    MUSICBRAINZ_ALBUMARTISTID: [wish.albumArtistMbid],
  };
  const given = Object.entries(all).map(([key, values]) => [key, values.filter((value) => value !== undefined)]);
  return Object.fromEntries(given.filter(([, values]) => values !== undefined && values.length > 0));
}

function writeXiph(file: File, wish: TagWish, fields: Fields): void {
  const tag = file.getTag(TagTypes.Xiph, true);
  if (!(tag instanceof XiphComment)) throw new TypeError('no Vorbis comment');
  for (const [key, values] of Object.entries(fields)) tag.setFieldAsStrings(key, ...values);
  const numbers = {
    TRACKNUMBER: wish.track,
    TRACKTOTAL: wish.trackTotal,
    DISCNUMBER: wish.disc,
    DISCTOTAL: wish.discTotal,
  };
  for (const [key, value] of Object.entries(numbers)) if (value !== undefined) tag.setFieldAsStrings(key, `${value}`);
}

const APE_NAMES: Readonly<Record<string, string>> = {
  TITLE: 'Title',
  ARTIST: 'Artist',
  ARTISTS: 'Artists',
  ALBUMARTIST: 'Album Artist',
  ALBUM: 'Album',
  DISCSUBTITLE: 'DiscSubtitle',
  DATE: 'Year',
  GENRE: 'Genre',
  COMPOSER: 'Composer',
  LABEL: 'Label',
  CATALOGNUMBER: 'CatalogNumber',
  BARCODE: 'Barcode',
  LYRICS: 'Lyrics',
  COMPILATION: 'Compilation',
};

function writeApe(file: File, wish: TagWish, fields: Fields): void {
  const tag = file.getTag(TagTypes.Ape, true);
  if (!(tag instanceof ApeTag)) throw new TypeError('no APE tag');
  for (const [key, values] of Object.entries(fields)) tag.setStringValues(APE_NAMES[key] ?? key, [...values]);
  if (wish.track !== undefined) tag.setStringValue('Track', fraction(wish.track, wish.trackTotal));
  if (wish.disc !== undefined) tag.setStringValue('Disc', fraction(wish.disc, wish.discTotal));
}

const ID3_FRAMES = {
  TITLE: Id3v2FrameIdentifiers.TIT2,
  ARTIST: Id3v2FrameIdentifiers.TPE1,
  ALBUMARTIST: Id3v2FrameIdentifiers.TPE2,
  ALBUM: Id3v2FrameIdentifiers.TALB,
  DISCSUBTITLE: Id3v2FrameIdentifiers.TSST,
  DATE: Id3v2FrameIdentifiers.TDRC,
  ORIGINALDATE: Id3v2FrameIdentifiers.TDOR,
  GENRE: Id3v2FrameIdentifiers.TCON,
  COMPOSER: Id3v2FrameIdentifiers.TCOM,
  LABEL: Id3v2FrameIdentifiers.TPUB,
  ISRC: Id3v2FrameIdentifiers.TSRC,
  COMPILATION: Id3v2FrameIdentifiers.TCMP,
} as const;

/** Descriptions of `TXXX` frames; MP4's free-form atoms have the same. */
const FREE_NAMES: Readonly<Record<string, string>> = {
  MUSICBRAINZ_RELEASETRACKID: 'MusicBrainz Release Track Id',
  MUSICBRAINZ_ALBUMID: 'MusicBrainz Album Id',
  MUSICBRAINZ_RELEASEGROUPID: 'MusicBrainz Release Group Id',
  MUSICBRAINZ_ARTISTID: 'MusicBrainz Artist Id',
  MUSICBRAINZ_ALBUMARTISTID: 'MusicBrainz Album Artist Id',
};

function writeId3v2(file: File, wish: TagWish, fields: Fields): void {
  const tag = file.getTag(TagTypes.Id3v2, true);
  if (!(tag instanceof Id3v2Tag)) throw new TypeError('no ID3v2 tag');
  tag.version = 4;
  const { MUSICBRAINZ_TRACKID: recording, LYRICS: lyrics, ...rest } = fields;
  for (const [key, values] of Object.entries(rest)) {
    const frame = Object.entries(ID3_FRAMES).find(([name]) => name === key)?.[1];
    if (frame !== undefined) tag.setTextFrame(frame, ...values);
    else {
      const user = Id3v2UserTextInformationFrame.fromDescription(FREE_NAMES[key] ?? key, StringType.UTF8);
      user.text = [...values];
      tag.addFrame(user);
    }
  }
  if (recording?.[0] !== undefined) {
    const id = ByteVector.fromString(recording[0], StringType.Latin1);
    tag.addFrame(Id3v2UniqueFileIdentifierFrame.fromData('http://musicbrainz.org', id));
  }
  if (lyrics?.[0] !== undefined) tag.lyrics = lyrics[0];
  if (wish.track !== undefined) setNumber(tag, Id3v2FrameIdentifiers.TRCK, fraction(wish.track, wish.trackTotal));
  if (wish.disc !== undefined) setNumber(tag, Id3v2FrameIdentifiers.TPOS, fraction(wish.disc, wish.discTotal));
}

function setNumber(tag: Id3v2Tag, frame: Id3v2FrameIdentifier | undefined, text: string): void {
  if (frame !== undefined) tag.setTextFrame(frame, text);
}

const APPLE_ATOMS: Readonly<Record<string, string>> = {
  TITLE: '\xa9nam',
  ARTIST: '\xa9ART',
  ALBUMARTIST: 'aART',
  ALBUM: '\xa9alb',
  DATE: '\xa9day',
  GENRE: '\xa9gen',
  COMPOSER: '\xa9wrt',
  LYRICS: '\xa9lyr',
};

function writeApple(file: File, wish: TagWish, fields: Fields): void {
  const tag = file.getTag(TagTypes.Apple, true);
  if (!(tag instanceof Mpeg4AppleTag)) throw new TypeError('no MP4 tag');
  const { COMPILATION: _, ...rest } = fields;
  for (const [key, values] of Object.entries(rest)) {
    const atom = APPLE_ATOMS[key];
    if (atom !== undefined) tag.setQuickTimeStrings(ByteVector.fromString(atom, StringType.Latin1), [...values]);
    else {
      const name = key === 'MUSICBRAINZ_TRACKID' ? 'MusicBrainz Track Id' : (FREE_NAMES[key] ?? key);
      tag.setItunesStrings('com.apple.iTunes', name, ...values);
    }
  }
  if (wish.compilation !== undefined) tag.isCompilation = wish.compilation;
  if (wish.track !== undefined) tag.track = wish.track;
  if (wish.trackTotal !== undefined) tag.trackCount = wish.trackTotal;
  if (wish.disc !== undefined) tag.disc = wish.disc;
  if (wish.discTotal !== undefined) tag.discCount = wish.discTotal;
}

function fraction(number: number, total: number | undefined): string {
  return total === undefined ? `${number}` : `${number}/${total}`;
}
