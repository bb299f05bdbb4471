import { wordTable } from '../../model/word-table.ts';

/** What the services call the state of a work, in one vocabulary. */
const STATUSES: ReadonlyMap<string, string> = wordTable({
  rumored: 'rumoured',
  planned: 'planned',
  tba: 'announced',
  announced: 'announced',
  inproduction: 'in-production',
  postproduction: 'post-production',
  incinemas: 'in-cinemas',
  released: 'released',
  upcoming: 'upcoming',
  pilot: 'pilot',
  returningseries: 'continuing',
  continuing: 'continuing',
  ended: 'ended',
  canceled: 'cancelled',
  cancelled: 'cancelled',
});

/** A state in the domain's words; one that is not known stays as it is. `deleted` speaks of the service's entry, not of the work. */
export function statusOf(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  const key = said.toLowerCase().replace(/[^a-z]/g, '');
  return key === 'deleted' ? undefined : (STATUSES.get(key) ?? said.toLowerCase());
}
