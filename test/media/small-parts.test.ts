import { describe, expect, it } from 'vitest';
import { withBoundedFile } from '../../src/media/bounded-file.ts';
import { bitDepthOf, codecName } from '../../src/media/codecs.ts';
import { languageCode, languageTag } from '../../src/media/language.ts';
import { readInThread } from '../../src/media/reader/reader-thread.ts';
import { formatByExtension, sniff } from '../../src/media/sniff.ts';
import { makeAudio, makeVideo } from '../support/media-files.ts';
import { noise, signal, temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();
const limits = { signal, timeoutMs: 10_000, maxBytes: 10_000_000 };

describe('languageCode', () => {
  it.each([
    ['eng', 'en'],
    ['fre', 'fr'],
    ['fra', 'fr'],
    ['ger', 'de'],
    ['deu', 'de'],
    ['cze', 'cs'],
    ['pt-BR', 'pt'],
    ['pt_br', 'pt'],
    ['JPN', 'ja'],
    ['fil', 'fil'],
    ['und', undefined],
    ['mul', undefined],
    ['zxx', undefined],
    ['', undefined],
    ['english', undefined],
    ['e\u0000g', undefined],
    [undefined, undefined],
  ])('%s → %s', (tag, code) => {
    expect(languageCode(tag)).toBe(code);
  });
});

describe('languageTag', () => {
  it.each([
    ['eng', 'en'],
    ['pt-BR', 'pt-BR'],
    ['pt_br', 'pt-BR'],
    ['zh-hant', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-Hant-TW'],
    ['es-419', 'es-419'],
    ['und', undefined],
    ['mul', undefined],
    ['constructor', undefined],
    [`en-${'a'.repeat(40)}`, undefined],
    [undefined, undefined],
  ])('%s → %s', (tag, language) => {
    expect(languageTag(tag)).toBe(language);
    // The second answer is a kept one.
    expect(languageTag(tag)).toBe(language);
  });
});

describe('codecName', () => {
  it.each([
    ['avc', 'h264'],
    ['V_MPEGH/ISO/HEVC', 'hevc'],
    ['dvh1', 'hevc'],
    ['A_TRUEHD', 'truehd'],
    ['A_DTS/LOSSLESS', 'dts'],
    ['E-AC-3', 'eac3'],
    ['ec-3', 'eac3'],
    ['AC-3', 'ac3'],
    ['S_HDMV/PGS', 'pgs'],
    ['S_TEXT/ASS', 'ass'],
    ['pcm-s16', 'pcm'],
    ['V_PRORES', 'prores'],
    ['V_MJPEG', 'mjpeg'],
    ['V_MPEGI/ISO/VVC', 'vvc'],
    ['V_REAL/RV40', 'realvideo'],
    ['A_WAVPACK4', 'wavpack'],
    ['A_TTA1', 'tta'],
    ['A_MLP', 'mlp'],
    ['MLP FBA', 'truehd'],
    ['S_HDMV/TEXTST', 'hdmv_text'],
    ['Sorenson Spark', 'sorenson spark'],
    [27, '27'],
    ['', undefined],
    [null, undefined],
  ])('%s → %s', (given, name) => {
    expect(codecName(given)).toBe(name);
  });
});

describe('bitDepthOf', () => {
  it.each([
    ['avc1.64001f', 8],
    ['avc1.6e0029', 10],
    ['avc1.7a0029', undefined],
    ['hvc1.1.6.L93.B0', 8],
    ['hev1.2.4.L153.B0', 10],
    ['hev1.4.10.L153', undefined],
    ['av01.0.08M.10', 10],
    ['vp09.02.10.10', 10],
    ['vp9', undefined],
    ['mp4a.40.2', undefined],
    [null, undefined],
  ])('%s → %s', (parameters, depth) => {
    expect(bitDepthOf(parameters)).toBe(depth);
  });
});

describe('sniff', () => {
  const id3 = Buffer.concat([Buffer.from('ID3\x04\x00\x00\x00\x00\x01\x00', 'latin1'), Buffer.alloc(128)]);
  const packets = (first: number, length: number): Buffer => {
    const out = Buffer.alloc(length * 4);
    for (let at = first; at < out.length; at += length) out[at] = 0x47;
    return out;
  };

  it.each([
    ['matroska', makeVideo({ container: 'mkv', width: 16, height: 16, seconds: 1 })],
    ['mp4', makeVideo({ container: 'mp4', width: 16, height: 16, seconds: 1 })],
    ['avi', makeVideo({ container: 'avi', width: 16, height: 16, seconds: 1 })],
    ['mp3', makeAudio({ format: 'mp3', seconds: 1 })],
    ['mp3', id3],
    ['flac', Buffer.concat([id3, makeAudio({ format: 'flac', seconds: 1 })])],
    ['mpegts', packets(0, 188)],
    ['mpegts', packets(4, 192)],
    ['mpegps', Buffer.from('000001ba44', 'hex')],
    ['asf', Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex')],
    ['wavpack', makeAudio({ format: 'wv', seconds: 1 })],
    [undefined, noise(2000).fill(0x20, 0, 8)],
    [undefined, Buffer.from('a')],
  ])('recognises %s', async (format, bytes) => {
    const path = await folder.put('sniffed', bytes);
    expect((await withBoundedFile(path, limits, sniff))?.format).toBe(format);
  });

  it('knows what an extension promises', () => {
    expect(formatByExtension('/a/b.M2TS')).toBe('mpegts');
    expect(formatByExtension('a.strm')).toBeUndefined();
  });
});

describe('withBoundedFile', () => {
  it('reads pieces across its pages, and to the end only', async () => {
    const bytes = noise(200_000);
    const path = await folder.put('pages', bytes);
    await withBoundedFile(path, limits, async (file) => {
      expect(file.size).toBe(200_000);
      expect(file.peek(0, 10)).toBeUndefined();
      expect(await file.read(65_530, 20)).toEqual(bytes.subarray(65_530, 65_550));
      expect(await file.read(10, 150_000)).toEqual(bytes.subarray(10, 150_010));
      expect(await file.read(199_990, 100)).toEqual(bytes.subarray(199_990));
      expect(await file.read(300_000, 10)).toEqual(Buffer.alloc(0));
      expect(file.peek(65_536, 10)).toEqual(bytes.subarray(65_536, 65_546));
    });
  });

  it('reads long pieces too', async () => {
    const bytes = noise(3_000_000);
    const path = await folder.put('long', bytes);
    const read = await withBoundedFile(path, limits, (file) => file.read(5, 2_500_000));
    expect(read.equals(bytes.subarray(5, 2_500_005))).toBe(true);
  });

  it('reads no more than it may', async () => {
    const path = await folder.put('much', noise(500_000));
    const reading = withBoundedFile(path, { ...limits, maxBytes: 200_000 }, (file) => file.read(0, 400_000));
    await expect(reading).rejects.toMatchObject({
      code: 'PROBE_FAILED',
      message: expect.stringContaining('200000 bytes'),
    });
  });

  it('ends a use that never ends: by its time, by its signal', async () => {
    const path = await folder.put('endless', noise(100));
    const endless = (): Promise<never> => new Promise(() => {});
    await expect(withBoundedFile(path, { ...limits, timeoutMs: 30 }, endless)).rejects.toMatchObject({
      code: 'PROBE_FAILED',
      hint: expect.stringContaining('mount'),
    });
    const controller = new AbortController();
    const running = withBoundedFile(path, { ...limits, signal: controller.signal }, endless);
    setTimeout(() => controller.abort(), 10);
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('readInThread', () => {
  it('tells what a library throws, and goes on with the next file', async () => {
    const job = { reader: 'mediabunny', formats: ['FLAC'], measure: false } as const;
    const junk = noise(1000);
    const read = async (offset: number, size: number): Promise<Uint8Array> => junk.subarray(offset, offset + size);
    await expect(readInThread(job, 1000, read)).rejects.toThrow('mediabunny gave up');
    const flac = makeAudio({ format: 'flac', seconds: 3 });
    const good = readInThread(job, flac.length, async (offset, size) => flac.subarray(offset, offset + size));
    await expect(good).resolves.toMatchObject({ duration: 3 });
  });

  it('passes on what reading throws', async () => {
    const job = { reader: 'mediainfo' } as const;
    const read = async (offset: number): Promise<Uint8Array> => {
      if (offset > 0) throw new RangeError('disk on fire');
      return makeVideo({ container: 'avi', width: 16, height: 16, seconds: 1 }).subarray(0, 200);
    };
    await expect(readInThread(job, 500_000, read)).rejects.toThrow('disk on fire');
  });
});
