import type { ExternalId, ExternalIds, ProviderId } from './ids.ts';
import type { ItemKind } from './kinds.ts';
import type { Credit, ImageCandidate, Position, SourceValue } from './records.ts';

/** The credits of an item as one source lists them. */
export interface CreditList {
  readonly provider: ProviderId;
  /** Its place among the lists of other sources; the lowest comes first. */
  readonly rank: number;
  readonly credits: readonly Credit[];
}

/** All that is known of one item, before a value is picked: built by `reconcile`, kept by the store. */
export interface ItemDraft {
  readonly kind: ItemKind;
  readonly ids: ExternalIds;
  /** Ids that the catalogue merged into those of `ids`: items that are stored under them are this work. */
  readonly formerIds?: readonly ExternalId[];
  readonly position?: Position;
  readonly values: readonly SourceValue[];
  /** One list per source; the one with the lowest rank holds. */
  readonly credits: readonly CreditList[];
  readonly images: readonly (ImageCandidate & { readonly provider: ProviderId })[];
  readonly children: readonly ItemDraft[];
  readonly parent?: ItemDraft;
}
