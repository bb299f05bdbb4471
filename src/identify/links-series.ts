import { episodeKey, positionOf } from '../model/place-keys.ts';
import type { NameReading } from '../model/reading.ts';
import type { Position, SourceRecord } from '../model/records.ts';
import { titleDistance } from './title-similarity.ts';

/** An episode as one of the sources lists it. */
export interface ListedEpisode {
  readonly season: number;
  readonly episode: number;
  readonly absolute?: number;
  readonly airDate?: string;
  readonly titles: readonly string[];
}

type NumberReading = Pick<NameReading, 'season' | 'episodes' | 'absolute'>;

const SAME_TITLE = 0.25;
const LIKELY = 0.2;

/** All episodes of the trees, each once, in the order of seasons and episodes; what the sources say of one is joined. */
export function listEpisodes(records: readonly SourceRecord[]): ListedEpisode[] {
  const byPlace = new Map<string, ListedEpisode>();
  for (const record of records) {
    for (const one of flatten(record)) {
      const { kind, values } = one;
      const { season, episode, ...sequence } = positionOf(one);
      if (kind !== 'episode' || season === undefined || episode === undefined) continue;
      const key = episodeKey(season, episode);
      const known = byPlace.get(key);
      const absolute = known?.absolute ?? sequence.absolute;
      const airDate = known?.airDate ?? sequence.airDate;
      byPlace.set(key, {
        season,
        episode,
        ...(absolute === undefined ? {} : { absolute }),
        ...(airDate === undefined ? {} : { airDate }),
        titles: [...(known?.titles ?? []), values.title, values.originalTitle].filter((title) => title !== undefined),
      });
    }
  }
  return [...byPlace.values()].sort((one, other) => one.season - other.season || one.episode - other.episode);
}

/**
 * The episodes that a name means: by season and episode, by absolute number (as listed, else counted over the seasons
 * from 1), by air date, specials also by title. Where no source lists the episode, the name is believed as it stands.
 */
export function linkEpisode(reading: NameReading, episodes: readonly ListedEpisode[]): readonly Position[] {
  const main = byNumbers(reading, episodes);
  if (main.length > 0 && main.every((position) => isListed(position, episodes))) return main;
  const other = likelierReading(reading, episodes);
  if (other !== undefined) return other;
  const byTitle = main.length === 0 || reading.season === 0 ? episodeByTitle(reading, episodes) : undefined;
  if (byTitle !== undefined) return [byTitle];
  if (main.length > 0) return main;
  return reading.date === undefined ? [] : byDate(reading.date, reading.episodeTitle, episodes);
}

function byNumbers(reading: NumberReading, episodes: readonly ListedEpisode[]): Position[] {
  const { season, episodes: numbers, absolute } = reading;
  if (numbers.length > 0) return numbers.map((episode) => ({ season: season ?? 1, episode }));
  return absolute.map((number) => byAbsolute(number, season, episodes));
}

function byAbsolute(number: number, season: number | undefined, episodes: readonly ListedEpisode[]): Position {
  const inSeason =
    season === undefined ? undefined : episodes.find((each) => each.season === season && each.episode === number);
  if (inSeason !== undefined) return placeOf(inSeason);
  const listed = episodes.find(({ absolute }) => absolute === number);
  if (listed !== undefined) return placeOf(listed);
  const counted = complete(episodes) ? episodes.filter((each) => each.season >= 1)[number - 1] : undefined;
  return counted === undefined ? { absolute: number } : placeOf(counted);
}

/** Whether the seasons are there from the first on without a gap; counting over half of them would be wrong. */
function complete(episodes: readonly ListedEpisode[]): boolean {
  let expected = 1;
  for (const season of new Set(episodes.map((each) => each.season))) {
    if (season < 1) continue;
    if (season !== expected) return false;
    expected++;
  }
  return expected > 1;
}

/** Another reading of the name that means episodes which there are, where the first means none that there is. */
function likelierReading(reading: NameReading, episodes: readonly ListedEpisode[]): readonly Position[] | undefined {
  for (const alternative of reading.alternatives) {
    if (alternative.weight < LIKELY) continue;
    const season = alternative.season === undefined ? reading.season : (alternative.season ?? undefined);
    const positions = byNumbers(
      {
        ...(season === undefined ? {} : { season }),
        episodes: alternative.episodes ?? [],
        absolute: alternative.absolute ?? [],
      },
      episodes,
    );
    if (positions.length > 0 && positions.every((position) => isListed(position, episodes))) return positions;
  }
  return undefined;
}

/** A special that is called as the file; only when exactly one is. */
function episodeByTitle(reading: NameReading, episodes: readonly ListedEpisode[]): Position | undefined {
  const title = reading.episodeTitle;
  if (title === undefined) return undefined;
  const season = reading.season ?? 0;
  const called = episodes.filter(
    (each) => each.season === season && each.titles.some((other) => titleDistance(title, other) <= SAME_TITLE),
  );
  const exact = called.filter(({ titles }) => titles.some((other) => titleDistance(title, other) === 0));
  const [only, ...more] = exact.length > 0 ? exact : called;
  return only === undefined || more.length > 0 ? undefined : placeOf(only);
}

function byDate(date: string, title: string | undefined, episodes: readonly ListedEpisode[]): readonly Position[] {
  const aired = episodes.filter(({ airDate }) => airDate === date);
  const called =
    title === undefined
      ? []
      : aired.filter(({ titles }) => titles.some((other) => titleDistance(title, other) <= SAME_TITLE));
  const [only, ...more] = called.length > 0 ? called : aired;
  return only === undefined || more.length > 0 ? [{ airDate: date }] : [placeOf(only)];
}

function isListed({ season, episode }: Position, episodes: readonly ListedEpisode[]): boolean {
  return episodes.some((each) => each.season === season && each.episode === episode);
}

function placeOf({ season, episode }: ListedEpisode): Position {
  return { season, episode };
}

function* flatten(record: SourceRecord): Generator<SourceRecord> {
  yield record;
  for (const child of record.children) yield* flatten(child);
}
