import { compact } from '../model/compact.ts';
import type { StoredDecision } from '../model/decisions.ts';
import type { FsPath } from '../model/files.ts';
import { groupBy } from '../model/group-by.ts';
import type { ExternalIds, ItemId } from '../model/ids.ts';
import type { AudioTags } from '../model/media.ts';
import type { FileTrace, FormerFile, SavedFile, Store } from '../store/port.ts';
import { isAbsence } from '../util/error-code.ts';
import type { ScanContext } from './context.ts';
import type { DecisionPlace } from './decided.ts';

/** Where a file lay and where it is: relative to its root; absolute where it lay in another root. */
export interface Move {
  readonly from: FsPath;
  readonly to: FsPath;
}

/** The identity that a new group has from where its files lay before. */
export interface FormerIdentity {
  readonly stored?: { readonly itemId: ItemId; readonly ids: ExternalIds; readonly decision?: StoredDecision };
  /** The file that it was, where a person had decided about its work. */
  readonly from?: DecisionPlace;
  /** Main files that have moved. */
  readonly moves: readonly Move[];
  /** Lines for a person. */
  readonly reasons: readonly string[];
}

/** The surest first: a weaker likeness is not looked at where a stronger one says something (R23). */
const LIKENESSES = [
  { by: 'content', what: 'the same content' },
  { by: 'tags', what: 'the same tags' },
  { by: 'name', what: 'the same name and size' },
] as const;

/**
 * Whether the files of a group are those of a group whose files are gone from their places: by content, then by what
 * their tags say, then by name and size. One question to the store for the group, one stat for each file that may have
 * moved. Where it can be several works none is taken. A group that `isNew` also continues an item that no catalogue has
 * confirmed if its files belonged to another group in the same place: a second video in a folder splits its group.
 */
export async function formerIdentity(
  { store, tree }: Pick<ScanContext, 'tree'> & { readonly store: Pick<Store, 'formerFiles'> },
  root: FsPath,
  files: readonly SavedFile[],
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<FormerIdentity> {
  // Of an empty file nothing tells what it was.
  const traces = files.filter(({ role, size }) => role === 'main' && size > 0).map(traceOf);
  const alike = traces.length === 0 ? [] : await store.formerFiles(root, traces);
  const isGone = goneFrom(tree);
  const isSame = (former: FormerFile): boolean => isAtItsPlace(former, root);
  for (const { by, what } of LIKENESSES) {
    const those = alike.filter((former) => former.by === by);
    const answers = await Promise.all(
      those.map((former) => (isSame(former) ? isNew && Object.keys(former.ids).length === 0 : isGone(former))),
    );
    const gone = those.filter((_former, place) => answers[place]);
    if (gone.length === 0) continue;
    const now = gone.filter(({ missingSince }) => missingSince === undefined);
    // What went since the last run has moved rather than what has long been gone.
    const found = oneWork(now.length > 0 ? now : gone);
    if (found === undefined) return { moves: [], reasons: [`${what} lay in ${severalWorks(gone)}; none is taken`] };
    const { itemId, ids, relativePath, decision, root: at } = found.first;
    if (isSame(found.first))
      return { stored: { itemId, ids }, moves: [], reasons: ['its files were in another group'] };
    const moves = movesOf(found.formers, root);
    return {
      stored: { itemId, ids, ...compact({ decision }) },
      ...(decision === undefined ? {} : { from: { root: at, relativePath } }),
      moves,
      reasons: [`moved: ${moveText(moves)} (${what})`],
    };
  }
  return { moves: [], reasons: [] };
}

/**
 * Which of `files`, all new where they are, lay elsewhere before as files of the same item. The identity of their group is
 * settled already; this is only for the report.
 */
export async function movesWithin(
  { store, tree }: Pick<ScanContext, 'tree'> & { readonly store: Pick<Store, 'formerFiles'> },
  root: FsPath,
  files: readonly SavedFile[],
  item: ItemId,
): Promise<readonly Move[]> {
  const traces = files.filter(({ role, size }) => role === 'main' && size > 0).map(traceOf);
  const alike = traces.length === 0 ? [] : await store.formerFiles(root, traces);
  const isGone = goneFrom(tree);
  // A file that the store knows where it is has changed, and not moved.
  const known = new Set(alike.flatMap((former) => (isAtItsPlace(former, root) ? [former.of] : [])));
  const others = alike.filter(({ of, itemId }) => itemId === item && !known.has(of));
  const answers = await Promise.all(others.map(isGone));
  const gone = others.filter((_former, place) => answers[place]);
  return movesOf(
    LIKENESSES.flatMap(({ by }) => gone.filter((former) => former.by === by)),
    root,
  );
}

/** One move for each file, from the first of its former places that no other file takes; else from its first place. */
function movesOf(formers: readonly FormerFile[], root: FsPath): readonly Move[] {
  const moves = new Map<FsPath, FsPath>();
  const taken = new Set<FsPath>();
  const choices = groupBy(formers, ({ of }) => of);
  for (const [of, those] of choices) {
    const places = those.map((former) =>
      former.root === root ? former.relativePath : `${former.root}/${former.relativePath}`,
    );
    const from = places.find((place) => !taken.has(place)) ?? places[0];
    if (from === undefined) continue;
    taken.add(from);
    moves.set(of, from);
  }
  return [...moves].map(([to, from]) => ({ from, to }));
}

/** `old/1.mkv → new/1.mkv and 3 more`; empty where nothing has moved. */
function moveText([first, ...others]: readonly Move[]): string {
  if (first === undefined) return '';
  return `${first.from} → ${first.to}${others.length === 0 ? '' : ` and ${others.length} more`}`;
}

function isAtItsPlace({ of, root: at, relativePath }: FormerFile, root: FsPath): boolean {
  return at === root && relativePath === of;
}

/** What a file may be known again by. */
function traceOf({ relativePath, size, hash, tags, discLayout }: SavedFile): FileTrace {
  return {
    relativePath,
    size,
    name: discLayout === undefined ? lastPart(relativePath) : fromDiscFolder(relativePath),
    ...compact({ hash, recording: tags && recordingOf(tags), track: tags && trackOf(tags) }),
  };
}

function recordingOf({ ids }: AudioTags): FileTrace['recording'] {
  const { 'musicbrainz-recording': recording, 'musicbrainz-release': release } = ids;
  return recording === undefined || release === undefined ? undefined : { recording, release };
}

function trackOf({ albumArtist, artist = albumArtist, album, title, track, disc = 1 }: AudioTags): FileTrace['track'] {
  const by = albumArtist ?? artist;
  if (by === undefined || album === undefined || title === undefined || track === undefined) return undefined;
  return { artist: by, album, title, track, disc };
}

function lastPart(path: FsPath): FsPath {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Files within discs are all called alike: the folder that holds the disc has to be the same. */
function fromDiscFolder(path: FsPath): FsPath {
  const parts = path.split('/');
  const disc = parts.findIndex((part) => /^(?:BDMV|VIDEO_TS)$/i.test(part));
  return disc < 0 ? lastPart(path) : parts.slice(Math.max(0, disc - 1)).join('/');
}

/** Asks once whether a file is gone. Only "there is no such file" says so; any other failure says nothing (R20). */
function goneFrom(tree: ScanContext['tree']): (file: FormerFile) => Promise<boolean> {
  const known = new Map<FsPath, Promise<boolean>>();
  return ({ root, relativePath }) => {
    const path = `${root}/${relativePath}`;
    const asked =
      known.get(path) ??
      tree.stat(path).then(
        () => false,
        (error: unknown) => isAbsence(error),
      );
    known.set(path, asked);
    return asked;
  };
}

/** The work that all files lead to which lead anywhere, where no other work does as well. */
function oneWork(
  gone: readonly FormerFile[],
): { readonly first: FormerFile; readonly formers: readonly FormerFile[] } | undefined {
  const byWork = groupBy(gone, ({ itemId }) => itemId);
  const all = new Set(gone.map(({ of }) => of)).size;
  const whole = [...byWork.values()].filter((formers) => new Set(formers.map(({ of }) => of)).size === all);
  const [formers, ...others] = whole;
  const [first] = formers ?? [];
  return first === undefined || others.length > 0 ? undefined : { first, formers: formers ?? [] };
}

function severalWorks(gone: readonly FormerFile[]): string {
  const places = new Map(gone.map(({ itemId, relativePath }) => [itemId, relativePath]));
  return `${places.size} works that are gone (${[...places.values()].slice(0, 3).join(', ')})`;
}
