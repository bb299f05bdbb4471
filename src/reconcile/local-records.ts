import type { FileTags } from '../identify/types.ts';
import type { FsPath, MediaGroup } from '../model/files.ts';
import type { NfoReading } from '../model/media.ts';
import type { Position, SourceRecord } from '../model/records.ts';
import { nameRecord } from './local-name.ts';
import { nfoRecord } from './local-nfo.ts';
import { tagsRecord } from './local-tags.ts';

export interface LocalInput {
  readonly group: MediaGroup;
  readonly nfo: readonly NfoReading[];
  readonly tags: readonly FileTags[];
  /** Which part of the work each main file is, as `linkFiles` says. */
  readonly links: ReadonlyMap<FsPath, readonly Position[]>;
}

/**
 * What the files themselves say of the work, as one source record each of `name`, `nfo` and `tags` (as far as there is
 * something to say), in the same tree as the records of providers: so that a work shows even where no provider answered,
 * and every file of it has its place.
 */
export function localRecords({ group, nfo, tags, links }: LocalInput): SourceRecord[] {
  const records = [
    nfoRecord(group, nfo),
    group.kind === 'album' ? tagsRecord(group, tags, links) : undefined,
    nameRecord(group, links),
  ];
  return records.filter((record) => record !== undefined);
}
