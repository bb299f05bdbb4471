// CPU a file of the audio readers: 2,000 small tagged MP3 and FLAC files, opened, sniffed by name and read in one process.
// Usage: node scripts/run-ts.js bench/media/audio-readers.ts [files]
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { AUDIO_READERS } from '../../src/media/formats/audio.ts';
import type { ByteWindow } from '../../src/media/formats/window.ts';
import { audioTagsOf } from '../../src/media/tags/of-reading.ts';
import { be, join } from '../../test/support/media/bytes.ts';
import { id3Frame, id3Tag, id3Text } from '../../test/support/media/id3.ts';
import { flacPicture, vorbisComment } from '../../test/support/media/vorbis-comment.ts';
import { makeAudio } from '../../test/support/media-files.ts';

const FILES = Number(process.argv[2] ?? 2000);
const ID = '-39f7-470e-963a-56509c546377';
const FIELDS: readonly (readonly [string, string])[] = [
  ['TITLE', 'A title of some length'],
  ['ARTIST', 'An artist'],
  ['ALBUMARTIST', 'An artist'],
  ['ALBUM', 'An album'],
  ['DATE', '1999-03-04'],
  ['GENRE', 'Rock'],
  ['COMPOSER', 'Somebody'],
  ['LABEL', 'A label'],
  ['ISRC', 'GBAAA9900001'],
  ['MUSICBRAINZ_ALBUMID', `00000001${ID}`],
  ['MUSICBRAINZ_ARTISTID', `00000002${ID}`],
  ['MUSICBRAINZ_RELEASEGROUPID', `00000003${ID}`],
  ['MUSICBRAINZ_ALBUMARTISTID', `00000004${ID}`],
  ['MUSICBRAINZ_RELEASETRACKID', `00000005${ID}`],
  ['REPLAYGAIN_TRACK_GAIN', '-7.25 dB'],
];
const FRAMES: ReadonlyMap<string, string> = new Map([
  ['TITLE', 'TIT2'],
  ['ARTIST', 'TPE1'],
  ['ALBUMARTIST', 'TPE2'],
  ['ALBUM', 'TALB'],
  ['DATE', 'TDRC'],
  ['GENRE', 'TCON'],
  ['COMPOSER', 'TCOM'],
  ['LABEL', 'TPUB'],
  ['ISRC', 'TSRC'],
]);

function mp3(): Buffer {
  const frames = FIELDS.map(([key, value]) => {
    const id = FRAMES.get(key);
    return id === undefined ? id3Frame(4, 'TXXX', join('\x03', key, '\0', value)) : id3Text(4, id, value);
  });
  const cover = id3Frame(4, 'APIC', join('\0image/jpeg\0\x03\0', Buffer.alloc(30_000, 1)));
  return join(
    id3Tag({ version: 4, frames: [...frames, cover], padding: 1024 }),
    makeAudio({ format: 'mp3', seconds: 200 }),
  );
}

function flac(): Buffer {
  const bare = makeAudio({ format: 'flac', seconds: 200 });
  const block = (type: number, body: Buffer): Buffer => join(be(type, 1), be(body.length, 3), body);
  const comment = vorbisComment(FIELDS.map(([key, value]) => `${key}=${value}`));
  return join(
    bare.subarray(0, 42),
    block(4, comment),
    block(6, flacPicture(30_000)),
    block(0x81, Buffer.alloc(4096)),
    bare.subarray(42),
  );
}

function fileWindow(file: number, size: number): ByteWindow {
  return {
    size,
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset));
    },
  };
}

function readOne(path: string, format: string): void {
  const file = openSync(path, 'r');
  try {
    const reading = AUDIO_READERS.get(format)?.(fileWindow(file, fstatSync(file).size));
    if (reading === undefined || audioTagsOf(reading)?.album !== 'An album') throw new Error(`nothing in ${path}`);
  } finally {
    closeSync(file);
  }
}

/** Opens each file and reads its first 64 KiB: what no reader can do without. */
function openOne(path: string): void {
  const file = openSync(path, 'r');
  const size = Math.min(65536, fstatSync(file).size);
  readSync(file, Buffer.allocUnsafe(size), 0, size, 0);
  closeSync(file);
}

function microseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / FILES;
}

const folder = mkdtempSync(joinPath(tmpdir(), 'revenge-bench-'));
try {
  for (const [format, bytes] of [
    ['mp3', mp3()],
    ['flac', flac()],
  ] as const) {
    const paths = Array.from({ length: FILES }, (_, index) => joinPath(folder, `${index}.${format}`));
    for (const path of paths) writeFileSync(path, bytes);
    const rounds = [1, 2, 3].map(() => ({
      read: microseconds(() => {
        for (const path of paths) readOne(path, format);
      }),
      open: microseconds(() => {
        for (const path of paths) openOne(path);
      }),
    }));
    for (const [index, { read, open }] of rounds.entries()) {
      const ratio = (read / open).toFixed(2);
      console.log(
        `${format} round ${index + 1}: ${read.toFixed(0)} µs of CPU a file; open and read alone: ${open.toFixed(0)} µs; ratio ${ratio}`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
