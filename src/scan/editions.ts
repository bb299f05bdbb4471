import { compact } from '../model/compact.ts';
import type { FsPath, GroupFile, MediaGroup } from '../model/files.ts';
import type { FileEdition, NfoReading } from '../model/media.ts';

/** An NFO file of a group with what it says. */
export interface ReadNfo {
  readonly file: GroupFile;
  readonly readings: readonly NfoReading[];
}

/**
 * Which edition NFO files say that each main file holds, by relative path. An NFO file beside one version of a movie speaks of
 * all parts of that version. One that belongs to no file (`movie.nfo`) is believed where there is one version only.
 */
export function nfoEditions(group: MediaGroup, nfo: readonly ReadNfo[]): ReadonlyMap<FsPath, string> {
  const editions = new Map<FsPath, string>();
  const main = group.files.filter(({ role }) => role === 'main');
  const isSingle = main.every(({ versionLabel }) => versionLabel === undefined);
  const byOwn = [...nfo].sort(
    (one, other) => Number(ownerOf(one) === undefined) - Number(ownerOf(other) === undefined),
  );
  for (const one of byOwn) {
    const edition = one.readings.find((reading) => reading.edition !== undefined)?.edition;
    if (edition === undefined) continue;
    for (const file of filesOf(one, main, group.kind === 'movie', isSingle)) {
      if (!editions.has(file.relativePath)) editions.set(file.relativePath, edition);
    }
  }
  return editions;
}

function ownerOf({ file }: ReadNfo): FsPath | undefined {
  return file.belongsTo;
}

function filesOf(nfo: ReadNfo, main: readonly GroupFile[], isMovie: boolean, isSingle: boolean): readonly GroupFile[] {
  const owner = main.find(({ relativePath }) => relativePath === ownerOf(nfo));
  if (owner === undefined) return isMovie && isSingle ? main : [];
  return isMovie ? main.filter(({ versionLabel }) => versionLabel === owner.versionLabel) : [owner];
}

/** What a file says of itself beside its bytes. `isPartial`: NFO files may be there that could not be looked at. */
export function saidOfFile(
  { kind }: Pick<MediaGroup, 'kind'>,
  { role, reading }: GroupFile,
  nfo: string | undefined,
  isPartial: boolean,
): { readonly edition?: FileEdition; readonly format3d?: string } {
  // What names of music call an edition is the release.
  if (role !== 'main' || kind === 'album') return {};
  const { edition = [], format3d } = reading ?? {};
  const name = edition.length === 0 ? undefined : edition.join(', ');
  return {
    edition: { ...compact({ nfo, name }), ...(isPartial ? { isPartial } : {}) },
    ...compact({ format3d }),
  };
}
