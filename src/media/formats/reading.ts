import type { AudioStream, Chapter, SubtitleStream, VideoStream } from '../../model/media.ts';
import type { RawBlock } from '../tags/raw-block.ts';
import type { ByteWindow } from './window.ts';

/** Everything that a format reader found in a file: container, streams, chapters and tags. */
export interface MediaReading {
  /** As `sniff` names it: `matroska`, `mp4`, `flac`, `mp3` … */
  readonly container: string;
  /** Seconds. */
  readonly duration?: number;
  readonly video: readonly VideoStream[];
  readonly audio: readonly AudioStream[];
  readonly subtitles: readonly SubtitleStream[];
  readonly chapters: readonly Chapter[];
  /** Tag blocks in the order of the file; keys are those of the format (`TIT2`, `TXXX:ARTISTS`, `©nam`, `WM/Year`). */
  readonly tags: readonly RawBlock[];
  /** Where embedded pictures are; their bytes are not kept. */
  readonly pictures: readonly EmbeddedPicture[];
  /** Whether the header promises more bytes than the file has. */
  readonly truncated: boolean;
  /** What the reader skipped, each in a few words: `empty UFID frame`. At most 20. */
  readonly notes: readonly string[];
}

export interface EmbeddedPicture {
  /** ID3's number of the picture type: 3 is the front cover. */
  readonly type?: number;
  readonly mime?: string;
  /** Bytes of the picture. */
  readonly length: number;
}

/**
 * Reads one format. Pure but for the window. An odd frame, atom or element is skipped and noted, everything else is kept.
 *
 * @returns undefined where the bytes are not of this format, or hold nothing that the reader understands.
 * @throws only what `window.read` throws.
 */
export type FormatReader = (window: ByteWindow) => MediaReading | undefined;
