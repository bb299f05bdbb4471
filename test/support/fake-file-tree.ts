import type { DirectoryEntry, FileStat, FileTree } from '../../src/library/file-tree.ts';
import type { FsPath } from '../../src/model/files.ts';

/** A file of the fake tree: its size, its text, or all of it. */
type FakeFile =
  | number
  | string
  | {
      readonly size?: number;
      readonly text?: string;
      readonly mtimeMs?: number;
      readonly inode?: number;
      /** Where a link leads: an absolute path in the tree. */
      readonly link?: FsPath;
      readonly kind?: 'other';
    };

/** Folders are objects, files are `FakeFile`s. */
export interface FakeFolder {
  readonly [name: FsPath]: FakeFolder | FakeFile;
}

type TreeCall = Exclude<keyof FileTree, 'statNow'>;

export interface Faults {
  /** errno codes by absolute path: every call on the path fails with it. `vanish`: listed, and gone when looked at. */
  readonly errors?: Record<FsPath, string>;
  /** Milliseconds that every call on a path takes; `Infinity` never answers. */
  readonly slow?: Readonly<Record<FsPath, number>>;
  /** Numbers of the file systems that lie at a path and below it, where it is not the one of `/`. */
  readonly devices?: Readonly<Record<FsPath, number>>;
  /** Called before every call, so that a test can change the world in the middle of a walk. */
  readonly before?: (call: TreeCall, path: FsPath) => void;
}

export interface FakeFileTree extends FileTree {
  /** Calls so far, by method. */
  readonly calls: Readonly<Record<TreeCall, number>>;
  /** Most calls under way at once. */
  readonly mostAtOnce: number;
}

interface Node {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  readonly children: Map<FsPath, Node>;
  readonly text: string;
  readonly link: FsPath;
  readonly stat: Omit<FileStat, 'kind'>;
}

/** An in-memory file tree that answers as the disk does, and fails where it is told to. `world` is the folder `/`. */
export function fakeFileTree(world: FakeFolder, faults: Faults = {}): FakeFileTree {
  let inodes = 1000;
  const device = 7;
  const build = (spec: FakeFolder | FakeFile): Node => {
    const file = fileSpec(spec);
    const inode = file?.inode ?? ++inodes;
    if (file === undefined) {
      const children = new Map(Object.entries(spec).map(([name, child]) => [name, build(child)]));
      return { kind: 'directory', children, text: '', link: '', stat: { size: 4096, mtimeMs: 1, device, inode } };
    }
    const { text = '', link = '', size = Buffer.byteLength(text), mtimeMs = 1_600_000_000_000.25 } = file;
    const kind = file.kind ?? (link === '' ? 'file' : 'symlink');
    return { kind, children: new Map(), text, link, stat: { size, mtimeMs, device, inode } };
  };
  const top = build(world);
  const calls = { readdir: 0, stat: 0, realpath: 0, readFile: 0 };
  let running = 0;
  let mostAtOnce = 0;

  const enter = async (call: TreeCall, path: FsPath): Promise<void> => {
    calls[call]++;
    mostAtOnce = Math.max(mostAtOnce, ++running);
    try {
      faults.before?.(call, path);
      const delay = faults.slow?.[path];
      if (delay === Number.POSITIVE_INFINITY) await new Promise(() => undefined);
      await new Promise((resolve) => (delay === undefined ? setImmediate(resolve) : setTimeout(resolve, delay)));
      const code = faults.errors?.[path];
      if (code === 'vanish') throw errno('ENOENT', call, path);
      if (code !== undefined) throw errno(code, call, path);
    } finally {
      running--;
    }
  };
  /** The node at a path and its real path, links followed. */
  const resolve = (call: string, path: FsPath, hops = 0): { node: Node; real: FsPath } => {
    if (hops > 40) throw errno('ELOOP', call, path);
    let node = top;
    let real = '';
    const parts = path.split('/').filter((name) => name !== '');
    for (const [index, part] of parts.entries()) {
      if (node.kind !== 'directory') throw errno('ENOTDIR', call, path);
      const child = node.children.get(part);
      if (child === undefined) throw errno('ENOENT', call, path);
      real = `${real}/${part}`;
      node = child;
      if (child.kind !== 'symlink') continue;
      const target = resolve(call, child.link, hops + 1);
      return resolve(call, [target.real, ...parts.slice(index + 1)].join('/'), hops + 1);
    }
    return { node, real };
  };

  return {
    calls,
    get mostAtOnce() {
      return mostAtOnce;
    },
    readdir: async (path) => {
      await enter('readdir', path);
      const { node } = resolve('scandir', path);
      if (node.kind !== 'directory') throw errno('ENOTDIR', 'scandir', path);
      return [...node.children].map(([name, { kind }]): DirectoryEntry => ({ name, kind }));
    },
    stat: async (path) => {
      await enter('stat', path);
      const { node, real } = resolve('stat', path);
      const { kind, stat } = node;
      const mounts = Object.entries(faults.devices ?? {}).filter(([at]) => real === at || real.startsWith(`${at}/`));
      const [, device = stat.device] = mounts.sort(([one], [other]) => other.length - one.length)[0] ?? [];
      return { kind: kind === 'symlink' ? 'other' : kind, ...stat, device };
    },
    realpath: async (path) => {
      await enter('realpath', path);
      return resolve('realpath', path).real;
    },
    readFile: async (path, maxBytes) => {
      await enter('readFile', path);
      const bytes = Buffer.from(resolve('open', path).node.text);
      if (bytes.length > maxBytes) throw errno('EFBIG', 'read', path);
      return bytes;
    },
  };
}

type FileSpec = Exclude<FakeFile, number | string>;
const FILE_KEYS: readonly string[] = ['size', 'text', 'mtimeMs', 'inode', 'link', 'kind'];

/** The file that an entry describes; `undefined` for folders, of which the empty object is one. */
function fileSpec(spec: FakeFolder | FakeFile): FileSpec | undefined {
  if (typeof spec === 'number') return { size: spec };
  if (typeof spec === 'string') return { text: spec };
  const keys = Object.keys(spec);
  return keys.length > 0 && keys.every((key) => FILE_KEYS.includes(key)) ? spec : undefined;
}

function errno(code: string, call: string, path: FsPath): Error {
  return Object.assign(new Error(`${code}: ${call} '${path}'`), { code });
}
