import type { FieldName, FieldValues } from './fields.ts';
import type { ArtworkKind } from './files.ts';
import type { ExternalIds, ProviderId } from './ids.ts';
import type { ItemKind } from './kinds.ts';

/** What somebody did in a work. */
export interface Credit {
  readonly name: string;
  readonly department: 'cast' | 'directing' | 'writing' | 'production' | 'music' | 'camera' | 'editing' | 'crew';
  /** `Director`, `Screenplay`, `Composer` … as the source says it; absent for cast. */
  readonly job?: string;
  readonly character?: string;
  /** Place in the billing, from 0. */
  readonly order: number;
  readonly ids: ExternalIds & { readonly 'tmdb-person'?: string };
  readonly profileUrl?: string;
  /** Series: in how many episodes. */
  readonly episodeCount?: number;
  readonly guest?: boolean;
}

/** A picture that a source offers, not yet fetched. */
export interface ImageCandidate {
  readonly kind: ArtworkKind;
  /** Absolute URL of the largest form. */
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
  /** ISO 639-1; absent = no text on it. */
  readonly language?: string;
  /** 0…10 */
  readonly rating?: number;
  readonly votes?: number;
  readonly season?: number;
}

/** Where a child stands in its parent. */
export interface Position {
  readonly season?: number;
  readonly episode?: number;
  readonly absolute?: number;
  readonly airDate?: string;
  readonly disc?: number;
  readonly track?: number;
}

/** Everything that one provider says of one item, in the domain's terms. */
export interface SourceRecord {
  readonly provider: ProviderId;
  /** The provider's own id of the item. */
  readonly providerId: string;
  readonly kind: ItemKind;
  /** ISO time at which the answer was made or fetched. */
  readonly fetchedAt: string;
  /** SHA-256 (hex, 16 digits) of the answer it was read from. */
  readonly digest: string;
  /** 0…1; 1 for a source that is asked by id. */
  readonly confidence: number;
  readonly ids: ExternalIds;
  readonly position?: Position;
  readonly values: FieldValues;
  readonly credits: readonly Credit[];
  /** What the writer of a sidecar wants to stay as it says, whatever other sources say. */
  readonly locked?: readonly LockedField[];
  readonly images: readonly ImageCandidate[];
  /** Series → seasons → episodes; release → tracks. */
  readonly children: readonly SourceRecord[];
  /** Release → release group → artist. */
  readonly parent?: SourceRecord;
  /** What spares requests elsewhere; never stored. `coverArt`: the Cover Art Archive has pictures of the release. */
  readonly hints?: { readonly coverArt?: boolean };
  /** What sealing cut short, for a warning: `overview of tmdb 949`; never stored. */
  readonly cuts?: readonly string[];
}

/** A field, the cast, or all that a sidecar says. */
export type LockedField = FieldName | 'cast' | '*';

/**
 * The confidence of a value that an NFO locks: it holds alone. All other values of an NFO have a lower one, so the lock is
 * stored with the value, and goes when the NFO does not say it any more.
 */
export const LOCKED_CONFIDENCE = 0.99;

/** One value of one field of one item, with its provenance. */
export interface SourceValue<F extends FieldName = FieldName> {
  readonly field: F;
  readonly provider: ProviderId;
  readonly providerId: string;
  readonly value: NonNullable<FieldValues[F]>;
  readonly confidence: number;
  readonly fetchedAt: string;
  readonly digest: string;
}
