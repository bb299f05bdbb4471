import type { Maintenance } from './maintenance-rules.ts';
import { isPostgres } from './open.ts';
import type { PostgresSettings } from './postgres/settings.ts';

/** Opens the store at a location for maintenance; only with `write` is it migrated. `lease`: as of `openStore`. */
export async function openMaintenance(
  location: string,
  postgres: PostgresSettings,
  write: boolean,
  lease?: string,
): Promise<Maintenance> {
  if (isPostgres(location)) {
    const { openPostgresMaintenance } = await import('./postgres/maintenance.ts');
    return openPostgresMaintenance(location, postgres, write, lease);
  }
  const { openSqliteMaintenance } = await import('./sqlite/maintenance.ts');
  return openSqliteMaintenance(location, write);
}
