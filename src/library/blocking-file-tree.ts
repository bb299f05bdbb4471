import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { pathForIo, pathFromBytes } from '../model/paths.ts';
import { entryOf, type FileTree, fileError, kindOf, type Named, statOf } from './file-tree.ts';

/**
 * The real file system by calls that block, for a thread that does nothing else: on a local disk such a call takes a fifth of
 * the CPU of one that does not block. `call` runs each of them.
 */
export function blockingFileTree(call: <T>(run: () => T) => T): FileTree {
  return {
    readdir: async (path) => {
      const entries = call(() => readdirSync(pathForIo(path), { withFileTypes: true }));
      if (!entries.some(({ name }) => name.includes('\ufffd'))) return entries.map(entryOf);
      const exact: Named<Buffer>[] = call(() =>
        readdirSync(pathForIo(path), { withFileTypes: true, encoding: 'buffer' }),
      );
      return exact.map((entry) => ({ name: pathFromBytes(entry.name), kind: kindOf(entry) }));
    },
    stat: async (path) => statOf(call(() => statSync(pathForIo(path)))),
    statNow: (path) => statOf(call(() => statSync(pathForIo(path)))),
    realpath: async (path) => pathFromBytes(call(() => realpathSync.native(pathForIo(path), { encoding: 'buffer' }))),
    readFile: async (path, maxBytes) => {
      const flags = constants.O_RDONLY | constants.O_NONBLOCK;
      const file = call(() => openSync(pathForIo(path), flags));
      try {
        const stats = call(() => fstatSync(file));
        if (!stats.isFile()) throw fileError('EINVAL', 'not a regular file');
        const buffer = Buffer.alloc(Math.min(stats.size, maxBytes) + 1);
        let length = 0;
        while (length < buffer.length) {
          const got = call(() => readSync(file, buffer, length, buffer.length - length, length));
          if (got === 0) break;
          length += got;
        }
        if (length > maxBytes) throw fileError('EFBIG', `longer than ${maxBytes} bytes`);
        return buffer.subarray(0, length);
      } finally {
        closeSync(file);
      }
    },
  };
}
