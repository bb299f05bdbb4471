import type { CreditList, ItemDraft } from '../../model/drafts.ts';
import type { Credit } from '../../model/records.ts';
import { compareText } from '../../util/compare.ts';
import { digestOfTexts } from '../../util/digest.ts';
import { toJson } from '../canonical.ts';
import { integerOrNull, textOrNull } from '../cells.ts';
import type { SaveContext } from './context.ts';
import type { Work } from './work.ts';

/**
 * Takes in the credits of an item, a list for each provider. A list is replaced as a whole, and only by one that differs.
 * A list that the group's own files gave before and do not give now is dropped.
 */
export function saveCredits(itemId: number, lists: ItemDraft['credits'], context: SaveContext): void {
  const { work, tally, groupId, complete } = context;
  const given = lists.filter(({ credits }) => credits.length > 0);
  for (const list of given) saveList(itemId, list, context);
  if (complete.length === 0) return;
  for (const list of work.creditLists.of(itemId)) {
    const isTakenBack = list.group_id === groupId && complete.includes(list.provider);
    if (!isTakenBack || given.some(({ provider }) => provider === list.provider)) continue;
    if (work.creditLists.drop(list)) tally.rows += 1;
    work.credits.delete(`${itemId} ${list.provider}`);
  }
}

/** The provider whose list of credits holds. */
export function creditsProvider(work: Work, itemId: number): string | undefined {
  const [best] = [...work.creditLists.of(itemId)].sort(
    (one, other) => one.rank - other.rank || compareText(one.provider, other.provider),
  );
  return best?.provider;
}

function saveList(itemId: number, { provider, rank, credits }: CreditList, context: SaveContext): void {
  const { work, tally, groupId, complete } = context;
  const digest = digestOfTexts([toJson(credits)]);
  const key = `${itemId} ${provider}`;
  const stored = work.creditLists.get(key);
  // Stores that are older have the digest of a list credit by credit.
  const isSame = stored?.digest === digest || stored?.digest === digestOfTexts(credits.map(toJson));
  const group = complete.includes(provider) ? groupId : (stored?.group_id ?? null);
  const row = { item_id: itemId, provider, group_id: group, rank, digest };
  if (stored !== undefined && isSame) {
    if (work.creditLists.put({ ...row, digest: stored.digest })) tally.rows += 1;
    return;
  }
  work.creditLists.put(row);
  tally.rows += 1 + credits.length;
  work.credits.set(
    key,
    credits.map((credit, place) => ({
      item_id: itemId,
      provider,
      place,
      person_id: savePerson(credit, context),
      name: credit.name,
      department: credit.department,
      job: textOrNull(credit.job),
      character: textOrNull(credit.character),
      billing: integerOrNull(credit.order) ?? place,
      episode_count: integerOrNull(credit.episodeCount),
      guest: credit.guest ?? null,
    })),
  );
}

/** Finds the person by an id, else by the name among those known by name alone, else adds them. */
function savePerson(credit: Credit, { work, tally }: SaveContext): number {
  const { name } = credit;
  const profile = textOrNull(credit.profileUrl);
  const ids = Object.entries(credit.ids).map(([kind, value]) => {
    return { kind, value, stored: work.personIds.get(`${kind} ${value}`) };
  });
  let id = ids.length === 0 ? work.peopleByName.get(name) : undefined;
  for (const { stored } of ids) id ??= stored?.person_id;
  // Who is known and of whom nothing new is said is not even read.
  if (id === undefined || profile !== null) {
    const stored = id === undefined ? undefined : work.people.get(String(id));
    id ??= work.newId();
    const identified = stored?.identified ?? ids.length > 0;
    const person = { id, name: stored?.name ?? name, identified, profile_url: profile ?? stored?.profile_url ?? null };
    if (work.people.put(person)) tally.rows += 1;
    if (!identified) work.peopleByName.set(name, id);
  }
  for (const { kind, value, stored } of ids) {
    if (stored === undefined && work.personIds.put({ kind, value, person_id: id })) tally.rows += 1;
  }
  return id;
}
