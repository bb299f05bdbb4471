import { compact } from '../../../model/compact.ts';
import type { ItemKind } from '../../../model/kinds.ts';
import type { Outcome } from '../../../model/outcome.ts';
import { printable } from '../../../model/text.ts';
import type { ListFilter, ListRow, OpenGroupRow } from '../../../store/port.ts';
import { type Condition, flatConditions } from '../../../store/query/condition.ts';
import { parseConditions } from '../../../store/query/parse.ts';
import type { Sort } from '../../../store/query/sorts.ts';
import { counted, formatCount } from '../../../ui/format.ts';
import { createLineWriter, type LineWriter } from '../../../ui/line-writer.ts';
import { titled } from '../../../ui/lines.ts';
import { columnsOf, isTerminal } from '../../../ui/output.ts';
import { withStore } from '../../context/with-store.ts';
import { openGroupToDocument } from '../../documents/to-open-group.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { type CsvColumn, csvLines } from '../../text/csv.ts';
import { type TableColumn, tableLines } from '../../text/table.ts';
import type { CountDocument, ListDocument } from './document.ts';

export interface ListOptions {
  /** `adult`: what is stored of adult libraries, which no other kind lists. */
  readonly kind?: readonly (ItemKind | 'adult')[];
  readonly year?: { readonly from?: number; readonly to?: number };
  /** `open` = every outcome but `matched`. */
  readonly outcome?: Outcome | 'open';
  readonly limit?: number;
  readonly sort?: Sort;
  readonly after?: string;
  /** Names of the columns, in their order. */
  readonly fields?: readonly string[];
  readonly format?: 'table' | 'csv' | 'tsv' | 'json' | 'ndjson';
  readonly count?: boolean;
}

/** Lists stored works, and the groups on disk that have no identity. */
export async function runList(words: readonly string[], options: GlobalOptions & ListOptions, io: Io): Promise<number> {
  const output = createLineWriter(io.stdout);
  const conditions = parseConditions(words, new Date());
  await checkSources(conditions);
  const filter = filterOf(conditions, options);
  const adult = options.kind?.includes('adult') === true;
  await withStore({ ...options, adult }, io, async ({ store }) => {
    if (options.count === true) {
      const count = await store.count(filter);
      const document: CountDocument = { count };
      output.write(options.json === true ? JSON.stringify(document) : String(count));
      return;
    }
    const items = wantsItems(options) ? await store.list(filter) : [];
    const { limit, ...unlimited } = filter;
    const allOpen = wantsOpen(options, filter) ? await store.openGroups(unlimited) : [];
    const open = allOpen.slice(0, limit);
    const next = options.limit !== undefined && items.length === options.limit ? items.at(-1)?.cursor : undefined;
    if (options.json === true || options.format === 'json') {
      output.write(JSON.stringify(listDocument(items, open, { next, openTotal: allOpen.length }), undefined, 2));
    } else if (options.format === 'csv') for (const line of csvLines(CSV_COLUMNS, items)) output.write(line);
    else {
      const width = isTerminal(io.stdout) ? columnsOf(io.stdout) : undefined;
      const shown = { open, openTotal: allOpen.length, lists: options.outcome !== undefined };
      writeTables(output, items, shown, width);
      if (next !== undefined && options.quiet !== true) output.write(`\nmore: --after ${next}`);
    }
  });
  await output.close();
  return 0;
}

/** The list of providers is loaded only where a source is named. */
export async function checkSources(conditions: readonly Condition[]): Promise<void> {
  const named = flatConditions(conditions).flatMap((condition) =>
    condition.what === 'source' ? condition.values : [],
  );
  if (named.length === 0) return;
  const { checkProviders } = await import('../../provider-names.ts');
  checkProviders(named);
}

export function filterOf(conditions: readonly Condition[], options: ListOptions): ListFilter {
  const { year, outcome, limit, sort, after } = options;
  const kinds = itemKinds(options);
  return {
    conditions,
    ...compact({
      kinds: kinds.length === 0 ? undefined : kinds,
      limit,
      sort,
      after,
      yearFrom: year?.from,
      yearTo: year?.to,
    }),
    ...(outcome === undefined || outcome === 'open' ? {} : { outcome }),
  };
}

function itemKinds({ kind = [] }: ListOptions): readonly ItemKind[] {
  return kind.flatMap((each) => (each === 'adult' ? [] : each));
}

/** With `--outcome open` only groups are listed, since an item does not say which outcome its group has. */
function wantsItems({ outcome }: ListOptions): boolean {
  return outcome !== 'open';
}

/** Open groups have little of what works are filtered by: they are listed by their names alone. */
function wantsOpen(options: ListOptions, { conditions = [] }: ListFilter): boolean {
  if (conditions.some((condition) => condition.what !== 'title' || condition.negated === true)) return false;
  if (options.format === 'csv' || options.after !== undefined) return false;
  return options.outcome !== 'matched' && (itemKinds(options).length === 0 || options.outcome !== undefined);
}

function listDocument(
  items: readonly ListRow[],
  open: readonly OpenGroupRow[],
  { next, openTotal }: { readonly next: string | undefined; readonly openTotal: number },
): ListDocument {
  return {
    items: items.map(({ cursor: _cursor, ...item }) => ({ ...item, sources: [...item.sources] })),
    open: open.map(openGroupToDocument),
    ...(openTotal > open.length ? { openTotal } : {}),
    ...compact({ next }),
  };
}

interface OpenGroups {
  readonly open: readonly OpenGroupRow[];
  /** How many there are, shown or not. */
  readonly openTotal: number;
  /** Whether they are listed; otherwise they are counted, since their items are among the works. */
  readonly lists: boolean;
}

function writeTables(
  output: LineWriter,
  all: readonly ListRow[],
  { open, openTotal, lists }: OpenGroups,
  width: number | undefined,
): void {
  const inOpen = new Set(lists ? open.map(({ itemId }) => itemId) : []);
  const items = all.filter(({ id }) => !inOpen.has(id));
  if (items.length === 0 && open.length === 0) output.write('nothing found');
  if (items.length > 0) for (const line of tableLines(itemColumns(items, width), items, width)) output.write(line);
  if (open.length === 0) return;
  if (items.length > 0) output.write('');
  if (!lists) {
    output.write(`${counted(openTotal, 'group')} without an identity: revenge list --outcome open`);
    return;
  }
  const shown = openTotal > open.length ? `, the first ${formatCount(open.length)} of them` : '';
  output.write(`${counted(openTotal, 'group')} without an identity${shown}`);
  for (const line of tableLines(OPEN_COLUMNS, open, width)) output.write(line);
}

/** Ids of items are long: on a narrow terminal they would take the place of the titles. */
const WIDTH_FOR_IDS = 100;

function itemColumns(items: readonly ListRow[], width: number | undefined): readonly TableColumn<ListRow>[] {
  const marked = items.every(({ identified }) => identified) ? ITEM_COLUMNS : [...ITEM_COLUMNS, IDENTIFIED_COLUMN];
  return width !== undefined && width < WIDTH_FOR_IDS ? marked : [...marked, ID_COLUMN];
}

const ITEM_COLUMNS: readonly TableColumn<ListRow>[] = [
  { title: 'kind', value: (row) => row.kind },
  { title: 'title', value: (row) => titled(row.title, row.year), shrinks: true },
  { title: 'artist', value: (row) => printable(row.artist ?? ''), shrinks: true },
  { title: 'files', value: (row) => formatCount(row.files), align: 'right' },
  { title: 'parts', value: (row) => (row.children === 0 ? '' : formatCount(row.children)), align: 'right' },
  { title: 'sources', value: (row) => row.sources.map(printable).join(' '), shrinks: true },
];
const IDENTIFIED_COLUMN: TableColumn<ListRow> = {
  title: 'identified',
  value: ({ identified }) => (identified ? '' : 'no'),
};
const ID_COLUMN: TableColumn<ListRow> = { title: 'id', value: (row) => row.id };

const OPEN_COLUMNS: readonly TableColumn<OpenGroupRow>[] = [
  { title: 'outcome', value: (row) => row.outcome },
  { title: 'kind', value: (row) => row.kind },
  { title: 'library', value: (row) => printable(row.library), shrinks: true },
  { title: 'group', value: (row) => printable(row.key), shrinks: true },
  { title: 'files', value: (row) => formatCount(row.files), align: 'right' },
  { title: 'why', value: (row) => printable(row.identification.reasons.at(-1) ?? ''), shrinks: true },
];

const CSV_COLUMNS: readonly CsvColumn<ListRow>[] = [
  ['id', (row) => row.id],
  ['kind', (row) => row.kind],
  ['title', (row) => row.title],
  ['year', (row) => row.year],
  ['artist', (row) => row.artist],
  ['files', (row) => row.files],
  ['parts', (row) => row.children],
  ['sources', (row) => row.sources.join(' ')],
  ['identified', (row) => (row.identified ? 'yes' : 'no')],
];
