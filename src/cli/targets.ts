import { basename, isAbsolute, resolve, sep } from 'node:path';
import { RevengeError } from '../model/errors.ts';
import type { Library } from '../model/files.ts';
import type { ScanTarget } from '../scan/context.ts';

/**
 * What to scan: all configured libraries, or the given paths. A path inside a library is scanned as part of it; any other
 * is a library of its own, of kind `auto`, named after its folder.
 *
 * @throws RevengeError `USAGE` when there is neither.
 */
export function scanTargets(libraries: readonly Library[], paths: readonly string[], cwd: string): ScanTarget[] {
  if (paths.length === 0) {
    if (libraries.length === 0) {
      throw new RevengeError('USAGE', 'There is nothing to scan: no library is configured and no path was given', {
        hint: 'Name your folders under "libraries" in revenge.config.yaml (see config.example.yaml), or give a path.',
      });
    }
    return libraries.map((library) => ({ library }));
  }
  const targets: ScanTarget[] = [];
  const parts = new Map<Library, string[]>();
  for (const given of paths) {
    const path = withoutEnd(isAbsolute(given) ? given : resolve(cwd, given));
    const library = libraries.find(({ root }) => isWithin(path, withoutEnd(root)));
    if (library === undefined) targets.push({ library: { name: basename(path), root: path, kind: 'auto' } });
    else parts.set(library, [...(parts.get(library) ?? []), path]);
  }
  for (const [library, only] of parts) {
    const whole = only.some((path) => path === withoutEnd(library.root));
    targets.push(whole ? { library } : { library, onlyUnder: only });
  }
  return targets;
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root === sep ? root : `${root}${sep}`);
}

function withoutEnd(path: string): string {
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
}
