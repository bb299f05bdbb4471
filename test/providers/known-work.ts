import type { ExternalIds } from '../../src/model/ids.ts';
import type { GroupKind } from '../../src/model/kinds.ts';
import type { SourceRecord } from '../../src/model/records.ts';
import type { KnownWork } from '../../src/providers/port.ts';

/** A record of another source, as a supplement meets it. */
export function recordOf(changes: Partial<SourceRecord> & Pick<SourceRecord, 'kind'>): SourceRecord {
  return {
    provider: 'other',
    providerId: '1',
    fetchedAt: '2026-01-01T00:00:00.000Z',
    digest: '0123456789abcdef',
    confidence: 1,
    ids: {},
    values: {},
    credits: [],
    images: [],
    children: [],
    ...changes,
  };
}

export function knownWork(kind: GroupKind, ids: ExternalIds, records: readonly SourceRecord[] = []): KnownWork {
  return { kind, ids, records };
}

export const ARTIST_MBID = '11111111-1111-4111-8111-111111111111';
export const GROUP_MBID = '22222222-2222-4222-8222-222222222222';
export const RELEASE_MBID = '33333333-3333-4333-8333-333333333333';

/** An album as MusicBrainz gives it: release, release group above it, artist above that. */
export function knownAlbum(artist = 'The Lanterns', title = 'Slow Rivers'): KnownWork {
  const above = recordOf({ kind: 'artist', ids: { 'musicbrainz-artist': ARTIST_MBID }, values: { title: artist } });
  const group = recordOf({
    kind: 'release-group',
    ids: { 'musicbrainz-release-group': GROUP_MBID },
    values: { title },
    parent: above,
  });
  const tracks = ['Opening', 'Delta'].map((name, index) =>
    recordOf({ kind: 'track', position: { disc: 1, track: index + 1 }, values: { title: name, artist } }),
  );
  const release = recordOf({
    kind: 'release',
    ids: { 'musicbrainz-release': RELEASE_MBID },
    values: { title, albumArtist: artist },
    children: tracks,
    parent: group,
  });
  return knownWork('album', { 'musicbrainz-release': RELEASE_MBID }, [release]);
}
