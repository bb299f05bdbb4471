import type { Library } from '../../model/files.ts';
import type { LibraryKind } from '../../model/kinds.ts';
import type { ArrConfig } from './config.ts';

/**
 * Whether an instance is in charge of a library: by the names in its configuration, else by the library's kind. Only what
 * is made for adult libraries is ever in charge of one, and of no other.
 */
export function coversLibrary(config: ArrConfig, kinds: readonly LibraryKind[], library: Library): boolean {
  if ((library.kind === 'adult') !== kinds.includes('adult')) return false;
  return config.libraries === undefined || config.libraries.length === 0
    ? kinds.includes(library.kind)
    : config.libraries.includes(library.name);
}
