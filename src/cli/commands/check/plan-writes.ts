import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import type { Store } from '../../../store/port.ts';
import { isTagged } from '../../../tagging/plan.ts';
import type { PlannedWrite } from '../../../tagging/planned.ts';
import { taggedLibraries } from '../../tagging/folders.ts';
import { planItems } from '../../tagging/plan.ts';

/**
 * What `revenge tag` would write for the items of the store in `folder`, as if it had written nothing before; undefined
 * where no library lets it write.
 */
export async function planWrites(
  store: Store,
  config: Config,
  folder: string,
  signal: AbortSignal,
): Promise<readonly PlannedWrite[] | undefined> {
  if (!taggedLibraries(config).some(isTagged)) return undefined;
  const plan = await planItems({ ...config, store: join(folder, 'store.sqlite') }, store, [], signal);
  return plan.writes;
}
