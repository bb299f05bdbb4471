import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { MediaGroup } from '../../model/files.ts';
import { worksAbove } from '../arr/above.ts';
import type { ArrConfig } from '../arr/config.ts';
import { type ArrContext, KEEP_FAILURE_MS } from '../arr/context.ts';
import { inspection } from '../arr/inspection.ts';
import { type Loaded, loadList } from '../arr/load-list.ts';
import { type LocalPaths, localPaths } from '../arr/local-paths.ts';
import { type PathIndex, pathIndex } from '../arr/path-index.ts';
import type { Digested } from '../arr/read-list.ts';
import type { ArrService } from '../arr/request.ts';
import { severalWorks } from '../arr/several.ts';
import { tagLabels } from '../arr/tags.ts';
import type { InspectableManager, Located } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { present } from '../shared/present.ts';
import { type ArtistParts, knownFiles, loadArtist } from './artist.ts';
import { albumIds, albumRecord } from './map.ts';
import { type LidarrArtist, lidarrArtist } from './schema.ts';

const SERVICE: ArrService = { provider: 'lidarr', api: '/api/v1' };
/** Artists whose albums are kept: the albums of one come soon after one another. */
const KEPT_ARTISTS = 32;

interface ArtistLibrary {
  readonly byFolder: PathIndex<Digested<LidarrArtist>>;
  /** Folders as Lidarr sees them. */
  readonly folders: readonly string[];
}

/** Lidarr as a library manager: one request for all artists, and three for each artist of whom albums are asked for. */
export function createLidarr(config: ArrConfig, context: ArrContext): InspectableManager {
  const local = localPaths(config.pathMap, context.roots ?? []);
  const labels = tagLabels(SERVICE, config, context);
  const now = present({ now: context.now });
  const lists = answerMemo<ArtistLibrary>({ limit: 1, keepFailureMs: KEEP_FAILURE_MS, ...now });
  const artists = answerMemo<ArtistParts>({ limit: KEPT_ARTISTS, keepFailureMs: KEEP_FAILURE_MS, ...now });

  const library = (signal: AbortSignal): Promise<Answer<ArtistLibrary>> =>
    lists.ask('list', signal, async () => {
      const spec = { resource: 'artist', schema: lidarrArtist, what: 'artist' };
      const answer = await loadList(SERVICE, config, context, spec, signal);
      if (answer.status !== 'ok') return answer;
      await local.prepare(answer.value.elements.flatMap(({ path }) => path ?? []));
      return ok(artistLibrary(answer.value, local.of));
    });

  /** The artist in whose folder a group lies; not asked for where Lidarr says itself that it has no file of theirs. */
  const artistOf = ({ byFolder }: ArtistLibrary, group: MediaGroup): Digested<LidarrArtist> | undefined => {
    const [artist, ...others] = worksAbove(byFolder, group);
    return others.length > 0 || artist?.statistics?.trackFileCount === 0 ? undefined : artist;
  };

  const locate = async (group: MediaGroup, signal: AbortSignal): Promise<Answer<Located>> => {
    const list = await library(signal);
    if (list.status !== 'ok') return list;
    const artist = artistOf(list.value, group);
    if (artist === undefined) return NOT_FOUND;
    const answer = await artists.ask(String(artist.id), signal, () =>
      loadArtist(SERVICE, config, context, artist, signal),
    );
    if (answer.status !== 'ok') return answer;
    const { albums, tracks, fetchedAt } = answer.value;
    const known = knownFiles(answer.value, group, local.of);
    const of = albums.filter(({ id }) => known.some(({ albumId }) => albumId === id));
    const [album, ...others] = of;
    if (album === undefined) return NOT_FOUND;
    if (others.length > 0) {
      const titles = of.map(({ title }) => title);
      context.warn(severalWorks('lidarr', config, group, { one: 'album', many: 'albums', titles }));
      return NOT_FOUND;
    }
    const tags = await labels(artist.tags, signal);
    const own = tracks.filter(({ albumId }) => albumId === album.id);
    const loaded = { artist, album, tracks: own, fetchedAt, tags };
    return ok({
      ids: albumIds(loaded, config),
      record: albumRecord(loaded, config),
      files: known.map(({ file }) => file),
    });
  };

  return {
    ...inspection(SERVICE, config, context, { libraries: ['music', 'auto'], local, library }),
    groups: ['album'],
    locate: async (group, signal) => (group.kind === 'album' ? locate(group, signal) : NOT_FOUND),
    // The list has the artists only; an album by its id would cost a request, and MusicBrainz knows it better.
    byId: async () => NOT_FOUND,
  };
}

function artistLibrary({ elements }: Loaded<LidarrArtist>, toLocal: LocalPaths['of']): ArtistLibrary {
  const byFolder = pathIndex<Digested<LidarrArtist>>();
  for (const artist of elements) if (artist.path !== undefined) byFolder.add(toLocal(artist.path), artist);
  return { byFolder, folders: elements.flatMap(({ path }) => path ?? []) };
}
