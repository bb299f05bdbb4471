import type { FileTags } from '../identify/types.ts';
import { readPlexmatch } from '../library/plexmatch.ts';
import { contentHash } from '../media/hash.ts';
import { readNfoFile } from '../media/nfo/read-nfo-file.ts';
import { probeFile } from '../media/probe.ts';
import { readAudioTags } from '../media/tags.ts';
import { compact } from '../model/compact.ts';
import type { FsPath, GroupFile, MediaGroup } from '../model/files.ts';
import type { AudioTags, NfoReading, Probe } from '../model/media.ts';
import type { Pin } from '../model/reading.ts';
import type { SavedFile } from '../store/port.ts';
import { type ScanContext, warn } from './context.ts';
import { throwIfAborted } from './flow.ts';

/** A group with what its bytes say. */
export interface ReadGroup {
  readonly group: MediaGroup;
  readonly files: readonly SavedFile[];
  readonly nfo: readonly NfoReading[];
  readonly tags: readonly FileTags[];
}

export type ReadContext = Pick<ScanContext, 'tree' | 'signal' | 'tally' | 'sink'>;

/** What need not be read of the files, since it is known already; by relative path. */
interface Told {
  /** What an Arr has probed. */
  readonly probes: ReadonlyMap<FsPath, Probe>;
  readonly hashes: ReadonlyMap<FsPath, string>;
}

/** Files read at once in one group; the disk, not the processor, is the limit. */
const CONCURRENCY = 4;
const MAX_PLEXMATCH_BYTES = 64 * 1024;

/**
 * Reads what is new in a group: containers, embedded tags, hashes, NFO files and `.plexmatch`. Files in `unchanged` are
 * not opened for a probe (the store knows it), nor are those whose probe is `told`; tags of albums are read
 * again, because the album is identified as a whole.
 * A file that cannot be read is a row with an error, never the end of the run (R31).
 */
export async function readGroup(
  context: ReadContext,
  group: MediaGroup,
  unchanged: ReadonlySet<FsPath>,
  told: Told,
): Promise<ReadGroup> {
  const files: SavedFile[] = [];
  const nfo: NfoReading[] = [];
  const tags: FileTags[] = [];
  const pins: Pin[] = [];
  const queue = [...group.files.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      throwIfAborted(context.signal);
      const [index, file] = next;
      const read = await readFile(context, group, file, {
        unchanged: unchanged.has(file.relativePath),
        ...compact({ probe: told.probes.get(file.relativePath), hash: told.hashes.get(file.relativePath) }),
      });
      files[index] = read.file;
      nfo.push(...read.nfo);
      if (read.tags !== undefined) tags.push(read.tags);
      pins.push(...read.pins);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const order = new Map(group.files.map((file, index) => [file.relativePath, index]));
  tags.sort((a, b) => (order.get(a.relativePath) ?? 0) - (order.get(b.relativePath) ?? 0));
  return { group: pins.length === 0 ? group : { ...group, pins: [...pins, ...group.pins] }, files, nfo, tags };
}

interface FileReading {
  readonly file: SavedFile;
  readonly nfo: readonly NfoReading[];
  readonly tags?: FileTags;
  readonly pins: readonly Pin[];
}

async function readFile(
  context: ReadContext,
  group: MediaGroup,
  file: GroupFile,
  {
    unchanged,
    probe: told,
    hash: toldHash,
  }: { readonly unchanged: boolean; readonly probe?: Probe; readonly hash?: string },
): Promise<FileReading> {
  const bare: FileReading = { file: { ...file, positions: [] }, nfo: [], pins: [] };
  if (file.role === 'nfo') return { ...bare, nfo: await readNfo(context, file) };
  if (file.role === 'plexmatch') return { ...bare, pins: await readPlexmatchPins(context, file) };
  if (file.role !== 'main' && file.role !== 'extra') return bare;
  const audio = group.kind === 'album';
  if (file.discLayout !== undefined || (unchanged && !audio)) return bare;
  const tags = audio ? await readTags(context, file) : undefined;
  // An album is identified by the lengths of all its tracks: what the tags do not say is measured, known file or not.
  const measured = (!unchanged && told === undefined) || (audio && tags?.duration === undefined);
  const probed = measured ? await probeFile(file.path, { signal: context.signal }) : undefined;
  throwIfAborted(context.signal);
  const hash = unchanged ? undefined : (toldHash ?? (await contentHash(file.path, file.size, context.signal)));
  const fileTags = audio ? { ...(tags ?? UNTAGGED), relativePath: file.relativePath } : undefined;
  if (probed?.status === 'failed') {
    context.tally.files.failed += 1;
    const { code, message, hint } = probed.error;
    warn(context, { code, message, hint, path: file.relativePath });
    const error = { code, message };
    return { ...bare, file: { ...bare.file, ...compact({ hash, tags }), error }, ...compact({ tags: fileTags }) };
  }
  const probe = probed?.probe ?? (unchanged ? undefined : told);
  const duration = tags?.duration ?? probe?.duration;
  return {
    ...bare,
    file: { ...bare.file, ...compact({ hash, probe, tags }) },
    ...compact({ tags: fileTags === undefined ? undefined : { ...fileTags, ...compact({ duration }) } }),
  };
}

const UNTAGGED: AudioTags = { artists: [], genres: [], ids: {}, origin: 'none', hasPicture: false };

async function readTags(context: ReadContext, file: GroupFile): Promise<AudioTags | undefined> {
  const read = await readAudioTags(file.path, { signal: context.signal });
  throwIfAborted(context.signal);
  if (read.status === 'failed') {
    const { code, message, hint } = read.error;
    warn(context, { code, message, hint, path: file.relativePath });
  }
  return read.status === 'ok' ? read.tags : undefined;
}

async function readNfo(context: ReadContext, file: GroupFile): Promise<readonly NfoReading[]> {
  const read = await readNfoFile(file.path, context.signal);
  for (const message of read.warnings) {
    if (message !== 'foreign')
      warn(context, { code: 'NFO_INVALID', message: `${file.relativePath}: ${message}`, path: file.relativePath });
  }
  return read.readings;
}

async function readPlexmatchPins(context: ReadContext, file: GroupFile): Promise<readonly Pin[]> {
  try {
    const bytes = await context.tree.readFile(file.path, MAX_PLEXMATCH_BYTES);
    return readPlexmatch(bytes.toString('utf8')).pins;
  } catch (error) {
    warn(context, {
      code: 'FILE_UNREADABLE',
      message: `Cannot read ${file.relativePath}: ${String(error)}`,
      path: file.relativePath,
    });
    return [];
  }
}
