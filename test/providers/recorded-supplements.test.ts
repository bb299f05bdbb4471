import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ImageCandidate } from '../../src/model/records.ts';
import { releasesHeard } from '../../src/providers/acoustid/map.ts';
import { acoustidBatch, acoustidRecording, acoustidSingle } from '../../src/providers/acoustid/schema.ts';
import { coverIndex } from '../../src/providers/coverartarchive/schema.ts';
import { imagesOf } from '../../src/providers/fanarttv/map.ts';
import { fanartAnswer } from '../../src/providers/fanarttv/schema.ts';
import { lastfmAlbum, lastfmArtist, lastfmTrack } from '../../src/providers/lastfm/schema.ts';
import { mbReleases } from '../../src/providers/musicbrainz/schema.ts';
import { omdbRecord } from '../../src/providers/omdb/map.ts';
import { omdbAnswer } from '../../src/providers/omdb/schema.ts';
import { tmdbConfiguration } from '../../src/providers/tmdb/schema/configuration.ts';
import { tmdbMovie } from '../../src/providers/tmdb/schema/movie.ts';
import { tmdbTv } from '../../src/providers/tmdb/schema/tv.ts';
import { ARTWORK_TYPES } from '../../src/providers/tvdb/map/images.ts';
import { movieRecord, seriesRecord } from '../../src/providers/tvdb/map/records.ts';
import { tvdbEpisodes, tvdbMovie, tvdbSearch, tvdbSeries } from '../../src/providers/tvdb/schema.ts';
import { answers } from './recorded.ts';

/** As `recorded-answers.test.ts`, for the sources beside the Arrs and the first two catalogues. */
const loose = z.looseObject({});
const objects = z.array(loose).catch([]);
const inner = (value: unknown, ...path: string[]): Record<string, unknown> =>
  path.reduce<Record<string, unknown>>((at, name) => loose.catch({}).parse(at[name]), loose.catch({}).parse(value));
const listIn = (value: unknown, ...path: string[]) =>
  objects.parse(inner(value, ...path.slice(0, -1))[path.at(-1) ?? '']);
const ORIGIN = { fetchedAt: '2026-01-01T00:00:00Z', digest: 'd' };
const WISHES = { languages: ['en'], country: 'US' };

describe('TheTVDB', () => {
  it.each(answers('tvdb', /^series-.*\.json$/))('loses nothing of a series: $name', ({ body }) => {
    const said = inner(body, 'data');
    const { data } = tvdbSeries.parse(body);
    expect([data.id, data.name, data.overview]).toEqual([String(said.id), said.name, said.overview]);
    expect([data.firstAired, data.lastAired, data.averageRuntime]).toEqual([
      said.firstAired,
      said.lastAired,
      said.averageRuntime,
    ]);
    for (const list of [
      'artworks',
      'characters',
      'genres',
      'trailers',
      'remoteIds',
      'contentRatings',
      'seasons',
      'tags',
      'seasonTypes',
    ] as const) {
      expect(data[list], list).toHaveLength(listIn(body, 'data', list).length);
    }
    expect(data.companies).toHaveLength(listIn(body, 'data', 'companies').filter(({ name }) => name !== null).length);
    const record = seriesRecord({ data, ...ORIGIN }, { data: [], ...ORIGIN }, 'default', WISHES);
    expect(record.credits).toHaveLength(data.characters.filter(({ personName }) => personName !== undefined).length);
    expect(record.values.originalLanguage).toBe(said.originalLanguage === 'jpn' ? 'ja' : 'en');
    expect(record.values.countries).toEqual([said.originalCountry === 'jpn' ? 'JP' : 'US']);
  });

  it.each(answers('tvdb', /^(shape-movie-extended|movie-.*)\.json$/))('reads a movie: $name', ({ body }) => {
    const { data } = tvdbMovie.parse(body);
    expect(data.characters).toHaveLength(listIn(body, 'data', 'characters').length);
    expect(movieRecord({ data, ...ORIGIN }, WISHES).values.title).toBe(
      data.translations?.nameTranslations.find(({ language }) => language?.language === 'en')?.name ?? data.name,
    );
  });

  it.each(answers('tvdb', /^search-/))('loses no hit: $name', ({ body }) => {
    // A hit without an id cannot be asked for; only ours has such.
    const said = listIn(body, 'data').filter((hit) => hit.tvdb_id !== undefined);
    expect(tvdbSearch.parse(body).data.map(({ tvdb_id: id }) => id)).toEqual(said.map((hit) => hit.tvdb_id));
  });

  it.each(answers('tvdb', /^(season-.*|shape-seriesepisodes|episodes-.*)\.json$/))(
    'loses no episode: $name',
    ({ body }) => {
      const said = listIn(body, 'data', 'episodes');
      const { episodes } = tvdbEpisodes.parse(body).data;
      expect(episodes.map(({ id }) => id)).toEqual(said.map(({ id }) => String(id)));
      expect(episodes.map(({ seasonNumber, number }) => [seasonNumber, number])).toEqual(
        said.map((episode) => [episode.seasonNumber, episode.number]),
      );
    },
  );

  it.each(answers('tvdb', /^artwork-types\.json$/))('knows the kinds of pictures: $name', ({ body }) => {
    const words: Record<string, string> = {
      Banner: 'banner',
      Poster: 'poster',
      Background: 'backdrop',
      ClearArt: 'clearart',
      ClearLogo: 'logo',
      Photo: 'profile',
      '16:9 Screencap': 'still',
      '4:3 Screencap': 'still',
    };
    const ours = new Set(['series', 'season', 'movie', 'episode', 'actor']);
    const expected = objects
      .parse(body)
      .filter((type) => ours.has(String(type.recordType)) && words[String(type.name)] !== undefined)
      .map((type) => [type.id, words[String(type.name)]]);
    expect(expected.length).toBeGreaterThan(10);
    expect([...ARTWORK_TYPES]).toEqual(expected);
  });
});

describe('OMDb', () => {
  it.each(answers('omdb', /^id-tt/))('loses nothing of a movie: $name', ({ body }) => {
    const said = loose.parse(body);
    const data = omdbAnswer.parse(body);
    if ('refused' in data) throw new Error('no movie was read');
    const { values, credits } = omdbRecord({ data, ...ORIGIN }, 'movie');
    expect([values.title, values.overview]).toEqual([said.Title, said.Plot]);
    expect(values.genres?.join(', ')).toBe(said.Genre);
    expect(values.ratings?.length).toBeGreaterThanOrEqual(objects.parse(said.Ratings).length - 1);
    expect(values.countries).toHaveLength(String(said.Country).split(', ').length);
    const names = [said.Director, said.Writer, said.Actors].flatMap((each) => String(each).split(', '));
    expect(credits.length).toBe(names.length);
  });

  it.each(answers('omdb', /^(id-unknown|search-no-result)/))('takes a refusal for one: $name', ({ body }) => {
    expect(omdbAnswer.parse(body)).toEqual({ refused: loose.parse(body).Error });
  });
});

describe('Last.fm', () => {
  it.each(answers('lastfm', /^artist-getinfo/))('reads an artist: $name', ({ body }) => {
    const read = lastfmArtist.parse(body);
    const said = inner(body, 'artist');
    const artist = 'found' in read ? read.found : undefined;
    expect(artist?.name).toBe(said.name);
    const tags = inner(said, 'tags').tag;
    if (Array.isArray(tags)) expect(artist?.tags).toHaveLength(tags.length);
    expect(artist?.stats?.listeners ?? 0).toBe(Number(inner(said, 'stats').listeners));
    expect(artist?.bio ?? '').not.toMatch(/<a |Read more/);
  });

  it.each(answers('lastfm', /^album-getinfo/))('reads an album: $name', ({ body }) => {
    const read = lastfmAlbum.parse(body);
    const said = inner(body, 'album');
    const album = 'found' in read ? read.found : undefined;
    expect([album?.name, album?.artist, album?.listeners, album?.playcount]).toEqual([
      said.name,
      said.artist,
      Number(said.listeners),
      Number(said.playcount),
    ]);
  });

  it.each(answers('lastfm', /^track-getinfo/))('reads a track: $name', ({ body }) => {
    const read = lastfmTrack.parse(body);
    const said = inner(body, 'track');
    expect('found' in read && [read.found.name, read.found.duration]).toEqual([said.name, Number(said.duration)]);
  });

  it.each(answers('lastfm', /^error-/))('takes an error for one: $name', ({ body }) => {
    for (const schema of [lastfmArtist, lastfmAlbum, lastfmTrack]) {
      expect(schema.parse(body)).toEqual({ absent: true });
    }
  });
});

describe('fanart.tv', () => {
  it.each(answers('fanarttv', /\.json$/))('loses no picture that we have a kind for: $name', ({ body }) => {
    const read = fanartAnswer.parse(body);
    const all: ImageCandidate[] = [read.pictures, ...read.albums.values()].flatMap((each) => imagesOf(each));
    const places: Record<string, unknown>[] = [
      loose.parse(body),
      ...Object.values(inner(body, 'albums')).map((each) => inner(each)),
    ];
    const said = places
      .flatMap((place) => Object.entries(place))
      .flatMap(([kind, list]) => (kind === 'characterart' || kind === 'albums' ? [] : objects.parse(list)))
      .filter((picture) => picture.season !== 'all' && String(picture.url).startsWith('http'));
    // Backdrops may say "all": they are the show's whatever the season.
    expect(all.length).toBeGreaterThanOrEqual(said.length);
    expect(all.length).toBeGreaterThan(0);
    expect(all.every(({ url }) => url.startsWith('https://'))).toBe(true);
  });
});

describe('AcoustID', () => {
  const pairs = answers('acoustid', /^(batch-lookup-pairs|server-test-answers)/).flatMap(({ name, body }) =>
    objects.parse(body).map((each, index) => ({ name: `${name} ${index}`, body: each.response ?? each })),
  );
  it.each([...pairs, ...answers('acoustid', /^batch\.json/)])('reads an answer: $name', ({ body }) => {
    const said = loose.parse(body);
    if (said.status === 'error') expect(acoustidBatch.parse(body)).toMatchObject({ status: 'error' });
    else if (said.fingerprints !== undefined) expect(acoustidBatch.parse(body)).toMatchObject({ status: 'ok' });
    else expect(acoustidSingle.parse(body)).toMatchObject({ status: 'ok' });
  });

  it.each(answers('acoustid', /^lookup-many/))('reads many recordings: $name', ({ body }) => {
    const read = acoustidSingle.parse(body);
    const results = read.status === 'ok' ? read.results : [];
    expect(results.map(({ recordings }) => recordings.length)).toEqual(
      listIn(body, 'results').map((result) => objects.parse(result.recordings).length),
    );
    expect(releasesHeard([results]).length).toBeGreaterThan(0);
  });

  it.each(answers('acoustid', /^lookup-with-metadata/))('loses no release of a recording: $name', ({ body }) => {
    const read = acoustidRecording.parse(body);
    const said = listIn(body, 'releasegroups').flatMap((group) => objects.parse(group.releases));
    const releases = read.releasegroups.flatMap((group) => group.releases);
    expect(releases.map(({ id }) => id)).toEqual(said.map(({ id }) => id));
    expect(releases.every(({ date }) => date === undefined || /^\d{4}(-\d\d(-\d\d)?)?$/.test(date))).toBe(true);
  });
});

describe('Cover Art Archive, MusicBrainz, TMDb', () => {
  it.each(answers('coverartarchive', /^release-group-/))('reads the pictures of a group: $name', ({ body }) => {
    expect(coverIndex.parse(body).images).toHaveLength(listIn(body, 'images').length);
  });

  const discs = answers('musicbrainz', /^server-test-pairs/).flatMap(({ body }) =>
    objects.parse(body).filter(({ request }) => String(request).includes('/discid/')),
  );
  it.each(discs.map(({ request, response }) => ({ name: String(request), body: response })))(
    'reads the releases of a disc: $name',
    ({ body }) => {
      expect(mbReleases.parse(body).releases).toHaveLength(listIn(body, 'releases').length);
    },
  );

  it.each(answers('tmdb', /^configuration/))('reads where pictures lie: $name', ({ body }) => {
    expect(tmdbConfiguration.parse(body).images.secure_base_url).toBe(inner(body, 'images').secure_base_url);
  });

  it.each(answers('tmdb', /^movie-(12313-append|10140-append|348)/))(
    'loses no translation, film or offer: $name',
    ({ body }) => {
      const movie = tmdbMovie.parse(body);
      expect(movie.translations).toHaveLength(listIn(body, 'translations', 'translations').length);
      expect(movie.videos).toHaveLength(listIn(body, 'videos', 'results').length);
      expect([...movie['watch/providers'].keys()]).toEqual(Object.keys(inner(body, 'watch/providers', 'results')));
      expect(movie.keywords).toHaveLength(listIn(body, 'keywords', 'keywords').length);
    },
  );

  it.each(answers('tmdb', /^tv-episode-groups/))('loses no order of episodes: $name', ({ body }) => {
    const { show } = tmdbTv.parse({ id: 1, name: 'S', episode_groups: body });
    expect(show.episode_groups.map(({ name }) => name)).toEqual(listIn(body, 'results').map(({ name }) => name));
  });
});
