import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ResourceName } from './resources.ts';

/** Answers of real servers, where they lie beside the repository, and ours. */
export const RECORDED = new URL('../../../../shared/api/', import.meta.url);
const OURS = new URL('../', import.meta.url);
export const recordedArePresent = existsSync(RECORDED);
if (!recordedArePresent) {
  process.stderr.write(
    '\n  NOTE: ../shared/api is absent; only our own fixtures are read, not the answers and specifications of real servers.\n\n',
  );
}

/** What is asked for in production, and how it is read. */
export interface Read {
  readonly files: RegExp;
  readonly as: ResourceName;
  /** Where the file holds several answers, or a part of the one that is asked for: the answers, with nothing else in them. */
  readonly answers?: (content: unknown) => readonly unknown[];
}

/** What is not asked for, or is no answer at all, and why. */
interface NotRead {
  readonly files: RegExp;
  readonly because: string;
}

const objects = z.array(z.looseObject({}));
/** Some recordings that are called after a part are the whole movie. */
const movieWith = (name: string) => (part: unknown) => {
  const isWhole = 'title' in z.looseObject({}).parse(part);
  return [isWhole ? part : { id: 1, title: 'M', [name]: part }];
};
const showWith = (name: string) => (part: unknown) => [{ id: 1, name: 'S', [name]: part }];
const releaseWith = (members: object) => ({ id: 'r', title: 'R', ...members });
const withTrack = (track: unknown) => [releaseWith({ media: [{ position: 1, tracks: [track] }] })];

/** One recording was written anew by a library that puts `_` for `-` and keeps relations apart by what they lead to. */
function asSent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSent);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, inner]) => [key.replaceAll('_', '-'), asSent(inner)] as const);
  const isRelations = ([key]: readonly [string, unknown]) => key.endsWith('-relations');
  const relations = members.filter(isRelations).flatMap(([, inner]) => z.array(z.unknown()).parse(inner));
  return {
    ...Object.fromEntries(members.filter((member) => !isRelations(member))),
    ...(relations.length === 0 ? {} : { relations }),
  };
}

/** The first that fits counts. */
export const READ: readonly Read[] = [
  { files: /^radarr\/movie-/, as: 'radarrMovie' },
  { files: /^radarr\/(moviefile-)/, as: 'arrFile' },
  { files: /^radarr\/credit/, as: 'radarrCredits' },
  { files: /^(radarr\/system-status|whisparr\/status)/, as: 'arrStatus' },
  { files: /^radarr\/tag\./, as: 'arrTags' },
  { files: /^sonarr\/series-/, as: 'sonarrSeries' },
  { files: /^sonarr\/(episode-list|calendar)-/, as: 'sonarrEpisode' },
  { files: /^sonarr\/episodefile-/, as: 'arrFile' },
  { files: /^lidarr\/artist-/, as: 'lidarrArtist' },
  { files: /^lidarr\/(album-list|calendar-album)/, as: 'lidarrAlbum' },
  { files: /^lidarr\/track-list/, as: 'lidarrTrack' },
  { files: /^lidarr\/trackfile-list/, as: 'lidarrFile' },
  { files: /^whisparr\/movie-list/, as: 'whisparrMovie' },
  { files: /^whisparr\/site-list/, as: 'whisparrSite' },
  { files: /^whisparr\/scene-list/, as: 'whisparrScene' },
  { files: /^tmdb\/movie-\d+-images/, as: 'tmdbMovie', answers: movieWith('images') },
  { files: /^tmdb\/movie-release-dates/, as: 'tmdbMovie', answers: movieWith('release_dates') },
  { files: /^tmdb\/movie-translations/, as: 'tmdbMovie', answers: movieWith('translations') },
  { files: /^tmdb\/movie-(\d+|all-2014)/, as: 'tmdbMovie' },
  { files: /^tmdb\/tv-1399-external-ids/, as: 'tmdbShow', answers: showWith('external_ids') },
  { files: /^tmdb\/tv-1399-content-ratings/, as: 'tmdbShow', answers: showWith('content_ratings') },
  { files: /^tmdb\/tv-episode-groups/, as: 'tmdbShow', answers: showWith('episode_groups') },
  { files: /^tmdb\/tv-images/, as: 'tmdbShow', answers: showWith('images') },
  { files: /^tmdb\/tv-\d+-season/, as: 'tmdbShow', answers: showWith('season/1') },
  { files: /^tmdb\/tv-(\d+-(append|external-ids|show)|details)/, as: 'tmdbShow' },
  // This recording holds movies, whatever its name says.
  { files: /^tmdb\/search-(movie-|tv-optional)/, as: 'tmdbMovieSearch' },
  { files: /^tmdb\/search-tv-/, as: 'tmdbTvSearch' },
  { files: /^tmdb\/find-/, as: 'tmdbFind' },
  { files: /^tmdb\/collection-/, as: 'tmdbCollection' },
  { files: /^tmdb\/configuration/, as: 'tmdbConfiguration' },
  { files: /^tmdb\/changes-/, as: 'tmdbChanges' },
  { files: /^tvdb\/series-/, as: 'tvdbSeries' },
  { files: /^tvdb\/(shape-movie-extended|movie-)/, as: 'tvdbMovie' },
  { files: /^tvdb\/(shape-seriesepisodes|episodes-)/, as: 'tvdbEpisodes' },
  { files: /^tvdb\/search-/, as: 'tvdbSearch' },
  { files: /^tvdb\/remoteid-/, as: 'tvdbRemote' },
  { files: /^tvdb\/login/, as: 'tvdbLogin' },
  { files: /^tvdb\/(shape-update|updates)/, as: 'tvdbUpdates' },
  { files: /^stashbox\/scenes\.json/, as: 'stashScene', answers: (scenes) => objects.parse(scenes) },
  { files: /^tvmaze\/show-/, as: 'tvmazeShow' },
  { files: /^tvmaze\/search-/, as: 'tvmazeSearch' },
  { files: /^omdb\/id-/, as: 'omdbWork' },
  { files: /^omdb\/search-/, as: 'omdbSearch' },
  { files: /^musicbrainz\/release-official/, as: 'mbRelease', answers: (release) => [asSent(release)] },
  { files: /^musicbrainz\/(release-|picard-release\.json|picard-country)/, as: 'mbRelease' },
  { files: /^musicbrainz\/(search-release|browse-release)/, as: 'mbReleases' },
  {
    files: /^musicbrainz\/server-test-pairs/,
    as: 'mbReleases',
    // Of the questions that MusicBrainz tests itself with, those that are put to it here.
    answers: (pairs) =>
      objects
        .parse(pairs)
        .filter(({ request }) => /ws\/2\/(release\?|discid\/)/.test(String(request)))
        .map(({ response }) => response),
  },
  {
    files: /^musicbrainz\/picard-release-group/,
    as: 'mbRelease',
    answers: (group) => [releaseWith({ 'release-group': group })],
  },
  {
    files: /^musicbrainz\/picard-recording/,
    as: 'mbRelease',
    answers: (recording) => withTrack({ id: 't', position: 1, recording }),
  },
  { files: /^musicbrainz\/picard-track/, as: 'mbRelease', answers: withTrack },
  {
    files: /^musicbrainz\/picard-media-pregap/,
    as: 'mbRelease',
    answers: (medium) => [releaseWith({ media: [medium] })],
  },
  {
    files: /^musicbrainz\/picard-artist/,
    as: 'mbRelease',
    answers: (artist) => [releaseWith({ 'artist-credit': [{ artist }] })],
  },
  {
    files: /^musicbrainz\/picard-label-info/,
    as: 'mbRelease',
    answers: (part) => [releaseWith(z.looseObject({}).parse(part))],
  },
  { files: /^coverartarchive\//, as: 'covers' },
  { files: /^acoustid\/lookup-with-metadata/, as: 'acoustidRecording' },
  {
    files: /^acoustid\/batch-lookup-pairs/,
    as: 'acoustid',
    answers: (pairs) => objects.parse(pairs).map(({ response }) => response),
  },
  { files: /^acoustid\/server-test/, as: 'acoustid', answers: (answers) => objects.parse(answers) },
  { files: /^acoustid\//, as: 'acoustid' },
  { files: /^lastfm\/(artist-getinfo|error-6)/, as: 'lastfmArtist' },
  { files: /^lastfm\/artist-getsimilar/, as: 'lastfmSimilar' },
  { files: /^lastfm\/album-getinfo/, as: 'lastfmAlbum' },
  { files: /^lastfm\/track-getinfo/, as: 'lastfmTrack' },
  { files: /^fanarttv\//, as: 'fanart' },
];

const NO_SERVER =
  'the application posts it to a server; nothing listens here, and the next scan finds the files changed';
const OF_MANY = 'a request for each of many, for nothing that the domain has a field for';

export const NOT_READ: readonly NotRead[] = [
  { files: /\/openapi/, because: 'a specification: specifications.test.ts reads it' },
  { files: /^radarr\/extrafile-/, because: 'a request a movie for files that the walk has seen' },
  { files: /^radarr\/odd-movies/, because: 'bad input, read by radarr.test.ts' },
  {
    files: /\/(qualityprofile|metadataprofile)/,
    because: 'what a person wishes for, not what the files are: `quality` of each file says that',
  },
  { files: /\/rootfolder/, because: 'the folder of each work, in the list of works, says more' },
  { files: /\/webhook-/, because: NO_SERVER },
  { files: /^sonarr\/error-404/, because: 'an error with status 404, of which the status alone is read' },
  { files: /^tmdb\/error-/, because: 'errors with status 401 and 404, of which the status alone is read' },
  { files: /^tmdb\/person-/, because: OF_MANY },
  { files: /^tmdb\/search-multi/, because: 'it is known whether a movie or a series is searched for' },
  {
    files: /^tmdb\/tv-(episode-3479046-append|1418-s07e05)/,
    because: 'a request an episode; the answer about the season has its episodes',
  },
  { files: /^tvdb\/artwork-types/, because: 'a list that does not change: `tvdb/map/images.ts`, and a test compares' },
  {
    files: /^tvdb\/(episode|season)-.*-extended/,
    because: 'a request an episode or season; the pages of all have them',
  },
  { files: /^tvdb\/shape-people/, because: OF_MANY },
  { files: /^stashbox\/schema\.graphql/, because: 'a specification: stashbox.test.ts compares the questions with it' },
  {
    files: /^stashbox\/scene-search-corpus/,
    because: 'how the server ranks what it finds, which is weighed anew here',
  },
  { files: /^theporndb\//, because: 'ThePornDB is no source: Whisparr asks it' },
  { files: /^musicbrainz\/search-artist/, because: 'albums are searched for, with their artists in them' },
  { files: /^musicbrainz\/error-503/, because: 'an error with status 503, of which the status and the words are told' },
  { files: /^lastfm\/track-getsimilar/, because: 'a request a track for other tracks that are mostly not there' },
  { files: /^nfo\//, because: 'files, which test/media/nfo.test.ts reads' },
  { files: /^ffprobe\//, because: 'output of a program that is not run: containers are read directly' },
];

export interface RecordedFile {
  /** `radarr/movie-list.json` */
  readonly name: string;
  readonly url: URL;
  /** One of our fixtures. */
  readonly isOurs: boolean;
}

/** Every file of both places. */
export function recordings(): readonly RecordedFile[] {
  const services = readdirSync(OURS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ours = services.flatMap(({ name }) => filesIn(name, new URL(`${name}/fixtures/`, OURS)));
  if (!recordedArePresent) return ours;
  const folders = readdirSync(RECORDED, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...ours, ...folders.flatMap(({ name }) => filesIn(name, new URL(`${name}/`, RECORDED)))];
}

function filesIn(service: string, folder: URL): RecordedFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => ({
    name: `${service}/${file}`,
    url: new URL(file, folder),
    isOurs: folder.href.startsWith(OURS.href),
  }));
}

/** The answers in a file, as they are asked for. */
export function answersIn({ url }: RecordedFile, { answers = (content) => [content] }: Read): readonly unknown[] {
  return answers(JSON.parse(readFileSync(url, 'utf8')));
}
