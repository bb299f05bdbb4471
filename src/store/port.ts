import type { Decision, StoredDecision } from '../model/decisions.ts';
import type { ItemDraft } from '../model/drafts.ts';
import type { FieldName } from '../model/fields.ts';
import type { ArtworkKind, FileEntry, FsPath, GroupFile, Library, MediaGroup, RootSigns } from '../model/files.ts';
import type { ExternalId, ExternalIdKind, ExternalIds, FormerId, ItemId, ProviderId, RunId } from '../model/ids.ts';
import type { GroupKind, ItemKind } from '../model/kinds.ts';
import type { AudioTags, FileEdition, ManagedFile, Probe } from '../model/media.ts';
import type { Identification, Outcome, UnaskedSource } from '../model/outcome.ts';
import type { Hold, HoldRequest } from '../model/overrides.ts';
import type { PolicyName } from '../model/policies.ts';
import type { ImageCandidate, Position } from '../model/records.ts';
import type { ItemView, StoredImage } from '../model/views.ts';
import type { WantedArtwork } from '../model/wanted-artwork.ts';
import type { Condition } from './query/condition.ts';
import type { Sort } from './query/sorts.ts';

/** A file as the store last saw it; what `diff` compares with. */
export interface KnownFile {
  readonly relativePath: FsPath;
  readonly size: number;
  readonly mtimeMs: number;
  readonly inode: number;
  /** `''` for a file that belongs to no group; such a one has a `rule`. */
  readonly groupKey: string;
  /** ISO time since which the file is not there: a tombstone. */
  readonly missingSince?: string;
  /** The rule that left it out, as `saveIgnored` was told. */
  readonly rule?: string;
  /** What is in it is not known, because it could not be read: it is read again though it is as it was. */
  readonly isUnread?: true;
}

/** A group as stored: enough to count it as unchanged. */
export interface KnownGroup {
  readonly key: string;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  readonly title?: string;
  readonly itemId?: ItemId;
  /** Absent where it was stored by a version that did not keep it. */
  readonly inquiry?: Inquiry;
  /** Of an identified group without `inquiry`: the sources that have said something of the work. */
  readonly answered?: readonly ProviderId[];
  /** Of a degraded group: the sources that could not be asked. */
  readonly degraded?: readonly UnaskedSource[];
  /** What a person says of its work. */
  readonly decision?: StoredDecision;
}

/** Which sources could have answered when a group was last asked about. */
export interface Inquiry {
  /** Sorted; each names a source and a digest of the settings that decide what it can answer. */
  readonly sources: readonly string[];
  /** Of an unmatched group: ISO time at which the sources were last asked. */
  readonly at?: string;
  /** How often in a row they did not know it. */
  readonly times?: number;
}

/**
 * One unit of a library: a folder at the top of its root, or (`''`) the files that lie in the root itself. Groups of
 * which every file is missing are not among its groups.
 */
export interface KnownUnit {
  readonly files: readonly KnownFile[];
  readonly groups: readonly KnownGroup[];
}

/** A unit as one text, to be compared with what a walk finds: most units of most scans have not changed. */
export interface StoredUnit {
  readonly unit: FsPath;
  /**
   * Its files that are not missing, as `listingOf` lists them, in the order of their paths. The size of a file that has to be
   * looked at anyway (unread, or a link that led nowhere) is `?`.
   */
  readonly listing: string;
  readonly count: number;
  /** As in `KnownUnit`. */
  readonly groups: readonly KnownGroup[];
}

/** A part of the units of a root. */
export interface UnitRange {
  readonly after?: FsPath | undefined;
  readonly last?: FsPath | undefined;
  readonly limit: number;
}

/** What a group is held to be, and why. */
export interface GroupIdentity {
  readonly itemId: ItemId;
  readonly ids: ExternalIds;
  /** Ids that the item had before its catalogue merged them. Absent where there are none. */
  readonly formerIds?: readonly ExternalId[];
  /** What the item belongs to, the nearest first. Absent where it belongs to nothing. */
  readonly parents?: readonly { readonly kind: ItemKind; readonly ids: ExternalIds }[];
  readonly identification: Identification;
  /** Other groups are the same item. */
  readonly isShared?: true;
  /** What a person says of the group's work. */
  readonly decision?: StoredDecision;
}

/** Outcomes of groups that `refresh` can request again. */
export type RefreshableOutcome = Exclude<Outcome, 'ignored'>;

/** A group that can be refreshed, with when its sources said what is stored: what `refresh` chooses by. */
export interface RefreshableGroup {
  readonly unit: FsPath;
  readonly key: FsPath;
  readonly kind: GroupKind;
  readonly outcome: RefreshableOutcome;
  readonly itemId?: ItemId;
  readonly ids: ExternalIds;
  /** ISO time of the oldest answer of each source on the item. */
  readonly fetchedAt: Readonly<Record<ProviderId, string>>;
  /** `continuing`, `Ended`, as the source says it. */
  readonly status?: string;
  /** The day on which it ended, else came out, as far as it is known. */
  readonly date?: string;
  /** ISO time at which all sources were last found to have nothing newer. */
  readonly refreshedAt?: string;
}

/** A file with what its bytes said. */
export interface SavedFile extends GroupFile {
  /** OSHASH (16 hex digits): size and the first and last 64 KiB. Content identity for moved files. */
  readonly hash?: string;
  readonly probe?: Probe;
  readonly tags?: AudioTags;
  /** What the Arr that manages it says of it. */
  readonly managed?: ManagedFile;
  /** Of a main file. Absent: what is stored stays. */
  readonly edition?: FileEdition;
  /** Of a main file: `3d`, `hsbs`, `ftab` … */
  readonly format3d?: string;
  /** Position of the item that the file is: season and episodes of a series, disc and track of an album. */
  readonly positions: readonly Position[];
  /** Code and message of what went wrong with it. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** What a new file may be known again by. */
export interface FileTrace {
  readonly relativePath: FsPath;
  readonly size: number;
  /** OSHASH, with the size. Where neither this nor that of a stored file contradicts, `name` counts. */
  readonly hash?: string;
  /** The end of a path, which a file of this size has to have. */
  readonly name: FsPath;
  /** Ids in its tags that together no other file has. */
  readonly recording?: { readonly recording: string; readonly release: string };
  /** What its tags call it. */
  readonly track?: {
    readonly artist: string;
    readonly album: string;
    readonly title: string;
    readonly track: number;
    readonly disc: number;
  };
}

/** A stored file that a new one is like. */
export interface FormerFile {
  readonly by: 'content' | 'tags' | 'name';
  /** `relativePath` of the new file. */
  readonly of: FsPath;
  readonly root: FsPath;
  readonly relativePath: FsPath;
  /** ISO time since which it is known to be gone. */
  readonly missingSince?: string;
  readonly itemId: ItemId;
  readonly ids: ExternalIds;
  /** What a person says of the work of its group. */
  readonly decision?: StoredDecision;
}

export interface GroupSave {
  readonly at: string;
  readonly unit: FsPath;
  readonly group: MediaGroup;
  readonly files: readonly SavedFile[];
  readonly identification: Identification;
  /** Local sources that were read to the end: what they said before of the items of the draft, and do not say now, goes. */
  readonly complete?: readonly ProviderId[];
  /** What is known of the work, confirmed by a catalogue or not. Absent: what is stored of it stays. */
  readonly draft?: ItemDraft;
  /** Of a group that is new: the item without a confirmed identity that its files were elsewhere. */
  readonly formerItem?: ItemId;
  /** Absent: what is stored stays. */
  readonly inquiry?: Inquiry;
  /**
   * By a person's word the group is not the work any more that its item is. `isShared`: the item stays, as other groups are
   * of it; else what persons decided about it moves to the item that takes its place.
   */
  readonly reassigned?: { readonly isShared: boolean };
  /** Of a group about whose work a person has decided. */
  readonly decided?: {
    /** A file of the group that the decision was about until now: it moves along with the files. */
    readonly from?: { readonly root: FsPath; readonly relativePath: FsPath };
    /** It has been carried out. */
    readonly isSettled: boolean;
  };
  readonly policy: PolicyName;
}

/** One line of the change journal: what held of a field before and after. */
export interface ChangeEntry {
  readonly at: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Rows that a save inserted, updated or marked. 0 in all = the store is as it was. */
export interface Changes {
  readonly rows: number;
  readonly itemId?: ItemId;
}

/** Artwork of an item that is wanted and not there yet: the candidates of one kind, unranked. */
export interface PendingArtwork {
  readonly itemId: ItemId;
  readonly itemKind: ItemKind;
  readonly title: string;
  readonly kind: ArtworkKind;
  readonly originalLanguage?: string;
  readonly candidates: readonly (ImageCandidate & { readonly provider: ProviderId })[];
}

/** A person of a cast whose portrait is wanted and not there yet. */
export interface PendingPortrait {
  /** The person's row. */
  readonly person: number;
  readonly name: string;
  readonly url: string;
  /** `nfo` where the address may come from an NFO. */
  readonly provider: ProviderId;
}

/** What became of a portrait: the image, or why there is none. */
export interface PortraitSave {
  readonly person: number;
  readonly url: string;
  readonly at: string;
  readonly image?: StoredImage;
  /** Not asked again until the address changes. */
  readonly failure?: string;
}

export interface ArtworkSave {
  readonly itemId: ItemId;
  readonly kind: ArtworkKind;
  readonly at: string;
  readonly chosen?: { readonly provider: ProviderId; readonly url: string; readonly image: StoredImage };
  /** No candidate could be used; not asked again until the candidates change. */
  readonly failure?: string;
}

export interface ListFilter {
  readonly kinds?: readonly ItemKind[];
  readonly title?: string;
  readonly yearFrom?: number;
  readonly yearTo?: number;
  readonly outcome?: Outcome;
  /** All must hold; of items only. */
  readonly conditions?: readonly Condition[];
  /** Default: by title. Of items only. */
  readonly sort?: Sort;
  /** `cursor` of the last row of the page before, in the same order. */
  readonly after?: string;
  readonly limit?: number;
}

export interface ListRow {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly year?: number;
  readonly artist?: string;
  readonly files: number;
  /** Series: episodes with a file; albums: tracks with a file. */
  readonly children: number;
  readonly sources: readonly ProviderId[];
  /** Whether a catalogue knows the work; parts count as their work does. */
  readonly identified: boolean;
  /** The place of this row in the list, for the page behind it. */
  readonly cursor: string;
}

/** A group whose work no catalogue has confirmed: ambiguous, unmatched, degraded, ignored. */
export interface OpenGroupRow {
  readonly key: string;
  readonly library: string;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  readonly title?: string;
  readonly year?: number;
  readonly files: number;
  /** The item that holds what its files say. Absent where an earlier version stored the group. */
  readonly itemId?: ItemId;
  readonly identification: Identification;
}

/** A stored group that a person means, with what they have said of its work. */
export interface FoundGroup {
  readonly root: FsPath;
  readonly library: string;
  readonly key: FsPath;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
  readonly title?: string;
  readonly year?: number;
  readonly itemId?: ItemId;
  readonly identification: Identification;
  readonly decision?: StoredDecision;
}

/** What `show` was asked for. */
export type ItemSelector =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'external'; readonly kind: ExternalIdKind; readonly value: string }
  | { readonly by: 'path'; readonly path: FsPath }
  /** `similar`: not these words but what is spelt much like them, the most similar first. */
  | { readonly by: 'title'; readonly title: string; readonly year?: number; readonly similar?: boolean };

export interface RunSummaryRow {
  readonly id: RunId;
  readonly command: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly summary: unknown;
}

/**
 * The store. One implementation a database; every method is a unit of work of its own: it is done wholly or not at all.
 * Errors are `RevengeError`s with the codes `STORE_*`.
 */
export interface Store {
  /** What to show a person: the path, or the URL without its password. */
  readonly location: string;
  /** Whether no file was ever stored, of any library: then nothing of what is found has to be looked up. */
  isEmpty(): Promise<boolean>;
  unit(root: FsPath, unit: FsPath): Promise<KnownUnit>;
  /** Several units of a root, in the order in which they are asked for: one question, one answer. */
  knownUnits(root: FsPath, units: readonly FsPath[]): Promise<readonly KnownUnit[]>;
  /**
   * The units of a root behind `after` up to `last`, in the order of their bytes; absent: from the first, to the last. At most
   * `limit` of them: the next ones are asked for with the last of these as `after`.
   */
  storedUnits(root: FsPath, range: UnitRange): Promise<readonly StoredUnit[]>;
  /** Units stored for a root: those that the walk did not meet again are missing. */
  units(root: FsPath): Promise<readonly FsPath[]>;
  rootSigns(root: FsPath): Promise<RootSigns>;
  /** Remembers what a root is known by now; returns the rows changed. */
  saveRootSigns(root: FsPath, signs: RootSigns): Promise<number>;
  /**
   * Main files of groups with an item that are like these files of a root: by content and tags anywhere, by name and
   * size in the same root. Whether they are still there is not asked: what is gone has moved. Not all where there are many.
   */
  formerFiles(root: FsPath, traces: readonly FileTrace[]): Promise<readonly FormerFile[]>;
  /** The item of a group, with its ids and why it is that, so that a changed group keeps its identity without any request. */
  groupIdentity(root: FsPath, key: string): Promise<GroupIdentity | undefined>;
  /** The item that has one of these ids, or had it before its catalogue merged it. */
  itemByIds(kind: ItemKind, ids: ExternalIds): Promise<ItemId | undefined>;
  /**
   * The ids that replaced ids which their catalogue merged, each at the place of its former id. `undefined` where the store
   * knows of no merge.
   */
  currentIds(former: readonly FormerId[]): Promise<readonly (string | undefined)[]>;
  saveGroup(save: GroupSave): Promise<Changes>;
  /** Saves groups one after the other as one unit of work: much faster than each by itself. */
  saveGroups(saves: readonly GroupSave[]): Promise<readonly Changes[]>;
  /**
   * Keeps the files of a unit that belong to no group, with the rule that left them out, so that the next run knows them
   * as unchanged; ignored files of the unit that are not among them any more are forgotten. Returns the rows changed.
   */
  saveIgnored(
    library: Library,
    unit: FsPath,
    files: readonly (FileEntry & { readonly rule: string })[],
  ): Promise<number>;
  /** Marks files as missing (tombstones); nothing is removed. Returns the rows changed. */
  markMissing(root: FsPath, relativePaths: readonly FsPath[], at: string): Promise<number>;
  /** Files that are back as they were, or of which only the times changed. Returns the rows changed. */
  touchFiles(
    library: Library,
    files: readonly {
      readonly relativePath: FsPath;
      readonly mtimeMs: number;
      readonly inode: number;
      readonly size: number;
    }[],
  ): Promise<number>;
  /** The groups of a root that have one of these outcomes and a file that is there; in the order of units and keys. */
  refreshable(root: FsPath, outcomes: readonly RefreshableOutcome[]): Promise<readonly RefreshableGroup[]>;
  /** Notes that what is stored of these groups is as new as its sources; that alone is no change. */
  markRefreshed(root: FsPath, keys: readonly FsPath[], at: string): Promise<void>;
  /** Artwork that is wanted and neither there nor given up, in batches, so that memory stays flat. */
  pendingArtwork(wanted: WantedArtwork, limit: number): Promise<readonly PendingArtwork[]>;
  /** The image that was fetched from this address before, so that it is fetched once. */
  imageByUrl(url: string): Promise<StoredImage | undefined>;
  saveArtwork(save: ArtworkSave): Promise<number>;
  /**
   * Persons whose portrait is neither there nor given up, of the first `billed` of the cast of each movie and series, in
   * the order of their rows, beginning behind the row `after`.
   */
  pendingPortraits(billed: number, after: number, limit: number): Promise<readonly PendingPortrait[]>;
  savePortrait(save: PortraitSave): Promise<number>;
  /** Overrides a field (with `override`) or locks it as it is; returns the rows changed. Throws `NOT_FOUND`. */
  hold(request: HoldRequest): Promise<number>;
  /** Lets sources rule a field again; returns the rows changed. */
  release(itemId: ItemId, field: FieldName, at: string, policy: PolicyName): Promise<number>;
  holds(itemId: ItemId): Promise<readonly Hold[]>;
  /** The groups that a person may mean by a key, or by an absolute path of a file or folder; several if it is not clear. */
  findGroups(what: { readonly key: FsPath; readonly path: FsPath }): Promise<readonly FoundGroup[]>;
  /** Keeps what a person says of a group's work until they say otherwise; the next scan carries it out. Returns the rows changed. */
  decide(root: FsPath, key: FsPath, decision: Decision): Promise<number>;
  /** The change journal of an item, oldest first. */
  changes(itemId: ItemId): Promise<readonly ChangeEntry[]>;
  /** Keeps a run's summary. Only called for runs that changed something. */
  saveRun(run: RunSummaryRow): Promise<void>;
  /** The last runs that changed something, the newest first. */
  runs(limit: number): Promise<readonly RunSummaryRow[]>;
  list(filter: ListFilter): Promise<readonly ListRow[]>;
  /** How many items the filter finds, whatever its limit. */
  count(filter: ListFilter): Promise<number>;
  openGroups(filter: ListFilter): Promise<readonly OpenGroupRow[]>;
  /** Matching items, best first; several where a title is not unique. */
  show(selector: ItemSelector): Promise<readonly ItemView[]>;
  close(): Promise<void>;
}
