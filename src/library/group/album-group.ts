import { compact } from '../../model/compact.ts';
import type { FsPath, GroupFile, Library, MediaGroup } from '../../model/files.ts';
import type { NameReading } from '../../model/reading.ts';
import { readPins } from '../../naming/pins.ts';
import { readName } from '../../naming/read-name.ts';
import { readArtworkName } from './artwork-names.ts';
import { extraFile } from './extra-files.ts';
import { isVideo, type NamedFile } from './folder-node.ts';
import { orderFiles } from './grouping.ts';
import { mergePins } from './readings.ts';
import { indexAnchors, readSidecar, type SidecarContext } from './sidecars.ts';

/** The files of one album, before they are looked at. */
export interface AlbumPlan {
  readonly key: string;
  readonly folder: FsPath;
  /** Name of the album's folder. */
  readonly name: string;
  /** Files of the folder itself, and of folders below it without tracks. */
  readonly files: readonly NamedFile[];
  readonly discs: readonly { readonly number: number; readonly files: readonly NamedFile[] }[];
}

export function albumGroup(plan: AlbumPlan, library: Library): MediaGroup {
  const files = orderFiles([
    ...albumFiles(plan.files, undefined, library),
    ...plan.discs
      .toSorted((one, other) => one.number - other.number)
      .flatMap(({ number, files: own }) => albumFiles(own, number, library)),
  ]);
  const pins = mergePins(readPins(plan.name, 'folder-name'));
  const reading = { ...albumReading(files, folderReading(plan, library)), pins };
  return { key: plan.key, kind: 'album', library, folder: plan.folder, reading, pins, files };
}

/** A file that lies beside an artist's albums: pictures of the artist, `artist.nfo`. */
export function artistFile(file: NamedFile): GroupFile {
  const picture = file.kind === 'image' && file.entry.size > 0 ? readArtworkName(file.stem, 'artist') : undefined;
  // Only the portrait can be told from the album's own pictures by its kind.
  if (picture?.kind === 'profile') return { ...file.entry, role: 'artwork', artworkKind: 'profile' };
  return file.kind === 'nfo' && file.stemKey === 'artist'
    ? { ...file.entry, role: 'nfo' }
    : { ...file.entry, role: 'other' };
}

function albumFiles(files: readonly NamedFile[], disc: number | undefined, library: Library): GroupFile[] {
  const tracks = files.filter(({ kind }) => kind === 'audio');
  const anchors = indexAnchors(tracks.map(({ stem, entry }) => ({ stem, path: entry.relativePath })));
  const context: SidecarContext = { scope: 'album', anchors, own: true, nfoNames: ['album'] };
  return files.map((file): GroupFile => {
    if (file.kind === 'audio') return { ...file.entry, role: 'main', reading: trackReading(file, disc, library) };
    if (isVideo(file)) return extraFile(file, 'other', library);
    return readSidecar(file, context) ?? { ...file.entry, role: 'other' };
  });
}

function trackReading(file: NamedFile, disc: number | undefined, library: Library): NameReading {
  const reading = readName(file.entry.relativePath, { kind: library.kind });
  return { ...reading, ...compact({ disc: reading.disc ?? disc }) };
}

/** What the album's folder says, read as the place of a track. */
function folderReading({ folder, name }: AlbumPlan, library: Library): NameReading | undefined {
  if (name === '') return undefined;
  const place = folder === name || folder.endsWith(`/${name}`) ? folder : `${folder}/${name}`;
  return readName(`${place}/01.flac`, { kind: library.kind });
}

/** What the names say of the album: what its tracks' names agree on, else its folder. */
function albumReading(files: readonly GroupFile[], folder: NameReading | undefined): NameReading {
  const readings = files.flatMap(({ role, reading }) => (role === 'main' && reading !== undefined ? [reading] : []));
  const [first = readName('')] = readings;
  const artist = agreed(readings.map((reading) => reading.artist)) ?? folder?.artist;
  const album = agreed(readings.map((reading) => reading.album)) ?? folder?.album;
  const year = agreed(readings.map((reading) => reading.year)) ?? folder?.year;
  return {
    type: 'track',
    ...compact({ artist, album, year, title: album }),
    alternativeTitles: [],
    seasons: [],
    episodes: [],
    absolute: [],
    edition: first.edition,
    audioCodecs: first.audioCodecs,
    hdr: [],
    languages: first.languages,
    subtitleLanguages: [],
    proper: false,
    repack: false,
    pins: [],
    claims: first.claims,
    alternatives: folder?.alternatives ?? [],
  };
}

/** The value that most say; a compilation's tracks name many artists, and then none holds. */
function agreed<T extends string | number>(values: readonly (T | undefined)[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) if (count * 2 > values.length) return value;
  return undefined;
}
