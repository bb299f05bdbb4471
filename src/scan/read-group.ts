import { contentHash } from '../media/hash.ts';
import { probeFile } from '../media/probe.ts';
import { compact } from '../model/compact.ts';
import type { FsPath, GroupFile, MediaGroup } from '../model/files.ts';
import type { AudioTags, FileTags, NfoReading, Probe } from '../model/media.ts';
import type { UnaskedSource } from '../model/outcome.ts';
import { pathKey } from '../model/paths.ts';
import type { WorkClaim } from '../model/reading.ts';
import type { EpisodePlace } from '../providers/port.ts';
import type { SavedFile } from '../store/port.ts';
import { type ScanContext, warn } from './context.ts';
import { throwIfAborted } from './flow.ts';
import { type LocalReadings, readLocally } from './read-locally.ts';

/** A group with what its bytes say. */
export interface ReadGroup {
  readonly group: MediaGroup;
  readonly files: readonly SavedFile[];
  readonly nfo: readonly NfoReading[];
  readonly tags: readonly FileTags[];
  readonly claims: readonly WorkClaim[];
  /** Local sources of which a file could not be read now, and may be another time. */
  readonly unread: readonly UnaskedSource[];
}

export type ReadContext = Pick<ScanContext, 'sources' | 'signal' | 'tally' | 'sink'>;

/** What need not be read of the files, since it is known already; by relative path. */
interface Told {
  /** What an Arr has probed. */
  readonly probes: ReadonlyMap<FsPath, Probe>;
  readonly hashes: ReadonlyMap<FsPath, string>;
}

/** Files read at once in one group; the disk, not the processor, is the limit. */
const CONCURRENCY = 4;

/**
 * Reads what is new in a group: containers, hashes, and what local sources read. Files in `unchanged` are not opened for
 * a probe (the store knows it), nor are those whose probe is `told`; sidecars and the tags of albums are read
 * again, because the group is identified as a whole.
 * A file that cannot be read is a row with an error, never the end of the run (R31).
 */
export async function readGroup(
  context: ReadContext,
  group: MediaGroup,
  unchanged: ReadonlySet<FsPath>,
  told: Told,
): Promise<ReadGroup> {
  const read: FileReading[] = [];
  const queue = [...group.files.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      throwIfAborted(context.signal);
      const [index, file] = next;
      read[index] = await readFile(context, group, file, {
        unchanged: unchanged.has(file.relativePath),
        ...compact({ probe: told.probes.get(file.relativePath), hash: told.hashes.get(file.relativePath) }),
      });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const readings = read.flatMap(({ local }) => local.readings);
  const pins = readings.flatMap((reading) => reading.pins ?? []);
  const places = readings.flatMap((reading) => reading.places ?? []);
  const placed = places.length === 0 ? group : { ...group, files: placeEpisodes(group.files, places) };
  return {
    group: pins.length === 0 ? placed : { ...placed, pins: [...pins, ...group.pins] },
    files: read.map(({ file }) => file),
    nfo: readings.flatMap((reading) => reading.nfo ?? []),
    tags: read.flatMap(({ tags }) => tags ?? []),
    claims: readings.flatMap((reading) => reading.claims ?? []),
    unread: read.flatMap(({ local }) => local.unread),
  };
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
  const local = await readLocally(context, group, file);
  const bare: FileReading = { file: { ...file, positions: [] }, local };
  if (file.role !== 'main' && file.role !== 'extra') return bare;
  const audio = group.kind === 'album';
  if (file.discLayout !== undefined || (unchanged && !audio)) return bare;
  const tags = local.readings.find((reading) => reading.tags !== undefined)?.tags;
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
