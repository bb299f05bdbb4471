import { describe, expect, it } from 'vitest';
import type { Library } from '../../src/model/files.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { MetadataSource, SourceSettings, Sources, SupplementSource } from '../../src/providers/port.ts';
import { sourceSettings } from '../../src/providers/settings.ts';
import type { SourcesConfig } from '../../src/providers/sources-config.ts';
import { createInquiries } from '../../src/scan/inquiry.ts';
import type { Inquiry } from '../../src/store/port.ts';

const LIBRARY: Library = { name: 'Movies', root: '/m', kind: 'movies' };
const DAY = 86_400_000;
const START = Date.parse('2026-03-01T12:00:00Z');

const searched = (id: string): MetadataSource => ({
  id,
  groups: ['movie'],
  resolves: [],
  idKind: {},
  search: () => Promise.reject(new Error('not asked')),
  resolve: () => Promise.reject(new Error('not asked')),
  complete: () => Promise.reject(new Error('not asked')),
  fetch: () => Promise.reject(new Error('not asked')),
});
const adding = (id: string): SupplementSource => ({
  id,
  groups: ['movie'],
  supplement: () => Promise.reject(new Error('not asked')),
});

interface Given {
  readonly metadata?: readonly string[];
  readonly supplements?: readonly string[];
  readonly settings?: Readonly<Record<string, SourceSettings>>;
  readonly at?: number;
}

function inquiries({ metadata = [], supplements = [], settings = {}, at = START }: Given) {
  const sources: Sources = {
    managers: [],
    local: [],
    artwork: [],
    metadata: metadata.map(searched),
    supplements: supplements.map(adding),
    settings: new Map(Object.entries(settings)),
  };
  return createInquiries(sources, () => new Date(at));
}

const group = (outcome: Outcome, inquiry?: Inquiry) =>
  ({ key: 'A', kind: 'movie', outcome, ...(inquiry === undefined ? {} : { inquiry }) }) as const;
const asked = (outcome: Outcome) => ({ library: LIBRARY, kind: 'movie', outcome }) as const;

describe('the sources that could have answered', () => {
  it('are asked about again when one is added, not when one is taken away', () => {
    const before = inquiries({ metadata: ['tmdb'] }).record(asked('matched'), [], 0);
    expect(inquiries({ metadata: ['tmdb'] }).hasGrown(LIBRARY, group('matched', before))).toBe(false);
    expect(inquiries({}).hasGrown(LIBRARY, group('matched', before))).toBe(false);
    expect(inquiries({ metadata: ['tmdb', 'tvdb'] }).hasGrown(LIBRARY, group('matched', before))).toBe(true);
  });

  it('are, of a group that nobody knows, those alone that identify', () => {
    const before = inquiries({ metadata: ['tmdb'] }).record(asked('unmatched'), [], 0);
    const more = inquiries({ metadata: ['tmdb'], supplements: ['omdb'] });
    expect(more.hasGrown(LIBRARY, group('unmatched', before))).toBe(false);
    expect(more.hasGrown(LIBRARY, group('matched', before))).toBe(true);
  });

  it('do not hold one that could not be asked', () => {
    const unasked = [{ provider: 'tmdb', reason: 'down', code: 'HTTP_NETWORK' }];
    expect(inquiries({ metadata: ['tmdb', 'tvdb'] }).record(asked('matched'), unasked, 0).sources).toEqual(['tvdb']);
  });

  it('hold one that refused its key until it has another key', () => {
    const refused = [{ provider: 'omdb', reason: 'bad key', code: 'HTTP_AUTH' }];
    const withKey = (key: string) => inquiries({ supplements: ['omdb'], settings: { omdb: { key } } });
    const before = withKey('11111111').record(asked('matched'), refused, 0);
    expect(withKey('11111111').hasGrown(LIBRARY, group('matched', before))).toBe(false);
    expect(withKey('22222222').hasGrown(LIBRARY, group('matched', before))).toBe(true);
    const answered = withKey('22222222').record(asked('matched'), [], 0);
    expect(withKey('33333333').hasGrown(LIBRARY, group('matched', answered))).toBe(false);
  });

  it('hold one whose share of requests was used up until the next day', () => {
    const spent = [{ provider: 'omdb', reason: 'enough', code: 'HTTP_RATE_LIMITED' }];
    const on = (at: number) => inquiries({ supplements: ['omdb'], at });
    const before = on(START).record(asked('matched'), spent, 0);
    expect(on(START + 3_600_000).hasGrown(LIBRARY, group('matched', before))).toBe(false);
    expect(on(START + DAY).hasGrown(LIBRARY, group('matched', before))).toBe(true);
  });

  it('of a store that did not keep them are, of a known work, those that have said nothing of it', () => {
    const stored = { ...group('matched'), answered: ['name', 'tmdb'] };
    expect(inquiries({ metadata: ['tmdb'] }).hasGrown(LIBRARY, stored)).toBe(false);
    expect(inquiries({ metadata: ['tmdb'], supplements: ['omdb'] }).hasGrown(LIBRARY, stored)).toBe(true);
  });

  it('are asked again in other languages, but not where an earlier version did not keep in which they were', () => {
    const speaking = (locale: string) => inquiries({ metadata: ['tmdb'], settings: { tmdb: { locale } } });
    const before = speaking('aaaaaaaa').record(asked('matched'), [], 0);
    expect(speaking('aaaaaaaa').hasGrown(LIBRARY, group('matched', before))).toBe(false);
    expect(speaking('bbbbbbbb').hasGrown(LIBRARY, group('matched', before))).toBe(true);
    expect(speaking('bbbbbbbb').hasGrown(LIBRARY, group('matched', { sources: ['tmdb'] }))).toBe(false);
  });

  it('of a store that did not keep them are taken for none where nobody knew the group', () => {
    expect(inquiries({ metadata: ['tmdb'] }).hasGrown(LIBRARY, group('unmatched'))).toBe(true);
    expect(inquiries({ metadata: ['tmdb'] }).hasGrown(LIBRARY, group('matched'))).toBe(false);
  });
});

describe('a group that nobody knew', () => {
  it('is asked about again after 1, 3, 7 and 30 days, then every 30', () => {
    let inquiry = inquiries({ metadata: ['tmdb'] }).record(asked('unmatched'), [], 0);
    let at = START;
    for (const days of [1, 3, 7, 30, 30]) {
      const early = inquiries({ metadata: ['tmdb'], at: at + days * DAY - 1 });
      expect(early.isAged(LIBRARY, group('unmatched', inquiry))).toBe(false);
      at += days * DAY;
      const due = inquiries({ metadata: ['tmdb'], at });
      expect(due.isAged(LIBRARY, group('unmatched', inquiry))).toBe(true);
      inquiry = due.record(asked('unmatched'), [], inquiry.times ?? 0);
    }
  });

  it('does not age where there is nobody to ask, or it is known by now', () => {
    const inquiry = { sources: [], at: new Date(START).toISOString(), times: 1 };
    expect(inquiries({ at: START + 99 * DAY }).isAged(LIBRARY, group('unmatched', inquiry))).toBe(false);
    const asking = inquiries({ metadata: ['tmdb'], at: START + 99 * DAY });
    expect(asking.isAged(LIBRARY, group('matched', inquiry))).toBe(false);
  });
});

describe('the settings that matter', () => {
  const config = (more: Partial<SourcesConfig>): SourcesConfig => ({ languages: ['en'], country: 'US', ...more });
  const radarr = { url: 'http://nas:7878', apiKey: 'k', pathMap: [{ from: '/movies', to: '/m' }] };
  const digest = (more: Partial<SourcesConfig>, name: string) => sourceSettings(config(more)).get(name)?.digest;

  it('are the path map, address and libraries of an Arr, not its key or the way they are written', () => {
    const usual = digest({ radarr: [radarr] }, 'radarr');
    expect(digest({ radarr: [{ ...radarr, apiKey: 'other' }] }, 'radarr')).toBe(usual);
    expect(
      digest(
        { radarr: [{ ...radarr, url: 'http://nas:7878/', pathMap: [{ from: '/movies/', to: '/m/' }] }] },
        'radarr',
      ),
    ).toBe(usual);
    expect(digest({ radarr: [{ ...radarr, pathMap: [] }] }, 'radarr')).not.toBe(usual);
    expect(digest({ radarr: [{ ...radarr, url: 'http://nas:7879' }] }, 'radarr')).not.toBe(usual);
    expect(digest({ radarr: [{ ...radarr, name: 'HD' }] }, 'radarr:HD')).toBe(usual);
  });

  it('are languages and country of those alone that choose by them', () => {
    const sources = {
      tmdb: { url: 'https://api.themoviedb.org/3', apiKey: 'k' },
      musicbrainz: { url: 'https://musicbrainz.org/ws/2' },
      omdb: { url: 'https://www.omdbapi.com', apiKey: 'k' },
    };
    const changed = (more: Partial<SourcesConfig>): readonly string[] => {
      const now = sourceSettings(config({ ...sources, ...more }));
      return [...sourceSettings(config(sources))]
        .filter(([name, { locale }]) => now.get(name)?.locale !== locale)
        .map(([name]) => name);
    };
    expect(changed({ languages: ['de', 'en'] })).toEqual(['tmdb']);
    expect(changed({ country: 'DE' })).toEqual(['tmdb', 'musicbrainz']);
  });

  it('are not the address of a catalogue, and no key stands in them', () => {
    const tmdb = { url: 'https://api.themoviedb.org/3', apiKey: 'secret-key-of-tmdb' };
    expect(digest({ tmdb }, 'tmdb')).toBe(digest({ tmdb: { ...tmdb, url: 'https://mirror.example' } }, 'tmdb'));
    expect(JSON.stringify([...sourceSettings(config({ tmdb }))])).not.toContain('secret');
  });
});
