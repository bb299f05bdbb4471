import { describe, expect, it } from 'vitest';
import { readAvi } from '../../../src/media/formats/avi/read-avi.ts';
import { readFlv } from '../../../src/media/formats/flv/read-flv.ts';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { avi, chunk, riff } from '../../support/media/avi.ts';
import { be, float64, join, le, type Piece } from '../../support/media/bytes.ts';
import { countedWindow } from '../../support/media/counted-window.ts';
import { avcConfiguration, h264Picture } from '../../support/media/h264.ts';

describe('AVI', () => {
  const list = (type: string, ...content: readonly Piece[]) => chunk('LIST', type, ...content);
  const words = (...values: readonly number[]) => join(...values.map((value) => le(value, 4)));
  const mainHeader = (frames: number) => chunk('avih', words(40_000, 0, 0, 0, frames, 0, 2, 0, 640, 360, 0, 0, 0, 0));
  const header = (type: string, handler: string, scale: number, rate: number, length: number) =>
    chunk('strh', type, handler, words(0, 0, 0, scale, rate, 0, length, 0, 0, 0, 0, 0));
  const bitmap = (codec: string) =>
    chunk('strf', words(40, 640, 360), le(1, 2), le(24, 2), codec, words(0, 0, 0, 0, 0));
  const wave = (tag: number, ...more: readonly Piece[]) =>
    chunk('strf', le(tag, 2), le(2, 2), le(44_100, 4), le(16_000, 4), le(4, 2), le(16, 2), ...more);
  const video = (codec: string, handler = codec) => list('strl', header('vids', handler, 1, 25, 1500), bitmap(codec));
  const audio = (tag: number, ...more: readonly Piece[]) =>
    list('strl', header('auds', '\0\0\0\0', 1, 44_100, 44_100), wave(tag, ...more));
  const read = (...parts: readonly Piece[]) =>
    readAvi(memoryWindow(riff('AVI ', list('hdrl', mainHeader(1500), ...parts))));

  it.each([
    ['XVID', 'mpeg4'],
    ['divx', 'mpeg4'],
    ['DX50', 'mpeg4'],
    ['DIV3', 'msmpeg4v3'],
    ['MP42', 'msmpeg4v2'],
    ['H264', 'h264'],
    ['WMV3', 'vc1'],
    ['MJPG', 'mjpeg'],
    ['dvsd', 'dvvideo'],
    ['IV50', 'indeo5'],
    ['QQQQ', 'qqqq'],
    ['\0\0\0\0', 'rawvideo'],
  ])('%j is %s', (four, codec) => {
    expect(read(video(four))).toMatchObject({
      duration: 60,
      video: [{ codec, width: 640, height: 360, frameRate: 25 }],
    });
  });

  it.each([
    [0x55, 'mp3', undefined],
    [0x50, 'mp2', undefined],
    [0x2000, 'ac3', undefined],
    [0x2001, 'dts', undefined],
    [0xff, 'aac', undefined],
    [0x161, 'wma', undefined],
    [1, 'pcm', 16],
    [0x1234, '0x1234', undefined],
  ])('format tag %d is %s', (tag, codec, bitDepth) => {
    const [stream] = read(audio(tag))?.audio ?? [];
    expect(stream).toEqual({ codec, channels: 2, sampleRate: 44100, ...(bitDepth === undefined ? {} : { bitDepth }) });
  });

  it('looks into an extensible format', () => {
    expect(read(audio(0xfffe, le(22, 2), le(16, 2), le(3, 4), le(1, 2)))?.audio[0]?.codec).toBe('pcm');
  });

  it('has titles, tags in either encoding and subtitles', () => {
    const named = list('strl', header('auds', '\0\0\0\0', 1, 44_100, 10), wave(0x55), chunk('strn', 'Director\0'));
    const subtitle = list('strl', header('vids', 'DXSB', 1, 25, 10), bitmap('DXSB'));
    const tags = list(
      'INFO',
      chunk('INAM', Buffer.from('Kästchen\0')),
      chunk('IART', Buffer.from('J\xf6rg', 'latin1')),
    );
    const bytes = riff('AVI ', list('hdrl', mainHeader(1500), video('XVID'), named, subtitle), list('movi', ''), tags);
    expect(readAvi(memoryWindow(bytes))).toMatchObject({
      video: [{ codec: 'mpeg4' }],
      audio: [{ title: 'Director' }],
      subtitles: [{ codec: 'xsub' }],
      tags: [
        {
          origin: 'riff',
          entries: [
            ['INAM', ['Kästchen']],
            ['IART', ['Jörg']],
          ],
        },
      ],
    });
  });

  it('has the length of OpenDML, of which the first list knows a part', () => {
    const extended = list('odml', chunk('dmlh', le(90_000, 4)));
    expect(read(video('XVID'), extended)?.duration).toBe(3600);
  });

  it('skips a stream without a header and keeps the others', () => {
    expect(read(list('strl', chunk('junk', '')), video('XVID'))).toMatchObject({
      video: [{ codec: 'mpeg4' }],
      notes: ['stream without a header'],
    });
  });

  it('reads little, and knows a file that is cut short', () => {
    const whole = avi({
      width: 640,
      height: 360,
      seconds: 60,
      audio: [],
      subtitles: [],
      sampleRate: 0,
      hdr: undefined,
      seed: 1,
    });
    expect(readAvi(memoryWindow(whole))).toMatchObject({ duration: 60, video: [{ codec: 'h264' }], truncated: false });
    expect(readAvi(memoryWindow(whole.subarray(0, whole.length - 60)))?.truncated).toBe(true);
    const movie = list('movi', Buffer.alloc(3_000_000));
    const window = countedWindow(riff('AVI ', list('hdrl', mainHeader(1500), video('XVID')), movie, chunk('idx1', '')));
    expect(readAvi(window)?.truncated).toBe(false);
    expect(window.bytes).toBeLessThanOrEqual(80 * 1024);
    expect(readAvi(memoryWindow(Buffer.from('RIFF0000WAVE')))).toBeUndefined();
  });
});

describe('FLV', () => {
  const text = (value: string) => join(be(value.length, 2), value);
  const member = (name: string, value: number | boolean) =>
    join(text(name), typeof value === 'number' ? join(be(0, 1), float64(value)) : be(0x100 + (value ? 1 : 0), 2));
  const metadata = (...members: readonly Piece[]) =>
    join(be(2, 1), text('onMetaData'), be(8, 1), be(members.length, 4), ...members, be(0, 2), be(9, 1));
  const tag = (type: number, milliseconds: number, ...content: readonly Piece[]) => {
    const body = join(...content);
    const head = join(be(type, 1), be(body.length, 3), be(milliseconds % 2 ** 24, 3), be(milliseconds / 2 ** 24, 1));
    return join(head, be(0, 3), body, be(body.length + 11, 4));
  };
  const file = (...tags: readonly Piece[]) => join('FLV\x01\x05', be(9, 4), be(0, 4), ...tags);
  const read = (...tags: readonly Piece[]) => readFlv(memoryWindow(file(...tags)));
  const picture = tag(9, 0, be(0x17, 1), be(0, 4), avcConfiguration(h264Picture(640, 360)));
  const sound = tag(8, 0, be(0xaf00, 2), Buffer.from('1210', 'hex'));

  it('tells what onMetaData and the first tags say', () => {
    const said = metadata(
      member('duration', 12.5),
      member('framerate', 25),
      member('stereo', true),
      member('width', 640),
    );
    expect(read(tag(18, 0, said), picture, sound)).toMatchObject({
      duration: 12.5,
      video: [{ codec: 'h264', profile: 'Main', width: 640, height: 360, frameRate: 25, bitDepth: 8 }],
      audio: [{ codec: 'aac', profile: 'LC', channels: 2, sampleRate: 44100 }],
      truncated: false,
    });
  });

  it('has the time of its last tag where the duration is not said', () => {
    expect(read(picture, sound, tag(9, 20_000_000, be(0x27, 1), be(1, 4)))).toMatchObject({ duration: 20_000 });
  });

  it('knows old codecs, those of four characters, and a file that is cut short', () => {
    expect(read(tag(9, 0, be(0x12, 1)), tag(8, 0, be(0x2f, 1)))).toMatchObject({
      video: [{ codec: 'flv1' }],
      audio: [{ codec: 'mp3', channels: 2, sampleRate: 44100 }],
    });
    expect(read(tag(9, 0, be(0x90, 1), 'av01'))?.video).toEqual([{ codec: 'av1' }]);
    expect(read(tag(18, 0, metadata(member('filesize', 1e6))), picture)?.truncated).toBe(true);
    expect(readFlv(memoryWindow(Buffer.alloc(100)))).toBeUndefined();
  });

  it('ends at lists in lists without end', () => {
    const nested = join(
      be(2, 1),
      text('onMetaData'),
      ...Array.from({ length: 1000 }, () => Buffer.from('0affffffff', 'hex')),
    );
    expect(read(tag(18, 0, nested), picture)).toMatchObject({ video: [{ codec: 'h264' }] });
  });
});
