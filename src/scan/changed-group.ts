import type { MediaRead } from '../media/read-media.ts';
import type { Answer } from '../model/answer.ts';
import type { FsPath, Library, MediaGroup } from '../model/files.ts';
import type { ProviderId } from '../model/ids.ts';
import type { FingerprintMatch } from '../providers/port.ts';
import type { KnownGroup } from '../store/port.ts';

/** A group that is new or changed, as `diff` hands it on. */
export interface ChangedGroup {
  readonly library: Library;
  readonly unit: FsPath;
  readonly group: MediaGroup;
  /**
   * Whether what is not there is gone: `all`, `sidecars` where media files of the group are missing (these may come back),
   * `unknown` where a part of its unit could not be read.
   */
  readonly absence: 'all' | 'sidecars' | 'unknown';
  /** Its files that are as the store knows them. */
  readonly unchanged: ReadonlySet<FsPath>;
  /** Whether it is asked about because what is stored is old: all of it is then asked for. */
  readonly renew?: boolean;
  /** What the store says of the group; absent where it is new. */
  readonly known?: KnownGroup;
  /** The store has no group of its key, so that it need not be asked for its identity. */
  readonly hasNewKey?: true;
  /** How often in a row nobody knew it, as far as it is the same question. */
  readonly unknownTimes?: number;
  /** Files that were read already, by relative path. */
  readonly media?: ReadonlyMap<FsPath, MediaRead>;
  /** What the files are known as, where anybody was asked. */
  readonly recognitions?: readonly Recognition[];
}

/** What the files of a group are known as, from one source. */
export interface Recognition {
  readonly provider: ProviderId;
  /** By relative path. */
  readonly answers: ReadonlyMap<FsPath, Answer<readonly FingerprintMatch[]>>;
}
