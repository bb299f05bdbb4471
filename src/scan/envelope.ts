import type { Identified } from '../identify/types.ts';
import type { MediaRead } from '../media/read-media.ts';
import type { Answer } from '../model/answer.ts';
import type { FsPath, Library, MediaGroup } from '../model/files.ts';
import type { ExternalId, ExternalIds, ProviderId } from '../model/ids.ts';
import type { ManagedFile } from '../model/media.ts';
import type { UnaskedSource } from '../model/outcome.ts';
import type { Position, SourceRecord } from '../model/records.ts';
import type { FingerprintMatch } from '../providers/port.ts';
import type { GroupIdentity, KnownGroup } from '../store/port.ts';
import type { DecidedGroup } from './decided.ts';
import type { Move } from './moved.ts';
import type { ReadGroup } from './read-group.ts';

/** A group on its way through the stages of a scan. Each stage adds its part and alters nothing of the others. */
export interface GroupEnvelope {
  readonly library: Library;
  readonly unit: FsPath;
  /** As its names say; from `identify` on, as its sidecars say too. */
  readonly group: MediaGroup;
  readonly diff: GroupDiff;
  readonly recognised?: RecognisedGroup;
  readonly identified?: IdentifiedGroup;
  readonly gathered?: GatheredGroup;
}

type Part = 'recognised' | 'identified' | 'gathered';

/** An envelope after the stages that add these parts. */
export type With<P extends Part> = GroupEnvelope & Required<Pick<GroupEnvelope, P>>;

/** In what a group differs from the store. */
export interface GroupDiff {
  /**
   * Whether what is not there is gone: `all`, `sidecars` where media files of the group are missing (these may come back),
   * `unknown` where a part of its unit could not be read.
   */
  readonly absence: 'all' | 'sidecars' | 'unknown';
  /** Its files that are as the store knows them. */
  readonly unchanged: ReadonlySet<FsPath>;
  /** Whether the sources are asked again because what is stored is old; they are then asked for everything. */
  readonly renew?: boolean;
  /** What the store says of the group; absent where it is new. */
  readonly known?: KnownGroup;
  /** The store has no group of its key, so that it need not be asked for its identity. */
  readonly hasNewKey?: true;
  /** How often in a row nobody knew it, as far as it is the same question. */
  readonly unknownTimes?: number;
}

/** What sources know the files as by their content. */
interface RecognisedGroup {
  /** The files that were read for their fingerprints, by relative path. */
  readonly media: ReadonlyMap<FsPath, MediaRead>;
  readonly recognitions: readonly Recognition[];
}

/** What the files of a group are known as, from one source. */
export interface Recognition {
  readonly provider: ProviderId;
  /** By relative path. */
  readonly answers: ReadonlyMap<FsPath, Answer<readonly FingerprintMatch[]>>;
}

/** What the bytes of the files say, and which work the group is. */
export interface IdentifiedGroup extends Identified, DecidedGroup {
  readonly read: ReadGroup;
  /** Its main files that lay elsewhere before this run. */
  readonly moves: readonly Move[];
  readonly stored?: StoredIdentity;
}

/** What the store holds the group to be. Of files that were moved here it does not say why. */
export type StoredIdentity = Pick<GroupIdentity, 'itemId' | 'ids'> & Partial<GroupIdentity>;

/** What all sources say of the work. */
export interface GatheredGroup {
  readonly ids: ExternalIds;
  /** Ids that the sources merged into those of `ids`. */
  readonly formerIds: readonly ExternalId[];
  /** Which part of the work each main file is. */
  readonly links: ReadonlyMap<FsPath, readonly Position[]>;
  /** What the Arrs say of its files; of a file that several know, the first. */
  readonly managed: ReadonlyMap<FsPath, ManagedFile>;
  /** One record a provider; of a group that no catalogue has confirmed, those of local sources. */
  readonly records: readonly SourceRecord[];
  /** Sources that could not be asked. */
  readonly missing: readonly UnaskedSource[];
  /** Local sources that were read to the end. */
  readonly complete: readonly ProviderId[];
  /** Sources that could not be asked either, and would refuse just as well if they were asked again soon. */
  readonly idle: readonly UnaskedSource[];
}
