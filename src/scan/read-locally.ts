import type { GroupFile, MediaGroup } from '../model/files.ts';
import { type UnaskedSource, unaskedSource } from '../model/outcome.ts';
import type { LocalReading } from '../providers/port.ts';
import { type ScanContext, warn } from './context.ts';
import { answerOf, reportSourceDefect } from './isolate.ts';

/** What local sources read in one file. */
export interface LocalReadings {
  readonly readings: readonly LocalReading[];
  /** Those that could not, and may another time: *could not read* is never *nothing in it*. */
  readonly unread: readonly UnaskedSource[];
}

/**
 * Has every local source that is for this file read it. What is wrong with a file is told and kept from no one else; a
 * damaged file stays as it is until somebody changes it, so only one that could not be read at all is worth another try.
 */
export async function readLocally(
  context: Pick<ScanContext, 'sources' | 'signal' | 'tally' | 'sink'>,
  group: MediaGroup,
  file: GroupFile,
): Promise<LocalReadings> {
  const readings: LocalReading[] = [];
  const unread: UnaskedSource[] = [];
  for (const { id, groups, reader } of context.sources.local) {
    if (reader === undefined || !groups.includes(group.kind) || !reader.reads(file)) continue;
    const answer = await answerOf(context, () => reader.read(file, context.signal));
    if (answer.status === 'unavailable') {
      const { code, message, hint } = answer.error;
      if (code === 'INTERNAL') {
        const unasked = unaskedSource(id, answer.error);
        reportSourceDefect(context, file.relativePath, unasked);
        unread.push(unasked);
        continue;
      }
      warn(context, { code, message, hint, path: file.relativePath });
      if (code === 'FILE_UNREADABLE') unread.push(unaskedSource(id, answer.error));
    }
    if (answer.status !== 'ok') continue;
    for (const warning of answer.value.warnings ?? []) warn(context, { ...warning, path: file.relativePath });
    readings.push(answer.value);
  }
  return { readings, unread };
}
