import { createLineWriter } from '../../../ui/line-writer.ts';
import { columnsOf, isTerminal } from '../../../ui/output.ts';
import { withStore } from '../../context/with-store.ts';
import type { Io } from '../../io.ts';
import { findItems, type MeantOptions, reportCandidates } from '../../items/find-items.ts';
import type { GlobalOptions } from '../../options.ts';
import { itemLines } from './lines.ts';
import { itemToDocument } from './to-document.ts';

/**
 * Shows the one stored work that is meant by `what`. Where several can be meant it lists them.
 * @throws RevengeError `NOT_FOUND` when there is none.
 */
export async function runShow(what: string, options: GlobalOptions & MeantOptions, io: Io): Promise<number> {
  const output = createLineWriter(io.stdout);
  const adult = options.kind === 'adult';
  const exitCode = await withStore({ ...options, adult }, io, async ({ store, artworkFolder }) => {
    const items = await findItems(store, what, options, io.cwd);
    if (items.length > 1) return reportCandidates(items, what, options, io);
    const [item] = items;
    const holds = await store.holds(item.id);
    if (options.json === true) output.write(JSON.stringify(itemToDocument(item, artworkFolder, holds), undefined, 2));
    else {
      const width = isTerminal(io.stdout) ? columnsOf(io.stdout) : undefined;
      for (const line of itemLines(item, artworkFolder, { holds, width })) output.write(line);
    }
    return 0;
  });
  await output.close();
  return exitCode;
}
