import type { FsPath } from '../../model/files.ts';
import { printable } from '../../model/text.ts';
import { readWithMediaInfo } from '../containers/mediainfo.ts';
import type { ByteWindow } from '../formats/window.ts';
import type { StreamReading } from '../probe.ts';
import { fileWindow } from './file-window.ts';
import { FileFault, type OpenFile, openFile } from './open-file.ts';
import type { Heartbeat } from './progress.ts';
import type { Fault } from './protocol.ts';
import { serveJobs } from './serve.ts';

// Runs in a disposable thread of its own: started by `shared.ts`, bundled by scripts/build.js as an entry.

const MAX_BYTES = 48 * 1024 * 1024;

export interface LibraryJob {
  readonly path: FsPath;
  /** As `sniff` names it. */
  readonly format: string | undefined;
}

export type LibraryResult =
  | { readonly status: 'ok'; readonly reading: StreamReading }
  | { readonly status: 'failed'; readonly fault: Fault };

async function readWithLibrary({ path, format }: LibraryJob, heartbeat: Heartbeat): Promise<LibraryResult> {
  let file: OpenFile | undefined;
  let unreadable: FileFault | undefined;
  try {
    file = openFile(path, MAX_BYTES, heartbeat);
    const window = fileWindow(file);
    const read: ByteWindow['read'] = (offset, length) => {
      try {
        return window.read(offset, length);
      } catch (thrown) {
        // The library may hide or wrap it, and would judge the file by what it has not seen.
        if (thrown instanceof FileFault) unreadable = thrown;
        throw thrown;
      }
    };
    const reading = await readWithMediaInfo({ size: window.size, read }, format);
    return unreadable === undefined ? { status: 'ok', reading } : { status: 'failed', fault: unreadable.fault };
  } catch (thrown) {
    const failure = unreadable ?? thrown;
    if (failure instanceof FileFault) return { status: 'failed', fault: failure.fault };
    const why = printable(thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 200);
    const message = `${printable(path)} cannot be read as media (${why}).`;
    return { status: 'failed', fault: { code: 'PROBE_FAILED', message, hint: 'It is damaged; try to play it.' } };
  } finally {
    file?.close();
  }
}

serveJobs(readWithLibrary);
