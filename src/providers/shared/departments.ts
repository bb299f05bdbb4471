import type { Credit } from '../../model/records.ts';
import { wordTable } from '../../model/word-table.ts';

/** TMDb's departments, which Radarr passes on. */
const DEPARTMENTS: ReadonlyMap<string, Credit['department']> = wordTable({
  Directing: 'directing',
  Writing: 'writing',
  Production: 'production',
  Camera: 'camera',
  Editing: 'editing',
});

/** TMDb's department of a member of the crew → ours. Its `Sound` holds composers beside engineers. */
export function departmentOf(department: string | undefined, job: string | undefined): Credit['department'] {
  if (department === 'Sound') return /composer|music|songs?\b/i.test(job ?? '') ? 'music' : 'crew';
  return DEPARTMENTS.get(department ?? '') ?? 'crew';
}
