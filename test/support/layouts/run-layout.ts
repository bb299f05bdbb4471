import { identifyGroup } from '../../../src/identify/chain.ts';
import type { MediaGroup } from '../../../src/model/files.ts';
import type { LibraryKind } from '../../../src/model/kinds.ts';
import type { FileTags } from '../../../src/model/media.ts';
import type { Identification } from '../../../src/model/outcome.ts';
import { titleKey } from '../../../src/model/title-key.ts';
import type { MetadataSource } from '../../../src/providers/port.ts';
import { nothingKnown, sources, tagsOf } from '../../identify/support.ts';
import { grouped } from '../../library/grouped.ts';
import type { FakeFolder } from '../fake-file-tree.ts';
import type { LaidFile, Layout, Naming } from './layouts.ts';
import { catalogueSources } from './sources.ts';
import type { Catalogue, Work } from './works.ts';

/** How the works of one kind fared in one layout. */
export interface Tally {
  readonly kind: Work['kind'];
  readonly how: string;
  /** Works in the library that a person could settle, and how many of them were matched, to themselves. */
  readonly settleable: number;
  readonly matched: number;
  /** One line for each group that was matched to another work. */
  readonly wrong: readonly string[];
  /** One line for each work that was not matched though a person could tell it. */
  readonly missed: readonly string[];
}

const LIBRARY: Readonly<Record<Work['kind'], LibraryKind>> = { movie: 'movies', series: 'tv', album: 'music' };

/** Lays the library out in one way, groups and identifies it, and compares with the works that the files are of. */
export async function runLayout({ movies, shows, albums }: Layout, catalogue: Catalogue): Promise<Tally[]> {
  const metadata = catalogueSources(catalogue);
  return [
    await runKind('movie', movies, catalogue.movies, metadata),
    await runKind('series', shows, catalogue.shows, metadata),
    await runKind('album', albums, catalogue.albums, metadata),
  ];
}

interface Laid<W> extends LaidFile {
  readonly work: W;
}

async function runKind<W extends Work>(
  kind: W['kind'],
  { how, files, canSettle }: Naming<W>,
  works: readonly W[],
  metadata: readonly MetadataSource[],
): Promise<Tally> {
  const owned = works.filter((work) => work.owned);
  const laid = new Map<string, Laid<W>>();
  // Two works that are laid at one path cannot both be there.
  const clashes = new Set<W>();
  for (const work of owned)
    for (const file of files(work)) {
      const there = laid.get(file.path);
      if (there !== undefined && there.work !== work) clashes.add(there.work).add(work);
      laid.set(file.path, { ...file, work });
    }
  const there = [...laid.values()].filter(({ work }) => !clashes.has(work));
  const { groups } = await grouped(LIBRARY[kind], folderOf(there));
  const byPath = new Map(there.map((file) => [file.path, file]));
  const found = new Map<W, string[]>();
  const wrong: string[] = [];
  const reasons = new Map<W, string>();
  for (const group of groups) {
    const own = group.files.flatMap(({ relativePath }) => byPath.get(relativePath) ?? []);
    const of = new Set(own.map(({ work }) => work));
    const identification = await identify(group, own, metadata);
    for (const work of of) {
      const isIt = of.size === 1 && isWork(identification, work);
      if (identification.outcome === 'matched' && !isIt) wrong.push(line(group, identification, work));
      else if (isIt) found.set(work, [...(found.get(work) ?? []), ...own.map(({ path }) => path)]);
      else reasons.set(work, line(group, identification, work));
    }
  }
  const settleable = owned.filter((work) => {
    if (clashes.has(work)) return false;
    const rivals = works.filter((other) => other !== work && isSameTitle(other, work));
    return canSettle === undefined || canSettle(work, rivals);
  });
  const isMatched = (work: W) => found.get(work)?.length === new Set(files(work).map(({ path }) => path)).size;
  return {
    kind,
    how,
    settleable: settleable.length,
    matched: settleable.filter(isMatched).length,
    wrong,
    missed: settleable
      .filter((work) => !isMatched(work))
      .map((work) => reasons.get(work) ?? `${work.title}: ${found.get(work)?.length ?? 0} files of it are matched`),
  };
}

function isSameTitle(one: Work, other: Work): boolean {
  return titleKey(one.title) === titleKey(other.title);
}

function isWork({ outcome, ids }: Identification, work: Work): boolean {
  if (outcome !== 'matched') return false;
  return work.kind === 'album' ? ids['musicbrainz-release-group'] === work.group : ids.tmdb === work.id;
}

function line({ key }: MediaGroup, { outcome, ids, reasons }: Identification, { title, id }: Work): string {
  const to = outcome === 'matched' ? `to ${ids.tmdb ?? ids['musicbrainz-release']}` : outcome;
  return `${key} is "${title}" (${id}), ${to}: ${reasons.at(-1)}`;
}

async function identify(
  group: MediaGroup,
  files: readonly LaidFile[],
  metadata: readonly MetadataSource[],
): Promise<Identification> {
  const lengths = new Map(files.map(({ path, seconds }) => [path, seconds]));
  const tags = group.kind === 'album' ? files.map(fileTags) : [];
  const input = { group, nfo: [], tags, lengths: async () => lengths };
  const from = sources({ metadata });
  const { identification } = await identifyGroup(input, from, nothingKnown, {}, new AbortController().signal);
  return identification;
}

function fileTags({ path, seconds, tags = {} }: LaidFile): FileTags {
  const { artist, ...rest } = tags;
  return tagsOf(path, { duration: seconds, ...rest, ...(artist === undefined ? {} : { artist, artists: [artist] }) });
}

function folderOf(files: readonly LaidFile[]): FakeFolder {
  const root: MutableFolder = {};
  for (const { path } of files) {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let folder = root;
    for (const part of parts) {
      const known = folder[part];
      const below: MutableFolder = typeof known === 'object' ? known : {};
      folder[part] = below;
      folder = below;
    }
    folder[name] = 1_000_000;
  }
  return root;
}

interface MutableFolder {
  [name: string]: MutableFolder | number;
}
