import type { ExternalIds } from '../../model/ids.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { ArrConfig } from '../arr/config.ts';
import type { Digested } from '../arr/read-list.ts';
import { ownId } from '../arr/values.ts';
import { present } from '../shared/present.ts';
import { countryCode } from './countries.ts';
import type { LidarrAlbum, LidarrArtist, LidarrTrack } from './schema.ts';

/** An album as its parts are loaded, and when. */
export interface LoadedAlbum {
  readonly artist: Digested<LidarrArtist>;
  readonly album: Digested<LidarrAlbum>;
  /** Those of this album. */
  readonly tracks: readonly Digested<LidarrTrack>[];
  readonly fetchedAt: string;
  /** Labels of the artist's tags; albums have none of their own. */
  readonly tags: readonly string[];
}

/** Ids by which Lidarr knows an album: of the group, and of the edition that it keeps. */
export function albumIds({ album }: Pick<LoadedAlbum, 'album'>, config: ArrConfig): ExternalIds {
  return present({
    lidarr: ownId(config, 'lidarr', String(album.id)),
    'musicbrainz-release-group': album.foreignAlbumId,
    'musicbrainz-release': keptRelease(album)?.foreignReleaseId,
  });
}

/** An album → its edition with the tracks, its release group above it and the artist above that. */
export function albumRecord(loaded: LoadedAlbum, config: ArrConfig): SourceRecord {
  const { artist, album, tracks } = loaded;
  const release = keptRelease(album);
  const ids = albumIds(loaded, config);
  const { 'musicbrainz-release-group': _, ...releaseIds } = ids;
  return {
    ...base(loaded, config, 'release', String(album.id), album.digest),
    ids: releaseIds,
    values: present({
      title: release?.title ?? album.title,
      artist: artist.artistName,
      albumArtist: artist.artistName,
      genres: album.genres,
      releaseTypes: typesOf(album),
      releaseStatus: release?.status,
      countries: [...new Set((release?.country ?? []).flatMap((name) => countryCode(name) ?? []))],
      label: release?.label[0],
      mediaFormat: release?.format,
      discTotal: release?.mediumCount,
      trackTotal: release?.trackCount,
      disambiguation: release?.disambiguation,
      monitored: album.monitored,
    }),
    images: album.images,
    children: tracks.map((track) => trackRecord(track, loaded, config)),
    parent: groupRecord(loaded, config),
  };
}

/** Without a monitored edition the only one there is; where there are several, none is sure. */
function keptRelease({ releases }: LidarrAlbum): LidarrAlbum['releases'][number] | undefined {
  return releases.find(({ monitored }) => monitored === true) ?? (releases.length === 1 ? releases[0] : undefined);
}

function typesOf({ albumType, secondaryTypes }: LidarrAlbum): readonly string[] {
  return [...(albumType === undefined ? [] : [albumType]), ...secondaryTypes];
}

function trackRecord(track: Digested<LidarrTrack>, loaded: LoadedAlbum, config: ArrConfig): SourceRecord {
  const place = placeOf(track);
  return {
    ...base(loaded, config, 'track', `${loaded.album.id}/track/${track.id}`, track.digest),
    ids: present({ 'musicbrainz-track': track.foreignTrackId, 'musicbrainz-recording': track.foreignRecordingId }),
    position: place,
    values: present({
      title: track.title,
      duration: track.duration,
      discNumber: place.disc,
      trackNumber: place.track,
      ratings: track.ratings,
    }),
    children: [],
  };
}

/** Disc and place on it. A vinyl side's `A1` is no number; the place is. */
export function placeOf(track: LidarrTrack): { readonly disc: number; readonly track?: number } {
  const place = track.absoluteTrackNumber ?? track.trackNumber;
  return { disc: track.mediumNumber ?? 1, ...present({ track: place }) };
}

function groupRecord(loaded: LoadedAlbum, config: ArrConfig): SourceRecord {
  const { album, artist } = loaded;
  return {
    ...base(loaded, config, 'release-group', `${album.id}/group`, album.digest),
    ids: present({ 'musicbrainz-release-group': album.foreignAlbumId, wikidata: album.links }),
    values: present({
      title: album.title,
      artist: artist.artistName,
      albumArtist: artist.artistName,
      overview: album.overview,
      disambiguation: album.disambiguation,
      releaseTypes: typesOf(album),
      releaseDate: album.releaseDate,
      year: album.releaseDate === undefined ? undefined : Number(album.releaseDate.slice(0, 4)),
      genres: album.genres,
      ratings: album.ratings,
    }),
    children: [],
    parent: artistRecord(loaded, config),
  };
}

function artistRecord(loaded: LoadedAlbum, config: ArrConfig): SourceRecord {
  const { artist } = loaded;
  return {
    ...base(loaded, config, 'artist', `artist/${artist.id}`, artist.digest),
    ids: present({ 'musicbrainz-artist': artist.foreignArtistId, wikidata: artist.links }),
    values: present({
      title: artist.artistName,
      overview: artist.overview,
      disambiguation: artist.disambiguation,
      genres: artist.genres,
      tags: loaded.tags,
      ratings: artist.ratings,
      status: artist.status,
      added: artist.added,
      monitored: artist.monitored,
    }),
    images: artist.images,
    children: [],
  };
}

function base(
  { fetchedAt }: LoadedAlbum,
  config: ArrConfig,
  kind: SourceRecord['kind'],
  id: string,
  digest: string,
): Omit<SourceRecord, 'values' | 'ids' | 'children'> {
  const providerId = ownId(config, 'lidarr', id);
  return { provider: 'lidarr', providerId, kind, fetchedAt, digest, confidence: 1, credits: [], images: [] };
}
