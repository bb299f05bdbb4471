import { AAC_FRAME, aacConfiguration, aacSilence } from './aac.ts';
import { be, join, type Piece, seedBytes } from './bytes.ts';
import { avcConfiguration, h264Picture, lengthPrefixed } from './h264.ts';
import type { VideoFile } from './video.ts';

const MOVIE_SCALE = 1000;
/** Samples of one chunk. All chunks of a silent track point to the same bytes, so that hours take no room. */
const CHUNK_SAMPLES = 256;

interface Track {
  readonly handler: 'vide' | 'soun' | 'sbtl';
  readonly language: string;
  readonly timescale: number;
  readonly entry: Buffer;
  readonly sample: Buffer;
  readonly samples: number;
  /** Length of one sample in units of the timescale. */
  readonly delta: number;
  readonly width?: number;
  readonly height?: number;
}

/** An MP4 file: one picture that stays for the whole time, silent audio, one line of each subtitle. */
export function mp4Video(file: VideoFile): Buffer {
  return movie('isom', file.seconds, file.seed, [
    videoTrack(file),
    ...file.audio.map((track) => ({
      ...aacTrack(file.seconds, file.sampleRate, track.channels, track.language),
      // a single frame: the sound is not what these files are for
      samples: 1,
      delta: Math.round(file.seconds * file.sampleRate),
    })),
    ...file.subtitles.map((track) => subtitleTrack(file.seconds, track)),
  ]);
}

/** An M4A file with silence. */
export function m4a(seconds: number, sampleRate: number, channels: number, seed: string | number): Buffer {
  return movie('M4A ', seconds, seed, [aacTrack(seconds, sampleRate, channels, 'und')]);
}

function movie(brand: string, seconds: number, seed: string | number, tracks: readonly Track[]): Buffer {
  const head = join(box('ftyp', brand, be(512, 4), brand, 'isom', 'mp42'), box('free', seedBytes(seed)));
  const size = movieBox(seconds, tracks, 0).length;
  const data = tracks.map((track) => join(...Array.from({ length: chunkSamples(track) }, () => track.sample)));
  return join(head, movieBox(seconds, tracks, head.length + size + 8), box('mdat', ...data));
}

function movieBox(seconds: number, tracks: readonly Track[], dataStart: number): Buffer {
  let offset = dataStart;
  const boxes = tracks.map((track, index) => {
    const out = trackBox(index + 1, seconds, track, offset);
    offset += track.sample.length * chunkSamples(track);
    return out;
  });
  const header = full('mvhd', 0, 0, zeros(8), be(MOVIE_SCALE, 4), be(Math.round(seconds * MOVIE_SCALE), 4), [
    be(0x10000, 4),
    be(0x100, 2),
    zeros(10),
    MATRIX,
    zeros(24),
    be(tracks.length + 1, 4),
  ]);
  return box('moov', header, ...boxes, userData());
}

/** An empty list of tags, as encoders leave it; without it node-taglib-sharp cannot add one. */
function userData(): Buffer {
  const handler = full('hdlr', 0, 0, zeros(4), 'mdir', 'appl', zeros(9));
  return box('udta', full('meta', 0, 0, handler, box('ilst')));
}

function chunkSamples(track: Track): number {
  return Math.min(track.samples, CHUNK_SAMPLES);
}

function trackBox(id: number, seconds: number, track: Track, offset: number): Buffer {
  const header = full('tkhd', 0, 3, zeros(8), be(id, 4), zeros(4), be(Math.round(seconds * MOVIE_SCALE), 4), [
    zeros(12),
    be(track.handler === 'soun' ? 0x100 : 0, 2),
    zeros(2),
    MATRIX,
    be((track.width ?? 0) * 65536, 4),
    be((track.height ?? 0) * 65536, 4),
  ]);
  const language = [...track.language].reduce((code, letter) => code * 32 + letter.charCodeAt(0) - 0x60, 0);
  const mediaHeader = full('mdhd', 0, 0, zeros(8), be(track.timescale, 4), be(track.samples * track.delta, 4), [
    be(language, 2),
    zeros(2),
  ]);
  const handler = full('hdlr', 0, 0, zeros(4), track.handler, zeros(13));
  const typeHeader = {
    vide: full('vmhd', 0, 1, zeros(8)),
    soun: full('smhd', 0, 0, zeros(4)),
    sbtl: full('nmhd', 0, 0),
  }[track.handler];
  const dataInfo = box('dinf', full('dref', 0, 0, be(1, 4), full('url ', 0, 1)));
  return box(
    'trak',
    header,
    box('mdia', mediaHeader, handler, box('minf', typeHeader, dataInfo, sampleTable(track, offset))),
  );
}

function sampleTable(track: Track, offset: number): Buffer {
  const perChunk = chunkSamples(track);
  const chunks = Math.ceil(track.samples / perChunk);
  const last = track.samples - (chunks - 1) * perChunk;
  const runs =
    last === perChunk
      ? [[1, perChunk]]
      : [
          [1, perChunk],
          [chunks, last],
        ];
  return box(
    'stbl',
    full('stsd', 0, 0, be(1, 4), track.entry),
    full('stts', 0, 0, be(1, 4), be(track.samples, 4), be(track.delta, 4)),
    full(
      'stsc',
      0,
      0,
      be(runs.length, 4),
      ...runs.flatMap(([first = 0, count = 0]) => [be(first, 4), be(count, 4), be(1, 4)]),
    ),
    full('stsz', 0, 0, be(track.sample.length, 4), be(track.samples, 4)),
    full('stco', 0, 0, be(chunks, 4), ...Array.from({ length: chunks }, () => be(offset, 4))),
  );
}

function videoTrack(file: VideoFile): Track {
  const picture = h264Picture(file.width, file.height);
  const entry = box(
    'avc1',
    zeros(6),
    be(1, 2),
    zeros(16),
    be(file.width, 2),
    be(file.height, 2),
    be(0x480000, 4),
    be(0x480000, 4),
    zeros(4),
    be(1, 2),
    zeros(32),
    be(24, 2),
    be(0xffff, 2),
    box('avcC', avcConfiguration(picture)),
    file.hdr === undefined
      ? ''
      : box('colr', 'nclx', be(9, 2), be(file.hdr === 'hdr10' ? 16 : 18, 2), be(9, 2), be(0, 1)),
  );
  return {
    handler: 'vide',
    language: 'und',
    timescale: 1000,
    entry,
    sample: lengthPrefixed(picture),
    samples: 1,
    delta: Math.round(file.seconds * 1000),
    width: file.width,
    height: file.height,
  };
}

function aacTrack(seconds: number, sampleRate: number, channels: number, language: string): Track {
  const configuration = aacConfiguration(sampleRate, channels);
  const descriptor = join(
    be(0x03, 1),
    be(23 + configuration.length, 1),
    zeros(3),
    [be(0x04, 1), be(15 + configuration.length, 1), be(0x40, 1), be(0x15, 1), zeros(11)],
    [be(0x05, 1), be(configuration.length, 1), configuration],
    [be(0x06, 1), be(1, 1), be(2, 1)],
  );
  const entry = box(
    'mp4a',
    zeros(6),
    be(1, 2),
    zeros(8),
    be(channels, 2),
    be(16, 2),
    zeros(4),
    be(sampleRate * 65536, 4),
    full('esds', 0, 0, descriptor),
  );
  return {
    handler: 'soun',
    language,
    timescale: sampleRate,
    entry,
    sample: aacSilence(channels),
    samples: Math.max(1, Math.round((seconds * sampleRate) / AAC_FRAME)),
    delta: AAC_FRAME,
  };
}

function subtitleTrack(seconds: number, track: VideoFile['subtitles'][number]): Track {
  const style = join(
    zeros(4),
    be(1, 1),
    be(255, 1),
    zeros(4),
    zeros(8),
    zeros(4),
    be(1, 2),
    be(0, 1),
    be(18, 1),
    be(0xffffffff, 4),
  );
  const flags = track.forced ? be(0xc0000000, 4) : zeros(4);
  const fonts = box('ftab', be(1, 2), be(1, 2), be(5, 1), 'Serif');
  const text = Buffer.from('…');
  return {
    handler: 'sbtl',
    language: track.language,
    timescale: 1000,
    entry: box('tx3g', zeros(6), be(1, 2), flags, style.subarray(4), fonts),
    sample: join(be(text.length, 2), text),
    samples: 1,
    delta: Math.round(Math.min(1, seconds) * 1000),
  };
}

const MATRIX = join(be(0x10000, 4), zeros(12), be(0x10000, 4), zeros(12), be(0x40000000, 4));

function zeros(count: number): Buffer {
  return Buffer.alloc(count);
}

export function box(type: string, ...content: readonly Piece[]): Buffer {
  const body = join(...content);
  return join(be(body.length + 8, 4), type, body);
}

export function full(type: string, version: number, flags: number, ...content: readonly Piece[]): Buffer {
  return box(type, be(version, 1), be(flags, 3), ...content);
}
