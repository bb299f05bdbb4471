import type { ItemKind } from '../../model/kinds.ts';
import type { SourceRecord } from '../../model/records.ts';

/** A record that says nothing yet but where it is from; for sources that are asked by id. */
export function bareRecord(
  provider: string,
  kind: ItemKind,
  providerId: string,
  answer: { readonly fetchedAt: string; readonly digest: string },
): SourceRecord {
  const { fetchedAt, digest } = answer;
  return {
    provider,
    providerId,
    kind,
    fetchedAt,
    digest,
    confidence: 1,
    ids: {},
    values: {},
    credits: [],
    images: [],
    children: [],
  };
}
