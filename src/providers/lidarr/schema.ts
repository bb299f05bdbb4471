import { z } from 'zod';
import { arrTagIds } from '../arr/tags.ts';
import { arrGenres, arrImages, arrQuality, arrRating, ratingFrom } from '../arr/values.ts';
import { statusOf } from '../shared/status.ts';
import { date, flag, list, maybe, positive, rawText, text, texts, time, webUrl } from '../shared/tolerant.ts';

const id = z.number().int().positive();
const ratings = arrRating.transform((rating) => ratingFrom('lidarr', rating));

/** `https://www.wikidata.org/wiki/Q22004185` among the links → `Q22004185`. */
const wikidata = list(z.object({ url: webUrl })).transform((links) => {
  for (const { url } of links) {
    const [, entity] = /^https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/(Q\d+)$/.exec(url ?? '') ?? [];
    if (entity !== undefined) return entity;
  }
  return undefined;
});

/**
 * One artist of `GET /api/v1/artist`. Only `id` has to be there; a third has no statistics, and texts may be missing or
 * empty. Written for Lidarr 1 to 3.
 */
export const lidarrArtist = z
  .object({
    id,
    artistName: text,
    foreignArtistId: text,
    overview: text,
    disambiguation: text,
    status: text,
    links: wikidata,
    images: arrImages,
    path: rawText,
    genres: arrGenres,
    tags: arrTagIds,
    added: time,
    monitored: flag,
    ratings,
    statistics: maybe(z.object({ trackFileCount: z.number().optional().catch(undefined) })),
  })
  .transform((artist) => ({ ...artist, title: artist.artistName, status: statusOf(artist.status) }));

const release = z.object({
  foreignReleaseId: text,
  title: text,
  status: text,
  trackCount: positive,
  mediumCount: positive,
  disambiguation: text,
  country: texts,
  label: texts,
  format: text,
  monitored: flag,
});

/** One album (a release group) of `GET /api/v1/album?artistId=`, with its editions; the monitored one is that of the files. */
export const lidarrAlbum = z.object({
  id,
  title: text,
  disambiguation: text,
  overview: text,
  foreignAlbumId: text,
  albumType: text,
  secondaryTypes: list(z.union([text.refine((name) => name !== undefined), z.object({ name: text })])).transform(
    (types) => types.flatMap((type) => (typeof type === 'object' ? type.name : type) ?? []),
  ),
  releaseDate: date,
  releases: list(release),
  genres: arrGenres,
  links: wikidata,
  images: arrImages,
  monitored: flag,
  ratings,
});

/** One track of `GET /api/v1/track?artistId=`. `trackNumber` is a text (`A1` on vinyl), `absoluteTrackNumber` the place on its medium. */
export const lidarrTrack = z.object({
  id,
  albumId: id,
  trackFileId: positive,
  foreignTrackId: text,
  foreignRecordingId: text,
  title: text,
  duration: positive,
  mediumNumber: positive,
  absoluteTrackNumber: positive,
  trackNumber: positive,
  ratings,
});

/** One file of `GET /api/v1/trackfile?artistId=`. */
export const lidarrFile = z.object({
  id,
  albumId: id,
  path: rawText,
  size: positive,
  dateAdded: time,
  releaseGroup: text,
  sceneName: text,
  quality: arrQuality,
  mediaInfo: maybe(z.object({ audioChannels: positive, audioBitRate: text, audioCodec: text, audioSampleRate: text })),
});

export type LidarrArtist = z.output<typeof lidarrArtist>;
export type LidarrAlbum = z.output<typeof lidarrAlbum>;
export type LidarrTrack = z.output<typeof lidarrTrack>;
export type LidarrFile = z.output<typeof lidarrFile>;
