import { execFile } from 'node:child_process';
import type { FsPath } from '../model/files.ts';

/** A piece of audio as Chromaprint hears it. */
export interface Fingerprint {
  /** Compressed, in URL-safe Base64, as AcoustID takes it. */
  readonly fingerprint: string;
  /** Seconds of the whole file. */
  readonly duration: number;
}

type FingerprintResult =
  | { readonly status: 'ok'; readonly value: Fingerprint }
  /** Neither fpcalc nor an ffmpeg with Chromaprint is installed. */
  | { readonly status: 'no-program' }
  /** This file cannot be heard. */
  | { readonly status: 'failed' }
  /** The program was ended because it took too long, which says nothing about the file. */
  | { readonly status: 'late' };

export type Fingerprinter = (path: FsPath, signal: AbortSignal) => Promise<FingerprintResult>;

/** Chromaprint listens to the first two minutes. */
const HEARD_SECONDS = 120;
/** A program needs a second or two; a busy machine or a slow disk may need many times that. */
const TIMEOUT_MS = 600_000;
/** A fingerprint of two minutes is some kilobytes; ffmpeg says a little besides. */
const MAX_OUTPUT = 1024 * 1024;

/** Fingerprints by `fpcalc` (a name on the PATH, or a path), else by ffmpeg. Which of them is there is found out once. */
export function createFingerprinter(fpcalc: string, ffmpeg = 'ffmpeg', timeoutMs = TIMEOUT_MS): Fingerprinter {
  const programs = [
    { program: fpcalc, args: fpcalcArguments, read: readFpcalc },
    { program: ffmpeg, args: ffmpegArguments, read: readFfmpeg },
  ];
  const absent = new Set<string>();

  return async (path, signal) => {
    // Arguments are text: a name that is none cannot be given to a program.
    if (!path.isWellFormed()) return { status: 'failed' };
    for (const { program, args, read } of programs) {
      if (absent.has(program)) continue;
      const output = await run(program, args(path), timeoutMs, signal);
      signal.throwIfAborted();
      if (output === undefined) {
        absent.add(program);
        continue;
      }
      if (output.isLate) return { status: 'late' };
      const value = read(output);
      return value === undefined ? { status: 'failed' } : { status: 'ok', value };
    }
    return { status: 'no-program' };
  };
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly isLate: boolean;
}

/** What a program printed, whether it succeeded or not; `undefined` where it is not there or was not built for this. */
function run(
  program: string,
  args: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Output | undefined> {
  return new Promise((resolve) => {
    const options = { signal, timeout: timeoutMs, maxBuffer: MAX_OUTPUT, windowsHide: true };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      const isAbsent = error !== null && (error.code === 'ENOENT' || error.code === 'EACCES');
      const isUnable = /Requested output format 'chromaprint' is not/.test(stderr);
      const isLate = error?.killed === true && error.code !== 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
      resolve(isAbsent || isUnable ? undefined : { stdout, stderr, isLate });
    });
  });
}

function fpcalcArguments(path: string): readonly string[] {
  return ['-json', '-length', String(HEARD_SECONDS), path];
}

function readFpcalc({ stdout }: Output): Fingerprint | undefined {
  const [, duration] = /"duration":\s*([\d.]+)/.exec(stdout) ?? [];
  const [, fingerprint] = /"fingerprint":\s*"([\w-]+)"/.exec(stdout) ?? [];
  return fingerprint === undefined || !(Number(duration) > 0) ? undefined : { fingerprint, duration: Number(duration) };
}

/** Only files are opened, whatever a playlist in disguise names. */
function ffmpegArguments(path: string): readonly string[] {
  const input = ['-protocol_whitelist', 'file', '-t', String(HEARD_SECONDS), '-i', `file:${path}`];
  return ['-nostdin', '-hide_banner', ...input, '-map', '0:a:0', '-f', 'chromaprint', '-fp_format', 'base64', '-'];
}

function readFfmpeg({ stdout, stderr }: Output): Fingerprint | undefined {
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(stderr) ?? [];
  const duration = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const fingerprint = /^[\w-]+$/.exec(stdout.trim())?.[0];
  return fingerprint === undefined || !(duration > 0) ? undefined : { fingerprint, duration };
}
