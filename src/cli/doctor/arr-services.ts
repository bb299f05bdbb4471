import { redactAddress } from '../../model/credentials.ts';
import type { RevengeError } from '../../model/errors.ts';
import type { ExitName } from '../../model/exit-codes.ts';
import type { FsPath } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';
import { plainPath } from '../../providers/arr/path-map.ts';
import { suggestPathMap } from '../../providers/arr/suggest-map.ts';
import type {
  InspectableManager,
  LocalFolder,
  ManagedPath,
  MapSuggestion,
  ServiceStatus,
} from '../../providers/port.ts';
import { counted } from '../../ui/format.ts';
import type { DoctorContext, Finding, ManagerCheck } from './check.ts';
import { localFolders } from './local-folders.ts';

/** Whether an Arr service answers, at the address that is configured, and whether its folders are folders here. */
export const checkArrService: ManagerCheck = async function* (context, manager) {
  const status = await manager.status(context.signal);
  if (status.status !== 'ok') {
    yield unreachable(manager, status.status === 'unavailable' ? status.error : undefined);
    return;
  }
  yield* address(manager, status.value);
  if (!context.libraries.some((library) => manager.covers(library))) {
    yield well(manager.instance, 'it is in charge of no configured library, so a scan does not ask it');
    return;
  }
  const paths = await manager.paths(context.signal);
  if (paths.status === 'ok') yield await overlap(context, manager, paths.value);
  else yield unreachable(manager, paths.status === 'unavailable' ? paths.error : undefined);
};

function unreachable({ instance }: InspectableManager, error: RevengeError | undefined): Finding {
  const message = error?.message ?? 'does not answer';
  return failed(instance, message, error?.hint, error?.exit);
}

function* address({ instance, url }: InspectableManager, status: ServiceStatus): Generator<Finding> {
  const { name = 'it', version = 'of no known version' } = status;
  const [there, written] = [redactAddress(status.url), redactAddress(url)];
  if (plainUrl(there) === plainUrl(written)) {
    yield well(instance, `${name} ${version} answers at ${written}`);
    return;
  }
  yield failed(
    instance,
    `${name} ${version} answers at ${there}, not at ${written}: its URL base is another one`,
    `Write in its configuration:\nurl: ${there}`,
  );
}

async function overlap(
  { libraries, tree, signal }: DoctorContext,
  manager: InspectableManager,
  paths: readonly ManagedPath[],
): Promise<Finding> {
  const subject = manager.instance;
  const covered = libraries.filter((library) => manager.covers(library));
  const names = covered.map(({ name }) => name).join(', ');
  const locals = (await Promise.all(covered.map((library) => localFolders(library, tree, signal)))).flat();
  if (paths.length === 0) return well(subject, 'it has nothing in its library');
  if (locals.length === 0) {
    return well(subject, `there are no folders in ${names}, so its paths cannot be compared`);
  }
  const isHere = keysOf(locals.map(({ root, relativePath }) => `${root}/${relativePath}`));
  const lost = paths.filter((path) => !path.locals.some(isHere));
  const found = paths.length - lost.length;
  const message = `${found} of its ${counted(paths.length, 'folder')} are in ${names}`;
  if (lost.length === 0) return well(subject, message);
  const isTaken = keysOf(paths.flatMap((path) => path.locals.filter(isHere)));
  // Folders that it knows already are no place for others: one library may hold what another has too.
  const free = locals.filter(({ root, relativePath }) => !isTaken(`${root}/${relativePath}`));
  const suggestions = suggestPathMap(
    lost.map(({ remote }) => remote),
    free,
  );
  if (suggestions.length > 0) return failed(subject, message, mapping(suggestions));
  // Some elsewhere and nothing alike here: another disk, say.
  return found === 0 ? failed(subject, message, nothingAlike(lost, locals)) : well(subject, message);
}

/** Whether a path is among these, by the keys by which paths are compared. */
function keysOf(paths: readonly FsPath[]): (path: FsPath) => boolean {
  const keys = new Set(paths.map((path) => pathKey(plainPath(path))));
  return (path) => keys.has(pathKey(plainPath(path)));
}

function well(instance: string, message: string): Finding {
  return { part: 'source', well: true, text: `${instance}: ${message}` };
}

function failed(instance: string, message: string, hint?: string, exit: ExitName = 'usage'): Finding {
  const text = `${instance}: ${message}`;
  return { part: 'source', well: false, text, ...(hint === undefined ? {} : { hint }), exit };
}

/** The lines to add to the configuration. */
function mapping(suggestions: readonly MapSuggestion[]): string {
  const lines = suggestions.flatMap(({ from, to, folders }) => [
    `  - from: ${yaml(from)} # ${counted(folders, 'folder')}`,
    `    to: ${yaml(to)}`,
  ]);
  return ['It sees its folders elsewhere than they are here. Add to its configuration:', 'pathMap:', ...lines].join(
    '\n',
  );
}

function nothingAlike(lost: readonly ManagedPath[], locals: readonly LocalFolder[]): string {
  const remote = lost[0]?.remote ?? '';
  const local = `${locals[0]?.root}/${locals[0]?.relativePath}`;
  return `Nothing is called alike: it has ${remote}, here is ${local}. Is it in charge of these libraries?`;
}

function yaml(path: FsPath): string {
  return /^[\w/.-]+$/.test(path) ? path : `'${path.replaceAll("'", "''")}'`;
}

function plainUrl(url: string): string {
  return url
    .replace(/\/+$/, '')
    .replace(/\/api\/v\d$/, '')
    .toLowerCase();
}
