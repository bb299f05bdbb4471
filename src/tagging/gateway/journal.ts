import { z } from 'zod';
import { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { contentDigest } from '../../util/digest.ts';
import { errorCode } from '../../util/error-code.ts';
import { refused } from './inside-root.ts';
import type { FileState, WriteFileSystem } from './write-file-system.ts';

const ownershipSchema = z.object({
  mode: z.number(),
  uid: z.number(),
  gid: z.number(),
  atimeMs: z.number(),
  mtimeMs: z.number(),
});
/** A file as it was before a write. */
const beforeSchema = ownershipSchema.extend({ digest: z.string() });
const beginSchema = z.object({
  step: z.literal('begin'),
  sequence: z.number(),
  at: z.string(),
  root: z.string(),
  path: z.string(),
  temporary: z.string(),
  /** `null`: there was no file. */
  before: beforeSchema.nullable(),
  /** Digest of the new bytes; `null`: the file is removed. */
  after: z.string().nullable(),
});
/** One place of a file that is changed while the rest of the file stays. */
const pieceSchema = z.object({
  /** In the file as it was. */
  at: z.number(),
  /** Bytes there before and after. */
  length: z.number(),
  newLength: z.number(),
});
const editSchema = z.object({
  step: z.literal('edit'),
  sequence: z.number(),
  at: z.string(),
  root: z.string(),
  path: z.string(),
  temporary: z.string(),
  /** Written into the file itself; otherwise a changed copy took its place. */
  inPlace: z.boolean(),
  before: ownershipSchema.extend({ size: z.number() }),
  pieces: z.array(pieceSchema),
  /** Digests of the bytes of all pieces, one after the other. */
  oldDigest: z.string(),
  newDigest: z.string(),
  /** The old bytes in base64, where they are few; otherwise they are a file by their digest. */
  old: z.string().exactOptional(),
});
const lineSchema = z.discriminatedUnion('step', [
  beginSchema,
  editSchema,
  /** `mtimeMs`: of the file after an edit. */
  z.object({ step: z.literal('done'), sequence: z.number(), mtimeMs: z.number().exactOptional() }),
  z.object({ step: z.literal('undone'), sequence: z.number() }),
]);

interface EntryState {
  /** `begun`: the run ended before it noted that the write is complete. */
  readonly state: 'begun' | 'done' | 'undone';
}

/** A whole file that was written, replaced or removed. */
export interface WriteEntry extends z.infer<typeof beginSchema>, EntryState {}

/** A file that was changed in some places. */
export interface EditEntry extends z.infer<typeof editSchema>, EntryState {
  /** Time of the file after the edit, where the run noted it. */
  readonly editedMs?: number;
}

/** One write of a run. */
export type JournalEntry = WriteEntry | EditEntry;

type JournalLine = z.infer<typeof lineSchema>;

/** A journal is small text; a larger file is none. */
const MAX_JOURNAL = 256 * 1024 * 1024;
/** Bytes of the largest file whose old bytes are kept. */
const MAX_KEPT = 64 * 1024 * 1024;
/** Old bytes that the edits of one run may keep in all. */
const EDIT_BUDGET = 4 * 1024 * 1024 * 1024;
/** Old bytes that stand in the line itself: writing a file for them would double the time of an edit. */
const MAX_INLINE = 16 * 1024;

/**
 * The journal of one run: a folder with `journal.jsonl` and the old bytes of each file by their digest. A line is on the
 * disk before the step that it announces.
 */
export interface Journal {
  readonly folder: FsPath;
  begin(
    entry: Omit<z.infer<typeof beginSchema>, 'step' | 'sequence'>,
    oldBytes: Uint8Array | undefined,
  ): Promise<number>;
  /**
   * Announces an edit.
   *
   * @throws RevengeError `WRITE_REFUSED` where the old bytes are more than a run may keep.
   */
  beginEdit(
    entry: Omit<z.infer<typeof editSchema>, 'step' | 'sequence' | 'old' | 'oldDigest'>,
    oldBytes: Uint8Array,
  ): Promise<number>;
  done(sequence: number, mtimeMs?: number): Promise<void>;
  undone(sequence: number): Promise<void>;
}

/** Opens the journal of a run for writing. The folder is created with the first entry. */
export async function openJournal(files: WriteFileSystem, folder: FsPath, editBudget = EDIT_BUDGET): Promise<Journal> {
  const text = await readText(files, folder);
  let sequence = parseJournal(folder, text).length;
  // A crash may have cut the last line off; the next one must not be glued to it.
  const whole = text.lastIndexOf('\n') + 1;
  if (whole < text.length) await files.truncate(journalPath(folder), Buffer.byteLength(text.slice(0, whole)));
  let made = false;
  let left = editBudget;
  const write = (line: JournalLine): Promise<void> =>
    files.append(journalPath(folder), Buffer.from(`${JSON.stringify(line)}\n`));
  return {
    folder,
    begin: async (entry, oldBytes) => {
      if (!made) await files.makeFolder(folder);
      made = true;
      if (oldBytes !== undefined) await keep(files, folder, oldBytes);
      sequence += 1;
      await write({ step: 'begin', sequence, ...entry });
      return sequence;
    },
    beginEdit: async (entry, oldBytes) => {
      left -= oldBytes.length;
      if (oldBytes.length > MAX_KEPT || left < 0) {
        left += oldBytes.length;
        throw refused(
          `${entry.root}/${entry.path}`,
          'the run would have to keep too many old bytes for its undo',
          'Tag fewer files at once.',
        );
      }
      if (!made) await files.makeFolder(folder);
      made = true;
      const isShort = oldBytes.length <= MAX_INLINE;
      if (!isShort) await keep(files, folder, oldBytes);
      sequence += 1;
      const old = isShort ? { old: Buffer.from(oldBytes).toString('base64') } : {};
      await write({ step: 'edit', sequence, ...entry, oldDigest: contentDigest(oldBytes), ...old });
      return sequence;
    },
    done: (number, mtimeMs) => write({ step: 'done', sequence: number, ...(mtimeMs === undefined ? {} : { mtimeMs }) }),
    undone: (number) => write({ step: 'undone', sequence: number }),
  };
}

/** The entries of a journal in the order of the run. A last line that was cut off by a crash is left out. */
export async function readJournal(files: WriteFileSystem, folder: FsPath): Promise<readonly JournalEntry[]> {
  return parseJournal(folder, await readText(files, folder));
}

async function readText(files: WriteFileSystem, folder: FsPath): Promise<string> {
  try {
    return (await files.read(journalPath(folder), MAX_JOURNAL)).toString('utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

function parseJournal(folder: FsPath, text: string): readonly JournalEntry[] {
  const entries = new Map<number, JournalEntry>();
  for (const line of text.split('\n').slice(0, -1)) {
    const parsed = parseLine(journalPath(folder), line);
    if (parsed.step === 'begin' || parsed.step === 'edit') {
      entries.set(parsed.sequence, { ...parsed, state: 'begun' });
      continue;
    }
    const entry = entries.get(parsed.sequence);
    if (entry === undefined) continue;
    const edited =
      entry.step === 'edit' && parsed.step === 'done' && parsed.mtimeMs !== undefined
        ? { ...entry, editedMs: parsed.mtimeMs }
        : entry;
    entries.set(parsed.sequence, { ...edited, state: parsed.step });
  }
  return [...entries.values()];
}

/** The old bytes of the pieces of an edit. */
export async function oldBytesOf(files: WriteFileSystem, folder: FsPath, entry: EditEntry): Promise<Buffer> {
  return entry.old === undefined ? readKept(files, folder, entry.oldDigest) : Buffer.from(entry.old, 'base64');
}

/** The old bytes of a file, checked against their digest. */
export async function readKept(files: WriteFileSystem, folder: FsPath, digest: string): Promise<Buffer> {
  const bytes = await files.read(`${folder}/${digest}`, MAX_KEPT);
  if (contentDigest(bytes) === digest) return bytes;
  throw new RevengeError('JOURNAL_DAMAGED', `The old bytes ${digest.slice(0, 12)}… in ${folder} have changed`, {
    hint: 'The disk that holds the journal is damaged, or somebody changed its files. Restore the media file from a backup.',
  });
}

/** Whether the old bytes of a file of this state can be kept. */
export function canKeep({ size }: FileState): boolean {
  return size <= MAX_KEPT;
}

async function keep(files: WriteFileSystem, folder: FsPath, bytes: Uint8Array): Promise<void> {
  const path = `${folder}/${contentDigest(bytes)}`;
  if ((await files.state(path)) !== undefined) return;
  // A crash leaves no half file under a digest: the name is given once the bytes are on the disk.
  const unfinished = `${path}.part`;
  if ((await files.state(unfinished)) !== undefined) await files.remove(unfinished);
  await files.create(unfinished, bytes, 0o600);
  await files.rename(unfinished, path);
  await files.syncFolder(folder);
}

function journalPath(folder: FsPath): FsPath {
  return `${folder}/journal.jsonl`;
}

function parseLine(path: FsPath, line: string): JournalLine {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new RevengeError('JOURNAL_DAMAGED', `${path} has a line that is no entry of a journal`, {
      cause,
      hint: 'Nothing was changed. Restore the journal from a backup, or move its folder away to give up its undo.',
    });
  }
}
