import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ResourceName } from './resources.ts';

/** Answers of real servers, where they lie beside the repository. */
const RECORDED = new URL('../../../../shared/api/', import.meta.url);
export const present = existsSync(RECORDED);
if (!present) {
  process.stderr.write('\n  NOTE: ../shared/api is absent; recorded answers and specifications are not compared.\n\n');
}

/** What is asked in production, and read from such an answer. */
interface Read {
  readonly files: RegExp;
  readonly as: ResourceName;
  /** Where the recording is a part of the answer that is asked for: that answer, with nothing else in it. */
  readonly within?: (part: unknown) => unknown;
}

/** What is not asked for, or is no answer at all, and why. */
interface NotRead {
  readonly files: RegExp;
  readonly because: string;
}

const movie = (name: string) => (part: unknown) => ({ id: 1, title: 'M', [name]: part });
const show = (name: string) => (part: unknown) => ({ id: 1, name: 'S', [name]: part });
const release = { id: 'r', title: 'R' };
const track = (part: unknown) => ({ ...release, media: [{ position: 1, tracks: [part] }] });

export const READ: readonly Read[] = [
  { files: /^radarr\/movie-/, as: 'radarrMovie' },
  { files: /^radarr\/moviefile-/, as: 'arrFile' },
  { files: /^radarr\/system-status/, as: 'arrStatus' },
  { files: /^radarr\/tag\./, as: 'arrTags' },
  { files: /^sonarr\/series-/, as: 'sonarrSeries' },
  { files: /^sonarr\/(episode-list|calendar)-/, as: 'sonarrEpisode' },
  { files: /^sonarr\/episodefile-/, as: 'arrFile' },
  { files: /^lidarr\/artist-/, as: 'lidarrArtist' },
  { files: /^lidarr\/(album-list|calendar-album)/, as: 'lidarrAlbum' },
  { files: /^lidarr\/track-list/, as: 'lidarrTrack' },
  { files: /^lidarr\/trackfile-list/, as: 'lidarrFile' },
  { files: /^tmdb\/movie-(526896|8681|603)-images/, as: 'tmdbMovie', within: movie('images') },
  { files: /^tmdb\/movie-(\d+|all-2014)/, as: 'tmdbMovie' },
  { files: /^tmdb\/movie-release-dates/, as: 'tmdbMovie', within: movie('release_dates') },
  { files: /^tmdb\/movie-translations/, as: 'tmdbMovie', within: movie('translations') },
  { files: /^tmdb\/tv-(96677-append|1418-external-ids|40-external-ids|details-complex)/, as: 'tmdbShow' },
  { files: /^tmdb\/tv-1399-external-ids/, as: 'tmdbShow', within: show('external_ids') },
  { files: /^tmdb\/tv-1399-content-ratings/, as: 'tmdbShow', within: show('content_ratings') },
  { files: /^tmdb\/tv-episode-groups/, as: 'tmdbShow', within: show('episode_groups') },
  { files: /^tmdb\/tv-images/, as: 'tmdbShow', within: show('images') },
  { files: /^tmdb\/tv-(1399-season|84666-season-0|63333-season-1-append)/, as: 'tmdbShow', within: show('season/1') },
  // This recording holds movies, whatever its name says.
  { files: /^tmdb\/search-(movie-|tv-optional)/, as: 'tmdbMovieSearch' },
  { files: /^tmdb\/search-tv-(?!optional)/, as: 'tmdbTvSearch' },
  { files: /^tmdb\/find-/, as: 'tmdbFind' },
  { files: /^tmdb\/configuration/, as: 'tmdbConfiguration' },
  { files: /^tvdb\/series-/, as: 'tvdbSeries' },
  { files: /^tvdb\/shape-movie-extended/, as: 'tvdbMovie' },
  { files: /^tvdb\/shape-seriesepisodes/, as: 'tvdbEpisodes' },
  { files: /^tvdb\/search-/, as: 'tvdbSearch' },
  { files: /^omdb\/id-/, as: 'omdbWork' },
  { files: /^musicbrainz\/(release-|picard-release\.json|picard-country)/, as: 'mbRelease' },
  { files: /^musicbrainz\/search-release-/, as: 'mbReleases' },
  {
    files: /^musicbrainz\/picard-release-group/,
    as: 'mbRelease',
    within: (group) => ({ ...release, 'release-group': group }),
  },
  {
    files: /^musicbrainz\/picard-recording/,
    as: 'mbRelease',
    within: (recording) => track({ id: 't', position: 1, recording }),
  },
  { files: /^musicbrainz\/picard-track/, as: 'mbRelease', within: track },
  {
    files: /^musicbrainz\/picard-media-pregap/,
    as: 'mbRelease',
    within: (medium) => ({ ...release, media: [medium] }),
  },
  {
    files: /^musicbrainz\/picard-artist/,
    as: 'mbRelease',
    within: (artist) => ({ ...release, 'artist-credit': [{ artist }] }),
  },
  {
    files: /^musicbrainz\/picard-label-info/,
    as: 'mbRelease',
    within: (info) => ({ ...release, ...z.looseObject({}).catch({ 'label-info': info }).parse(info) }),
  },
  { files: /^coverartarchive\/release/, as: 'covers' },
  { files: /^acoustid\/lookup-with-metadata/, as: 'acoustidRecording' },
  { files: /^acoustid\/(lookup-many|batch-lookup-pairs|server-test)/, as: 'acoustid' },
  { files: /^lastfm\/(artist-getinfo|error-6)/, as: 'lastfmArtist' },
  { files: /^lastfm\/album-getinfo/, as: 'lastfmAlbum' },
  { files: /^lastfm\/track-getinfo/, as: 'lastfmTrack' },
  { files: /^fanarttv\//, as: 'fanart' },
];

export const NOT_READ: readonly NotRead[] = [];

/** Every file beside the repository, by its path there. */
export function recordings(): readonly string[] {
  if (!present) return [];
  return readdirSync(RECORDED, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md') && entry.name !== 'index.json')
    .map((entry) => `${entry.parentPath.replace(/\/+$/, '').split('/').at(-1)}/${entry.name}`)
    .sort();
}

export function recording(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, RECORDED), 'utf8'));
}
