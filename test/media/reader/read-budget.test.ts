import { appendFile, truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createHeartbeat } from '../../../src/media/reader/progress.ts';
import { readFile } from '../../../src/media/reader/read-file.ts';
import { makeAudio, makeVideo, writeTags } from '../../support/media-files.ts';
import { temporaryFolder } from '../temporary.ts';

const folder = temporaryFolder();
const GIGABYTE = 1024 ** 3;
const wish = { width: 1920, height: 800, seconds: 5400, audioLanguages: ['eng', 'fre'], subtitleLanguages: ['ger'] };

/** What a file costs: system calls, and KiB that the disk delivered. */
function costOf(path: string): { readonly calls: number; readonly kibibytes: number } {
  const heartbeat = createHeartbeat();
  const result = readFile({ want: 'media', path }, heartbeat);
  expect(result).toMatchObject({ status: 'media', hash: expect.any(String), probe: { status: 'ok' } });
  return { calls: heartbeat.ticks(), kibibytes: heartbeat.kibibytes() };
}

describe('what is read of a file, so that a scan of a network mount stays cheap', () => {
  it('is at most 256 KiB of a Matroska film', async () => {
    const path = await folder.put('film.mkv', makeVideo({ ...wish, container: 'mkv' }));
    await truncate(path, 6 * GIGABYTE);
    const { calls, kibibytes } = costOf(path);
    expect(kibibytes).toBeLessThanOrEqual(256);
    expect(calls).toBeLessThanOrEqual(12);
  });

  it.each([
    ['before the pictures', true],
    ['behind them', false],
  ])('is at most 256 KiB of an MP4 film with its index %s', async (_, isFirst) => {
    const bytes = makeVideo({ ...wish, container: 'mp4' });
    const { type, media, index } = boxes(bytes);
    const hole = Buffer.alloc(16);
    hole.writeUInt32BE(1, 0);
    hole.write('mdat', 4, 'latin1');
    hole.writeBigUInt64BE(BigInt(6 * GIGABYTE), 8);
    const path = await folder.put(`film-${isFirst}.mp4`, Buffer.concat([type, ...(isFirst ? [index] : []), hole]));
    await truncate(path, type.length + (isFirst ? index.length : 0) + 6 * GIGABYTE);
    if (!isFirst) await appendFile(path, index);
    expect(media.length).toBeGreaterThan(0);
    const { calls, kibibytes } = costOf(path);
    expect(kibibytes).toBeLessThanOrEqual(256);
    expect(calls).toBeLessThanOrEqual(12);
  });

  it.each(['flac', 'mp3', 'm4a', 'opus'] as const)('is head and tail of a tagged %s', async (format) => {
    const path = await folder.put(`song.${format}`, makeAudio({ format, seconds: 200 }));
    writeTags(path, { title: 'Airbag', album: 'OK Computer', artist: 'Radiohead', track: 1 });
    const { calls, kibibytes } = costOf(path);
    expect(kibibytes).toBeLessThanOrEqual(128);
    // Open, fstat, close, head and tail, and what lies between.
    expect(calls).toBeLessThanOrEqual(7);
  });
});

/** The boxes at the top of an MP4 file. */
function boxes(bytes: Buffer): { readonly type: Buffer; readonly media: Buffer; readonly index: Buffer } {
  const found = new Map<string, Buffer>();
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    found.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at, at + size));
    at += Math.max(8, size);
  }
  const none = Buffer.alloc(0);
  return { type: found.get('ftyp') ?? none, media: found.get('mdat') ?? none, index: found.get('moov') ?? none };
}
