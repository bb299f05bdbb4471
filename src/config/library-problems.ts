import type { Problem } from './problems.ts';
import type { Config } from './schema.ts';

type Libraries = Config['libraries'];

/** What is wrong with the libraries together: a name or a folder twice, and adult libraries within others. */
export function libraryProblems(libraries: Libraries): readonly Problem[] {
  return [...duplicateNames(libraries), ...duplicateRoots(libraries), ...mixedRoots(libraries)];
}

function duplicateNames(libraries: Libraries): Problem[] {
  return libraries.flatMap(({ name }, index) => {
    const first = libraries.findIndex((library) => library.name === name);
    if (first === index) return [];
    return [
      { path: ['libraries', index, 'name'], message: `libraries[${index}].name is that of another library: "${name}"` },
    ];
  });
}

/** What lies in an adult library must not be met in another one, whose store is open to all. */
function mixedRoots(libraries: Libraries): Problem[] {
  return libraries.flatMap((adult, index) => {
    const other = libraries.findIndex(({ kind, path }) => kind !== 'adult' && nested(path, adult.path));
    if (adult.kind !== 'adult' || other < 0) return [];
    const message = `libraries[${index}] (adult) and libraries[${other}] lie in one another: ${adult.path}`;
    return [{ path: ['libraries', index, 'path'], message, hint: 'Keep an adult library in a folder of its own.' }];
  });
}

function nested(one: string, other: string): boolean {
  return one !== other && (isWithin(one, other) || isWithin(other, one));
}

function isWithin(path: string, root: string): boolean {
  return path.startsWith(root.endsWith('/') ? root : `${root}/`);
}

function duplicateRoots(libraries: Libraries): Problem[] {
  return libraries.flatMap(({ path }, index) => {
    const first = libraries.findIndex((library) => library.path === path);
    if (first === index) return [];
    const message = `libraries[${index}].path is that of libraries[${first}] too: ${path}`;
    return [{ path: ['libraries', index, 'path'], message }];
  });
}
