import { exitCode } from '../../../model/exit-codes.ts';
import type { Store } from '../../../store/port.ts';
import type { Condition } from '../../../store/query/condition.ts';
import { parseConditions } from '../../../store/query/parse.ts';
import { createLineWriter, writeLines } from '../../../ui/line-writer.ts';
import { withStore } from '../../context/with-store.ts';
import type { Io } from '../../io.ts';
import { allItems } from '../../items/all-items.ts';
import type { GlobalOptions } from '../../options.ts';
import { csvHeader, csvLine } from '../../text/csv.ts';
import { EXPORT_COLUMNS, exportRows } from './columns.ts';
import type { ExportDocument } from './document.ts';
import { itemToExport } from './to-document.ts';

export interface ExportOptions {
  readonly format: 'ndjson' | 'json' | 'csv';
  readonly adult?: boolean;
}

/** `revenge export`: every item of a query, written as it is read, so that memory does not grow with the library. */
export async function runExport(
  words: readonly string[],
  options: GlobalOptions & ExportOptions,
  io: Io,
): Promise<number> {
  const conditions = parseConditions(words, new Date());
  const format = options.json === true ? 'ndjson' : options.format;
  const output = createLineWriter(io.stdout);
  await withStore(options, io, async ({ store }) => {
    await writeLines(output, linesOf(exported(store, conditions), format), io.signal);
  });
  await output.close();
  return exitCode('done');
}

async function* exported(store: Store, conditions: readonly Condition[]): AsyncGenerator<ExportDocument> {
  for await (const item of allItems(store, conditions)) yield itemToExport(item);
}

async function* linesOf(items: AsyncIterable<ExportDocument>, format: ExportOptions['format']): AsyncGenerator<string> {
  if (format === 'csv') {
    yield csvHeader(EXPORT_COLUMNS);
    for await (const item of items) for (const row of exportRows(item)) yield csvLine(EXPORT_COLUMNS, row);
    return;
  }
  if (format === 'ndjson') {
    for await (const item of items) yield JSON.stringify(item);
    return;
  }
  let before: string | undefined;
  yield '[';
  for await (const item of items) {
    if (before !== undefined) yield `${before},`;
    before = JSON.stringify(item);
  }
  if (before !== undefined) yield before;
  yield ']';
}
