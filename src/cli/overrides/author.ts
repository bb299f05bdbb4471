import { userInfo } from 'node:os';
import type { Io } from '../io.ts';

/** Who says it: by name, or as the system knows them. */
export function authorOf({ author = '' }: { readonly author?: string }, { env }: Pick<Io, 'env'>): string {
  if (author.trim() !== '') return author.trim();
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user that has no entry.
    return env.USER ?? env.LOGNAME ?? 'unknown';
  }
}
