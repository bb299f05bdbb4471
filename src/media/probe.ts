import { compact } from '../model/compact.ts';
import { RevengeError, toRevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import type { Probe } from '../model/media.ts';
import { printable } from '../model/text.ts';
import { type BoundedFile, withBoundedFile } from './bounded-file.ts';
import { isMediabunnyFormat, readWithMediabunny } from './containers/mediabunny.ts';
import { readWithMediaInfo } from './containers/mediainfo.ts';
import type { ContainerReading } from './containers/reading.ts';
import { formatByExtension, sniff } from './sniff.ts';

const TIMEOUT_MS = 15_000;
/** Indexes of long MP4 films take some 10 MB. */
const MAX_BYTES = 48 * 1024 * 1024;

export type ProbeResult =
  | { readonly status: 'ok'; readonly probe: Probe }
  | { readonly status: 'failed'; readonly error: RevengeError };

export interface ProbeOptions {
  readonly signal: AbortSignal;
  /** For the whole probe. Default 15 s. */
  readonly timeoutMs?: number;
}

/**
 * What the container of a media file says: duration, streams, languages, HDR. Only headers are read, by mediabunny, and by
 * MediaInfo what mediabunny cannot read. Never throws: a file that is empty, no media, damaged beyond reading, hanging, or
 * interrupted by the signal is `failed` with a message that says so; what merely does not add up is a warning of the probe:
 * `truncated` (the header promises more bytes), `extension-mismatch` (the bytes are another format than the name says),
 * `no-duration`, `no-streams`.
 */
export async function probeFile(path: FsPath, options: ProbeOptions): Promise<ProbeResult> {
  const limits = { signal: options.signal, timeoutMs: options.timeoutMs ?? TIMEOUT_MS, maxBytes: MAX_BYTES };
  try {
    return { status: 'ok', probe: await withBoundedFile(path, limits, (file) => probeBounded(path, file)) };
  } catch (thrown) {
    return { status: 'failed', error: toRevengeError(thrown) };
  }
}

async function probeBounded(path: FsPath, file: BoundedFile): Promise<Probe> {
  if (file.size === 0) throw failed(path, 'is empty (0 bytes)', 'A download or copy that failed leaves such files.');
  const sniffed = await sniff(file);
  if (sniffed?.foreign) {
    throw failed(path, `is no media file but ${sniffed.format}`, 'Rename or remove it; its extension misleads.');
  }
  const reading = await readContainer(path, file, sniffed?.format);
  const streams = reading.video.length + reading.audio.length + reading.subtitles.length;
  const disc = reading.container === 'iso9660';
  if (streams === 0 && !disc) {
    const what =
      sniffed === undefined ? 'holds nothing that is known as media' : `has no readable ${sniffed.format} header`;
    throw failed(path, what, 'It is damaged, encrypted, or not what its extension says; try to play it.');
  }
  const promised = formatByExtension(path);
  const warnings = [
    ...(reading.truncated ? ['truncated'] : []),
    ...(promised !== undefined && sniffed !== undefined && promised !== sniffed.format ? ['extension-mismatch'] : []),
    ...(reading.duration === undefined && !disc ? ['no-duration'] : []),
    ...(streams === 0 ? ['no-streams'] : []),
  ];
  const { container, duration, video, audio, subtitles } = reading;
  const bitrate = duration === undefined ? undefined : Math.round((file.size * 8) / duration);
  return compact({ container, duration, bitrate, video, audio, subtitles, warnings });
}

async function readContainer(path: FsPath, file: BoundedFile, format: string | undefined): Promise<ContainerReading> {
  if (format === 'iso9660') return nothing(format);
  if (isMediabunnyFormat(format)) {
    try {
      const reading = await readWithMediabunny(file, format);
      if (reading.video.length + reading.audio.length + reading.subtitles.length > 0) return reading;
    } catch {
      // Damaged files are for MediaInfo, which makes more of them. Unless it is the time that is over.
      file.check();
    }
  }
  try {
    return await readWithMediaInfo(file, format);
  } catch (thrown) {
    if (thrown instanceof RevengeError) throw thrown;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw failed(path, `cannot be read as media (${printable(why)})`, 'It is damaged; try to play it.');
  }
}

function nothing(container: string): ContainerReading {
  return { container, duration: undefined, video: [], audio: [], subtitles: [], truncated: false };
}

function failed(path: FsPath, what: string, hint: string): RevengeError {
  const name = printable(path);
  return new RevengeError('PROBE_FAILED', `${name} ${what}.`, { hint, context: { path: name } });
}
