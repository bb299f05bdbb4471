import { compact } from '../../model/compact.ts';
import type { GroupFile, Library } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';
import { readName } from '../../naming/read-name.ts';
import { readSeasonFolder } from '../../naming/season-folder.ts';
import { settleSeasonRuns } from '../../naming/siblings/season-runs.ts';
import { readEpisodes } from './episode-readings.ts';
import { extraFile, extraFolderFiles, isThemeSong } from './extra-files.ts';
import { extraFolderType } from './extras.ts';
import type { FolderNode, NamedFile } from './folder-node.ts';
import { type Anchor, type Anchors, indexAnchors, readSidecar, type SidecarContext } from './sidecars.ts';
import { findStacks } from './stacks.ts';
import { videoRoles } from './video-roles.ts';

interface SeriesContext {
  readonly library: Library;
  readonly showTitle: string;
  /** Bare names (`poster.jpg`) are the show's. */
  readonly own: boolean;
}

/** All files of a show by what they are: episodes with their seasons, extras, sidecars, pictures. */
export function episodeFiles(
  node: FolderNode,
  showTitle: string,
  library: Library,
  { own } = { own: true },
): GroupFile[] {
  const files = seriesFolder(node, { library, showTitle, own }, undefined, indexAnchors([]));
  return assignStraySubtitles(countThrough(files));
}

/** Reads the numbers of all season folders jointly. */
function countThrough(files: readonly GroupFile[]): GroupFile[] {
  const episodes = files.filter(({ role }) => role === 'main');
  const settled = settleSeasonRuns(episodes.flatMap(({ reading }) => reading ?? []));
  const readings = new Map(
    episodes.filter(({ reading }) => reading !== undefined).map((file, index) => [file, settled[index]]),
  );
  return files.map((file) => ({ ...file, ...compact({ reading: readings.get(file) ?? file.reading }) }));
}

function seriesFolder(
  node: FolderNode,
  context: SeriesContext,
  season: number | undefined,
  outer: Anchors,
): GroupFile[] {
  const { library } = context;
  const { mains, extras } = videoRoles(node.files, true);
  const anchors = indexAnchors(mains.map(({ stem, entry }): Anchor => ({ stem, path: entry.relativePath })));
  const isMain = new Set(mains);
  const extraOf = new Map(extras.map((extra) => [extra.file, extra]));
  const sidecars: SidecarContext = {
    scope: season === undefined ? 'series' : 'season',
    anchors: anchors.size > 0 ? anchors : outer,
    own: context.own,
    nfoNames: season === undefined ? ['tvshow'] : ['season', 'tvshow'],
    stills: true,
    ...compact({ season }),
  };
  const files = node.files.flatMap((file): GroupFile[] => {
    if (isMain.has(file)) return [];
    const extra = extraOf.get(file);
    if (extra !== undefined) return [extraFile(file, extra.type, library, compact({ season }))];
    if (isThemeSong(file)) return [extraFile(file, 'themesong', library)];
    return [readSidecar(file, sidecars) ?? { ...file.entry, role: 'other' }];
  });
  const below = node.folders.flatMap((child) => childFolder(child, context, season, anchors));
  return [...mainFiles(mains, season, library), ...files, ...below];
}

function childFolder(
  child: FolderNode,
  context: SeriesContext,
  season: number | undefined,
  anchors: Anchors,
): GroupFile[] {
  const extra = extraFolderType(child.name);
  if (extra !== undefined) return extraFolderFiles(child, extra, context.library, season);
  if (/^(?:subs|subtitles)$/i.test(child.name)) return subtitleFolder(child, anchors, season);
  return seriesFolder(child, context, readSeasonFolder(child.name, context.showTitle) ?? season, anchors);
}

/** Episodes. A season that only the folder says is added; two halves of one episode are parts. */
function mainFiles(mains: readonly NamedFile[], season: number | undefined, library: Library): GroupFile[] {
  const readings = readEpisodes(mains, ({ entry }) => entry.relativePath, library, season);
  const parts = new Map(
    findStacks(mains, ({ stem }) => stem).stacks.flatMap(({ parts: list }) => {
      // Parts of one episode bear its number; "Part 1" and "Part 2" of two episodes are titles.
      const numbers = list.map(({ item }) => readings.get(item)?.episodes.join() ?? '');
      const isOneEpisode = numbers[0] !== '' && numbers.every((number) => number === numbers[0]);
      return isOneEpisode ? list.map(({ item, number }) => [item, number] as const) : [];
    }),
  );
  return mains.map((file) => ({
    ...file.entry,
    role: 'main',
    ...compact({ reading: readings.get(file), part: parts.get(file) }),
    ...(file.kind === 'disc-image' ? { discLayout: 'iso' } : {}),
  }));
}

/** `Subs/Show.S01E01.en.srt`, and `Subs/Show.S01E01/2_English.srt`, where the folder names the episode. */
function subtitleFolder(node: FolderNode, anchors: Anchors, season: number | undefined): GroupFile[] {
  const named = anchors.get(pathKey(node.name));
  const context: SidecarContext = { scope: 'series', anchors, own: true, ...compact({ season }) };
  const files = node.files.map((file): GroupFile => {
    const read = readSidecar(file, context) ?? { ...file.entry, role: 'other' };
    return named?.path === undefined ? read : { ...read, belongsTo: named.path };
  });
  return [...files, ...node.folders.flatMap((child) => subtitleFolder(child, anchors, season))];
}

/** Subtitles whose names say the same season and episodes as one main file, whatever else they are called. */
function assignStraySubtitles(files: readonly GroupFile[]): GroupFile[] {
  const stray = new Set(files.filter(({ role, belongsTo }) => role === 'subtitle' && belongsTo === undefined));
  if (stray.size === 0) return [...files];
  const mains = new Map<string, GroupFile[]>();
  for (const file of files) {
    if (file.role !== 'main') continue;
    const key = numbersOf(file);
    const known = mains.get(key);
    if (known === undefined) mains.set(key, [file]);
    else known.push(file);
  }
  return files.map((file) => {
    if (!stray.has(file)) return file;
    const reading = readName(file.relativePath);
    const [main, ...more] = mains.get(numbersOf({ ...file, reading })) ?? [];
    const isCertain = main !== undefined && more.length === 0 && reading.episodes.length > 0;
    return isCertain ? { ...file, belongsTo: main.relativePath } : file;
  });
}

function numbersOf({ reading }: GroupFile): string {
  return `${reading?.season ?? ''}x${reading?.episodes.join() ?? ''}`;
}
