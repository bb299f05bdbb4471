import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ArrFile, locatedVideo } from '../../../src/providers/arr/file.ts';
import { readList } from '../../../src/providers/arr/read-list.ts';
import { albumRecord, placeOf } from '../../../src/providers/lidarr/map.ts';
import { audioProbe } from '../../../src/providers/lidarr/media-info.ts';
import { lidarrAlbum, lidarrArtist, lidarrFile, lidarrTrack } from '../../../src/providers/lidarr/schema.ts';
import { radarrMovie } from '../../../src/providers/radarr/schema.ts';
import type { SourceWarning } from '../../../src/providers/shared/warning.ts';
import { sonarrEpisode, sonarrSeries } from '../../../src/providers/sonarr/schema.ts';
import { answers } from '../recorded.ts';

const loose = z.looseObject({});
const part = (value: unknown) => loose.catch({}).parse(value);
const objects = z.array(loose).catch([]);
const CONFIG = { url: 'http://arr.test', apiKey: 'k', pathMap: [] };

/** Every element of an answer with what was read of it; an object is an answer of one. Look-ups have no id of the service's own. */
function readAll<T extends object>(body: unknown, schema: z.ZodType<T>, lookup = false) {
  const warnings: SourceWarning[] = [];
  const raw = (Array.isArray(body) ? objects.parse(body) : [part(body)]).map((each) =>
    lookup ? { ...each, id: 1 } : each,
  );
  const warn = (warning: SourceWarning) => warnings.push(warning);
  const read = readList(raw, schema, { provider: 'arr', config: CONFIG, what: 'entry', warn });
  expect(warnings).toEqual([]);
  expect(read).toHaveLength(raw.length);
  return read.map((value, index) => ({ value, said: raw[index] ?? {} }));
}

/** Nothing of a file is lost that the domain has a place for. */
function expectFile(file: ArrFile | undefined, given: unknown): void {
  const said = part(given);
  if (file === undefined) {
    expect(said.path ?? said.relativePath).toBeUndefined();
    return;
  }
  const { managed, probe, size } = locatedVideo('arr', file, file.path ?? 'file.mkv');
  expect(size ?? 0).toBe(said.size ?? 0);
  expect(managed?.quality).toBe(part(part(said.quality).quality).name);
  for (const member of ['releaseGroup', 'edition', 'sceneName'] as const) {
    expect(managed?.[member] ?? '').toBe(said[member] ?? '');
  }
  expect(managed?.added?.slice(0, 10)).toBe(z.string().optional().parse(said.dateAdded)?.slice(0, 10));
  const info = part(said.mediaInfo);
  if (info.videoCodec === undefined || info.runTime === undefined || info.resolution === undefined) return;
  const [video] = probe?.video ?? [];
  expect(`${video?.width}x${video?.height}`).toBe(info.resolution);
  expect(video?.frameRate ?? 0).toBe(info.videoFps);
  expect(video?.bitDepth ?? 0).toBe(info.videoBitDepth);
  expect(video?.hdr !== undefined).toBe(Boolean(info.videoDynamicRange));
  const streams = (joined: unknown) =>
    String(joined ?? '')
      .split('/')
      .filter((code) => code !== '');
  expect(probe?.audio.length).toBe(
    Math.max(streams(info.audioLanguages).length, Number(info.audioStreamCount ?? 0), info.audioCodec ? 1 : 0),
  );
  expect(probe?.subtitles.length).toBe(streams(info.subtitles).length);
  for (const [index, code] of streams(info.audioLanguages).entries()) {
    if (code !== 'und') expect(probe?.audio[index]?.language, code).toBeDefined();
  }
}

describe('Radarr', () => {
  it.each(answers('radarr', /^(movie-(?!lookup)|odd)/).filter(({ name }) => name !== 'odd-movies.json'))(
    'loses nothing of files, labels and titles: $name',
    ({ body }) => {
      for (const { value, said } of readAll(body, radarrMovie)) {
        expectFile(value.movieFile, said.movieFile);
        expect(value.tags).toEqual(z.array(z.number()).catch([]).parse(said.tags).map(String));
        const titles = objects.parse(said.alternateTitles ?? said.alternativeTitles).map(({ title }) => title);
        expect(value.alternateTitles).toHaveLength(new Set(titles).size);
        const collection = part(said.collection);
        expect(value.collection?.title ?? value.collection?.name).toBe(collection.title ?? collection.name);
        expect(value.studio ?? '').toBe(said.studio ?? '');
        expect(value.youTubeTrailerId ?? '').toBe(said.youTubeTrailerId ?? '');
        expect(value.monitored).toBe(said.monitored);
      }
    },
  );

  it.each(answers('radarr', /^moviefile-/))('loses nothing of files by themselves: $name', ({ body }) => {
    const wrapped = objects.parse(body).map((movieFile, index) => ({ id: index + 1, movieFile }));
    for (const { value, said } of readAll(wrapped, radarrMovie)) expectFile(value.movieFile, said.movieFile);
  });

  it.each(answers('radarr', /^movie-lookup/))('reads movies that it does not have: $name', ({ body }) => {
    for (const { value, said } of readAll(body, radarrMovie, true)) expect(value.title).toBe(said.title);
  });
});

describe('Sonarr', () => {
  it.each(answers('sonarr', /^(series-|calendar-with)/).filter(({ name }) => !name.includes('lookup')))(
    'loses nothing of series: $name',
    ({ body, name }) => {
      const list = name.startsWith('calendar') ? objects.parse(body).map(({ series }) => series) : body;
      for (const { value, said } of readAll(list, sonarrSeries)) {
        expect(value.tags).toEqual(z.array(z.number()).catch([]).parse(said.tags).map(String));
        const titles = objects.parse(said.alternateTitles).map(({ title }) => title);
        expect(value.alternateTitles).toHaveLength(new Set(titles).size);
        expect(value.genres).toEqual(said.genres ?? []);
        expect(value.certification).toBe(said.certification);
        expect(value.ratings.length).toBe(part(said.ratings).value ? 1 : 0);
        expect(value.monitored).toBe(said.monitored);
      }
    },
  );

  it.each(answers('sonarr', /^series-lookup/))('reads series that it does not have: $name', ({ body }) => {
    for (const { value, said } of readAll(body, sonarrSeries, true)) expect(value.tvdbId).toBe(String(said.tvdbId));
  });

  it.each(answers('sonarr', /^episode-list/))('loses nothing of files: $name', ({ body }) => {
    for (const { value, said } of readAll(body, sonarrEpisode)) expectFile(value.episodeFile, said.episodeFile);
  });

  it.each(answers('sonarr', /^episodefile-/))('loses nothing of files by themselves: $name', ({ body }) => {
    const wrapped = objects
      .parse(body)
      .map((episodeFile, index) => ({ id: index + 1, seasonNumber: 1, episodeNumber: 1, episodeFile }));
    for (const { value, said } of readAll(wrapped, sonarrEpisode)) expectFile(value.episodeFile, said.episodeFile);
  });
});

describe('Lidarr', () => {
  it.each(answers('lidarr', /^artist-l/))('loses nothing of artists: $name', ({ body, name }) => {
    for (const { value, said } of readAll(body, lidarrArtist, name.includes('lookup'))) {
      expect(value.artistName).toBe(said.artistName);
      expect(value.foreignArtistId).toBe(said.foreignArtistId);
      expect(value.path).toBe(said.path);
      expect(value.overview ?? '').toBe(String(said.overview ?? '').trim());
      expect(value.disambiguation ?? '').toBe(said.disambiguation ?? '');
      expect(value.genres).toEqual(said.genres ?? []);
      // Some lie in Lidarr's own cache alone, behind its key.
      const addresses = objects.parse(said.images).map(({ remoteUrl, url }) => String(remoteUrl ?? url));
      const images = addresses.filter((address) => address.startsWith('http'));
      expect(value.images.length).toBe(images.length);
      const wikidata = objects.parse(said.links).some(({ name: site }) => site === 'wikidata');
      expect(value.links !== undefined).toBe(wikidata);
    }
  });

  it.each(answers('lidarr', /^(album-list|calendar)/))('loses nothing of albums: $name', ({ body }) => {
    const artist = { ...lidarrArtist.parse({ id: 1, artistName: 'A' }), digest: 'd' };
    for (const { value, said } of readAll(body, lidarrAlbum)) {
      expect(value.title).toBe(said.title);
      expect(value.foreignAlbumId).toBe(said.foreignAlbumId);
      const releases = objects.parse(said.releases);
      expect(value.releases.map(({ foreignReleaseId }) => foreignReleaseId)).toEqual(
        releases.map(({ foreignReleaseId }) => foreignReleaseId),
      );
      const record = albumRecord({ artist, album: value, tracks: [], fetchedAt: '', tags: [] }, CONFIG);
      const kept = releases.find(({ monitored }) => monitored === true);
      if (kept !== undefined) {
        expect(record.ids['musicbrainz-release']).toBe(kept.foreignReleaseId);
        expect(record.values.trackTotal).toBe(kept.trackCount);
        expect(record.values.label).toBe(z.array(z.string()).catch([]).parse(kept.label)[0]);
        const countries = z
          .array(z.string())
          .catch([])
          .parse(kept.country)
          .filter((name) => !name.startsWith('['));
        expect(record.values.countries ?? [], countries.join()).toHaveLength(countries.length);
      }
      expect(record.parent?.values.releaseDate).toBe(z.string().optional().parse(said.releaseDate)?.slice(0, 10));
      expect(record.values.releaseTypes?.[0]).toBe(said.albumType);
      expect(record.images).toHaveLength(objects.parse(said.images).length);
    }
  });

  it.each(answers('lidarr', /^track-list/))('loses nothing of tracks: $name', ({ body }) => {
    for (const { value, said } of readAll(body, lidarrTrack)) {
      expect(value).toMatchObject({
        title: said.title,
        duration: said.duration,
        foreignTrackId: said.foreignTrackId,
        foreignRecordingId: said.foreignRecordingId,
      });
      expect(placeOf(value)).toEqual({ disc: said.mediumNumber, track: said.absoluteTrackNumber });
      expect(value.trackFileId ?? 0).toBe(said.trackFileId);
    }
  });

  it.each(answers('lidarr', /^trackfile-list/))('loses nothing of files: $name', ({ body }) => {
    for (const { value, said } of readAll(body, lidarrFile)) {
      expect([value.path, value.size]).toEqual([said.path, said.size]);
      expect(value.quality).toBe(part(part(said.quality).quality).name);
      const probe = audioProbe(value, value.path ?? '');
      expect(probe?.audio[0]).toMatchObject({
        channels: part(said.mediaInfo).audioChannels,
        sampleRate: expect.any(Number),
      });
      expect(probe?.bitrate).toBeGreaterThan(0);
    }
  });
});
