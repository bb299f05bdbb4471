import { z } from 'zod';
import { RevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import type { ItemView } from '../model/views.ts';
import { contentDigest } from '../util/digest.ts';
import { errorCode } from '../util/error-code.ts';
import type { Bases } from './bases.ts';
import { placeInside } from './gateway/inside-root.ts';
import type { WriteFileSystem } from './gateway/write-file-system.ts';
import { type NfoMode, planNfo } from './nfo/plan-file.ts';
import type { NfoOptions } from './nfo/roots.ts';
import { type NfoTarget, nfoTargets } from './nfo/targets.ts';

/** An NFO file is small text; a larger one is not read. */
const MAX_NFO = 4 * 1024 * 1024;

const noteSchema = z.object({ element: z.string(), what: z.enum(['added', 'replaced', 'edited', 'kept']) });
const writeSchema = z.object({
  library: z.string(),
  root: z.string(),
  path: z.string(),
  title: z.string(),
  /** SHA-256 of the file that was there; `null`: none. */
  expected: z.string().nullable(),
  text: z.string(),
  base: z.string(),
  notes: z.array(noteSchema),
});
/** A plan as `--plan` stores it. */
export const planSchema = z.object({ version: z.literal(1), writes: z.array(writeSchema) });

/** One file that a plan writes. */
export type PlannedWrite = z.infer<typeof writeSchema>;

/** A file that the plan leaves alone, and why. */
interface LeftFile {
  readonly library: string;
  readonly path: FsPath;
  readonly why: string;
  /** Set where the file could not be looked at. */
  readonly error?: RevengeError;
}

export interface Plan {
  readonly writes: readonly PlannedWrite[];
  readonly left: readonly LeftFile[];
  /** Files that are as they should be. */
  readonly unchanged: number;
}

/** A library as the tagger needs it. */
export interface TaggedLibrary {
  readonly name: string;
  readonly root: FsPath;
  readonly nfo: 'off' | NfoMode;
}

export interface PlanContext {
  readonly libraries: readonly TaggedLibrary[];
  readonly files: WriteFileSystem;
  readonly bases: Bases;
  readonly nfo: NfoOptions;
  readonly signal: AbortSignal;
}

/**
 * Plans the files beside the media of these items. Reads only. A file that two items want is left alone: writing it twice
 * would let the last one win.
 */
export async function planTags(context: PlanContext, items: AsyncIterable<ItemView>): Promise<Plan> {
  const writes = new Map<string, PlannedWrite>();
  const left: LeftFile[] = [];
  const wanted = new Set<string>();
  let unchanged = 0;
  for await (const item of items) {
    for (const target of nfoTargets(item, context.nfo)) {
      context.signal.throwIfAborted();
      const library = context.libraries.find(({ name }) => name === target.library);
      if (library === undefined || library.nfo === 'off') continue;
      const planned = await planTarget(context, library, library.nfo, target);
      const key = `${library.root}\0${planned.path}`;
      if (wanted.has(key)) {
        writes.delete(key);
        left.push({ library: library.name, path: planned.path, why: 'two works want this file' });
        continue;
      }
      wanted.add(key);
      if (planned.status === 'write') writes.set(key, planned.write);
      else if (planned.status === 'left') left.push(planned.left);
      else unchanged += 1;
    }
  }
  return { writes: [...writes.values()], left, unchanged };
}

type PlannedTarget =
  | { readonly status: 'write'; readonly path: FsPath; readonly write: PlannedWrite }
  | { readonly status: 'unchanged'; readonly path: FsPath }
  | { readonly status: 'left'; readonly path: FsPath; readonly left: LeftFile };

async function planTarget(
  context: PlanContext,
  library: TaggedLibrary,
  mode: NfoMode,
  target: NfoTarget,
): Promise<PlannedTarget> {
  const [first] = target.places;
  let reason: LeftFile = { library: library.name, path: first, why: 'there is no place for it' };
  for (const path of await inOrder(context, library, target)) {
    try {
      const bytes = await currentBytes(context.files, library.root, path);
      const expected = bytes === undefined ? null : contentDigest(bytes);
      const base = await context.bases.find(library.root, path, expected);
      const planned = planNfo({ bytes, base }, target.roots, mode);
      if (planned.status === 'left') {
        reason = { library: library.name, path, why: planned.why };
        continue;
      }
      if (planned.status === 'unchanged') return { status: 'unchanged', path };
      const { text, base: next, notes } = planned;
      const { name, root } = library;
      const { title } = target;
      const write = { library: name, root, path, title, expected, text, base: next, notes: [...notes] };
      return { status: 'write', path, write };
    } catch (thrown) {
      context.signal.throwIfAborted();
      const error = thrown instanceof RevengeError ? thrown : unreadable(`${library.root}/${path}`, thrown);
      return { status: 'left', path, left: { library: library.name, path, why: error.message, error } };
    }
  }
  return { status: 'left', path: reason.path, left: reason };
}

/** The places with a file first: what is there is used before a second file is made beside it. */
async function inOrder(
  { files }: PlanContext,
  { root }: TaggedLibrary,
  { places }: NfoTarget,
): Promise<readonly FsPath[]> {
  const found = await Promise.all(
    places.map(async (path) => (await files.state(`${root}/${path}`).catch(() => undefined)) !== undefined),
  );
  return [...places.filter((_path, index) => found[index]), ...places.filter((_path, index) => !found[index])];
}

async function currentBytes(files: WriteFileSystem, root: FsPath, path: FsPath): Promise<Buffer | undefined> {
  const place = await placeInside(files, root, path);
  try {
    return await files.read(place.path, MAX_NFO);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function unreadable(path: FsPath, cause: unknown): RevengeError {
  const why = errorCode(cause) === 'EFBIG' ? 'it is larger than 4 MiB' : (errorCode(cause) ?? String(cause));
  return new RevengeError('FILE_UNREADABLE', `${path} cannot be read: ${why}`, {
    cause,
    hint: 'The file stays as it is. Check its permissions and the disk.',
    context: { path },
  });
}
