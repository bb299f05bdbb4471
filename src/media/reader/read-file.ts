import type { FsPath } from '../../model/files.ts';
import { FORMAT_READERS } from '../formats/readers.ts';
import type { FormatReader, MediaReading } from '../formats/reading.ts';
import type { ByteWindow } from '../formats/window.ts';
import { contentHash } from '../hash.ts';
import { type Probed, refused, streamCount, toProbe } from '../probe.ts';
import { type Sniffed, sniff } from '../sniff.ts';
import { type TagsRead, toTags } from '../tags.ts';
import { fileWindow } from './file-window.ts';
import { FileFault, type OpenFile, openFile } from './open-file.ts';
import type { Heartbeat } from './progress.ts';
import type { Fault } from './protocol.ts';

/** Most bytes that are read of one media file; indexes of long MP4 films take some 10 MB. */
const MAX_MEDIA_BYTES = 48 * 1024 * 1024;

/** What is wanted of a file: all that its bytes say, its hash alone, or (sidecars) the bytes themselves. */
export type ReadJob =
  | { readonly want: 'media' | 'hash'; readonly path: FsPath }
  | { readonly want: 'bytes'; readonly path: FsPath; readonly maxBytes: number };

/** What one open of a file gave. */
export type ReadResult =
  | {
      readonly status: 'media';
      /** Bytes. */
      readonly size: number;
      readonly hash: string | undefined;
      /** `library`: the readers of this project made nothing of the streams. */
      readonly probe: Probed | { readonly status: 'library'; readonly format: string | undefined };
      readonly tags: TagsRead;
    }
  | { readonly status: 'hash'; readonly size: number; readonly hash: string | undefined }
  | { readonly status: 'bytes'; readonly bytes: Uint8Array }
  | { readonly status: 'too-large' }
  | { readonly status: 'failed'; readonly fault: Fault };
type MediaResult = Extract<ReadResult, { readonly status: 'media' }>;

/** Opens a file once, reads what is wanted of it, and closes it. Never throws for what a file or a disk can do. */
export function readFile(job: ReadJob, heartbeat: Heartbeat, readers = FORMAT_READERS): ReadResult {
  let file: OpenFile | undefined;
  try {
    file = openFile(job.path, job.want === 'bytes' ? job.maxBytes : MAX_MEDIA_BYTES, heartbeat);
    if (job.want === 'bytes') {
      return file.size > job.maxBytes
        ? { status: 'too-large' }
        : { status: 'bytes', bytes: file.readExactly(0, file.size) };
    }
    const window = fileWindow(file);
    const { size } = window;
    const hash = contentHash(window);
    return job.want === 'hash' ? { status: 'hash', size, hash } : readMedia(job.path, window, hash, readers);
  } catch (thrown) {
    if (thrown instanceof FileFault) return { status: 'failed', fault: thrown.fault };
    throw thrown;
  } finally {
    file?.close();
  }
}

function readMedia(
  path: FsPath,
  window: ByteWindow,
  hash: string | undefined,
  readers: ReadonlyMap<string, FormatReader>,
): MediaResult {
  const { size } = window;
  const none: TagsRead = { status: 'none' };
  try {
    const sniffed = sniff(window);
    const verdict = refused(path, size, sniffed);
    if (verdict !== undefined) {
      return { status: 'media', size, hash, probe: { status: 'failed', fault: verdict }, tags: none };
    }
    const format = sniffed?.format;
    const reading = format === 'iso9660' ? discImage(format) : readFormat(window, sniffed, readers);
    const tags = reading === undefined ? none : toTags(reading);
    const isRead = reading !== undefined && (streamCount(reading) > 0 || format === 'iso9660');
    const probe = isRead ? toProbe(path, size, format, reading) : ({ status: 'library', format } as const);
    return { status: 'media', size, hash, probe, tags };
  } catch (thrown) {
    if (!(thrown instanceof FileFault)) throw thrown;
    // The hash was read before the disk failed, and holds.
    const failed = { status: 'failed', fault: thrown.fault } as const;
    return { status: 'media', size, hash, probe: failed, tags: failed };
  }
}

function readFormat(
  window: ByteWindow,
  sniffed: Sniffed | undefined,
  readers: ReadonlyMap<string, FormatReader>,
): MediaReading | undefined {
  try {
    return readers.get(sniffed?.format ?? '')?.(window);
  } catch (thrown) {
    if (thrown instanceof FileFault) throw thrown;
    // Headers that point everywhere, or a defect of a reader: the library has limits of its own, and knows damaged files.
    return undefined;
  }
}

function discImage(container: string): MediaReading {
  const streams = { video: [], audio: [], subtitles: [], chapters: [] };
  return { container, ...streams, tags: [], pictures: [], truncated: false, notes: [] };
}
