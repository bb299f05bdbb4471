import type { ItemKind } from '../../model/kinds.ts';
import type { Outcome } from '../../model/outcome.ts';
import { printable } from '../../model/text.ts';
import type { ListFilter, ListRow, OpenGroupRow } from '../../store/port.ts';
import { counted, formatCount } from '../../ui/format.ts';
import { createLineWriter, type LineWriter } from '../../ui/line-writer.ts';
import { titled } from '../../ui/lines.ts';
import { columnsOf, isTerminal } from '../../ui/output.ts';
import type { Io } from '../io.ts';
import { identificationDocument } from '../json/identification.ts';
import type { ListDocument } from '../json/item-schema.ts';
import type { GlobalOptions } from '../options.ts';
import { type TableColumn, tableLines } from '../text/table.ts';
import { withStore } from '../with-store.ts';

export interface ListOptions {
  /** `adult`: what is stored of adult libraries, which no other kind lists. */
  readonly kind?: readonly (ItemKind | 'adult')[];
  readonly year?: { readonly from?: number; readonly to?: number };
  /** `open` = every outcome but `matched`. */
  readonly outcome?: Outcome | 'open';
  readonly limit?: number;
}

/** Kinds that stand for themselves: the others are parts of one of these. */
const TOP_KINDS: readonly ItemKind[] = ['movie', 'series', 'release'];

/** Lists stored works, and the groups on disk that have no identity. */
export async function runList(title: string, options: GlobalOptions & ListOptions, io: Io): Promise<number> {
  const output = createLineWriter(io.stdout);
  const adult = options.kind?.includes('adult') === true;
  await withStore({ ...options, adult }, io, async ({ store }) => {
    const filter = filterOf(title, options);
    const items = wantsItems(options) ? await store.list(filter) : [];
    const open = wantsOpen(options) ? await store.openGroups(filter) : [];
    if (options.json === true) output.write(JSON.stringify(listDocument(items, open), undefined, 2));
    else writeTables(output, items, open, isTerminal(io.stdout) ? columnsOf(io.stdout) : undefined);
  });
  await output.close();
  return 0;
}

function filterOf(title: string, options: ListOptions): ListFilter {
  const { year, outcome, limit } = options;
  const kinds = itemKinds(options);
  return {
    kinds: kinds.length > 0 ? kinds : TOP_KINDS,
    ...(title === '' ? {} : { title }),
    ...(year?.from === undefined ? {} : { yearFrom: year.from }),
    ...(year?.to === undefined ? {} : { yearTo: year.to }),
    ...(outcome === undefined || outcome === 'open' ? {} : { outcome }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function itemKinds({ kind = [] }: ListOptions): readonly ItemKind[] {
  return kind.flatMap((each) => (each === 'adult' ? [] : each));
}

function wantsItems(options: ListOptions): boolean {
  return options.outcome === undefined || options.outcome === 'matched';
}

function wantsOpen(options: ListOptions): boolean {
  return options.outcome !== 'matched' && (itemKinds(options).length === 0 || options.outcome !== undefined);
}

function listDocument(items: readonly ListRow[], open: readonly OpenGroupRow[]): ListDocument {
  return {
    items: items.map((item) => ({ ...item, sources: [...item.sources] })),
    open: open.map((group) => ({ ...group, identification: identificationDocument(group.identification) })),
  };
}

function writeTables(
  output: LineWriter,
  items: readonly ListRow[],
  open: readonly OpenGroupRow[],
  width: number | undefined,
): void {
  if (items.length === 0 && open.length === 0) output.write('nothing found');
  if (items.length > 0) for (const line of tableLines(itemColumns(width), items, width)) output.write(line);
  if (open.length === 0) return;
  if (items.length > 0) output.write('');
  output.write(`${counted(open.length, 'group')} without an identity`);
  for (const line of tableLines(OPEN_COLUMNS, open, width)) output.write(line);
}

/** Ids of items are long: on a narrow terminal they would take the place of the titles. */
const WIDTH_FOR_IDS = 100;

function itemColumns(width: number | undefined): readonly TableColumn<ListRow>[] {
  return width !== undefined && width < WIDTH_FOR_IDS ? ITEM_COLUMNS : [...ITEM_COLUMNS, ID_COLUMN];
}

const ITEM_COLUMNS: readonly TableColumn<ListRow>[] = [
  { title: 'kind', value: (row) => row.kind },
  { title: 'title', value: (row) => titled(row.title, row.year), shrinks: true },
  { title: 'artist', value: (row) => printable(row.artist ?? ''), shrinks: true },
  { title: 'files', value: (row) => formatCount(row.files), align: 'right' },
  { title: 'parts', value: (row) => (row.children === 0 ? '' : formatCount(row.children)), align: 'right' },
  { title: 'sources', value: (row) => row.sources.map(printable).join(' '), shrinks: true },
];
const ID_COLUMN: TableColumn<ListRow> = { title: 'id', value: (row) => row.id };

const OPEN_COLUMNS: readonly TableColumn<OpenGroupRow>[] = [
  { title: 'outcome', value: (row) => row.outcome },
  { title: 'kind', value: (row) => row.kind },
  { title: 'library', value: (row) => printable(row.library), shrinks: true },
  { title: 'group', value: (row) => printable(row.key), shrinks: true },
  { title: 'files', value: (row) => formatCount(row.files), align: 'right' },
  { title: 'why', value: (row) => printable(row.identification.reasons.at(-1) ?? ''), shrinks: true },
];
