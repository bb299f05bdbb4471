import { be, join } from '../../test/support/media/bytes.ts';
import { id3Frame, id3Tag, id3Text } from '../../test/support/media/id3.ts';
import { flacPicture, vorbisComment } from '../../test/support/media/vorbis-comment.ts';
import { makeAudio } from '../../test/support/media-files.ts';

/** Fields of a tag under their names in Vorbis comments. */
export type Fields = readonly (readonly [string, string])[];

/** An id as MusicBrainz gives them out, the same for the same number. */
function mbid(number: number): string {
  return `${number.toString(16).padStart(8, '0')}-39f7-470e-963a-56509c546377`;
}

const COVER_BYTES = 30_000;
/** Files of a library are of many sizes, by which moved ones are known again. */
const PADDINGS = 3989;
const FRAMES: ReadonlyMap<string, string> = new Map([
  ['TITLE', 'TIT2'],
  ['ARTIST', 'TPE1'],
  ['ALBUMARTIST', 'TPE2'],
  ['ALBUM', 'TALB'],
  ['TRACKNUMBER', 'TRCK'],
  ['DATE', 'TDRC'],
  ['GENRE', 'TCON'],
  ['COMPOSER', 'TCOM'],
  ['LABEL', 'TPUB'],
  ['ISRC', 'TSRC'],
]);

/** What Picard writes into a track, more or less. Albums of different numbers are different releases of one artist. */
export function trackFields(album: string, number: number, track: number): Fields {
  return [
    ['TITLE', `Song ${track} of ${album}`],
    ['ARTIST', 'The Bench Band'],
    ['ALBUMARTIST', 'The Bench Band'],
    ['ALBUM', album],
    ['TRACKNUMBER', String(track)],
    ['DATE', '1999-03-04'],
    ['GENRE', 'Rock'],
    ['COMPOSER', 'Somebody'],
    ['LABEL', 'A label'],
    ['ISRC', 'GBAAA9900001'],
    ['MUSICBRAINZ_ALBUMID', mbid(0x1000 + number)],
    ['MUSICBRAINZ_ARTISTID', mbid(1)],
    ['MUSICBRAINZ_RELEASEGROUPID', mbid(0x100000 + number)],
    ['MUSICBRAINZ_ALBUMARTISTID', mbid(1)],
    ['MUSICBRAINZ_RELEASETRACKID', mbid(0x1000000 + number * 100 + track)],
    ['REPLAYGAIN_TRACK_GAIN', '-7.25 dB'],
  ];
}

/** An MP3 with an ID3v2.4 tag and a cover. */
export function taggedMp3(fields: Fields, seed = 0): Buffer {
  const frames = fields.map(([key, value]) => {
    const id = FRAMES.get(key);
    return id === undefined ? id3Frame(4, 'TXXX', join('\x03', key, '\0', value)) : id3Text(4, id, value);
  });
  const cover = id3Frame(4, 'APIC', join('\0image/jpeg\0\x03\0', Buffer.alloc(COVER_BYTES, 1)));
  const tag = id3Tag({ version: 4, frames: [...frames, cover], padding: 1024 + (seed % PADDINGS) });
  return join(tag, makeAudio({ format: 'mp3', seconds: 200, seed }));
}

/** A FLAC file with a Vorbis comment, a cover and padding. */
export function taggedFlac(fields: Fields, seed = 0): Buffer {
  const bare = makeAudio({ format: 'flac', seconds: 200, seed });
  const block = (type: number, body: Buffer): Buffer => join(be(type, 1), be(body.length, 3), body);
  const comment = vorbisComment(fields.map(([key, value]) => `${key}=${value}`));
  return join(
    bare.subarray(0, 42),
    block(4, comment),
    block(6, flacPicture(COVER_BYTES)),
    block(0x81, Buffer.alloc(4096 + (seed % PADDINGS))),
    bare.subarray(42),
  );
}
