import { albumArtist, mostCommon } from '../model/album-tags.ts';
import { compact } from '../model/compact.ts';
import type { GroupFile, MediaGroup } from '../model/files.ts';
import type { FileTags } from '../model/media.ts';
import type { AlternativeReading, WorkClaim } from '../model/reading.ts';
import { yearOf } from '../model/year.ts';
import type { IdentifyInput } from './types.ts';

/** One track on disk, as far as tags and name say. */
export interface TrackClaim {
  readonly relativePath: string;
  readonly title?: string;
  /** Seconds. */
  readonly duration?: number;
  readonly disc?: number;
  readonly track?: number;
}

const NFO_ROOT = { movie: 'movie', series: 'tvshow', album: 'album' } as const;

/** Every way to read the work's title and year, most trusted first, without repetitions. */
export function workClaims(input: IdentifyInput): WorkClaim[] {
  const claims = [
    ...nfoClaims(input),
    ...(input.claims ?? []),
    ...(input.group.kind === 'album' ? albumClaims(input) : nameClaims(input.group)),
  ];
  const seen = new Set<string>();
  return claims.filter((claim) => {
    const key = JSON.stringify([claim.title, claim.year, claim.artist]);
    return claim.title.trim() !== '' && !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** The tracks on disk, in the order of the group's files. */
export function trackClaims({ group, tags }: IdentifyInput): TrackClaim[] {
  const byPath = new Map(tags.map((tag) => [tag.relativePath, tag]));
  return group.files
    .filter(({ role }) => role === 'main')
    .map((file) => trackClaimOf(file, byPath.get(file.relativePath)));
}

/** What tags and name of one audio file say of its track; tags first. */
export function trackClaimOf({ relativePath, reading }: GroupFile, tag: FileTags | undefined): TrackClaim {
  return compact({
    relativePath,
    title: tag?.title ?? reading?.trackTitle ?? reading?.title,
    duration: tag?.duration,
    disc: tag?.disc ?? reading?.disc,
    track: tag?.track ?? reading?.track,
  });
}

function nfoClaims({ group, nfo }: IdentifyInput): WorkClaim[] {
  return nfo
    .filter(({ root }) => root === NFO_ROOT[group.kind])
    .flatMap(({ values }) => {
      const year = values.year ?? yearOf(values.releaseDate);
      const titles = [values.title, values.originalTitle].filter((title) => title !== undefined);
      const artist = values.albumArtist ?? values.artist;
      return titles.map((title) => compact({ title, year, weight: 1, from: 'the NFO', artist }));
    });
}

/** Readings of another type are of other works: a title with its number is that of a movie, without it that of a show. */
const READ_AS = { movie: 'movie', series: 'episode', album: 'track' } as const;

function nameClaims({ kind, reading }: MediaGroup): WorkClaim[] {
  const { title, year } = reading;
  const main = title === undefined ? [] : [title, ...reading.alternativeTitles];
  return [
    ...main.map((each) => compact({ title: each, year, weight: 1, from: 'the names' })),
    ...reading.alternatives
      .filter(({ type }) => type === undefined || type === READ_AS[kind])
      .flatMap((alternative) => alternativeClaim(alternative, title, year)),
  ];
}

function alternativeClaim(
  { weight, title, year, artist }: AlternativeReading,
  mainTitle: string | undefined,
  mainYear: number | undefined,
): WorkClaim[] {
  const otherTitle = title === undefined ? mainTitle : title;
  const otherYear = year === undefined ? mainYear : (year ?? undefined);
  if (typeof otherTitle !== 'string') return [];
  return [compact({ title: otherTitle, year: otherYear, weight, from: 'another reading of the names', artist })];
}

function albumClaims({ group, tags }: IdentifyInput): WorkClaim[] {
  const { reading } = group;
  const tagged = compact({
    title: mostCommon(tags.map((tag) => tag.album)) ?? '',
    year: mostCommon(tags.map((tag) => yearOf(tag.date) ?? yearOf(tag.originalDate))),
    weight: 1,
    from: 'the tags',
    artist: albumArtist(tags) ?? reading.artist,
  });
  const named = compact({
    title: reading.album ?? reading.title ?? '',
    year: reading.year,
    weight: 1,
    from: 'the names',
    artist: reading.artist ?? albumArtist(tags),
  });
  if (tagged.title !== '') return [tagged];
  return [named, ...reading.alternatives.flatMap((each) => alternativeClaim(each, undefined, reading.year))];
}
