import { describe, expect, it } from 'vitest';
import { itemDocument } from '../../src/cli/commands/show/document.ts';
import { itemLines } from '../../src/cli/commands/show/lines.ts';
import { itemToDocument } from '../../src/cli/commands/show/to-document.ts';
import { fieldText } from '../../src/cli/text/field.ts';
import { newItemId } from '../../src/model/ids.ts';
import type { Credit } from '../../src/model/records.ts';
import type { ItemView } from '../../src/model/views.ts';
import { displayWidth } from '../../src/ui/width.ts';
import { itemView, sourceValue } from './item-view.ts';

function actor(order: number, part: Partial<Credit> = {}): Credit {
  return { name: `Actor ${order}`, department: 'cast', character: `Role ${order}`, order, ids: {}, ...part };
}

const MOVIE: ItemView = itemView({
  id: '0b8f6c0e-1111-4222-8333-0123456789ab' as ItemView['id'],
  fields: {
    title: {
      value: 'The Matrix',
      provider: 'radarr',
      values: [sourceValue('radarr', 'The Matrix'), sourceValue('tmdb', 'Matrix')],
    },
    genres: {
      value: ['Action', 'Science Fiction'],
      provider: 'tmdb',
      values: [sourceValue('tmdb', ['Action', 'Science Fiction'])],
    },
  },
  cast: Array.from({ length: 17 }, (_, order) => actor(order)),
  crew: [
    { name: 'Lana Wachowski', department: 'directing', job: 'Director', order: 0, ids: { 'tmdb-person': '9340' } },
  ],
  images: [
    {
      kind: 'poster',
      provider: 'tmdb',
      url: 'https://image.example/p.jpg',
      digest: 'ff00',
      path: 'ff/ff00.jpg',
      format: 'jpeg',
      width: 1000,
      height: 1500,
      bytes: 123_456,
      blurhash: 'LEHV6nWB2yk8',
      thumbnails: [{ width: 200, height: 300, path: 'ff/ff00-200.webp' }],
    },
  ],
  files: [
    {
      library: 'Films',
      path: 'The Matrix (1999)/The Matrix.mkv',
      role: 'main',
      size: 4_700_000_000,
      versionLabel: '1080p',
      part: 1,
      probe: {
        container: 'matroska',
        duration: 8160,
        video: [{ codec: 'h264', width: 1920, height: 800 }],
        audio: [{ codec: 'aac' }],
        subtitles: [],
        warnings: [],
      },
    },
    {
      library: 'Films',
      path: 'The Matrix (1999)/\u001b[2J\udcff.srt',
      role: 'subtitle',
      size: 12,
      language: 'en',
      missingSince: '2026-01-02',
    },
  ],
  identification: {
    outcome: 'matched',
    ids: { tmdb: '603' },
    by: 'radarr',
    score: 1,
    reasons: ['radarr knows the folder'],
    candidates: [
      {
        provider: 'tmdb',
        providerId: '604',
        kind: 'movie',
        ids: { tmdb: '604' },
        title: 'The Matrix Reloaded',
        alternativeTitles: [],
        year: 2003,
        distance: 0.4,
        penalties: [{ name: 'year', amount: 0.4, detail: 'year 1999 ≠ 2003' }],
      },
    ],
    degraded: [{ provider: 'tvdb', reason: '503' }],
  },
});

const SERIES: ItemView = itemView({
  kind: 'series',
  title: 'Breaking Bad',
  year: 2008,
  children: [
    itemView({
      kind: 'season',
      title: 'Season 1',
      position: { season: 1 },
      children: [
        itemView({
          kind: 'episode',
          title: 'Pilot',
          position: { season: 1, episode: 1 },
          files: [{ library: 'TV', path: '1.mkv', role: 'main', size: 1 }],
        }),
        itemView({ kind: 'episode', title: "Cat's in the Bag…", position: { season: 1, episode: 2 } }),
      ],
    }),
  ],
});

const ALBUM: ItemView = itemView({
  kind: 'release',
  title: 'OK Computer',
  children: [
    itemView({ kind: 'track', title: 'Airbag', position: { disc: 1, track: 1 } }),
    itemView({ kind: 'track', title: 'Lucky', position: { track: 11 } }),
  ],
  parents: [{ id: newItemId(), kind: 'artist', title: 'Radiohead', ids: {} }],
});

describe('itemToDocument', () => {
  it.each([
    ['movie', MOVIE],
    ['series', SERIES],
    ['album', ALBUM],
  ])('gives a document of the documented form: %s', (_kind, item) => {
    const document = JSON.parse(JSON.stringify(itemToDocument(item, '/art')));
    expect(itemDocument.strict().parse(document)).toEqual(document);
  });

  it('names sources, and makes the paths of pictures absolute', () => {
    const document = itemToDocument(MOVIE, '/art');
    expect(document.fields.title).toMatchObject({
      value: 'The Matrix',
      source: 'radarr',
      values: [
        { source: 'radarr', value: 'The Matrix' },
        { source: 'tmdb', value: 'Matrix', sourceId: '603' },
      ],
    });
    expect(document.images[0]).toMatchObject({
      path: '/art/ff/ff00.jpg',
      source: 'tmdb',
      blurhash: 'LEHV6nWB2yk8',
      thumbnails: [{ path: '/art/ff/ff00-200.webp' }],
    });
    expect(document.files[0]).toMatchObject({ version: '1080p', part: 1 });
    expect(document.identification).toMatchObject({ by: 'radarr', candidates: [{ sourceId: '604', distance: 0.4 }] });
    expect(document).not.toHaveProperty('seasons');
  });

  it('names children after what they are, none included', () => {
    const series = itemToDocument(SERIES, '/art');
    expect(series.seasons?.[0]?.episodes?.map((episode) => episode.title)).toEqual(['Pilot', "Cat's in the Bag…"]);
    expect(itemToDocument(ALBUM, '/art').tracks).toHaveLength(2);
    expect(itemToDocument(itemView({ kind: 'artist' }), '/art').releaseGroups).toEqual([]);
  });

  it('keeps names that are not UTF-8', () => {
    const text = JSON.stringify(itemToDocument(MOVIE, '/art'));
    expect(text).toContain('\\u001b[2J\\udcff.srt');
  });
});

describe('itemLines', () => {
  it('shows a movie', () => {
    expect(itemLines(MOVIE, '/art').join('\n')).toMatchInlineSnapshot(`
      "The Matrix (1999) · movie
      id 0b8f6c0e-1111-4222-8333-0123456789ab
      tmdb:603 imdb:tt0133093

      fields
        field   from, also said by  value
        title   radarr, tmdb        The Matrix
        genres  tmdb                Action, Science Fiction

      cast
        Actor 0   Role 0
        Actor 1   Role 1
        Actor 2   Role 2
        Actor 3   Role 3
        Actor 4   Role 4
        Actor 5   Role 5
        Actor 6   Role 6
        Actor 7   Role 7
        Actor 8   Role 8
        Actor 9   Role 9
        Actor 10  Role 10
        Actor 11  Role 11
        Actor 12  Role 12
        Actor 13  Role 13
        Actor 14  Role 14
        and 2 more

      crew
        Lana Wachowski  Director

      pictures
        poster by tmdb: 1000×1500 jpeg, 123 kB, /art/ff/ff00.jpg

      files
        Films: The Matrix (1999)/The Matrix.mkv (1080p, part 1, 4.7 GB, 2:16:00, 1920×800, h264, aac)
        Films: The Matrix (1999)/\\x1b[2J\\xff.srt (subtitle, en, 12 B, missing since 2026-01-02)

      identity
        matched, by radarr, score 1.00
        radarr knows the folder"
    `);
  });

  it('shows the parts of a series and of an album', () => {
    expect(itemLines(SERIES, '/art').slice(3).join('\n')).toMatchInlineSnapshot(`
      "
      parts
        S01 Season 1
          S01E01 Pilot (1 file)
          S01E02 Cat's in the Bag…"
    `);
    const album = itemLines(ALBUM, '/art');
    expect(album[1]).toBe('of Radiohead');
    expect(album.slice(-3)).toEqual(['parts', '  1-01 Airbag', '  11 Lucky']);
  });

  it.each([100, 60, 40])('fits %i columns', (width) => {
    for (const line of itemLines(MOVIE, '/art', { width })) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  });
});

describe('fieldText', () => {
  it.each([
    [
      { name: 'Alien Collection', tmdbId: '8091', poster: 'https://p.test/a' },
      'Alien Collection tmdbId 8091 poster https://p.test/a',
    ],
    ['text', 'text'],
    [42, '42'],
    [['a', 'b\n'], 'a, b\\x0a'],
    [[{ country: 'US', value: 'R' }], 'US R'],
    [{ source: 'imdb', value: 8.7, votes: 12 }, 'imdb 8.7 votes 12'],
    [{ name: 'The Matrix Collection', tmdbId: '2344' }, 'The Matrix Collection tmdbId 2344'],
    [null, 'null'],
  ])('%j', (value, text) => {
    expect(fieldText(value)).toBe(text);
  });
});
