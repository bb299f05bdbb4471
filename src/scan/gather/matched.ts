import { linkFiles } from '../../identify/links.ts';
import { mergeIds } from '../../model/external-ids.ts';
import type { ProviderId } from '../../model/ids.ts';
import type { UnaskedSource } from '../../model/outcome.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { ScanContext } from '../context.ts';
import type { GatheredGroup, With } from '../envelope.ts';
import { artworkRecords } from './artwork.ts';
import { type Collecting, warnOfUnasked } from './collect.ts';
import { localRecords } from './local.ts';
import { locate, managedFiles } from './locate.ts';
import { askMetadata } from './metadata.ts';
import { supplement } from './supplement.ts';

/** Asks all sources about a work that is identified. */
export async function gatherMatched(
  context: ScanContext,
  envelope: With<'identified'>,
  { missing, collect }: Collecting,
): Promise<GatheredGroup> {
  const { group, identified } = envelope;
  const idle: UnaskedSource[] = [];
  const located = await locate(context, envelope, collect);
  const records: SourceRecord[] = located.map(({ record }) => record);
  const offered = mergeIds([identified.identification.ids, ...located.map((found) => found.ids)]);
  const asked = await askMetadata(context, envelope, offered, { missing, collect });
  const { ids, formerIds, withoutDetails } = asked;
  records.push(...asked.records);
  if (withoutDetails !== undefined && records.length === 0 && missing.length === 0) {
    missing.push(lackingDetails(context, envelope, withoutDetails));
  }
  records.push(...(await artworkRecords(context, group.kind, records, collect)));
  records.push(...(await supplement(context, envelope, { ids, records }, { missing, idle })));
  const links = linkFiles({ group, tags: identified.read.tags, located, records });
  const local = await localRecords(context, envelope, links, { missing, collect });
  records.push(...local.records);
  return {
    ids,
    formerIds,
    links,
    managed: managedFiles(located),
    records,
    missing: [...missing, ...identified.read.unread],
    complete: local.complete,
    idle,
  };
}

function lackingDetails(
  context: ScanContext,
  { group, identified }: With<'identified'>,
  provider: ProviderId,
): UnaskedSource {
  const { ids } = identified.identification;
  const unasked = {
    provider,
    reason: `it offered ${JSON.stringify(ids)} for "${group.key}", but has no details of it`,
    code: 'HTTP_STATUS',
    hint: 'The entry may have been removed there; the next run asks again.',
  };
  warnOfUnasked(context, group, unasked);
  return unasked;
}
