import { printable } from '../../../model/text.ts';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import { titled } from '../../../ui/lines.ts';
import { type CsvColumn, csvLines } from '../../text/csv.ts';
import { placeText } from '../../text/place.ts';
import { type TableColumn, tableLines } from '../../text/table.ts';
import type { ReportDocument } from './document.ts';

/** A column of a report: its CSV cell, and its text where a person reads something else. */
interface Column<Row> {
  readonly name: string;
  readonly value: CsvColumn<Row>[1];
  readonly text?: (row: Row) => string;
  readonly shrinks?: boolean;
}

type RowOf<Name extends ReportDocument['report']> = Extract<ReportDocument, { report: Name }>['rows'][number];

/** The rows of a report as CSV, or as a table for a person. */
export function reportLines(report: ReportDocument, format: 'csv' | 'table', width?: number): Iterable<string> {
  switch (report.report) {
    case 'missing':
      return lines(MISSING, report.rows, format, width);
    case 'duplicates':
      return lines(DUPLICATES, report.rows, format, width);
    case 'open':
      return lines(OPEN, report.rows, format, width);
    case 'artwork':
      return lines(ARTWORK, report.rows, format, width);
    case 'health':
      return lines(HEALTH, report.rows, format, width);
    case 'quality':
    case 'stats':
      return lines(COUNTS, report.rows, format, width);
  }
}

function lines<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  format: 'csv' | 'table',
  width: number | undefined,
): Iterable<string> {
  if (format === 'csv')
    return csvLines(
      columns.map(({ name, value }): CsvColumn<Row> => [name, value]),
      rows,
    );
  return tableLines(columns.map(tableColumn), rows, width);
}

function tableColumn<Row>({ name, value, text, shrinks }: Column<Row>): TableColumn<Row> {
  const cell = (row: Row): string => {
    if (text !== undefined) return text(row);
    const plain = value(row);
    return typeof plain === 'number' ? formatCount(plain) : printable(plain ?? '');
  };
  return { title: name, value: cell, ...(shrinks === undefined ? {} : { shrinks }) };
}

const bytes = <Row extends { readonly bytes: number }>(): Column<Row> => ({
  name: 'bytes',
  value: (row) => row.bytes,
  text: (row) => (row.bytes === 0 ? '' : formatBytes(row.bytes)),
});
const year = <Row extends { readonly year?: number | undefined }>(): Column<Row> => ({
  name: 'year',
  value: (row) => row.year,
  text: () => '',
});
const title = <Row extends { readonly title: string; readonly year?: number | undefined }>(): Column<Row> => ({
  name: 'title',
  value: (row) => row.title,
  text: (row) => titled(row.title, row.year),
  shrinks: true,
});
const id = <Row extends { readonly id: string }>(): Column<Row> => ({ name: 'id', value: (row) => row.id });

const MISSING: readonly Column<RowOf<'missing'>>[] = [
  { name: 'kind', value: (row) => row.kind },
  { name: 'work', value: (row) => row.work, text: (row) => titled(row.work, row.year), shrinks: true },
  year(),
  { name: 'part', value: (row) => placeText(row.position) },
  { name: 'title', value: (row) => row.title, shrinks: true },
  { name: 'date', value: (row) => row.date },
  { name: 'missing since', value: (row) => row.missingSince },
  { ...id(), text: () => '' },
];

const DUPLICATES: readonly Column<RowOf<'duplicates'>>[] = [
  { name: 'reason', value: (row) => row.reason },
  { name: 'kind', value: (row) => row.kind },
  title(),
  year(),
  bytes(),
  { name: 'library', value: (row) => row.library },
  { name: 'path', value: (row) => row.path, shrinks: true },
  { name: 'duplicate of', value: (row) => row.of, shrinks: true },
  { ...id(), text: () => '' },
];

const OPEN: readonly Column<RowOf<'open'>>[] = [
  { name: 'outcome', value: (row) => row.outcome },
  { name: 'kind', value: (row) => row.kind },
  { name: 'library', value: (row) => row.library },
  { name: 'group', value: (row) => row.key, shrinks: true },
  { name: 'files', value: (row) => row.files },
  { name: 'why', value: (row) => row.identification.reasons.at(-1), shrinks: true },
  {
    name: 'best candidate',
    value: ({ identification: { candidates } }) => {
      const [best] = candidates;
      return best === undefined ? undefined : `${best.title}${best.year === undefined ? '' : ` (${best.year})`}`;
    },
    shrinks: true,
  },
];

const ARTWORK: readonly Column<RowOf<'artwork'>>[] = [
  { name: 'kind', value: (row) => row.kind },
  title(),
  year(),
  { name: 'artwork', value: (row) => row.artwork },
  { name: 'problem', value: (row) => row.problem },
  { name: 'width', value: (row) => row.width },
  { name: 'height', value: (row) => row.height },
  id(),
];

const HEALTH: readonly Column<RowOf<'health'>>[] = [
  { name: 'provider', value: (row) => row.provider },
  { name: 'runs', value: (row) => row.runs },
  { name: 'requests', value: (row) => row.requests },
  { name: 'cached', value: (row) => row.cached },
  { name: 'retries', value: (row) => row.retries },
  { name: 'failures', value: (row) => row.failures },
  { name: 'not found', value: (row) => row.notFound },
  { name: 'ms', value: (row) => row.latencyMs },
  { name: 'last used', value: (row) => row.lastUsed },
  { name: 'last error', value: (row) => row.lastError, shrinks: true },
];

const COUNTS: readonly Column<RowOf<'stats'>>[] = [
  { name: 'group', value: (row) => row.group },
  { name: 'value', value: (row) => row.value, shrinks: true },
  { name: 'count', value: (row) => row.count },
  bytes(),
];
