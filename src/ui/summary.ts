import type { ProviderSummary, RunSummary } from '../model/events.ts';
import { OUTCOMES } from '../model/outcome.ts';
import { printable } from '../model/text.ts';
import { counted, formatBytes, formatCount, formatDuration } from './format.ts';
import { displayWidth, toColumns } from './width.ts';

/** The end of a run as lines of text: what was done, what is open, who was asked. `columns` picks how wide the table is. */
export function summaryLines(summary: RunSummary, columns = 80): string[] {
  const lines = [headline(summary)];
  for (const [label, text] of rows(summary)) lines.push(`  ${toColumns(label, 9)} ${text}`);
  const asked = summary.providers.filter((provider) => provider.state !== 'unused');
  if (asked.length > 0) lines.push('', ...providerTable(asked, columns));
  const next = nextSteps(summary);
  if (next.length > 0) lines.push('', ...next);
  return lines;
}

function headline(summary: RunSummary): string {
  const what = `${counted(summary.files.seen, 'file')} in ${counted(summary.groups.total, 'group')}`;
  const took = formatDuration(summary.duration);
  return summary.interrupted ? `Interrupted after ${took}: ${what}` : `Done in ${took}: ${what}`;
}

function rows(summary: RunSummary): (readonly [string, string])[] {
  const { files, groups, images, requests, roots } = summary;
  const out: (readonly [string, string])[] = [
    ['files', listed(files, ['unchanged', 'added', 'changed', 'moved', 'missing', 'skipped', 'failed'])],
    [
      'groups',
      listed(groups, OUTCOMES) + (groups.unchanged > 0 ? ` (${formatCount(groups.unchanged)} unchanged)` : ''),
    ],
    ['store', `${printable(summary.store)}, ${counted(summary.rows.changed, 'row')} changed`],
  ];
  if (images.fetched + images.local + images.failed > 0) {
    out.push(['images', listed(images, ['fetched', 'local', 'failed'])]);
  }
  out.push(['requests', `${formatCount(requests.live)} live, ${formatCount(requests.replayed)} replayed`]);
  if (roots.unavailable > 0) out.push(['libraries', listed(roots, ['scanned', 'unavailable'])]);
  if (summary.warnings > 0) out.push(['warnings', formatCount(summary.warnings)]);
  out.push(['memory', `${formatBytes(summary.peakRss)} at most`]);
  return out;
}

/** Counts that are not zero, each with its name. */
function listed<K extends string>(counts: Readonly<Record<K, number>>, names: readonly K[]): string {
  const parts = names.filter((name) => counts[name] > 0).map((name) => `${formatCount(counts[name])} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

interface Column {
  readonly title: string;
  readonly value: (provider: ProviderSummary) => string;
  readonly align: 'left' | 'right';
  /** Columns that the terminal must have for this one to be shown. */
  readonly from: number;
}

const PROVIDER_COLUMNS: readonly Column[] = [
  { title: 'provider', value: (one) => printable(one.provider), align: 'left', from: 0 },
  { title: 'state', value: (one) => one.state, align: 'left', from: 0 },
  { title: 'live', value: (one) => formatCount(one.requests), align: 'right', from: 0 },
  { title: 'replayed', value: (one) => formatCount(one.replayed), align: 'right', from: 45 },
  { title: 'retries', value: (one) => formatCount(one.retries), align: 'right', from: 55 },
  { title: 'failed', value: (one) => formatCount(one.failures), align: 'right', from: 55 },
  { title: 'unknown', value: (one) => formatCount(one.notFound), align: 'right', from: 65 },
  { title: 'latency', value: (one) => `${formatCount(one.latencyMs)} ms`, align: 'right', from: 75 },
];

/** One line a provider under a line of titles, and the last error of those that have one. */
function providerTable(providers: readonly ProviderSummary[], columns: number): string[] {
  const shown = PROVIDER_COLUMNS.filter((column) => columns >= column.from).map((column) => {
    const widths = providers.map((provider) => displayWidth(column.value(provider)));
    return { ...column, width: Math.max(column.title.length, ...widths) };
  });
  const line = (cell: (column: Column) => string) =>
    `  ${shown.map((column) => toColumns(cell(column), column.width, column.align)).join('  ')}`.trimEnd();
  const lines = [line((column) => column.title)];
  for (const provider of providers) {
    lines.push(line((column) => column.value(provider)));
    if (provider.state === 'degraded' && provider.lastError !== undefined) {
      lines.push(`    ${printable(provider.lastError)}`);
    }
  }
  return lines;
}

function nextSteps(summary: RunSummary): string[] {
  const { groups } = summary;
  const lines: string[] = [];
  if (groups.degraded > 0) {
    lines.push(`${counted(groups.degraded, 'group')} could not be asked about; the next run asks again.`);
  }
  const open = groups.ambiguous + groups.unmatched;
  if (open > 0) lines.push(`${counted(open, 'group')} without an identity: revenge list --outcome open`);
  return lines;
}
