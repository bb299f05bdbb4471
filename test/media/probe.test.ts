import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { chmod, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { pathForIo, pathFromBytes } from '../../src/model/paths.ts';
import { aacSilence } from '../support/media/aac.ts';
import { element } from '../support/media/matroska.ts';
import { makeAudio, makeVideo } from '../support/media-files.ts';
import { probeFile } from './read.ts';
import { noise, signal, temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();

async function probe(name: string, bytes: Uint8Array | string) {
  return probeFile(await folder.put(name, bytes), { signal });
}

async function probed(name: string, bytes: Uint8Array) {
  const result = await probe(name, bytes);
  if (result.status === 'failed') throw result.error;
  return result.probe;
}

async function failure(name: string, bytes: Uint8Array | string) {
  const result = await probe(name, bytes);
  if (result.status === 'ok') throw new Error(`expected a failure, got ${JSON.stringify(result.probe)}`);
  return result.error;
}

const english = { width: 1920, height: 800, seconds: 5400, audioLanguages: ['eng', 'fre'], audioChannels: 6 };

describe('video', () => {
  it('reads Matroska: streams, languages, subtitles, HDR', async () => {
    const bytes = makeVideo({ ...english, container: 'mkv', subtitleLanguages: ['ger', 'eng!'], hdr: 'hdr10' });
    expect(await probed('a.mkv', bytes)).toMatchObject({
      container: 'matroska',
      duration: 5400,
      bitrate: Math.round((bytes.length * 8) / 5400),
      video: [{ codec: 'h264', width: 1920, height: 800, frameRate: 25, bitDepth: 8, hdr: 'hdr10' }],
      audio: [
        { codec: 'aac', channels: 6, sampleRate: 48000, language: 'en' },
        { codec: 'aac', channels: 6, sampleRate: 48000, language: 'fr' },
      ],
      subtitles: [
        { codec: 'subrip', language: 'de' },
        { codec: 'subrip', language: 'en', forced: true },
      ],
      warnings: [],
    });
  });

  it('reads MP4: streams, languages, subtitles, HDR', async () => {
    const bytes = makeVideo({ ...english, container: 'mp4', subtitleLanguages: ['dut', 'eng!'], hdr: 'hlg' });
    expect(await probed('a.mp4', bytes)).toMatchObject({
      container: 'mp4',
      duration: 5400,
      video: [{ codec: 'h264', width: 1920, height: 800, bitDepth: 8, hdr: 'hlg' }],
      audio: [
        { codec: 'aac', channels: 6, sampleRate: 48000, language: 'en' },
        { codec: 'aac', channels: 6, sampleRate: 48000, language: 'fr' },
      ],
      subtitles: [
        { codec: 'mov_text', language: 'nl' },
        { codec: 'mov_text', language: 'en', forced: true },
      ],
      warnings: [],
    });
  });

  it('reads AVI by the second reader', async () => {
    const bytes = makeVideo({ container: 'avi', width: 640, height: 360, seconds: 600 });
    expect(await probed('a.avi', bytes)).toMatchObject({
      container: 'avi',
      duration: 600,
      video: [{ codec: 'h264', width: 640, height: 360, frameRate: 25 }],
      audio: [],
      warnings: [],
    });
  });

  it('leaves out a language that is not said', async () => {
    const { audio } = await probed('b.mkv', makeVideo({ container: 'mkv', width: 320, height: 180, seconds: 60 }));
    expect(audio).toMatchObject([{ codec: 'aac', channels: 2, sampleRate: 48000 }]);
    expect(audio[0]).not.toHaveProperty('language');
  });

  it('takes a disc image as such', async () => {
    const image = Buffer.alloc(40_000);
    image.write('CD001', 32769, 'latin1');
    expect(await probed('film.iso', image)).toEqual({
      container: 'iso9660',
      video: [],
      audio: [],
      subtitles: [],
      warnings: ['no-streams'],
    });
  });
});

describe('audio', () => {
  it.each([
    ['mp3', 'mp3', 'mp3', 300.513],
    ['flac', 'flac', 'flac', 300.5],
    ['opus', 'ogg', 'opus', 300.5],
    ['ogg', 'ogg', 'vorbis', 300.5],
    ['m4a', 'mp4', 'aac', 300.5],
    ['ape', 'ape', 'ape', 300.5],
    ['wv', 'wavpack', 'wavpack', 300.5],
  ] as const)('reads %s', async (format, container, codec, duration) => {
    const result = await probed(`a.${format}`, makeAudio({ format, seconds: 300.5 }));
    expect(result).toMatchObject({ container, duration, video: [], audio: [{ codec }], warnings: [] });
  });

  it.each(['wav', 'aiff'] as const)('reads %s', async (format) => {
    const result = await probed(`a.${format}`, makeAudio({ format, seconds: 2 }));
    expect(result).toMatchObject({ container: format, duration: 2, audio: [{ codec: 'pcm', channels: 1 }] });
  });

  it('reads ADTS, whose length follows from its frames', async () => {
    const stream = Buffer.concat(Array.from({ length: 40 }, () => adtsFrame(aacSilence(2))));
    const result = await probed('a.aac', stream);
    expect(result).toMatchObject({ container: 'aac', audio: [{ codec: 'aac', sampleRate: 44100 }] });
    expect(result.warnings).toEqual([]);
  });
});

describe('what does not add up', () => {
  it('tells a file that is cut short', async () => {
    const mkv = makeVideo({ ...english, container: 'mkv' });
    expect((await probed('cut.mkv', mkv.subarray(0, mkv.length - 60))).warnings).toEqual(['truncated']);
    const mp4 = makeVideo({ ...english, container: 'mp4' });
    expect((await probed('cut.mp4', mp4.subarray(0, mp4.length - 60))).warnings).toEqual(['truncated']);
    const avi = makeVideo({ ...english, container: 'avi' });
    expect((await probed('cut.avi', avi.subarray(0, avi.length - 60))).warnings).toEqual(['truncated']);
  });

  it('tells an extension that misleads, and reads the file by its bytes', async () => {
    const mkv = makeVideo({ ...english, container: 'mkv' });
    const result = await probed('really-matroska.avi', mkv);
    expect(result).toMatchObject({ container: 'matroska', warnings: ['extension-mismatch'] });
    const flac = await probed('really-flac.mp3', makeAudio({ format: 'flac', seconds: 10 }));
    expect(flac).toMatchObject({ container: 'flac', duration: 10, warnings: ['extension-mismatch'] });
  });

  it.each([
    ['an empty file', '', /empty \(0 bytes\)/],
    ['random bytes', noise(300_000), /nothing that is known as media/],
    ['zeros', Buffer.alloc(300_000), /nothing that is known as media/],
    ['text', 'not a film, but a text about one', /nothing that is known as media/],
    ['a picture', Buffer.from('ffd8ffe000104a464946', 'hex'), /a JPEG image/],
    ['a web page', '\n<!DOCTYPE html><html>404</html>', /a web page/],
    ['an archive', 'Rar!\x1a\x07', /a RAR archive/],
    ['a playlist that points elsewhere', '#EXTM3U\nhttp://127.0.0.1:1/secret.ts\n', /a playlist/],
  ])('refuses %s', async (name, bytes, message) => {
    const error = await failure(`${name}.mkv`, bytes);
    expect(error.code).toBe('PROBE_FAILED');
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`${name}.mkv`);
    expect(error.hint).toBeTruthy();
  });

  it('refuses what is no regular file, without waiting for it', async () => {
    execFileSync('mkfifo', [folder.path('pipe.mkv')]);
    const pipe = await probeFile(folder.path('pipe.mkv'), { signal });
    expect(pipe).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
    const directory = await probeFile(folder.path('.'), { signal });
    expect(directory).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
  });

  it('tells a file that is gone', async () => {
    const result = await probeFile(folder.path('gone.mkv'), { signal });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
    expect(result.status === 'failed' && result.error.message).toContain('ENOENT');
  });

  it('is interrupted by its signal, before and while reading', async () => {
    const path = await folder.put('late.mkv', makeVideo({ ...english, container: 'mkv' }));
    const aborted = await probeFile(path, { signal: AbortSignal.abort() });
    expect(aborted).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' } });
    const controller = new AbortController();
    const running = probeFile(path, { signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' } });
  });

  it('reads names that are not UTF-8, and shows them escaped', async () => {
    const good = pathFromBytes(Buffer.concat([Buffer.from(folder.path('')), Buffer.from('/caf\xe9.mkv', 'latin1')]));
    await writeFile(pathForIo(good), makeVideo({ ...english, container: 'mkv' }));
    expect(await probeFile(good, { signal })).toMatchObject({ status: 'ok', probe: { container: 'matroska' } });
    const bad = pathFromBytes(Buffer.concat([Buffer.from(folder.path('')), Buffer.from('/\xff\x1b[2J.mkv', 'latin1')]));
    await writeFile(pathForIo(bad), '');
    const result = await probeFile(bad, { signal });
    expect(result.status === 'failed' && result.error.message).toContain('\\xff\\x1b[2J.mkv');
  });

  it('tells a file that may not be read', async () => {
    const path = await folder.put('secret.mkv', makeVideo({ ...english, container: 'mkv' }));
    await chmod(path, 0);
    const result = await probeFile(path, { signal });
    // A superuser may read everything.
    const expected =
      process.getuid?.() === 0 ? { status: 'ok' } : { status: 'failed', error: { code: 'FILE_UNREADABLE' } };
    expect(result).toMatchObject(expected);
  });
});

describe('hostile files', () => {
  const containers = ['mkv', 'mp4', 'avi'] as const;
  const formats = ['mp3', 'flac', 'opus', 'ogg', 'm4a', 'wav', 'aiff', 'ape', 'wv'] as const;
  const samples = [
    ...containers.map((container) => ({ name: container, bytes: makeVideo({ ...english, container }) })),
    ...formats.map((format) => ({ name: format, bytes: makeAudio({ format, seconds: 2 }) })),
  ];

  it.each(samples)('survives $name cut at every tenth', async ({ name, bytes }) => {
    for (let tenth = 1; tenth < 10; tenth++) {
      const part = bytes.subarray(0, Math.floor((bytes.length * tenth) / 10));
      const result = await probe(`cut-${tenth}.${name}`, part);
      if (result.status === 'failed') expect(result.error.code).toBe('PROBE_FAILED');
      else expect(result.probe.video.length + result.probe.audio.length).toBeGreaterThan(0);
    }
  });

  it.each(samples)('survives $name with noise in its header', async ({ name, bytes }) => {
    const random = noise(4096);
    for (let round = 0; round < 8; round++) {
      const broken = Buffer.from(bytes);
      for (let at = 16 + round; at < Math.min(broken.length, 1500); at += 37) broken[at] = random[at + round] ?? 0;
      const result = await probe(`noise-${round}.${name}`, broken);
      expect(['ok', 'failed']).toContain(result.status);
      if (result.status === 'failed') expect(result.error.code).toBe('PROBE_FAILED');
    }
  });

  it('does not follow sizes that nobody could hold', async () => {
    const head = element(0x1a45dfa3, element(0x4282, 'matroska'));
    const huge = Buffer.from('1853806701ffffffffffffee1654ae6b01ffffffffffffee', 'hex');
    const path = await folder.put('huge.mkv', Buffer.concat([head, huge]));
    expect(await probeFile(path, { signal })).toMatchObject({ status: 'failed', error: { code: 'PROBE_FAILED' } });
    // The same in a file that really has the bytes (a hole of 3 GB).
    await truncate(path, 3 * 1024 ** 3);
    expect(await probeFile(path, { signal })).toMatchObject({ status: 'failed', error: { code: 'PROBE_FAILED' } });
  });

  it('stops at an MP4 whose boxes are nested in circles or empty', async () => {
    const empty = Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.alloc(16), Buffer.alloc(64)]);
    expect((await probe('empty-boxes.mp4', empty)).status).toBe('failed');
    const long = Buffer.concat([Buffer.from('00000010667479706973', 'hex'), Buffer.alloc(6), box64('moov', 2 ** 52)]);
    expect((await probe('long-box.mp4', long)).status).toBe('failed');
  });

  it('reads a very large file by its header only', async () => {
    const path = await folder.put('long.mkv', makeVideo({ ...english, container: 'mkv' }));
    await truncate(path, 6 * 1024 ** 3);
    expect(await probeFile(path, { signal })).toMatchObject({ status: 'ok', probe: { duration: 5400, warnings: [] } });
  });
});

function box64(type: string, size: number): Buffer {
  const out = Buffer.alloc(16);
  out.writeUInt32BE(1, 0);
  out.write(type, 4, 'latin1');
  out.writeBigUInt64BE(BigInt(size), 8);
  return out;
}

/** An ADTS head (AAC LC, 44.1 kHz, stereo) before a frame. */
function adtsFrame(frame: Buffer): Buffer {
  const length = frame.length + 7;
  const head = [0xff, 0xf1, 0x50, 0x80 | (length >> 11), (length >> 3) & 255, ((length & 7) << 5) | 31, 0xfc];
  return Buffer.concat([Buffer.from(head), frame]);
}
