import type { MediaRead } from '../media/read-media.ts';
import { isCouldNotRead, type RevengeError } from '../model/errors.ts';
import type { GroupFile, MediaGroup } from '../model/files.ts';
import { type UnaskedSource, unaskedSource } from '../model/outcome.ts';
import type { LocalReading } from '../providers/port.ts';
import { type ScanContext, warn } from './context.ts';
import { answerOf, reportSourceDefect } from './isolate.ts';

/** What local sources read in one file. */
export interface LocalReadings {
  readonly readings: readonly LocalReading[];
  /** Sources that could not read the file now. A read error is never treated as an empty file. */
  readonly unread: readonly UnaskedSource[];
  /** What was wrong, the same error once. */
  readonly errors: readonly RevengeError[];
}

/**
 * Has every local source that is for this file read it, and warns of what is wrong with it. A damaged file stays as it is
 * until a person changes it; a file that could not be read is read again by the next scan.
 */
export async function readLocally(
  context: Pick<ScanContext, 'sources' | 'signal' | 'tally' | 'sink'>,
  group: MediaGroup,
  file: GroupFile,
  media: () => Promise<MediaRead>,
): Promise<LocalReadings> {
  const readings: LocalReading[] = [];
  const errors = new Set<RevengeError>();
  const unread: UnaskedSource[] = [];
  for (const { id, groups, reader } of context.sources.local) {
    if (reader === undefined || !groups.includes(group.kind) || !reader.reads(file)) continue;
    const answer = await answerOf(context, () => reader.read(file, context.signal, media));
    if (answer.status === 'unavailable') {
      const { code, message, hint } = answer.error;
      if (code === 'INTERNAL') {
        const unasked = unaskedSource(id, answer.error);
        reportSourceDefect(context, file.relativePath, unasked);
        unread.push(unasked);
        continue;
      }
      if (!errors.has(answer.error)) warn(context, { code, message, hint, path: file.relativePath });
      errors.add(answer.error);
      if (isCouldNotRead(code)) unread.push(unaskedSource(id, answer.error));
    }
    if (answer.status !== 'ok') continue;
    for (const warning of answer.value.warnings ?? []) warn(context, { ...warning, path: file.relativePath });
    readings.push(answer.value);
  }
  return { readings, unread, errors: [...errors] };
}
