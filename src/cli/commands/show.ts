import type { ItemKind } from '../../model/kinds.ts';
import type { ItemView } from '../../store/port.ts';
import { createLineWriter } from '../../ui/line-writer.ts';
import { columnsOf, isTerminal } from '../../ui/output.ts';
import { failureDocument, printFailure } from '../failure.ts';
import { ambiguous, findItems, nothingStored } from '../find-items.ts';
import type { Io } from '../io.ts';
import { itemToDocument } from '../json/item.ts';
import type { GlobalOptions } from '../options.ts';
import { candidateLines } from '../text/candidates.ts';
import { itemLines } from '../text/item.ts';
import { withStore } from '../with-store.ts';

export interface ShowOptions {
  /** `adult`: works of adult libraries, which no other kind shows. */
  readonly kind?: ItemKind | 'adult';
}

/**
 * Shows the one stored work that is meant by `what`. Where several can be meant it lists them.
 * @throws RevengeError `NOT_FOUND` when there is none.
 */
export async function runShow(what: string, options: GlobalOptions & ShowOptions, io: Io): Promise<number> {
  const output = createLineWriter(io.stdout);
  const adult = options.kind === 'adult';
  const kind = options.kind === 'adult' ? undefined : options.kind;
  const exitCode = await withStore({ ...options, adult }, io, async ({ store, artworkFolder }) => {
    const items = await findItems(store, what, kind, io.cwd);
    const [item] = items;
    if (item === undefined) throw nothingStored(what);
    if (items.length > 1) return reportCandidates(items, what, options, io);
    if (options.json === true) output.write(JSON.stringify(itemToDocument(item, artworkFolder), undefined, 2));
    else {
      const width = isTerminal(io.stdout) ? columnsOf(io.stdout) : undefined;
      for (const line of itemLines(item, artworkFolder, width)) output.write(line);
    }
    return 0;
  });
  await output.close();
  return exitCode;
}

/** More than one work can be meant: an error with the candidates, so that the next try can name the one. */
function reportCandidates(items: readonly ItemView[], what: string, options: GlobalOptions, io: Io): number {
  const error = ambiguous(items, what);
  if (options.json === true) {
    const candidates = items.map(({ id, kind, title, year, ids }) => ({ id, kind, title, year, ids }));
    io.stdout.write(`${JSON.stringify({ ...failureDocument(error), candidates })}\n`);
  } else {
    printFailure(error, { json: false }, io);
    for (const line of candidateLines(items)) io.stderr.write(`  ${line}\n`);
  }
  return error.exitCode;
}
