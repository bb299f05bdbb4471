import { describe, expect, it } from 'vitest';
import { locatedVideo } from '../../../src/providers/arr/file.ts';
import { placeOf } from '../../../src/providers/lidarr/map.ts';
import { audioProbe } from '../../../src/providers/lidarr/media-info.ts';
import { lidarrAlbum, lidarrArtist, lidarrFile, lidarrTrack } from '../../../src/providers/lidarr/schema.ts';
import { movieRecord } from '../../../src/providers/radarr/map.ts';
import { radarrMovie } from '../../../src/providers/radarr/schema.ts';
import { seriesRecord } from '../../../src/providers/sonarr/map.ts';
import { sonarrEpisode, sonarrSeries } from '../../../src/providers/sonarr/schema.ts';
import { whisparrScene } from '../../../src/providers/whisparr/sites.ts';

/** One test for each thing that real answers were seen to do. */
const CONFIG = { url: 'http://arr.test', apiKey: 'k', pathMap: [] };
const CONTEXT = { fetchedAt: '2026-01-01T00:00:00Z', country: 'US', tags: [] };

const movie = (members: object) =>
  movieRecord({ ...radarrMovie.parse({ id: 1, title: 'M', ...members }), digest: 'd' }, CONFIG, CONTEXT);
const series = (members: object) =>
  seriesRecord({ ...sonarrSeries.parse({ id: 1, title: 'S', ...members }), digest: 'd' }, CONFIG, CONTEXT);
const episode = (members: object) => sonarrEpisode.parse({ id: 1, seasonNumber: 1, episodeNumber: 1, ...members });

/** The probe that a movie's `mediaInfo` makes. */
function probe(mediaInfo: object, size = 1_000_000) {
  const good = { videoCodec: 'x264', resolution: '1920x1080', runTime: '1:00:00' };
  const file = radarrMovie.parse({ id: 1, movieFile: { size, mediaInfo: { ...good, ...mediaInfo } } }).movieFile;
  return file === undefined ? undefined : locatedVideo('radarr', file, 'a.mkv').probe;
}

describe('Radarr', () => {
  it.each([
    'imdbId',
    'inCinemas',
    'digitalRelease',
    'physicalRelease',
    'releaseDate',
    'certification',
    'collection',
    'movieFile',
    'movieFileId',
    'secondaryYear',
    'lastSearchTime',
  ])('%s may be absent', (member) => {
    const whole = {
      imdbId: 'tt1',
      inCinemas: '1999-03-30T00:00:00Z',
      digitalRelease: '2000-01-01T00:00:00Z',
      physicalRelease: '2001-01-01T00:00:00Z',
      releaseDate: '1999-03-30T00:00:00Z',
      certification: 'R',
      collection: { title: 'C', tmdbId: 1 },
      movieFile: { path: '/m/f.mkv' },
      movieFileId: 1,
      secondaryYear: 1998,
      lastSearchTime: '2024-01-01T00:00:00Z',
    };
    const { [member]: _, ...without }: Record<string, unknown> = whole;
    expect(movie(without).values.title).toBe('M');
    expect(movie({ ...without, [member]: null }).values.title).toBe('M');
  });

  it('the first of the dates that are there is the release date', () => {
    expect(movie({ digitalRelease: '2000-01-01T00:00:00Z' }).values.releaseDate).toBe('2000-01-01');
    expect(movie({ physicalRelease: '2001-01-01T00:00:00Z' }).values.releaseDate).toBe('2001-01-01');
    expect(movie({}).values).not.toHaveProperty('releaseDate');
  });

  it('runtime may be 0', () => expect(movie({ runtime: 0 }).values).not.toHaveProperty('runtime'));

  it.each([
    [{}, undefined],
    [{ imdb: { votes: 5, value: 7.1 } }, [{ source: 'imdb', value: 7.1, votes: 5 }]],
    [{ metacritic: { votes: 0, value: 64 } }, [{ source: 'metacritic', value: 6.4 }]],
    [{ rottenTomatoes: { votes: 0, value: 7 } }, [{ source: 'rottentomatoes', value: 0.7 }]],
    [
      { tmdb: { votes: 1, value: 7 }, trakt: { votes: 2, value: 8 } },
      [
        { source: 'tmdb', value: 7, votes: 1 },
        { source: 'trakt', value: 8, votes: 2 },
      ],
    ],
  ])('ratings hold any subset, those of critics in per cent and with 0 votes: %j', (ratings, expected) => {
    expect(movie({ ratings }).values.ratings).toEqual(expected);
  });

  it.each([
    ['eng/eng', [{ language: 'en' }, { language: 'en' }]],
    ['und', [{}]],
    ['', []],
    ['jpn/und/ger', [{ language: 'ja' }, {}, { language: 'de' }]],
    ['pt-BR/zh-Hant', [{ language: 'pt-BR' }, { language: 'zh-Hant' }]],
  ])('mediaInfo.audioLanguages and subtitles are joined by / with repeats: "%s"', (joined, streams) => {
    expect(probe({ audioLanguages: joined, subtitles: joined })).toMatchObject({ audio: streams, subtitles: streams });
  });

  it.each([
    ['1:54:02', 6842],
    ['38:00', 2280],
    ['9:59', 599],
  ])('runTime is "%s"', (runTime, seconds) => expect(probe({ runTime })?.duration).toBe(seconds));

  it.each(['', '0:00', 'long', '1:2:3:4'])('a runTime of "%s" is none, and the file is probed', (runTime) => {
    expect(probe({ runTime })).toBeUndefined();
  });

  it.each([
    [5.1, 6],
    [7.1, 8],
    [2, 2],
    [1, 1],
    [0, undefined],
  ])('audioChannels is an integer or a fraction: %d', (audioChannels, channels) => {
    expect(probe({ audioCodec: 'AC3', audioChannels })?.audio[0]?.channels).toBe(channels);
  });

  it('videoBitrate is often 0: the bit rate is that of the file', () => {
    expect(probe({ videoBitrate: 0 }, 3600)?.bitrate).toBe(8);
  });

  it.each([
    ['', '', undefined],
    ['', undefined, undefined],
    ['HDR', 'HDR10', 'hdr10'],
    ['HDR', 'HDR10Plus', 'hdr10'],
    ['HDR', 'PQ', 'hdr10'],
    ['HDR', undefined, 'hdr10'],
    ['HDR', 'HLG', 'hlg'],
    ['HDR', 'DV HDR10Plus', 'dolbyvision'],
  ])('videoDynamicRange is often "": "%s" "%s"', (videoDynamicRange, videoDynamicRangeType, hdr) => {
    expect(probe({ videoDynamicRange, videoDynamicRangeType })?.video[0]?.hdr).toBe(hdr);
  });

  it.each([
    ['x264', 'h264'],
    ['x265', 'hevc'],
    ['AVC', 'h264'],
    ['h265', 'hevc'],
    ['XviD', 'mpeg4'],
  ])('a codec goes by its encoder: %s', (videoCodec, codec) => {
    expect(probe({ videoCodec })?.video[0]?.codec).toBe(codec);
  });

  it.each([
    ['EAC3 Atmos', 'eac3'],
    ['TrueHD Atmos', 'truehd'],
    ['DTS-HD MA', 'dts'],
    ['DTS-ES', 'dts'],
    ['AAC', 'aac'],
  ])('an audio codec goes by its profile: %s', (audioCodec, codec) => {
    expect(probe({ audioCodec })?.audio[0]?.codec).toBe(codec);
  });

  it('mediaInfo may be absent, and so may a member that a probe needs: then the file is probed', () => {
    const file = radarrMovie.parse({ id: 1, movieFile: { size: 5 } }).movieFile;
    expect(file && locatedVideo('radarr', file, 'a.mkv')).toEqual({
      relativePath: 'a.mkv',
      managed: { provider: 'radarr' },
      size: 5,
    });
    for (const without of ['videoCodec', 'resolution']) expect(probe({ [without]: '' })).toBeUndefined();
  });

  it.each(['edition', 'sceneName', 'releaseGroup', 'originalFilePath'])('%s is "" or absent', (member) => {
    for (const movieFile of [{}, { [member]: '' }, { [member]: null }]) {
      const read = radarrMovie.parse({ id: 1, movieFile }).movieFile;
      expect(read && locatedVideo('radarr', read, 'a').managed).toEqual({ provider: 'radarr' });
    }
  });

  it('collection has a short form and a longer one, with a date of the year 1', () => {
    const short = movie({ collection: { title: 'C', tmdbId: 7 } });
    const long = movie({
      collection: { name: 'C', title: 'C', tmdbId: 7, monitored: false, added: '0001-01-01T00:00:00Z', images: [] },
    });
    for (const { values } of [short, long]) expect(values.collection).toEqual({ name: 'C', tmdbId: '7' });
  });

  it('version 3.0.0 sends alternativeTitles, profileId, downloaded and one rating', () => {
    const { values } = movie({
      alternativeTitles: [{ title: 'Other' }],
      profileId: 4,
      downloaded: true,
      ratings: { votes: 10, value: 7.7 },
    });
    expect(values).toMatchObject({
      alternativeTitles: ['Other'],
      ratings: [{ source: 'tmdb', value: 7.7, votes: 10 }],
    });
  });
});

describe('Sonarr', () => {
  it('a series that could not be refreshed has no overview, images or statistics, and the year 0', () => {
    const { values, images } = series({ year: 0, path: '/tv/S', seasons: [] });
    expect(values).toEqual({ title: 'S' });
    expect(images).toEqual([]);
  });

  it.each(['tmdbId', 'tvRageId'])('%s 0 means unknown', (member) => {
    expect(series({ [member]: 0, tvdbId: 5 }).ids).toEqual({ sonarr: '1', tvdb: '5' });
  });

  it.each(['network', 'airTime', 'certification', 'previousAiring', 'nextAiring', 'firstAired', 'imdbId'])(
    '%s may be absent',
    (member) => {
      const whole = {
        network: 'N',
        airTime: '21:00',
        certification: 'TV-MA',
        previousAiring: '2013-09-30T01:00:00Z',
        nextAiring: '2027-01-01T00:00:00Z',
        firstAired: '2008-01-20T00:00:00Z',
        imdbId: 'tt1',
        status: 'ended',
      };
      const { [member]: _, ...without }: Record<string, unknown> = whole;
      expect(series(without).values.title).toBe('S');
      expect(series({ ...without, [member]: null }).values.title).toBe('S');
    },
  );

  it('path sometimes ends in a slash', () => expect(sonarrSeries.parse({ id: 1, path: '/tv/S/' }).path).toBe('/tv/S/'));

  it('titles may carry a year or country', () => {
    expect(series({ title: 'Doctor Who (2005)', year: 2005 }).values).toEqual({
      title: 'Doctor Who (2005)',
      year: 2005,
    });
  });

  it('alternateTitles[].seasonNumber is -1 for all seasons, sometimes absent', () => {
    const alternateTitles = [{ title: 'A', seasonNumber: -1 }, { title: 'B' }, { title: 'A', seasonNumber: 2 }];
    expect(series({ alternateTitles }).values.alternativeTitles).toEqual(['A', 'B']);
  });

  it('season 0 is specials', () => {
    const { children } = series({ seasons: [{ seasonNumber: 1 }, { seasonNumber: 0, monitored: false }] });
    expect(children.map(({ position }) => position?.season)).toEqual([0, 1]);
  });

  it('episodes without file have episodeFileId 0', () => {
    expect(episode({ episodeFileId: 0, hasFile: false }).episodeFile).toBeUndefined();
  });

  it.each(['absoluteEpisodeNumber', 'sceneSeasonNumber', 'sceneEpisodeNumber', 'airDate', 'overview', 'finaleType'])(
    '%s of an episode may be absent',
    (member) => {
      expect(episode({})).toMatchObject({ seasonNumber: 1, episodeNumber: 1 });
      expect(episode({ [member]: null })).toMatchObject({ seasonNumber: 1, episodeNumber: 1 });
    },
  );

  it.each(['unknown', 0, undefined])('episodeFile.releaseType is a string, or the number 0: %s', (releaseType) => {
    expect(episode({ episodeFile: { path: '/f.mkv', releaseType } }).episodeFile?.path).toBe('/f.mkv');
  });

  it('grabbed is sent though not specified', () => expect(episode({ grabbed: true })).not.toHaveProperty('grabbed'));

  it('a series is embedded in an episode only where it was asked for', () => {
    expect(episode({ series: { id: 1, title: 'S' } })).toMatchObject({ episodeNumber: 1 });
  });
});

describe('Lidarr', () => {
  it.each([
    ['nextAlbum', null],
    ['lastAlbum', null],
    ['statistics', undefined],
    ['statistics', null],
    ['overview', undefined],
    ['overview', ''],
    ['artistType', ''],
    ['disambiguation', ''],
    ['disambiguation', undefined],
    ['links', null],
    ['images', null],
    ['genres', null],
  ])('%s of an artist may be %s', (member, value) => {
    const artist = lidarrArtist.parse({ id: 1, artistName: 'A', path: '/m/A', [member]: value });
    expect(artist).toMatchObject({ artistName: 'A', path: '/m/A' });
  });

  it('trackNumber is a string, of a vinyl side too; absoluteTrackNumber is a number', () => {
    const track = { id: 1, albumId: 1, mediumNumber: 2 };
    expect(placeOf(lidarrTrack.parse({ ...track, trackNumber: 'A1', absoluteTrackNumber: 3 }))).toEqual({
      disc: 2,
      track: 3,
    });
    expect(placeOf(lidarrTrack.parse({ ...track, trackNumber: '7' }))).toEqual({ disc: 2, track: 7 });
    expect(placeOf(lidarrTrack.parse({ ...track, trackNumber: 'A1' }))).toEqual({ disc: 2 });
  });

  it.each([
    [{ audioBits: '', audioBitRate: '320 kbps', audioSampleRate: '44.1kHz' }, 320_000, 44_100],
    [{ audioBits: '24bit', audioBitRate: '2304 kbps', audioSampleRate: '96kHz' }, 2_304_000, 96_000],
    [{ audioBitRate: '', audioSampleRate: '' }, undefined, undefined],
  ])('mediaInfo has texts for numbers: %j', (members, bitrate, sampleRate) => {
    const mediaInfo = { audioCodec: 'MP3', audioChannels: 2, ...members };
    const read = audioProbe(lidarrFile.parse({ id: 1, albumId: 1, mediaInfo }), 'a.mp3');
    expect([read?.bitrate, read?.audio[0]?.sampleRate]).toEqual([bitrate, sampleRate]);
  });

  it('mediaInfo may be absent or not know the codec: then the file is probed', () => {
    expect(audioProbe(lidarrFile.parse({ id: 1, albumId: 1 }), 'a.mp3')).toBeUndefined();
    expect(audioProbe(lidarrFile.parse({ id: 1, albumId: 1, mediaInfo: {} }), 'a.mp3')).toBeUndefined();
  });

  it('secondary types are names, or objects with names', () => {
    const secondaryTypes = ['Live', { id: 1, name: 'Compilation' }, null, {}];
    expect(lidarrAlbum.parse({ id: 1, secondaryTypes }).secondaryTypes).toEqual(['Live', 'Compilation']);
  });
});

describe('Whisparr', () => {
  it.each([
    ['2021-05-01', '2021-05-01'],
    [{ year: 2021, month: 5, day: 1, dayOfWeek: 'saturday' }, '2021-05-01'],
    [null, undefined],
    [undefined, undefined],
    ['', undefined],
    [{ year: 2021 }, undefined],
  ])('releaseDate is a text or the object of the specification: %j', (releaseDate, expected) => {
    expect(whisparrScene.parse({ id: 1, releaseDate }).releaseDate).toBe(expected);
  });
});
