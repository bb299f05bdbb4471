import { describe, expect, it } from 'vitest';
import { bitDepthOf, codecName } from '../../src/media/codecs.ts';
import { memoryWindow } from '../../src/media/formats/window.ts';
import { languageTag } from '../../src/media/language.ts';
import { formatByExtension, sniff } from '../../src/media/sniff.ts';
import { makeAudio, makeVideo } from '../support/media-files.ts';
import { noise } from './temporary.ts';

describe('languageTag', () => {
  it.each([
    ['eng', 'en'],
    ['fre', 'fr'],
    ['fra', 'fr'],
    ['ger', 'de'],
    ['deu', 'de'],
    ['cze', 'cs'],
    ['JPN', 'ja'],
    ['fil', 'fil'],
    ['pt-BR', 'pt-BR'],
    ['pt_br', 'pt-BR'],
    ['zh-hant', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-Hant-TW'],
    ['es-419', 'es-419'],
    ['und', undefined],
    ['mul', undefined],
    ['zxx', undefined],
    ['', undefined],
    ['english', undefined],
    ['e\u0000g', undefined],
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
  ])('recognises %s', (format, bytes) => {
    expect(sniff(memoryWindow(Buffer.from(bytes)))?.format).toBe(format);
  });

  it('knows what an extension promises', () => {
    expect(formatByExtension('/a/b.M2TS')).toBe('mpegts');
    expect(formatByExtension('a.strm')).toBeUndefined();
  });
});
