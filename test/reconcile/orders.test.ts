import { describe, expect, it } from 'vitest';
import { ORDERS, ordersOf } from '../../src/reconcile/orders.ts';
import { DEFAULT_POLICY, fieldPolicy, policyFor } from '../../src/reconcile/policy.ts';

const catalogues = ['tmdb', 'tvdb', 'tvmaze', 'musicbrainz', 'stashbox'];
const managers = ['radarr', 'sonarr', 'lidarr'];
const beside = ['nfo', 'tags', 'plexmatch', 'name'];

describe('the order of sources', () => {
  it('is that of the list, by what the sources are', () => {
    expect(ORDERS).toMatchObject({
      texts: ['person', 'nfo', ...catalogues, ...managers, '*', 'tags', 'plexmatch', 'name'],
      facts: ['person', ...catalogues, ...managers, '*', ...beside],
      managed: ['person', ...managers, '*', ...beside],
      credits: ['person', ...catalogues, '*', ...managers, ...beside],
      foreignIds: [...managers, ...catalogues, '*', ...beside],
    });
  });

  it('begins with the source that leads a field', () => {
    const orderOf = (kind: 'movie' | 'track', field: 'ratings' | 'sortTitle' | 'genres') =>
      fieldPolicy(DEFAULT_POLICY, kind, field).order;
    expect(orderOf('movie', 'ratings')).toEqual(['person', 'omdb', ...ORDERS.facts]);
    expect(orderOf('movie', 'sortTitle')).toEqual(['person', 'nfo', 'musicbrainz', 'tags', '*', 'name']);
    expect(orderOf('track', 'genres')).toEqual(['person', 'nfo', 'tags', 'musicbrainz', '*', 'name']);
  });

  it('ranks a source by its own declaration', () => {
    const orders = ordersOf([
      { id: 'one', rank: 'catalogue' },
      { id: 'two', leads: ['ratings'] },
    ]);
    expect(orders.facts).toEqual(['person', 'one', '*', ...beside]);
    expect(fieldPolicy(policyFor(orders), 'movie', 'ratings').order).toEqual(['person', 'two', ...orders.facts]);
  });
});
