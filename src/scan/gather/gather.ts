import type { MediaGroup } from '../../model/files.ts';
import type { SourceRecord } from '../../model/records.ts';
import { type ScanContext, warn } from '../context.ts';
import type { GatheredGroup, With } from '../envelope.ts';
import type { GroupStage } from '../stage.ts';
import { type Collecting, startCollecting } from './collect.ts';
import { gatherUnconfirmed, hasConfirmedItem } from './local.ts';
import { gatherMatched } from './matched.ts';

/**
 * Collects what every source says of a group: the Arrs, the APIs, the sidecars and the names. Of a group that is not
 * identified only what lies with its files.
 */
export const gatherStage: GroupStage<With<'identified'>, Pick<With<'gathered'>, 'gathered'>> = {
  name: 'gather',
  // Enough to keep several hosts busy while each host's own limit rules.
  concurrency: 8,
  run: async (context, envelope) => ({ gathered: await gather(context, envelope) }),
};

async function gather(context: ScanContext, envelope: With<'identified'>): Promise<GatheredGroup> {
  const { group, identified } = envelope;
  context.sink.emit({ type: 'working', stage: 'gather', what: group.key });
  const collecting = startCollecting(context, group);
  const isMatched = identified.identification.outcome === 'matched';
  const gathered = await (isMatched ? gatherMatched : gatherOpen)(context, envelope, collecting);
  for (const record of gathered.records) warnOfCuts(context, group, record);
  context.progress.done('gather', 1);
  return gathered;
}

/** Of a group that is not identified: what lies with its files, unless the item of it is confirmed. */
async function gatherOpen(
  context: ScanContext,
  envelope: With<'identified'>,
  { missing, collect }: Collecting,
): Promise<GatheredGroup> {
  const isIgnored = envelope.identified.identification.outcome === 'ignored';
  const { records, complete, links } =
    isIgnored || hasConfirmedItem(envelope.identified)
      ? { records: [], complete: [], links: new Map() }
      : await gatherUnconfirmed(context, envelope, collect);
  return {
    ids: {},
    formerIds: [],
    links,
    managed: new Map(),
    records,
    missing,
    complete,
    idle: [],
  };
}

function warnOfCuts(context: ScanContext, group: MediaGroup, { cuts = [] }: SourceRecord): void {
  for (const cut of cuts) {
    warn(context, {
      code: 'VALUE_CUT',
      message: `${group.key}: ${cut} is longer than anything that can be used, and was cut`,
      hint: 'The source is at fault there; what it says else is kept.',
      path: group.folder,
    });
  }
}
