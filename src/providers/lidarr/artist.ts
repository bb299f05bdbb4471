import { type Answer, ok } from '../../model/answer.ts';
import type { FsPath, MediaGroup } from '../../model/files.ts';
import type { ArrConfig } from '../arr/config.ts';
import type { ArrContext } from '../arr/context.ts';
import { filesOf, managedFile } from '../arr/file.ts';
import { type ListSpec, loadPart } from '../arr/load-list.ts';
import type { Digested } from '../arr/read-list.ts';
import type { ArrService } from '../arr/request.ts';
import type { LocatedFile } from '../port.ts';
import { query } from '../shared/addresses.ts';
import { present } from '../shared/present.ts';
import { placeOf } from './map.ts';
import { audioProbe } from './media-info.ts';
import {
  type LidarrAlbum,
  type LidarrArtist,
  type LidarrFile,
  type LidarrTrack,
  lidarrAlbum,
  lidarrFile,
  lidarrTrack,
} from './schema.ts';

/** All that Lidarr has of one artist. */
export interface ArtistParts {
  readonly fetchedAt: string;
  readonly albums: readonly Digested<LidarrAlbum>[];
  readonly tracks: readonly Digested<LidarrTrack>[];
  readonly files: readonly Digested<LidarrFile>[];
}

/**
 * Albums, tracks and files of one artist, in three requests, however many albums. The list of all albums at once would
 * be hundreds of megabytes in a large library, since each carries its artist and all its editions.
 */
export async function loadArtist(
  service: ArrService,
  config: ArrConfig,
  context: ArrContext,
  { id: artistId }: LidarrArtist,
  signal: AbortSignal,
): Promise<Answer<ArtistParts>> {
  const load = <T extends object>(name: string, schema: ListSpec<T>['schema'], what: string) =>
    loadPart(service, config, context, { resource: name + query({ artistId }), schema, what }, signal);
  const files = await load('trackfile', lidarrFile, 'file');
  if (files.status !== 'ok') return files;
  if (files.value.elements.length === 0) {
    return ok({ fetchedAt: files.value.fetchedAt, albums: [], tracks: [], files: [] });
  }
  const albums = await load('album', lidarrAlbum, 'album');
  if (albums.status !== 'ok') return albums;
  const tracks = await load('track', lidarrTrack, 'track');
  if (tracks.status !== 'ok') return tracks;
  return ok({
    fetchedAt: albums.value.fetchedAt,
    albums: albums.value.elements,
    tracks: tracks.value.elements,
    files: files.value.elements,
  });
}

/** A file of a group that Lidarr knows, and the album it belongs to there. */
export interface KnownTrackFile {
  readonly albumId: number;
  readonly file: LocatedFile;
}

/** Which of a group's files are which tracks; those that Lidarr knows and the group does not have are left out. */
export function knownFiles(
  { files, tracks }: ArtistParts,
  group: MediaGroup,
  toLocal: (remote: string) => readonly FsPath[],
): readonly KnownTrackFile[] {
  const here = filesOf(group.files.filter(({ role }) => role === 'main'));
  return files.flatMap((file): KnownTrackFile[] => {
    const relativePath = file.path === undefined ? undefined : here.at(toLocal(file.path));
    return relativePath === undefined
      ? []
      : [{ albumId: file.albumId, file: locatedTrack(file, relativePath, tracks) }];
  });
}

export function locatedTrack(file: LidarrFile, relativePath: FsPath, tracks: readonly LidarrTrack[]): LocatedFile {
  const places = tracks.filter(({ trackFileId }) => trackFileId === file.id).map(placeOf);
  const disc = places[0]?.disc;
  const numbers = places.flatMap((place) => (place.disc === disc ? (place.track ?? []) : []));
  const probe = audioProbe(file, relativePath);
  return {
    relativePath,
    managed: managedFile('lidarr', file),
    ...present({ disc, tracks: numbers.sort((a, b) => a - b), probe, size: file.size }),
  };
}
