import { RevengeError } from '../../model/errors.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { ItemView } from '../../model/views.ts';
import type { Store } from '../../store/port.ts';
import { counted } from '../../ui/format.ts';
import type { ErrorDocument } from '../documents/error.ts';
import { failureDocument, printFailure } from '../failure.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../options.ts';
import { candidateLines } from './candidate-lines.ts';
import { bestItems, selectorsOf, similarSelectors } from './selectors.ts';

/** Of commands that work on one stored work. */
export interface MeantOptions {
  /** `adult`: works of adult libraries, which no other kind shows. */
  readonly kind?: ItemKind | 'adult';
}

/**
 * The stored works that can be meant by `what`: one, or several where it is not said clearly enough.
 * @throws RevengeError `NOT_FOUND` when there is none.
 */
export async function findItems(
  store: Store,
  what: string,
  { kind: given }: MeantOptions,
  cwd: string,
): Promise<readonly [ItemView, ...ItemView[]]> {
  const kind = given === 'adult' ? undefined : given;
  for (const selector of [...selectorsOf(what, cwd), ...similarSelectors(what)]) {
    const [first, ...others] = bestItems(await store.show(selector), selector, kind);
    if (first !== undefined) return [first, ...others];
  }
  throw new RevengeError('NOT_FOUND', `nothing is stored as "${what}"`, {
    hint: '`revenge list` shows what is stored; `revenge list --outcome open` what is not identified.',
  });
}

/** Words that mean several of the stored works. */
export function ambiguous(items: readonly ItemView[], what: string): RevengeError {
  return new RevengeError('AMBIGUOUS', `${counted(items.length, 'work')} can be meant by "${what}"`, {
    hint: 'Add the year or --kind, or name one of these ids.',
  });
}

/** More than one work can be meant: an error with the candidates, so that the next try can name the one. */
export function reportCandidates(items: readonly ItemView[], what: string, options: GlobalOptions, io: Io): number {
  const error = ambiguous(items, what);
  if (options.json === true) {
    const candidates = items.map(({ id, kind, title, year, ids }) => ({ id, kind, title, year, ids }));
    const document: ErrorDocument = { ...failureDocument(error), candidates };
    io.stdout.write(`${JSON.stringify(document)}\n`);
  } else {
    printFailure(error, { json: false }, io);
    for (const line of candidateLines(items)) io.stderr.write(`  ${line}\n`);
  }
  return error.exitCode;
}
