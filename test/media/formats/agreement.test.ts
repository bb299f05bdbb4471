import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audioTagsOf } from '../../../src/media/tags/of-reading.ts';
import { EVERY_FIELD as FIELDS, testId as id } from '../../support/media/every-field.ts';
import { hasAudioTools as hasTools, python } from '../../support/media/tools.ts';
import { readingOf } from './reading.ts';

const SCRIPT = new URL('../../support/media/write-with-mutagen.py', import.meta.url).pathname;
const REASON = hasTools ? '' : ' (skipped: ffmpeg and Python with mutagen are not installed)';

const SECONDS = 3;
/** File, format as `sniff` names it, what ffmpeg is told. */
const FILES: readonly (readonly [string, string, string])[] = [
  ['vbr.mp3', 'mp3', '-q:a 5'],
  ['v23.mp3', 'mp3', '-b:a 128k'],
  ['cbr.mp3', 'mp3', '-b:a 128k -write_xing 0'],
  ['low.mp3', 'mp3', '-ar 22050 -b:a 64k'],
  ['lowest.mp3', 'mp3', '-ar 11025 -b:a 32k'],
  ['layer2.mp2', 'mp3', '-c:a mp2'],
  ['stereo.flac', 'flac', '-ac 2'],
  ['high.flac', 'flac', '-ac 6 -sample_fmt s32 -ar 96000'],
  ['vorbis.ogg', 'ogg', '-c:a libvorbis'],
  ['opus.opus', 'ogg', '-c:a libopus -ar 48000'],
  ['speex.spx', 'ogg', '-c:a libspeex -ar 16000'],
  ['flac.oga', 'ogg', '-c:a flac'],
  ['pcm.wav', 'wav', '-c:a pcm_s16le'],
  ['pcm24.wav', 'wav', '-c:a pcm_s24le -ar 96000 -ac 2'],
  ['float.wav', 'wav', '-c:a pcm_f32le'],
  ['pcm.aiff', 'aiff', '-c:a pcm_s16be'],
  ['little.aifc', 'aiff', '-c:a pcm_s16le -f aiff'],
  ['wavpack.wv', 'wavpack', '-c:a wavpack'],
  ['surround.wv', 'wavpack', '-c:a wavpack -ac 6'],
  ['true.tta', 'tta', '-c:a tta'],
  ['media.wma', 'asf', '-c:a wmav2 -ar 44100'],
];
/** Of ffprobe, by the names that are used here. */
const CODECS: ReadonlyMap<string, string> = new Map([['wmav2', 'wma']]);

const EVERYTHING = {
  title: 'Tïtle – 題',
  artist: 'Ann feat. Bob',
  artists: ['Ann', 'Bob'],
  albumArtist: 'Ann',
  album: 'Álbum',
  titleSort: 'Title, The',
  artistSort: 'A, Nn',
  albumArtistSort: 'A, Nn',
  albumSort: 'Album, The',
  composerSort: 'C, D',
  track: 3,
  trackTotal: 12,
  disc: 1,
  discTotal: 2,
  discSubtitle: 'Side',
  date: '1999-03-04',
  originalDate: '1980-02-01',
  genres: ['Rock', 'Hip-Hop/Rap'],
  moods: ['Happy'],
  media: '12" Vinyl',
  composer: 'C1; C2',
  composers: ['C1', 'C2'],
  lyricists: ['L1', 'L2'],
  writers: ['W'],
  conductors: ['Con'],
  remixers: ['Rem'],
  arrangers: ['Arr'],
  engineers: ['Eng'],
  producers: ['P1', 'P2'],
  djMixers: ['Dj'],
  mixers: ['Mix'],
  performers: [
    { name: 'Dan', instrument: 'guitar' },
    { name: 'Eve', instrument: 'lead vocals' },
  ],
  label: 'L1; L2',
  labels: ['L1', 'L2'],
  catalogNumber: 'CAT-1; CAT-2',
  catalogNumbers: ['CAT-1', 'CAT-2'],
  barcode: '0123456789012',
  isrc: 'GBAAA9900001',
  asin: 'B000000001',
  copyright: '1999 Somebody',
  license: 'https://example.org/license',
  website: 'https://example.org',
  languages: ['eng'],
  script: 'Latn',
  comment: 'A comment',
  lyrics: 'la\nla',
  compilation: true,
  bpm: 128,
  key: 'F#m',
  grouping: 'Group',
  work: 'Work',
  movement: 'Allegro',
  movementNumber: 2,
  movementTotal: 4,
  releaseTypes: ['album', 'live'],
  releaseStatus: 'official',
  releaseCountry: 'GB',
  ids: {
    'musicbrainz-recording': id('1'),
    'musicbrainz-track': id('2'),
    'musicbrainz-release': id('3'),
    'musicbrainz-release-group': id('4'),
    'musicbrainz-artist': id('5'),
  },
  artistMbids: [id('5'), id('6')],
  albumArtistMbid: id('7'),
  workMbids: [id('8')],
  discId: 'I5l9cCSFccLKFEKS.7wqSZAorPU-',
  originalReleaseMbid: id('9'),
  originalArtistMbids: [id('a')],
  acoustId: id('b'),
  acoustIdFingerprint: 'AQADtEkiJUqkJEoSJUmS',
  replayGain: {
    trackGain: -7.25,
    trackPeak: 0.988553,
    trackRange: 4.5,
    albumGain: -6.1,
    albumPeak: 1.012,
    albumRange: 7,
    reference: '-18.00 LUFS',
  },
  encodedBy: 'Someone',
  encoderSettings: '-V2',
};

/** What a format cannot hold, and ID3v2.3, which has one value a frame. */
function expected(name: string, format: string): Partial<typeof EVERYTHING> {
  const all: Partial<typeof EVERYTHING> = { ...EVERYTHING };
  if (format === 'asf') {
    // Picard has no names for these in ASF.
    for (const key of ['writers', 'performers', 'movement', 'movementNumber', 'movementTotal'] as const)
      delete all[key];
  }
  if (name === 'v23.mp3') {
    // mutagen drops frames that only ID3v2.4 has.
    for (const key of ['titleSort', 'artistSort', 'albumSort', 'discSubtitle', 'moods'] as const) delete all[key];
    for (const key of ['composers', 'labels', 'catalogNumbers'] as const) delete all[key];
    return { ...all, lyricists: ['L1; L2'], originalDate: '1980' };
  }
  return all;
}

interface MutagenInfo {
  readonly length: number;
  readonly channels: number | null;
  readonly sampleRate: number | null;
  readonly bits: number | null;
}

describe.runIf(hasTools)(`agreement with mutagen and ffprobe${REASON}`, () => {
  const folder = hasTools ? mkdtempSync(joinPath(tmpdir(), 'revenge-agreement-')) : '';
  const at = (name: string): string => joinPath(folder, name);
  let infos: Record<string, MutagenInfo> = {};
  const probed = new Map<string, ProbedFile>();

  beforeAll(() => {
    for (const [name, , options] of FILES) {
      const source = `-v error -y -f lavfi -i sine=d=${SECONDS}:sample_rate=48000 ${options}`;
      execFileSync('ffmpeg', [...source.split(' '), at(name)]);
      // Before mutagen writes: ffprobe guesses the length of a WMA whose header has grown.
      probed.set(name, probe(at(name)));
    }
    writeFileSync(at('fields.json'), JSON.stringify(FIELDS));
    const paths = FILES.map(([name]) => at(name));
    infos = JSON.parse(execFileSync(python ?? '', [SCRIPT, at('fields.json'), ...paths]).toString());
  });
  afterAll(() => {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  });

  it.each(FILES)('%s: tags', (name, format) => {
    const tags = audioTagsOf(readingOf(format, readFileSync(at(name))));
    expect(tags).toMatchObject(expected(name, format));
  });

  it.each(FILES)('%s: sound', (name, format) => {
    const reading = readingOf(format, readFileSync(at(name)));
    expect(reading.notes).toEqual([]);
    const info = infos[at(name)];
    const [stream] = reading.audio;
    // mutagen counts the channels of the first block of WavPack only.
    if (info?.channels != null && format !== 'wavpack') expect(stream?.channels).toBe(info.channels);
    if (info?.sampleRate != null) expect(stream?.sampleRate).toBe(info.sampleRate);
    if (info?.bits != null && stream?.bitDepth !== undefined) expect(stream.bitDepth).toBe(info.bits);
    // Only MP3 tells which samples the encoder added; mutagen reads that where LAME is named, and ffprobe leaves them in.
    expect(Math.abs((reading.duration ?? 0) - (info?.length ?? 0))).toBeLessThan(format === 'mp3' ? 0.15 : 0.001);
    const { audio, seconds } = probed.get(name) ?? { audio: [], seconds: 0 };
    expect(reading.audio.map(({ codec, channels, sampleRate }) => [codec, channels, sampleRate])).toEqual(audio);
    expect(Math.abs((reading.duration ?? 0) - seconds)).toBeLessThan(format === 'mp3' ? 0.15 : 0.02);
  });
});

interface ProbedFile {
  readonly audio: readonly (readonly [string, number, number])[];
  readonly seconds: number;
}

function probe(path: string): ProbedFile {
  const show =
    '-v error -print_format json -show_entries format=duration:stream=codec_type,codec_name,channels,sample_rate';
  const output = execFileSync('ffprobe', [...show.split(' '), path]).toString();
  const {
    streams,
    format,
  }: { readonly streams: readonly ProbedStream[]; readonly format: { readonly duration: string } } = JSON.parse(output);
  const codecOf = (name: string): string => (name.startsWith('pcm_') ? 'pcm' : (CODECS.get(name) ?? name));
  const sound = streams.filter(({ codec_type }) => codec_type === 'audio');
  return {
    audio: sound.map((one) => [codecOf(one.codec_name), one.channels, Number(one.sample_rate)]),
    seconds: Number(format.duration),
  };
}

interface ProbedStream {
  readonly codec_type: string;
  readonly codec_name: string;
  readonly channels: number;
  readonly sample_rate: string;
}
