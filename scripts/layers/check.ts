import { importCycles } from './cycles.ts';
import { type Import, importsOf } from './imports.ts';
import { FOLDERS, type FolderRules, PACKAGES, PURE_FOLDERS } from './rules.ts';

/**
 * What in `src/` breaks the rules of `rules.ts`: one message a finding, with the file and the import. `sources` are texts
 * by their paths below `src/`.
 */
export function layerProblems(sources: ReadonlyMap<string, string>): readonly string[] {
  const imports = importsOf(sources);
  return [
    ...imports.flatMap((one) => (one.isPackage ? packageProblems(one) : folderProblems(one))),
    ...importCycles(imports).map((cycle) => `${cycle[0]}: imports itself: ${cycle.join(' → ')}`),
  ];
}

/** What in the table itself is wrong: a folder that imports one from its own line or a later one. */
export function tableProblems(folders: FolderRules): readonly string[] {
  const order = [...folders.keys()];
  return [...folders].flatMap(([folder, allowed]) =>
    allowed
      .filter((target) => !order.slice(0, order.indexOf(folder)).includes(folderOf(target)))
      .map((target) => `${folder} may not be allowed to import ${target}: ${folderOf(target)} is not above it`),
  );
}

function folderProblems({ from, to }: Import): readonly string[] {
  const folder = folderOf(from);
  const allowed = FOLDERS.get(folder);
  if (allowed === undefined) return [`${from}: the folder ${folder} has no line in scripts/layers/rules.ts`];
  if (folderOf(to) === folder || allowed.some((place) => isWithin(to, place))) return [];
  return [`${from}: ${folder} may not import ${to}`];
}

function packageProblems({ from, to }: Import): readonly string[] {
  const homes = PACKAGES.get(to);
  if (to.startsWith('node:') && to !== 'node:crypto' && PURE_FOLDERS.some((place) => isWithin(from, place))) {
    return [`${from}: ${folderOf(from)} does no I/O and may not import ${to}`];
  }
  if (homes === undefined && to.startsWith('node:')) return [];
  if (homes === undefined) return [`${from}: the package ${to} has no line in scripts/layers/rules.ts`];
  return homes.some((place) => isWithin(from, place))
    ? []
    : [`${from}: ${to} may be imported in ${homes.join(', ')} only`];
}

function isWithin(path: string, place: string): boolean {
  return place === '' || path === place || path.startsWith(`${place}/`);
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? path;
}
