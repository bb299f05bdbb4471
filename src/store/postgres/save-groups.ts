import type { ItemDraft } from '../../model/drafts.ts';
import type { Changes, GroupSave } from '../port.ts';
import { changesOf, type TakenSave, takeGroup } from '../save/group.ts';
import { heldReplacements } from '../save/hold.ts';
import { cutAtMerges } from '../save/join.ts';
import { settleDecisions } from './decisions.ts';
import { flusher } from './flush.ts';
import { resolveItem } from './holds.ts';
import { loadJoined, settleItems } from './join.ts';
import type { RowIds } from './row-ids.ts';
import type { Session } from './session.ts';

/** So many saves are worked out while the server writes those before. */
const AT_ONCE = 50;

/** Saves groups one after the other, as one transaction: read once, worked out in memory, and written meanwhile. */
export async function saveGroups(session: Session, ids: RowIds, saves: readonly GroupSave[]): Promise<Changes[]> {
  await ids.reserve(
    session,
    saves.reduce((sum, save) => sum + rowsOf(save), 0),
  );
  const changes: Changes[] = [];
  for (const part of cutAtMerges(saves)) changes.push(...(await savePart(session, ids, part)));
  await settleDecisions(session, saves);
  return changes;
}

async function savePart(session: Session, ids: RowIds, saves: readonly GroupSave[]): Promise<Changes[]> {
  const { work, rows } = await loadJoined(session, ids.next, saves);
  const flush = flusher(session);
  const taken: TakenSave[] = [];
  for (let start = 0; start < saves.length; start += AT_ONCE) {
    for (const save of saves.slice(start, start + AT_ONCE)) taken.push(takeGroup(work, save));
    await flush.send(work);
  }
  await flush.end(work);
  await settleItems(session, work);
  const [save] = saves;
  if (save !== undefined) {
    for (const id of heldReplacements(work)) await resolveItem(session, id, save.at, save.policy);
  }
  const [first, ...others] = taken.map((one) => changesOf(work, one));
  return first === undefined ? [] : [{ ...first, rows: first.rows + rows }, ...others];
}

/** At most so many numbered rows come of a save. */
function rowsOf({ files, draft }: GroupSave): number {
  return 3 + files.length + (draft === undefined ? 0 : draftRows(draft));
}

function draftRows(draft: ItemDraft): number {
  const own = 1 + draft.values.length + draft.credits.reduce((sum, list) => sum + list.credits.length, 0);
  const parent = draft.parent === undefined ? 0 : draftRows(draft.parent);
  return draft.children.reduce((sum, child) => sum + draftRows(child), own + parent);
}
