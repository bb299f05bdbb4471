import type { LibraryKind } from '../../model/kinds.ts';
import { pathKey } from '../../model/paths.ts';
import type { NameReading } from '../../model/reading.ts';
import { titleKey } from '../../model/title-key.ts';
import { YEAR_FOLDER } from '../../naming/merge-video.ts';
import { withPartInTitle } from '../../naming/part-in-title.ts';
import { readName } from '../../naming/read-name.ts';
import { countersOf } from '../../naming/siblings/counters.ts';
import type { FolderNode, NamedFile } from './folder-node.ts';
import { otherTitles, readFolder } from './readings.ts';
import { findStacks, type Stack } from './stacks.ts';

/** One version of a movie: a file, or several that follow one another. */
export interface Version {
  /** Stem without the part number. */
  readonly base: string;
  readonly parts: readonly { readonly file: NamedFile; readonly number?: number }[];
  /** What the file name alone claims. */
  readonly reading: NameReading;
}

/** One movie among the files of a folder. */
export interface Work {
  /** `titleKey` and year: what tells it from the other movies of a mixed folder. */
  readonly title: string;
  readonly year: number | undefined;
  readonly versions: Version[];
}

/** The movies of a folder. */
export interface Works {
  /** The movie that the folder is named for, or the only one in it: bare sidecars and extras are its own. */
  readonly owner?: Work;
  /** Whether the folder is the owner's alone, so that the folder is its key. */
  readonly named: boolean;
  /** Movies that only share the folder. */
  readonly others: readonly Work[];
  /** Files beside the owner that are too small and too nameless to be movies. */
  readonly extras: readonly NamedFile[];
}

/**
 * Main files as versions: stacks put together, the others each on its own. `Part 2` of a file that is in no stack belongs
 * to its title, unless the folder is that of the movie without it. A counter that siblings have too is no title.
 */
export function findVersions(files: readonly NamedFile[], kind: LibraryKind, folder: string): Version[] {
  const owner = readFolder(folder, kind, 'folder-name');
  const found = findStacks(files, ({ stem }) => stem);
  const stacks = found.stacks.filter((stack) => !areTitles(stack, owner, kind));
  const stacked = new Set(stacks.flatMap(({ parts }) => parts.map(({ item }) => item)));
  const single = files.filter((file) => !stacked.has(file));
  const counters = countersOf(single, ({ stem }) => stem);
  const ownTitle = owner.year === undefined && owner.pins.length === 0 ? undefined : workTitle(owner);
  return [
    ...stacks.map(({ base, parts }) => ({
      base,
      parts: parts.map(({ item, number }) => ({ file: item, number })),
      reading: readName(base, { kind }),
    })),
    ...single.map((file) => {
      const reading = withoutCounter(file, counters.get(file), kind);
      const isPart = ownTitle !== undefined && workTitle(reading) === ownTitle;
      return { base: file.stem, parts: [{ file }], reading: isPart ? reading : withPartInTitle(reading) };
    }),
  ];
}

/**
 * Whether `Tide Part 1` and `Tide Part 2` are two movies. Without a year and outside of a folder of that name, the words
 * belong to the titles more often than they count the files of one movie.
 */
function areTitles({ base, parts }: Stack<NamedFile>, owner: NameReading, kind: LibraryKind): boolean {
  const first = parts[0];
  if (first === undefined || workTitle(readName(base, { kind })) === workTitle(owner)) return false;
  const reading = readName(first.item.name, { kind });
  return reading.year === undefined && withPartInTitle(reading) !== reading;
}

function withoutCounter(file: NamedFile, length: number | undefined, kind: LibraryKind): NameReading {
  const whole = videoReading(file, kind);
  if (length === undefined) return whole;
  const reading = readName(file.name.slice(length), { kind });
  return { ...reading, alternativeTitles: otherTitles(reading.title, [reading, whole]) };
}

/** Cameras name videos by a date and a running number. Each such video is a separate work, titled by its file name. */
function videoReading({ name, stem }: NamedFile, kind: LibraryKind): NameReading {
  const reading = readName(name, { kind });
  const isNumbered = reading.date !== undefined && /^\d{1,6}$/.test(reading.episodeTitle ?? '');
  return isNumbered ? { ...reading, title: stem } : reading;
}

/** Tells which movies the versions in a folder are of. In the root of a library every title stands for itself. */
export function findWorks(node: FolderNode, versions: readonly Version[], kind: LibraryKind): Works {
  const works = clusters(versions);
  const [only] = works;
  if (only === undefined || node.relativePath === '') return { named: false, others: works, extras: [] };
  const year = YEAR_FOLDER.exec(node.name)?.[1];
  if (year !== undefined && !works.some(({ title }) => title === year)) return ofYear(works, Number(year));
  const folder = readFolder(node.name, kind, 'folder-name');
  if (folder.year !== undefined && versions.every(({ base }) => beginsWithName(base, node.name))) {
    return { owner: { ...only, versions: [...versions] }, named: true, others: [], extras: [] };
  }
  const folderTitle = titleKey(folder.title ?? '');
  if (works.length === 1) {
    const isGenre =
      folder.year === undefined && folder.pins.length === 0 && only.year !== undefined && only.title !== folderTitle;
    return { owner: only, named: !isGenre, others: [], extras: [] };
  }
  const owner = works.find(
    ({ title, year }) =>
      title !== '' &&
      title === folderTitle &&
      (year === folder.year || year === undefined || folder.year === undefined),
  );
  if (owner === undefined) return { named: false, others: works, extras: [] };
  return besideOwner(owner, works);
}

/** A folder that is nothing but a year holds the movies of that year. */
function ofYear(works: readonly Work[], year: number): Works {
  return { named: false, others: works.map((work) => ({ ...work, year: work.year ?? year })), extras: [] };
}

function besideOwner(owner: Work, works: readonly Work[]): Works {
  const size = largest(owner.versions);
  const others: Work[] = [];
  const extras: NamedFile[] = [];
  for (const work of works) {
    if (work === owner) continue;
    if (work.title === '') owner.versions.push(...work.versions);
    else if (work.year === undefined && largest(work.versions) * 2 < size) {
      extras.push(...work.versions.flatMap(({ parts }) => parts.map(({ file }) => file)));
    } else others.push(work);
  }
  return { owner, named: true, others, extras };
}

/** `titleKey` of the title; empty where the name says a picture size and no title (`1080p.mkv`). */
export function workTitle({ title = '' }: NameReading): string {
  return /^(?:\d{3,4}[pi]|[248]k|uhd|[hs]d)$/i.test(title) ? '' : titleKey(title);
}

/** Versions by title and year. A name without a year joins the title's only year. */
function clusters(versions: readonly Version[]): Work[] {
  const titles = new Map<string, Version[]>();
  for (const version of versions) {
    const key = workTitle(version.reading);
    const list = titles.get(key);
    if (list === undefined) titles.set(key, [version]);
    else list.push(version);
  }
  return [...titles].flatMap(([title, list]) => {
    const years = new Set(list.flatMap(({ reading }) => (reading.year === undefined ? [] : [reading.year])));
    if (years.size < 2) return [{ title, year: [...years][0], versions: list }];
    const works = [...new Set(list.map(({ reading }) => reading.year))];
    return works.map((year) => ({ title, year, versions: list.filter(({ reading }) => reading.year === year) }));
  });
}

/** Jellyfin's rule for versions: the exact name of the folder, and then the end, a dash or a bracket. */
function beginsWithName(stem: string, folder: string): boolean {
  const key = pathKey(stem);
  const name = pathKey(folder);
  return key.startsWith(name) && /^(?:$|\s*[-[({._])/.test(key.slice(name.length));
}

function largest(versions: readonly Version[]): number {
  return Math.max(0, ...versions.flatMap(({ parts }) => parts.map(({ file }) => file.entry.size)));
}
