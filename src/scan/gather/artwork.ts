import type { GroupKind } from '../../model/kinds.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { ScanContext } from '../context.ts';
import type { Collect } from './collect.ts';

/** The pictures that artwork sources have of records which say that there are some. */
export async function artworkRecords(
  context: ScanContext,
  kind: GroupKind,
  records: readonly SourceRecord[],
  collect: Collect,
): Promise<readonly SourceRecord[]> {
  const found: SourceRecord[] = [];
  for (const source of context.sources.artwork) {
    if (!source.groups.includes(kind)) continue;
    for (const record of [...records, ...found]) {
      if (record.hints?.coverArt !== true) continue;
      const images = await collect(source.id, () => source.images(record, context.signal));
      if (images !== undefined) found.push(images);
    }
  }
  return found;
}
