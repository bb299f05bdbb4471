import type { ItemDraft } from '../../model/drafts.ts';
import type { Credit } from '../../model/records.ts';
import { digestOfTexts } from '../../util/digest.ts';
import { toJson } from '../canonical.ts';
import { integerOrNull, textOrNull } from '../cells.ts';
import type { SaveContext } from './context.ts';

/**
 * Takes in the credits of an item, a list for each provider. A list is replaced as a whole, and only by one that differs
 * and holds something. Returns the provider whose list holds, where one was given.
 */
export function saveCredits(
  itemId: number,
  { provider, credits }: ItemDraft['credits'],
  context: SaveContext,
): string | undefined {
  if (credits.length === 0) return undefined;
  const { work, tally } = context;
  const digest = digestOfTexts([toJson(credits)]);
  const stored = work.creditLists.get(`${itemId} ${provider}`);
  if (stored?.digest === digest) return provider;
  // Stores that are older have the digest of a list credit by credit.
  if (stored !== undefined && stored.digest === digestOfTexts(credits.map(toJson))) return provider;
  work.creditLists.put({ item_id: itemId, provider, digest });
  tally.rows += 1 + credits.length;
  work.credits.set(
    `${itemId} ${provider}`,
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
  return provider;
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
