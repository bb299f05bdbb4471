import { newItemId } from '../../src/model/ids.ts';
import type { SourceValue } from '../../src/model/records.ts';
import type { ItemView } from '../../src/model/views.ts';

/** A stored item for tests of what is shown of it. */
export function itemView(part: Partial<ItemView> = {}): ItemView {
  return {
    id: newItemId(),
    kind: 'movie',
    title: 'The Matrix',
    year: 1999,
    ids: { tmdb: '603', imdb: 'tt0133093' },
    identified: true,
    fields: {},
    cast: [],
    crew: [],
    images: [],
    files: [],
    children: [],
    parents: [],
    ...part,
  };
}

export function sourceValue(provider: string, value: SourceValue['value']): SourceValue {
  return {
    field: 'title',
    provider,
    providerId: '603',
    value,
    confidence: 1,
    fetchedAt: '2026-01-02T03:04:05Z',
    digest: 'ab',
  };
}
