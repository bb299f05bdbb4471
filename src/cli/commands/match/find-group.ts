import { resolve } from 'node:path';
import { RevengeError } from '../../../model/errors.ts';
import { ROOT_KIND } from '../../../model/kinds.ts';
import type { FoundGroup, Store } from '../../../store/port.ts';
import { counted } from '../../../ui/format.ts';
import type { MeantOptions } from '../../items/find-items.ts';

/** How many of the possible groups an error names. */
const NAMED = 5;

/**
 * The one stored group that a key or a path means.
 * @throws RevengeError `NOT_FOUND` for none, `AMBIGUOUS` for several.
 */
export async function findGroup(store: Store, what: string, { kind }: MeantOptions, cwd: string): Promise<FoundGroup> {
  const key = what.replace(/(?<=.)\/+$/, '');
  const found = await store.findGroups({ key, path: resolve(cwd, what) });
  const groups = kind === undefined || kind === 'adult' ? found : found.filter((one) => ROOT_KIND[one.kind] === kind);
  const [group, ...others] = groups;
  if (group === undefined) {
    throw new RevengeError('NOT_FOUND', `no scanned file or folder is "${what}"`, {
      hint: 'Give a path as `revenge show` prints it, or a key of `revenge list --outcome open`; scan new files first.',
    });
  }
  if (others.length === 0) return group;
  const keys = groups.slice(0, NAMED).map((one) => `${one.library}: ${one.key}`);
  throw new RevengeError('AMBIGUOUS', `${counted(groups.length, 'group')} can be meant by "${what}"`, {
    hint: `Give the whole path of a file of it. They are: ${keys.join('; ')}${groups.length > NAMED ? '; …' : ''}`,
  });
}
