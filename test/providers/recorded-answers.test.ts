import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readList } from '../../src/providers/arr/read-list.ts';
import { coverIndex } from '../../src/providers/coverartarchive/schema.ts';
import { tracksOf } from '../../src/providers/musicbrainz/map/parts.ts';
import { mbRelease, mbReleases } from '../../src/providers/musicbrainz/schema.ts';
import { radarrMovie } from '../../src/providers/radarr/schema.ts';
import type { SourceWarning } from '../../src/providers/shared/warning.ts';
import { sonarrEpisode, sonarrSeries } from '../../src/providers/sonarr/schema.ts';
import { tmdbMovie } from '../../src/providers/tmdb/schema/movie.ts';
import { findAnswer, movieSearch, tvSearch } from '../../src/providers/tmdb/schema/search.ts';
import { tmdbTv } from '../../src/providers/tmdb/schema/tv.ts';
import { answers } from './recorded.ts';

/**
 * Reads answers with the schemas and looks whether anything got lost on the way: ours always, and the recorded answers of
 * real servers where they lie beside the repository (`../shared/api`).
 */
const loose = z.looseObject({});
const objects = z.array(loose).catch([]);
const strings = z.array(z.string()).catch([]);
/** Members of a raw list that have something at `member`. */
const having = (value: unknown, member: string): number =>
  objects.parse(value).filter((each) => each[member] !== null && each[member] !== undefined && each[member] !== '')
    .length;
const config = { url: 'http://arr.test', apiKey: 'k', pathMap: [] };

function readAll<T extends object>(body: unknown, schema: z.ZodType<T>, what: string) {
  const warnings: SourceWarning[] = [];
  const raw = Array.isArray(body) ? objects.parse(body) : [loose.parse(body)];
  const read = readList(raw, schema, { provider: 'arr', config, what, warn: (warning) => warnings.push(warning) });
  return { raw, read, warnings };
}

describe('Radarr', () => {
  it.each(answers('radarr', /^movie-(?!lookup)/))('loses no movie and nothing of one: $name', ({ body }) => {
    const { raw, read, warnings } = readAll(body, radarrMovie, 'movie');
    expect(warnings).toEqual([]);
    expect(read).toHaveLength(raw.length);
    for (const [index, movie] of read.entries()) {
      const said = raw[index] ?? {};
      expect(movie.title).toBe(String(said.title).trim());
      expect(movie.path).toBe(said.path);
      expect(movie.tmdbId).toBe(String(said.tmdbId));
      expect(movie.imdbId ?? '').toBe(said.imdbId ?? '');
      expect(movie.year ?? 0).toBe(said.year);
      expect(movie.genres).toEqual(said.genres);
      expect(movie.images).toHaveLength(having(said.images, 'remoteUrl'));
      expect(movie.certification).toBe(said.certification);
      expect(movie.movieFile?.path).toBe(loose.catch({}).parse(said.movieFile).path);
      const ratings = Object.values(loose.parse(said.ratings)).filter((rating) => loose.catch({}).parse(rating).value);
      expect(movie.ratings.length).toBeGreaterThanOrEqual(ratings.length);
      expect(movie.ratings.every(({ value }) => value > 0 && value <= 10)).toBe(true);
      const language = loose.catch({}).parse(said.originalLanguage).name;
      if (language !== undefined && language !== 'Unknown')
        expect(movie.originalLanguage, String(language)).toBeDefined();
    }
  });
});

describe('Sonarr', () => {
  it.each(answers('sonarr', /^series-(?!lookup)/))('loses no series and nothing of one: $name', ({ body }) => {
    const { raw, read, warnings } = readAll(body, sonarrSeries, 'series');
    expect(warnings).toEqual([]);
    expect(read).toHaveLength(raw.length);
    for (const [index, series] of read.entries()) {
      const said = raw[index] ?? {};
      expect(series.title).toBe(String(said.title).trim());
      expect(series.path).toBe(said.path);
      expect(series.tvdbId).toBe(String(said.tvdbId));
      expect(series.seasons).toHaveLength(objects.parse(said.seasons).length);
      expect(series.images).toHaveLength(having(said.images, 'remoteUrl'));
      expect(series.network).toBe(said.network);
      expect(series.originalLanguage === undefined).toBe(said.originalLanguage === undefined);
    }
  });

  it.each(answers('sonarr', /^(episode-list|calendar)-/))('loses no episode: $name', ({ body }) => {
    const { raw, read, warnings } = readAll(body, sonarrEpisode, 'episode');
    expect(warnings).toEqual([]);
    expect(read).toHaveLength(raw.length);
    for (const [index, episode] of read.entries()) {
      const said = raw[index] ?? {};
      expect([episode.seasonNumber, episode.episodeNumber]).toEqual([said.seasonNumber, said.episodeNumber]);
      expect(episode.title).toBe(String(said.title).trim());
      expect(episode.airDate).toBe(said.airDate);
      expect(episode.absoluteEpisodeNumber).toBe(said.absoluteEpisodeNumber);
      expect(episode.episodeFile?.path).toBe(loose.catch({}).parse(said.episodeFile).path);
    }
  });
});

describe('TMDb', () => {
  it.each(answers('tmdb', /^movie-(\d+(-append.*|-external.*|-alternative.*)?|all-2014)\.json$/))(
    'loses nothing of a movie: $name',
    ({ body }) => {
      const said = loose.parse(body);
      const movie = tmdbMovie.parse(body);
      expect(movie.title).toBe(said.title);
      expect(movie.release_date ?? '').toBe(said.release_date);
      const credits = loose.catch({}).parse(said.credits);
      expect(movie.credits?.cast.length ?? 0).toBe(objects.parse(credits.cast).length);
      expect(movie.credits?.crew.length ?? 0).toBe(objects.parse(credits.crew).length);
      const images = loose.catch({}).parse(said.images);
      expect(movie.images?.posters.length ?? 0).toBe(objects.parse(images.posters).length);
      expect(movie.images?.backdrops.length ?? 0).toBe(objects.parse(images.backdrops).length);
      const releases = loose.catch({}).parse(said.release_dates);
      expect(movie.release_dates).toHaveLength(objects.parse(releases.results).length);
      expect(movie.genres).toHaveLength(objects.parse(said.genres).length);
      expect(movie.production_companies).toHaveLength(objects.parse(said.production_companies).length);
      const titles = objects.parse(loose.catch({}).parse(said.alternative_titles).titles);
      expect(movie.alternative_titles).toHaveLength(titles.length);
    },
  );

  it.each(answers('tmdb', /^tv-(\d+-(append|external-ids|show)|details-complex)\.json$/))(
    'loses nothing of a show: $name',
    ({ body }) => {
      const said = loose.parse(body);
      // Answers that hold external ids alone are no shows.
      if (said.name === undefined) return expect(tmdbTv.safeParse(body).success).toBe(false);
      const { show, seasons } = tmdbTv.parse(body);
      expect(show.name).toBe(said.name);
      expect(show.seasons).toHaveLength(objects.parse(said.seasons).length);
      const aggregate = loose.catch({}).parse(said.aggregate_credits);
      expect(show.aggregate_credits?.cast.length ?? 0).toBe(objects.parse(aggregate.cast).length);
      expect(show.networks).toHaveLength(objects.parse(said.networks).length);
      const ratings = loose.catch({}).parse(said.content_ratings);
      expect(show.content_ratings).toHaveLength(objects.parse(ratings.results).length);
      expect(seasons).toHaveLength(Object.keys(said).filter((key) => key.startsWith('season/')).length);
    },
  );

  it.each(answers('tmdb', /^tv-\d+(-season(-\d+)?(-append)?)\.json$/))(
    'loses no episode of a season: $name',
    ({ body }) => {
      const said = loose.parse(body);
      const show = { id: 1, name: 'A show', [`season/${said.season_number}`]: said };
      const [season] = tmdbTv.parse(show).seasons;
      expect(season?.season_number).toBe(said.season_number);
      expect(season?.episodes).toHaveLength(objects.parse(said.episodes).length);
      for (const [index, episode] of (season?.episodes ?? []).entries()) {
        const from = objects.parse(said.episodes)[index] ?? {};
        expect(episode.name).toBe(from.name);
        expect(episode.air_date ?? null).toBe(from.air_date === '' ? null : from.air_date);
        expect(episode.crew).toHaveLength(objects.parse(from.crew).length);
        expect(episode.guest_stars).toHaveLength(objects.parse(from.guest_stars).length);
      }
    },
  );

  // The recording `search-tv-optional-fields-missing` holds movies, whatever its name says.
  it.each(answers('tmdb', /^search-(movie-|tv-optional)/))('loses no hit: $name', ({ body }) => {
    expect(movieSearch.parse(body).results).toHaveLength(objects.parse(loose.parse(body).results).length);
  });

  it.each(answers('tmdb', /^search-tv-(?!optional)/))('loses no hit: $name', ({ body }) => {
    expect(tvSearch.parse(body).results).toHaveLength(objects.parse(loose.parse(body).results).length);
  });

  it.each(answers('tmdb', /^find-/))('loses nothing that was found: $name', ({ body }) => {
    const said = loose.parse(body);
    const found = findAnswer.parse(body);
    expect(found.movie_results).toHaveLength(objects.parse(said.movie_results).length);
    expect(found.tv_results).toHaveLength(objects.parse(said.tv_results).length);
    expect(found.tv_episode_results).toHaveLength(objects.parse(said.tv_episode_results).length);
  });

  it.each(answers('tmdb', /^error-/))('takes no error for an answer: $name', ({ body }) => {
    for (const schema of [tmdbMovie, tmdbTv, movieSearch, tvSearch]) expect(schema.safeParse(body).success).toBe(false);
  });
});

describe('MusicBrainz', () => {
  const pairs = answers('musicbrainz', /^server-test-pairs/).flatMap(({ body }) =>
    objects.parse(body).map((pair) => ({ name: String(pair.request), body: pair.response })),
  );
  const lookups = [
    ...answers('musicbrainz', /^(picard-)?release-(?!group)/),
    ...answers('musicbrainz', /^picard-release\.json/),
    ...pairs.filter(({ name }) => /\/release\/[0-9a-f-]{36}/.test(name)),
  ].filter(({ body }) => loose.parse(body).id !== undefined);

  it.each(lookups)('loses nothing of a release: $name', ({ body }) => {
    const said = loose.parse(body);
    const release = mbRelease.parse(body);
    expect(release.id).toBe(said.id);
    expect(release.title).toBe(said.title);
    expect(release.date ?? '').toBe(said.date ?? '');
    const media = objects.parse(said.media);
    expect(release.media).toHaveLength(media.length);
    const tracks = media.flatMap((medium) => [
      ...objects.parse(medium.tracks),
      ...(medium.pregap ? [medium.pregap] : []),
    ]);
    expect(tracksOf(release)).toHaveLength(tracks.length);
    expect(tracksOf(release).every(({ track }) => track.id !== undefined && track.recording !== undefined)).toBe(true);
    const credit = objects.parse(said['artist-credit']);
    expect(release.credit.artists).toHaveLength(credit.length);
    const joined = credit.map((part) => `${part.name}${part.joinphrase ?? ''}`).join('');
    expect(release.credit.name ?? '').toBe(joined.trim());
    expect(release.group?.id).toBe(loose.catch({}).parse(said['release-group']).id);
    expect(release.catalogNumbers).toHaveLength(having(said['label-info'], 'catalog-number'));
    expect(release.hasCoverArt).toBe(loose.catch({}).parse(said['cover-art-archive']).artwork);
  });

  const searches = [
    ...answers('musicbrainz', /^search-release-/),
    ...answers('musicbrainz', /^browse-release/),
    ...pairs.filter(
      ({ body }) => Array.isArray(loose.catch({}).parse(body).releases) && loose.parse(body).id === undefined,
    ),
  ];
  it.each(searches)('loses no release that was found: $name', ({ body }) => {
    const said = objects.parse(loose.parse(body).releases);
    const { releases } = mbReleases.parse(body);
    expect(releases.map(({ id }) => id)).toEqual(said.map(({ id }) => id));
    expect(releases.map(({ trackCount }) => trackCount)).toEqual(
      said.map((release) => release['track-count'] ?? trackCountOf(release.media)),
    );
  });

  it.each(answers('musicbrainz', /^error-/))('takes no error for an answer: $name', ({ body }) => {
    for (const schema of [mbRelease, mbReleases]) expect(schema.safeParse(body).success).toBe(false);
  });
});

function trackCountOf(media: unknown): number | undefined {
  const counts = objects.parse(media).map((medium) => Number(medium['track-count']));
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

describe('Cover Art Archive', () => {
  it.each(answers('coverartarchive', /^release-/))('loses no picture: $name', ({ body }) => {
    const said = objects.parse(loose.parse(body).images);
    const { images } = coverIndex.parse(body);
    expect(images.map(({ image }) => image)).toEqual(said.map(({ image }) => image));
    expect(images.map(({ types }) => types)).toEqual(said.map(({ types }) => strings.parse(types)));
  });
});
