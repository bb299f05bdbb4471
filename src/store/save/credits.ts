import type { Credit } from '../../model/records.ts';
import { storable } from '../../model/text.ts';
import { digestOf, toJson } from '../canonical.ts';
import { integerOrNull, textOrNull } from '../cells.ts';
import type { ItemDraft } from '../port.ts';
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
  const changed = work.creditLists.put({ item_id: itemId, provider, digest: digestOf([toJson(credits)]) });
  if (!changed) return provider;
  tally.rows += 1 + credits.length;
  work.credits.set(
    `${itemId} ${provider}`,
    credits.map((credit, place) => ({
      item_id: itemId,
      provider,
      place,
      person_id: savePerson(credit, context),
      name: storable(credit.name),
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
  const name = storable(credit.name);
  const profile = textOrNull(credit.profileUrl);
  const ids = Object.entries(credit.ids).map(([kind, value]) => ({ kind, value: storable(value) }));
  let id = ids.length === 0 ? work.peopleByName.get(name) : undefined;
  for (const { kind, value } of ids) id ??= work.personIds.get(`${kind} ${value}`)?.person_id;
  const stored = id === undefined ? undefined : work.people.get(String(id));
  const person = {
    id: id ?? work.newId(),
    name: stored?.name ?? name,
    identified: stored?.identified ?? ids.length > 0,
    profile_url: profile ?? stored?.profile_url ?? null,
  };
  if (work.people.put(person)) tally.rows += 1;
  if (!person.identified) work.peopleByName.set(name, person.id);
  for (const { kind, value } of ids) {
    if (work.personIds.get(`${kind} ${value}`) !== undefined) continue;
    if (work.personIds.put({ kind, value, person_id: person.id })) tally.rows += 1;
  }
  return person.id;
}
