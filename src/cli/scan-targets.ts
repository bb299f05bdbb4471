import { basename, isAbsolute, resolve, sep } from 'node:path';
import type { Config } from '../config/schema.ts';
import { compact } from '../model/compact.ts';
import { RevengeError } from '../model/errors.ts';
import type { Library } from '../model/files.ts';
import type { LibraryKind } from '../model/kinds.ts';
import type { ScanTarget } from '../scan/context.ts';

/** Whose libraries may be scanned. */
export interface ScanScope {
  /** All configured libraries. */
  readonly all: readonly Library[];
  /** Those that the command works on. */
  readonly chosen: readonly Library[];
  /** The kind that was asked for. */
  readonly kind?: LibraryKind | undefined;
}

/** The configured libraries, in the domain's terms. */
export function librariesOf({ libraries }: Pick<Config, 'libraries'>): readonly Library[] {
  return libraries.map(({ name, path, kind, marker, symlinks, ignore }) => ({
    name,
    root: path,
    kind,
    symlinks,
    ignore,
    ...compact({ marker }),
  }));
}

/**
 * What to scan: the chosen libraries, or the given paths. A path inside a library is scanned as part of it; any other is
 * a library of its own, of the kind that was asked for or `auto`, named after its folder. A path of a library that was
 * not chosen is refused: what is in an adult library must not come into the store of the others by another name.
 *
 * @throws RevengeError `USAGE` when there is nothing to scan, or a path is refused.
 */
export function scanTargets(scope: ScanScope, paths: readonly string[], cwd: string): ScanTarget[] {
  const { chosen: libraries, kind } = scope;
  if (paths.length === 0) {
    if (libraries.length === 0 && scope.kind !== undefined) {
      throw new RevengeError('USAGE', `There is nothing to scan: no library of kind ${scope.kind} is configured`);
    }
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
    refuseOthers(path, scope);
    const library = libraries.find(({ root }) => isWithin(path, withoutEnd(root)));
    if (library === undefined) targets.push({ library: { name: basename(path), root: path, kind: kind ?? 'auto' } });
    else parts.set(library, [...(parts.get(library) ?? []), path]);
  }
  for (const [library, only] of parts) {
    const whole = only.some((path) => path === withoutEnd(library.root));
    targets.push(whole ? { library } : { library, onlyUnder: only });
  }
  return targets;
}

function refuseOthers(path: string, { all, chosen }: ScanScope): void {
  for (const library of all) {
    const root = withoutEnd(library.root);
    const inside = isWithin(path, root);
    const around = library.kind === 'adult' && isWithin(root, path);
    if (chosen.some(({ name }) => name === library.name) || !(inside || around)) continue;
    const where = inside ? 'lies in' : 'holds';
    throw new RevengeError('USAGE', `${path} ${where} a library of kind ${library.kind}`, {
      hint: `Libraries of this kind are scanned with --kind ${library.kind}.`,
    });
  }
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root === sep ? root : `${root}${sep}`);
}

function withoutEnd(path: string): string {
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
}
