import { describe, expect, it } from 'vitest';
import { readProgramStream } from '../../../src/media/formats/mpeg/read-program-stream.ts';
import { readTransportStream } from '../../../src/media/formats/mpeg/read-transport-stream.ts';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { be, join, type Piece } from '../../support/media/bytes.ts';
import { countedWindow } from '../../support/media/counted-window.ts';
import { h264Picture, startCoded } from '../../support/media/h264.ts';
import * as mpeg from '../../support/media/mpeg-streams.ts';

const { descriptor, packets, pes } = mpeg;
const PICTURE = startCoded(h264Picture(1280, 720));

function transport(...pieces: readonly Piece[]) {
  return readTransportStream(memoryWindow(join(...pieces)));
}

function language(code: string, audience = 0): Buffer {
  return descriptor(0x0a, code, be(audience, 1));
}

/** Packets that carry nothing, as recorders write to keep the pace. */
function stuffing(count: number): Buffer {
  const out = Buffer.alloc(count * 188, 0xff);
  for (let at = 0; at < out.length; at += 188) out.write('471fff10', at, 'hex');
  return out;
}

describe('transport streams', () => {
  it('tell their streams, languages and audiences', () => {
    const streams = [
      { type: 0x1b, pid: 0x200 },
      { type: 0x0f, pid: 0x201, descriptors: [language('ger')] },
      { type: 6, pid: 0x202, descriptors: [descriptor(0x6a, be(0, 1)), language('eng', 3)] },
      { type: 3, pid: 0x203, descriptors: [language('fre', 2)] },
      { type: 6, pid: 0x204, descriptors: [descriptor(0x59, 'deu', be(0x20, 1), be(1, 2), be(1, 2))] },
      { type: 6, pid: 0x205, descriptors: [descriptor(0x56, 'swe', be(0x28, 1), be(0x88, 1))] },
      { type: 5, pid: 0x206 },
    ];
    const reading = transport(
      mpeg.association(),
      mpeg.map(streams),
      packets(0x200, pes(0xe0, 10, PICTURE)),
      packets(0x201, pes(0xc0, 10, mpeg.ADTS)),
      packets(0x202, pes(0xbd, 10, mpeg.AC3)),
      packets(0x203, pes(0xc1, 10, mpeg.MP2)),
      packets(0x200, pes(0xe0, 20, PICTURE)),
    );
    expect(reading).toMatchObject({
      container: 'mpegts',
      duration: 10,
      video: [{ codec: 'h264', width: 1280, height: 720, bitDepth: 8 }],
      audio: [
        { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 44100, language: 'de' },
        { codec: 'ac3', channels: 6, sampleRate: 48000, language: 'en', visualImpaired: true },
        { codec: 'mp2', channels: 2, sampleRate: 48000, language: 'fr', hearingImpaired: true },
      ],
      subtitles: [
        { codec: 'dvbsub', language: 'de', hearingImpaired: true },
        { codec: 'dvb_teletext', language: 'sv', hearingImpaired: true },
      ],
    });
  });

  it('of a Blu-ray have a time before each packet and types of their own', () => {
    const streams = [
      { type: 0x1b, pid: 0x1011 },
      { type: 0x80, pid: 0x1100 },
      { type: 0x86, pid: 0x1101, descriptors: [descriptor(5, 'HDMV', be(0, 1))] },
      { type: 0x83, pid: 0x1102 },
      { type: 0x90, pid: 0x1200 },
      { type: 0x91, pid: 0x1400 },
    ];
    const reading = transport(
      mpeg.association(4),
      mpeg.map(streams, [descriptor(5, 'HDMV')], 4),
      packets(0x1011, pes(0xe0, 1, PICTURE), 4),
      packets(0x1100, pes(0xbd, 1, Buffer.from('03c091c0', 'hex')), 4),
      packets(0x1101, pes(0xfd, 1, mpeg.DTS), 4),
      packets(0x1102, pes(0xfd, 1, mpeg.TRUEHD), 4),
    );
    expect(reading).toMatchObject({
      video: [{ codec: 'h264' }],
      audio: [
        { codec: 'pcm', channels: 6, sampleRate: 48000, bitDepth: 24 },
        { codec: 'dts', profile: 'DTS-HD MA', channels: 6, sampleRate: 48000 },
        { codec: 'truehd', channels: 8, sampleRate: 48000, atmos: true },
      ],
      subtitles: [{ codec: 'pgs' }],
    });
  });

  it('have Dolby Vision by its descriptor', () => {
    const dolby = descriptor(0xb0, be(1, 1), be(0, 1), be((8 << 9) | (6 << 3) | 5, 2), be(0x10, 1));
    const streams = [{ type: 0x24, pid: 0x200, descriptors: [descriptor(5, 'HEVC'), dolby] }];
    expect(transport(mpeg.association(), mpeg.map(streams))).toMatchObject({
      video: [{ codec: 'hevc', hdr: 'dolbyvision', dolbyVisionProfile: 8, dolbyVisionCompatibility: 1 }],
    });
  });

  it('are read at head and tail, with the length of the whole, also where the clock begins again', () => {
    const video = [{ type: 0x1b, pid: 0x200 }];
    const wrap = 2 ** 33 / 90_000;
    const head = join(mpeg.association(), mpeg.map(video), packets(0x200, pes(0xe0, wrap - 600, PICTURE)));
    const window = countedWindow(join(head, stuffing(60_000), packets(0x200, pes(0xe0, wrap + 3000, PICTURE))));
    const reading = readTransportStream(window);
    expect(reading?.duration).toBeCloseTo(3600, 2);
    expect(window.bytes).toBeLessThanOrEqual(256 * 1024);
  });

  it('wait for a map of many streams, and for a picture that comes late', () => {
    const streams = Array.from({ length: 40 }, (_, index) => ({
      type: index === 0 ? 0x1b : 0x90,
      pid: 0x200 + index,
      descriptors: [language('eng')],
    }));
    const late = join(stuffing(1500), packets(0x200, pes(0xe0, 1, PICTURE)));
    const reading = transport(mpeg.association(), mpeg.map(streams), late);
    expect(reading).toMatchObject({ video: [{ width: 1280 }] });
    expect(reading?.subtitles).toHaveLength(39);
  });

  it('need a map', () => {
    expect(transport(stuffing(100))).toBeUndefined();
    expect(transport(Buffer.alloc(1000))).toBeUndefined();
  });
});

describe('program streams', () => {
  const program = (...pieces: readonly Piece[]) => readProgramStream(memoryWindow(join(mpeg.pack(), ...pieces)));
  const dvd = (part: number, ...content: readonly Piece[]) => pes(0xbd, 1, be(part, 1), ...content);

  it('of a DVD tell picture, sounds and subtitles', () => {
    const reading = program(
      pes(0xe0, 1, mpeg.mpeg2Sequence(720, 576)),
      dvd(0x80, be(1, 1), be(1, 2), mpeg.AC3),
      dvd(0x88, be(1, 1), be(1, 2), mpeg.DTS),
      dvd(0xa0, Buffer.from('0100010041ff', 'hex')),
      dvd(0x20, Buffer.alloc(20)),
      mpeg.pack(),
      pes(0xe0, 61, mpeg.mpeg2Sequence(720, 576)),
    );
    expect(reading).toMatchObject({
      container: 'mpegps',
      duration: 60.04,
      video: [{ codec: 'mpeg2video', profile: 'Main', width: 720, height: 576, frameRate: 25, bitDepth: 8 }],
      audio: [
        { codec: 'ac3', channels: 6, sampleRate: 48000 },
        { codec: 'dts', channels: 6, sampleRate: 48000 },
        { codec: 'pcm', channels: 2, sampleRate: 48000, bitDepth: 20 },
      ],
      subtitles: [{ codec: 'vobsub' }],
    });
  });

  it('may have H.264 and are read at head and tail', () => {
    const filling = pes(0xbe, 0, Buffer.alloc(60_000));
    const many = Array.from({ length: 40 }, () => filling);
    const start = join(mpeg.pack(), pes(0xe0, 1, PICTURE), pes(0xc0, 1, mpeg.MP2));
    const window = countedWindow(join(start, ...many, mpeg.pack(), pes(0xe0, 3601, PICTURE)));
    expect(readProgramStream(window)).toMatchObject({ duration: 3600, video: [{ codec: 'h264', width: 1280 }] });
    expect(window.bytes).toBeLessThanOrEqual(256 * 1024);
  });

  it('begin with a pack', () => {
    expect(readProgramStream(memoryWindow(PICTURE))).toBeUndefined();
  });
});
