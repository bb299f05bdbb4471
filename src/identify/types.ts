import type { Answer } from '../model/answer.ts';
import type { FsPath, MediaGroup } from '../model/files.ts';
import type { ExternalId, ExternalIds, FormerId, ItemId, ProviderId } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import type { FileTags, NfoReading } from '../model/media.ts';
import type { Candidate, Identification } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import type { FingerprintMatch, Located } from '../providers/port.ts';
import type { Asking } from './asking.ts';

/** Everything known of a group before anybody is asked. */
export interface IdentifyInput {
  readonly group: MediaGroup;
  readonly nfo: readonly NfoReading[];
  readonly tags: readonly FileTags[];
  /** What other files beside the media say of the work, `.plexmatch` for one. */
  readonly claims?: readonly WorkClaim[];
  /** What the Arrs said of its paths, where they were asked already. */
  readonly paths?: PathSearch;
  /** What its files are known as, where anybody was asked; in the order of asking. */
  readonly fingerprints?: readonly FingerprintSearch[];
  /** Seconds that the main files last, by relative path. Asked for only where names leave the work open. */
  readonly lengths?: () => Promise<ReadonlyMap<FsPath, number>>;
  /** The item that the store already holds for this group. */
  readonly stored?: { readonly itemId: ItemId; readonly ids: ExternalIds };
}

/** What one source says of the group's main files by their content. */
export interface FingerprintSearch {
  readonly provider: ProviderId;
  readonly files: readonly {
    /** Seconds, where the file says it. */
    readonly duration?: number;
    readonly answer: Answer<readonly FingerprintMatch[]>;
  }[];
}

/** What the Arrs say of a group's paths, and the log of asking them. */
export interface PathSearch {
  readonly located: readonly Located[];
  readonly log: Asking;
}

/** What the store knows of ids; `Store` fits. */
export interface KnownIdentity {
  itemByIds(kind: ItemKind, ids: ExternalIds): Promise<ItemId | undefined>;
  /** The ids that replaced merged ones, each at the place of its former id; `undefined` for an id that was not merged. */
  currentIds(former: readonly FormerId[]): Promise<readonly (string | undefined)[]>;
}

/** How sure is sure enough. All are distances, 0…1. */
export interface Thresholds {
  /** Largest distance of a match. */
  readonly match: number;
  /** Least distance by which the runner-up must be worse. */
  readonly margin: number;
  /** The same for a best candidate that differs in nothing. */
  readonly perfectMargin: number;
  /** Largest distance at which a candidate is worth a person's look; beyond, the work counts as unknown. */
  readonly plausible: number;
}

export interface IdentifyOptions {
  readonly thresholds?: Thresholds;
  /** ISO 639-1, in order of preference: in which the titles of episodes are compared. */
  readonly languages?: readonly string[];
}

export interface Identified {
  readonly identification: Identification;
  /** What Arr services say of the group, first in charge first; gathering needs no second request. */
  readonly located?: readonly Located[];
  /** Ids that named the work and that its catalogue has merged into those of the identification. */
  readonly formerIds?: readonly ExternalId[];
  /** The work that was chosen among a source's offers, as full as scoring needed it. */
  readonly candidate?: Candidate;
}
