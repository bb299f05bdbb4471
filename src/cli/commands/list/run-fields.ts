import { exitCode } from '../../../model/exit-codes.ts';
import type { ListRow, Store } from '../../../store/port.ts';
import { parseConditions } from '../../../store/query/parse.ts';
import { createLineWriter, writeLines } from '../../../ui/line-writer.ts';
import { columnsOf, isTerminal } from '../../../ui/output.ts';
import { withStore } from '../../context/with-store.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { csvHeader, csvLine } from '../../text/csv.ts';
import { fieldText } from '../../text/field.ts';
import { tableLines } from '../../text/table.ts';
import { type FieldColumn, fieldColumns, PLAIN_COLUMNS } from './fields.ts';
import { checkSources, filterOf, type ListOptions } from './run.ts';

/** The values of one item, in the order of the columns. */
type Values = readonly unknown[];

/** `list --fields`, and the formats that have one line per item: items only, one column per field. */
export async function runListFields(
  words: readonly string[],
  options: GlobalOptions & ListOptions,
  io: Io,
): Promise<number> {
  const columns = options.fields === undefined ? PLAIN_COLUMNS : fieldColumns(options.fields);
  const conditions = parseConditions(words, new Date());
  await checkSources(conditions);
  const format = options.json === true ? 'ndjson' : (options.format ?? 'table');
  const output = createLineWriter(io.stdout);
  const width = isTerminal(io.stdout) ? columnsOf(io.stdout) : undefined;
  await withStore({ ...options, adult: options.kind?.includes('adult') === true }, io, async ({ store }) => {
    const rows = await store.list(filterOf(conditions, options));
    await writeLines(output, linesOf(columns, valuesOf(store, columns, rows), format, width), io.signal);
  });
  await output.close();
  return exitCode('done');
}

async function* valuesOf(
  store: Store,
  columns: readonly FieldColumn[],
  rows: readonly ListRow[],
): AsyncGenerator<Values> {
  const needsItem = columns.some((column) => column.needsItem);
  for (const row of rows) {
    const [item] = needsItem ? await store.show({ by: 'id', id: row.id }) : [];
    yield columns.map(({ value }) => value(row, item));
  }
}

async function* linesOf(
  columns: readonly FieldColumn[],
  items: AsyncIterable<Values>,
  format: NonNullable<ListOptions['format']>,
  width: number | undefined,
): AsyncGenerator<string> {
  if (format === 'table') {
    const all: Values[] = [];
    for await (const values of items) all.push(values);
    const shown = columns.map(({ name }, place) => ({
      title: name,
      value: (values: Values) => text(values[place]),
      shrinks: true,
    }));
    yield* all.length === 0 ? ['nothing found'] : tableLines(shown, all, width);
    return;
  }
  const cells = columns.map(({ name }, place) => [name, (values: Values) => cell(values[place])] as const);
  if (format === 'csv') yield csvHeader(cells);
  if (format === 'tsv') yield columns.map(({ name }) => name).join('\t');
  for await (const values of items) {
    if (format === 'csv') yield csvLine(cells, values);
    else if (format === 'tsv') yield values.map(text).join('\t');
    else yield JSON.stringify(Object.fromEntries(columns.map(({ name }, place) => [name, values[place]])));
  }
}

/** A value on one line, without tabs: control characters are not printed as such. */
function text(value: unknown): string {
  return value === undefined ? '' : fieldText(value).replaceAll('\t', ' ');
}

function cell(value: unknown): string | number | undefined {
  return typeof value === 'number' || value === undefined ? value : text(value);
}
