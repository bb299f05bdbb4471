import { type MediaRead, readHash, readMedia } from '../media/read-media.ts';
import { compact } from '../model/compact.ts';
import { isCouldNotRead, type RevengeError } from '../model/errors.ts';
import type { FsPath, GroupFile, MediaGroup } from '../model/files.ts';
import type { AudioTags, FileTags, NfoReading, Probe } from '../model/media.ts';
import type { UnaskedSource } from '../model/outcome.ts';
import { pathKey } from '../model/paths.ts';
import type { WorkClaim } from '../model/reading.ts';
import type { EpisodePlace } from '../providers/port.ts';
import type { SavedFile } from '../store/port.ts';
import { type ScanContext, warn } from './context.ts';
import { nfoEditions } from './editions.ts';
import { throwIfAborted } from './flow.ts';
import { type LocalReadings, readLocally } from './read-locally.ts';

/** A group with what its bytes say. */
export interface ReadGroup {
  readonly group: MediaGroup;
  readonly files: readonly SavedFile[];
  readonly nfo: readonly NfoReading[];
  /** The editions that NFO files give main files, by relative path. */
  readonly editions: ReadonlyMap<FsPath, string>;
  readonly tags: readonly FileTags[];
  readonly claims: readonly WorkClaim[];
  /** Local sources of which a file could not be read now, and may be another time. */
  readonly unread: readonly UnaskedSource[];
}

export type ReadContext = Pick<ScanContext, 'sources' | 'signal' | 'tally' | 'sink'>;

/** What is known of the files already; by relative path. */
interface Told {
  /** What an Arr has probed. */
  readonly probes: ReadonlyMap<FsPath, Probe>;
  /** Files that were read for their hash before the group was identified. */
  readonly media: ReadonlyMap<FsPath, MediaRead>;
}

/**
 * Reads what is new in a group: containers, tags, hashes, and what local sources read. Files in `unchanged` are not opened
 * (the store knows what is in them), but the tags of albums are read again, and sidecars, because the group is identified
 * as a whole. Of a file whose probe is `told` only the hash is read, unless its tags are needed.
 * A file that cannot be read is a row with an error, never the end of the run (R31).
 */
export async function readGroup(
  context: ReadContext,
  group: MediaGroup,
  unchanged: ReadonlySet<FsPath>,
  told: Told,
): Promise<ReadGroup> {
  throwIfAborted(context.signal);
  // All at once: the reader threads take them in batches.
  const read = await Promise.all(
    group.files.map((file) =>
      readFile(context, group, file, {
        unchanged: unchanged.has(file.relativePath),
        ...compact({ probe: told.probes.get(file.relativePath), media: told.media.get(file.relativePath) }),
      }),
    ),
  );
  const readings = read.flatMap(({ local }) => local.readings);
  const pins = readings.flatMap((reading) => reading.pins ?? []);
  const places = readings.flatMap((reading) => reading.places ?? []);
  const own = new Set(
    read.flatMap(({ file, local }) => (local.readings.some(({ isOwn }) => isOwn) ? [file.relativePath] : [])),
  );
  const foreign = own.size === 0 ? group : { ...group, files: group.files.map((file) => withoutWord(file, own)) };
  const placed = places.length === 0 ? foreign : { ...foreign, files: placeEpisodes(foreign.files, places) };
  return {
    group: pins.length === 0 ? placed : { ...placed, pins: [...pins, ...group.pins] },
    files: read.map(({ file }) => file),
    nfo: readings.flatMap((reading) => reading.nfo ?? []),
    editions: nfoEditions(
      group,
      read.map(({ file, local }) => ({ file, readings: local.readings.flatMap((reading) => reading.nfo ?? []) })),
    ),
    tags: read.flatMap(({ tags }) => tags ?? []),
    claims: readings.flatMap((reading) => reading.claims ?? []),
    unread: read.flatMap(({ local }) => local.unread),
  };
}

/** A file, which is no picture of the work where revenge wrote it itself. */
function withoutWord(file: GroupFile, own: ReadonlySet<FsPath>): GroupFile {
  if (!own.has(file.relativePath)) return file;
  const { artworkKind: _, ...rest } = file;
  return rest;
}

/** The files as their sidecars place them: what a name says of season and episode does not count then. */
function placeEpisodes(files: readonly GroupFile[], places: readonly EpisodePlace[]): GroupFile[] {
  const byPath = new Map(places.map((place) => [pathKey(place.relativePath), place]));
  return files.map((file) => {
    const place = file.role === 'main' ? byPath.get(pathKey(file.relativePath)) : undefined;
    if (place === undefined || file.reading === undefined) return file;
    const { date: _date, ...reading } = file.reading;
    const season = place.season ?? reading.season;
    return {
      ...file,
      reading: { ...reading, type: 'episode', episodes: place.episodes, absolute: [], ...compact({ season }) },
    };
  });
}

interface FileReading {
  readonly file: SavedFile;
  readonly local: LocalReadings;
  /** Of an audio file of an album, even where it has none. */
  readonly tags?: FileTags;
}

interface KnownOfFile {
  readonly unchanged: boolean;
  readonly probe?: Probe;
  readonly media?: MediaRead;
}

async function readFile(
  context: ReadContext,
  group: MediaGroup,
  file: GroupFile,
  known: KnownOfFile,
): Promise<FileReading> {
  const media = once(() => known.media ?? readMedia(file, context));
  const local = await readLocally(context, group, file, media);
  const unreadable = local.errors.find(({ code }) => isCouldNotRead(code));
  const bare: FileReading = { file: { ...file, positions: [], ...failure(unreadable) }, local };
  if (!isMedia(file)) return bare;
  const isTrack = group.kind === 'album';
  if (known.unchanged && !isTrack) return bare;
  const tags = local.readings.find((reading) => reading.tags !== undefined)?.tags;
  // An album is identified by the lengths of all its tracks: what the tags do not say is measured, known file or not.
  const isMeasured = (!known.unchanged && known.probe === undefined) || (isTrack && tags?.duration === undefined);
  const { probe, hash, error } = await readBytes(context, file, known, { isMeasured, media });
  throwIfAborted(context.signal);
  if (error !== undefined) {
    context.tally.files.failed += 1;
    const { code, message, hint } = error;
    if (!local.errors.includes(error)) warn(context, { code, message, hint, path: file.relativePath });
  }
  const duration = tags?.duration ?? probe?.duration;
  const fileTags = isTrack ? { ...(tags ?? UNTAGGED), relativePath: file.relativePath } : undefined;
  return {
    ...bare,
    file: { ...bare.file, ...compact({ hash, probe, tags }), ...failure(error ?? unreadable) },
    ...compact({ tags: fileTags === undefined ? undefined : { ...fileTags, ...compact({ duration }) } }),
  };
}

interface BytesRead {
  readonly probe?: Probe | undefined;
  readonly hash?: string | undefined;
  readonly error?: RevengeError | undefined;
}

/** Probe and hash of a media file; where neither is needed it is not opened. */
async function readBytes(
  context: ReadContext,
  file: GroupFile,
  { unchanged, probe: told }: KnownOfFile,
  { isMeasured, media }: { readonly isMeasured: boolean; readonly media: Once<MediaRead> },
): Promise<BytesRead> {
  const probe = unchanged ? undefined : told;
  if (isMeasured) {
    const read = await media();
    const hash = unchanged ? undefined : read.hash;
    return read.probe.status === 'ok' ? { hash, probe: read.probe.probe } : { hash, probe, error: read.probe.error };
  }
  if (unchanged) return {};
  if (media.isDone()) return { hash: (await media()).hash, probe };
  const read = await readHash(file, context);
  return read.status === 'ok' ? { hash: read.hash, probe } : { probe, error: read.error };
}

function isMedia({ role, discLayout }: GroupFile): boolean {
  return (role === 'main' || role === 'extra') && discLayout === undefined;
}

/** An error as a row of the store has it. */
function failure(error: RevengeError | undefined): Pick<SavedFile, 'error'> {
  return error === undefined ? {} : { error: { code: error.code, message: error.message } };
}

/** Work that is done at the first call, and once. */
type Once<T> = (() => Promise<T>) & { readonly isDone: () => boolean };

function once<T>(work: () => T | Promise<T>): Once<T> {
  let result: Promise<T> | undefined;
  const run = (): Promise<T> => {
    result ??= Promise.resolve(work());
    return result;
  };
  return Object.assign(run, { isDone: () => result !== undefined });
}

const UNTAGGED: AudioTags = { artists: [], genres: [], ids: {}, origin: 'none', hasPicture: false };
