import { z } from 'zod';
import {
  date,
  list,
  maybe,
  number,
  numericId,
  positive,
  readable,
  requiredText,
  runtime,
  text,
} from '../../shared/tolerant.ts';
import { country, image, named, person, sharedMembers } from './parts.ts';

const episode = z.object({
  id: numericId,
  episode_number: z.number().int().nonnegative(),
  name: text,
  overview: text,
  air_date: date,
  runtime,
  still_path: text,
  vote_average: number,
  vote_count: number,
  crew: list(person, 'person'),
  guest_stars: list(person, 'person'),
});
export type TmdbEpisode = z.output<typeof episode>;

/** `/tv/{id}/season/{n}`, alone or appended. */
const season = z.object({
  id: numericId,
  season_number: z.number().int().nonnegative(),
  name: text,
  overview: text,
  air_date: date,
  poster_path: text,
  vote_average: number,
  episodes: list(episode, 'episode'),
  images: maybe(z.object({ posters: list(image, 'picture') })),
});
export type TmdbSeason = z.output<typeof season>;

/** A season as the answer about its series lists it: without episodes. */
const listedSeason = z.object({
  id: numericId,
  season_number: z.number().int().nonnegative(),
  name: text,
  overview: text,
  air_date: date,
  poster_path: text,
  vote_average: number,
});
export type TmdbListedSeason = z.output<typeof listedSeason>;

const contentRatings = maybe(z.object({ results: list(z.object({ iso_3166_1: country, rating: text })) })).transform(
  (given) => given?.results ?? [],
);

/** Other orders of the episodes, without the episodes in them. */
const episodeGroups = maybe(
  z.object({ results: list(z.object({ id: requiredText, name: requiredText, type: number })) }),
).transform((given) => given?.results ?? []);

/** Members `season/{n}` of an answer, as far as they could be read. A season that does not exist is not there. */
function appendedSeasons(answer: Readonly<Record<string, unknown>>): TmdbSeason[] {
  const given = Object.entries(answer).filter(([name]) => /^season\/\d+$/.test(name));
  return readable(
    season,
    given.map(([, value]) => value),
    'season',
  );
}

const show = z.object({
  ...sharedMembers,
  name: requiredText,
  original_name: text,
  first_air_date: date,
  last_air_date: date,
  episode_run_time: list(positive),
  networks: named,
  number_of_seasons: positive,
  number_of_episodes: positive,
  created_by: list(person, 'person'),
  seasons: list(listedSeason, 'season'),
  content_ratings: contentRatings,
  episode_groups: episodeGroups,
});
export type TmdbShow = z.output<typeof show>;

const members = z.record(z.string(), z.unknown());

/** `/tv/{id}` with `append_to_response`: the show, and the seasons that were appended. */
export const tmdbTv = members.transform((answer, context) => {
  const read = show.safeParse(answer);
  if (read.success) return { show: read.data, seasons: appendedSeasons(answer) };
  for (const issue of read.error.issues) {
    context.issues.push({ code: 'custom', input: answer, path: issue.path, message: issue.message });
  }
  return z.NEVER;
});

/** An answer about a series that was asked for further seasons only. */
export const tmdbSeasons = members.transform(appendedSeasons);
