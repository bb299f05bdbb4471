import type { ExternalId, ExternalIds, ProviderId } from './ids.ts';
import type { ItemKind } from './kinds.ts';
import type { Credit, ImageCandidate, Position, SourceValue } from './records.ts';

/** All that is known of one item, before a value is picked: built by `reconcile`, kept by the store. */
export interface ItemDraft {
  readonly kind: ItemKind;
  readonly ids: ExternalIds;
  /** Ids that the catalogue merged into those of `ids`: items that are stored under them are this work. */
  readonly formerIds?: readonly ExternalId[];
  readonly position?: Position;
  readonly values: readonly SourceValue[];
  readonly credits: { readonly provider: ProviderId; readonly credits: readonly Credit[] };
  readonly images: readonly (ImageCandidate & { readonly provider: ProviderId })[];
  readonly children: readonly ItemDraft[];
  readonly parent?: ItemDraft;
}
