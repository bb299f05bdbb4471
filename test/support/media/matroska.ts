import { AAC_FRAME, aacConfiguration, aacSilence } from './aac.ts';
import { be, float64, join, type Piece, seedBytes } from './bytes.ts';
import { avcConfiguration, h264Picture, lengthPrefixed } from './h264.ts';
import type { VideoFile } from './video.ts';

/** A Matroska or WebM-like file: one picture that stays for the whole time, silent audio, one line of each subtitle. */
export function matroska(file: VideoFile): Buffer {
  const picture = h264Picture(file.width, file.height);
  const audio = file.audio.map((track, index) =>
    element(
      0xae,
      ...trackHead(2 + index, 2, 'A_AAC', track.language),
      element(0x63a2, aacConfiguration(file.sampleRate, track.channels)),
      unsigned(0x23e383, Math.round((AAC_FRAME / file.sampleRate) * 1e9)),
      element(0xe1, element(0xb5, float64(file.sampleRate)), unsigned(0x9f, track.channels)),
    ),
  );
  const firstSubtitle = 2 + file.audio.length;
  const subtitles = file.subtitles.map((track, index) =>
    element(
      0xae,
      ...trackHead(firstSubtitle + index, 17, 'S_TEXT/UTF8', track.language),
      unsigned(0x55aa, track.forced ? 1 : 0),
    ),
  );
  const video = element(
    0xae,
    ...trackHead(1, 1, 'V_MPEG4/ISO/AVC', 'und'),
    element(0x63a2, avcConfiguration(picture)),
    unsigned(0x23e383, 40_000_000),
    element(0xe0, unsigned(0xb0, file.width), unsigned(0xba, file.height), ...colour(file.hdr)),
  );
  const milliseconds = Math.round(file.seconds * 1000);
  const cluster = element(
    0x1f43b675,
    unsigned(0xe7, 0),
    element(0xa0, block(1, lengthPrefixed(picture)), unsigned(0x9b, milliseconds)),
    ...file.audio.map((track, index) => element(0xa0, block(2 + index, aacSilence(track.channels)))),
    ...file.subtitles.map((_, index) =>
      element(0xa0, block(firstSubtitle + index, Buffer.from('…')), unsigned(0x9b, Math.min(1000, milliseconds))),
    ),
  );
  const info = element(
    0x1549a966,
    element(0x73a4, seedBytes(file.seed)),
    unsigned(0x2ad7b1, 1_000_000),
    element(0x4489, float64(milliseconds)),
    element(0x4d80, 'revenge'),
    element(0x5741, 'revenge'),
  );
  return join(
    element(
      0x1a45dfa3,
      unsigned(0x4286, 1),
      unsigned(0x42f7, 1),
      unsigned(0x42f2, 4),
      unsigned(0x42f3, 8),
      element(0x4282, 'matroska'),
      unsigned(0x4287, 4),
      unsigned(0x4285, 2),
    ),
    element(0x18538067, info, element(0x1654ae6b, video, ...audio, ...subtitles), cluster),
  );
}

function trackHead(number: number, type: number, codec: string, language: string): readonly Buffer[] {
  return [
    unsigned(0xd7, number),
    unsigned(0x73c5, number),
    unsigned(0x83, type),
    unsigned(0x9c, 0),
    element(0x86, codec),
    element(0x22b59c, language),
  ];
}

/** Matrix, transfer and primaries of ITU-T H.273; PQ is 16, HLG is 18. */
function colour(hdr: VideoFile['hdr']): readonly Buffer[] {
  if (hdr === undefined) return [];
  return [element(0x55b0, unsigned(0x55b1, 9), unsigned(0x55ba, hdr === 'hdr10' ? 16 : 18), unsigned(0x55bb, 9))];
}

function block(track: number, frame: Uint8Array): Buffer {
  return element(0xa1, be(0x80 + track, 1), be(0, 2), be(0, 1), frame);
}

/** An EBML element: its id as it stands, the size in eight bytes at most, the content. */
export function element(id: number, ...content: readonly Piece[]): Buffer {
  const body = join(...content);
  const idBytes = Math.ceil((32 - Math.clz32(id)) / 8);
  let sizeBytes = 1;
  while (body.length >= 2 ** (7 * sizeBytes) - 1) sizeBytes++;
  return join(be(id, idBytes), be(body.length + 2 ** (7 * sizeBytes), sizeBytes), body);
}

function unsigned(id: number, value: number): Buffer {
  let bytes = 1;
  while (value >= 256 ** bytes) bytes++;
  return element(id, be(value, bytes));
}
