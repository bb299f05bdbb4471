import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFingerprinter } from '../../src/media/fingerprint.ts';
import { makeAudio } from '../support/media-files.ts';

const NONE = 'no-such-program-anywhere';
const quiet = () => new AbortController().signal;
let folder = '';
let audio = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-fingerprint-'));
  audio = join(folder, 'a song.flac');
  await writeFile(audio, makeAudio({ format: 'flac', seconds: 12 }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that answers as fpcalc does. */
async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

function hasChromaprint(): boolean {
  try {
    return execFileSync('ffmpeg', ['-hide_banner', '-muxers'], { stdio: 'pipe' }).includes('chromaprint');
  } catch {
    return false;
  }
}

describe('createFingerprinter', () => {
  it('asks fpcalc, with the path as one argument', async () => {
    const fpcalc = await program(
      'fpcalc',
      `[ "$4" = "${audio}" ] && echo '{"duration": 12.5, "fingerprint": "AQAD-x_y"}'`,
    );
    const value = { duration: 12.5, fingerprint: 'AQAD-x_y' };
    expect(await createFingerprinter(fpcalc, NONE)(audio, quiet())).toEqual({ status: 'ok', value });
  });

  it('asks ffmpeg where there is no fpcalc', async () => {
    const result = await createFingerprinter(NONE)(audio, quiet());
    if (!hasChromaprint()) return expect(result).toEqual({ status: 'no-program' });
    expect(result).toMatchObject({ status: 'ok', value: { fingerprint: expect.stringMatching(/^AQ[\w-]+$/) } });
    expect(result.status === 'ok' ? Math.round(result.value.duration) : 0).toBe(12);
  });

  it('says that there is no program', async () => {
    const fingerprint = createFingerprinter(NONE, `${NONE}-either`);
    expect(await fingerprint(audio, quiet())).toEqual({ status: 'no-program' });
    expect(await fingerprint(audio, quiet())).toEqual({ status: 'no-program' });
  });

  it('takes an ffmpeg without Chromaprint for none', async () => {
    const ffmpeg = await program('ffmpeg', `echo "Requested output format 'chromaprint' is not known." >&2; exit 1`);
    expect(await createFingerprinter(NONE, ffmpeg)(audio, quiet())).toEqual({ status: 'no-program' });
  });

  it.each([
    ['fails', 'echo "ERROR: could not open the file" >&2; exit 2'],
    ['says nonsense', 'echo "<html>"'],
    ['says more than anybody reads', 'yes "AQAD" | head -c 3000000'],
  ])('fails for the file where the program %s', async (what, script) => {
    const fpcalc = await program(`fpcalc ${what}`, script);
    expect(await createFingerprinter(fpcalc, NONE)(audio, quiet())).toEqual({ status: 'failed' });
  });

  it('says of a program that does not end that it was late, and nothing of the file', async () => {
    const fpcalc = await program('stuck', 'exec sleep 600');
    expect(await createFingerprinter(fpcalc, NONE, 100)(audio, quiet())).toEqual({ status: 'late' });
  });

  it('cannot give a name that is no text to a program', async () => {
    expect(await createFingerprinter(NONE, NONE)('/music/\udcff.flac', quiet())).toEqual({ status: 'failed' });
  });

  it('ends when it is interrupted', async () => {
    const fpcalc = await program('slow', 'sleep 60');
    const controller = new AbortController();
    const result = createFingerprinter(fpcalc, NONE)(audio, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
  });
});
