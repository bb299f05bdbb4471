import { compact } from '../model/compact.ts';
import type { FsPath } from '../model/files.ts';
import type { Probe } from '../model/media.ts';
import { printable } from '../model/text.ts';
import type { MediaReading } from './formats/reading.ts';
import type { Fault } from './reader/protocol.ts';
import { formatByExtension, type Sniffed } from './sniff.ts';

/** What a reader found of streams; a `MediaReading` has more. */
export type StreamReading = Pick<
  MediaReading,
  'container' | 'duration' | 'video' | 'audio' | 'subtitles' | 'truncated'
> &
  Partial<Pick<MediaReading, 'chapters'>>;

export type Probed =
  | { readonly status: 'ok'; readonly probe: Probe }
  /** A verdict on the bytes of the file (`PROBE_FAILED`), or that they could not be read. */
  | { readonly status: 'failed'; readonly fault: Fault };

/** How many streams a reading has. */
export function streamCount({ video, audio, subtitles }: StreamReading): number {
  return video.length + audio.length + subtitles.length;
}

/** The verdict on a file that needs no reader: it is empty, or its first bytes are those of something else than media. */
export function refused(path: FsPath, size: number, sniffed: Sniffed | undefined): Fault | undefined {
  if (size === 0) return fault(path, 'is empty (0 bytes)', 'A download or copy that failed leaves such files.');
  if (!sniffed?.foreign) return undefined;
  return fault(path, `is no media file but ${sniffed.format}`, 'Rename or remove it; its extension misleads.');
}

/**
 * What a reading says of a file of `size` bytes. What merely does not add up is a warning of the probe: `truncated` (the
 * header promises more bytes), `extension-mismatch` (the bytes are another format than the name says), `no-duration`,
 * `no-streams`.
 */
export function toProbe(path: FsPath, size: number, format: string | undefined, reading: StreamReading): Probed {
  const streams = streamCount(reading);
  const isDisc = reading.container === 'iso9660';
  if (streams === 0 && !isDisc) {
    const what = format === undefined ? 'holds nothing that is known as media' : `has no readable ${format} header`;
    const hint = 'It is damaged, encrypted, or not what its extension says; try to play it.';
    return { status: 'failed', fault: fault(path, what, hint) };
  }
  const promised = formatByExtension(path);
  const warnings = [
    ...(reading.truncated ? ['truncated'] : []),
    ...(promised !== undefined && format !== undefined && promised !== format ? ['extension-mismatch'] : []),
    ...(reading.duration === undefined && !isDisc ? ['no-duration'] : []),
    ...(streams === 0 ? ['no-streams'] : []),
  ];
  const { container, duration, video, audio, subtitles } = reading;
  const chapters = reading.chapters?.length === 0 ? undefined : reading.chapters;
  const bitrate = duration === undefined ? undefined : Math.round((size * 8) / duration);
  return {
    status: 'ok',
    probe: compact({ container, duration, bitrate, video, audio, subtitles, chapters, warnings }),
  };
}

function fault(path: FsPath, what: string, hint: string): Fault {
  return { code: 'PROBE_FAILED', message: `${printable(path)} ${what}.`, hint };
}
