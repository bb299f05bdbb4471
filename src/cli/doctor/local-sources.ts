import type { FileTree } from '../../library/file-tree.ts';
import { rootState } from '../../library/mount-guard.ts';
import type { Library } from '../../model/files.ts';
import type { Sources } from '../../providers/port.ts';
import { localSources } from '../../providers/registry.ts';
import type { Finding } from './check.ts';

const ROOT_UNAVAILABLE = 7;

/** What is read with the media: which sources are on, and whether the folders that hold their files can be read. */
export async function checkLocalSources(
  { local }: Pick<Sources, 'local'>,
  libraries: readonly Library[],
  tree: FileTree,
): Promise<readonly Finding[]> {
  const switches = localSources.map((source): Finding => {
    const text = local.includes(source) ? source.gives : 'switched off';
    return { part: 'local', well: true, text: `${source.id}: ${text}` };
  });
  const roots = libraries.map(async (library): Promise<Finding> => {
    const state = await rootState(library, tree, false);
    if (state.state === 'ok') return { part: 'local', well: true, text: `${library.name}: ${library.root}` };
    const text = `${library.name}: ${library.root} ${state.reason}`;
    return { part: 'local', well: false, text, hint: state.hint, exitCode: ROOT_UNAVAILABLE };
  });
  return [...switches, ...(await Promise.all(roots))];
}
