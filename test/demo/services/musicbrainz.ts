import { RELEASES, type ReleaseFact } from '../facts/music.ts';

/** Answers of the demo's MusicBrainz to one path below `/ws/2`; undefined = 404. */
export function musicbrainzAnswer(path: string, query: URLSearchParams): unknown {
  const [entity, id] = path.split('/').filter((part) => part !== '');
  if (entity === 'release' && id !== undefined) return lookup(id);
  if (entity === 'release') return search(query.get('query') ?? '');
  return undefined;
}

/** What `coverartarchive.org/release/{id}` answers; undefined = 404. */
export function coverArtIndex(id: string): unknown {
  if (!RELEASES.some((release) => release.release === id)) return undefined;
  const image = `https://coverartarchive.org/release/${id}/cover.jpg`;
  return {
    release: `https://musicbrainz.org/release/${id}`,
    images: [
      {
        id: 1,
        types: ['Front'],
        front: true,
        back: false,
        approved: true,
        comment: '',
        edit: 1,
        image,
        thumbnails: { '250': image, '500': image, small: image, large: image },
      },
    ],
  };
}

function search(query: string): unknown {
  const words = fold(query);
  const hits = RELEASES.filter(
    (release) => words.includes(fold(release.title)) && words.includes(fold(release.artist.name)),
  );
  return { created: '2026-01-01T00:00:00.000Z', count: hits.length, offset: 0, releases: hits.map(hit) };
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function common(release: ReleaseFact): Record<string, unknown> {
  const { artist } = release;
  return {
    id: release.release,
    title: release.title,
    status: release.status ?? null,
    date: release.date,
    country: release.country,
    barcode: release.barcode ?? null,
    disambiguation: '',
    'artist-credit': [
      { name: artist.name, joinphrase: '', artist: { id: artist.id, name: artist.name, 'sort-name': artist.sortName } },
    ],
    'release-group': {
      id: release.group.id,
      title: release.title,
      'primary-type': release.group.type,
      'secondary-types': [],
      'first-release-date': release.group.firstRelease,
      genres: release.genres.map((name) => ({ name, count: 1 })),
      'artist-credit': [
        {
          name: artist.name,
          joinphrase: '',
          artist: { id: artist.id, name: artist.name, 'sort-name': artist.sortName },
        },
      ],
    },
    'label-info': [{ 'catalog-number': release.catalogNumber, label: release.label }],
  };
}

function hit(release: ReleaseFact): unknown {
  return {
    ...common(release),
    score: 100,
    'track-count': release.tracks.length,
    media: [{ format: release.format, 'disc-count': 0, 'track-count': release.tracks.length }],
  };
}

function lookup(id: string): unknown {
  const release = RELEASES.find((candidate) => candidate.release === id);
  if (release === undefined) return undefined;
  const { artist } = release;
  return {
    ...common(release),
    'cover-art-archive': { artwork: true, count: 1, front: true, back: false, darkened: false },
    genres: release.genres.map((name) => ({ name, count: 1 })),
    media: [
      {
        position: 1,
        format: release.format,
        title: '',
        'track-count': release.tracks.length,
        tracks: release.tracks.map((track, index) => ({
          id: track.track,
          number: String(index + 1),
          position: index + 1,
          title: track.title,
          length: track.length,
          'artist-credit': [
            {
              name: artist.name,
              joinphrase: '',
              artist: { id: artist.id, name: artist.name, 'sort-name': artist.sortName },
            },
          ],
          recording: { id: track.recording, title: track.title, length: track.length, video: false, isrcs: [] },
        })),
      },
    ],
  };
}
