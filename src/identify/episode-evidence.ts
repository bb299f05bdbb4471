import type { GroupFile, MediaGroup } from '../model/files.ts';
import { episodeKey } from '../model/place-keys.ts';
import type { SourceRecord } from '../model/records.ts';
import type { Comparison } from './distance.ts';
import { type ListedEpisode, listEpisodes } from './links-series.ts';
import { nearestTitle } from './title-similarity.ts';

const LISTED = 1;
const TITLES = 3;
/** Titles of episodes that are this near are the same title, cut short or misspelt. */
const SAME_TITLE = 0.25;
/** One title that agrees may be chance ("Pilot"). */
const ENOUGH_TITLES = 2;

/** What the episodes on disk have in common with those that a source lists of a series. */
export interface EpisodeEvidence {
  /** Regular episodes on disk with a number, and how many of them are listed. */
  readonly numbered: number;
  readonly listed: number;
  /** Episodes with a title on both sides, and how many of them are called alike. */
  readonly titled: number;
  readonly alike: number;
}

/** Compares the numbers, air dates and titles of the main files with the episodes of a source's tree. */
export function episodeEvidence({ files }: MediaGroup, record: SourceRecord): EpisodeEvidence {
  const episodes = listEpisodes([record]);
  const places = new Map(episodes.map((each) => [episodeKey(each.season, each.episode), each]));
  const dates = new Map(episodes.map((each) => [each.airDate ?? '', each]));
  const regular = episodes.filter(({ season }) => season > 0);
  for (const [index, each] of regular.entries()) places.set(absoluteKey(each.absolute ?? index + 1), each);
  const counts = { numbered: 0, listed: 0, titled: 0, alike: 0 };
  for (const file of files) {
    const keys = placesOf(file);
    const found = keys.map((key) => places.get(key) ?? dates.get(key));
    counts.numbered += keys.length;
    counts.listed += found.filter((each) => each !== undefined).length;
    const title = file.reading?.episodeTitle;
    const only = found[0];
    if (title === undefined || only === undefined || found.length > 1 || only.titles.length === 0) continue;
    counts.titled++;
    if (isCalled(title, only)) counts.alike++;
  }
  return counts;
}

/** The comparisons that count in a distance. Titles that differ may be in another language, so only agreement tells. */
export function compareEpisodes({ numbered, listed, titled, alike }: EpisodeEvidence): Comparison[] {
  const comparisons: Comparison[] = [];
  if (numbered > 0)
    comparisons.push({
      name: 'episodes',
      weight: LISTED,
      off: 1 - listed / numbered,
      detail: `${listed} of ${numbered} episodes are listed`,
    });
  if (titled > 0)
    comparisons.push({
      name: 'episode-titles',
      weight: TITLES,
      off: 0.5 * (1 - alike / titled),
      detail: `${alike} of ${titled} episodes are called alike`,
    });
  return comparisons;
}

/** Whether the episodes' titles speak for the series: several agree, and most of those that could. */
export function titlesAgree({ titled, alike }: EpisodeEvidence): boolean {
  return alike >= ENOUGH_TITLES && alike * 2 > titled;
}

function isCalled(title: string, { titles }: ListedEpisode): boolean {
  return nearestTitle(title, titles).distance <= SAME_TITLE;
}

function placesOf({ role, reading }: GroupFile): string[] {
  if (role !== 'main' || reading === undefined || reading.season === 0) return [];
  const { season, episodes, absolute, date } = reading;
  if (episodes.length > 0 && season !== undefined) return episodes.map((episode) => episodeKey(season, episode));
  if (date !== undefined) return [date];
  return season === undefined ? absolute.map(absoluteKey) : [];
}

function absoluteKey(number: number): string {
  return `#${number}`;
}
