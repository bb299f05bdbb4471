import type { ProviderSummary, RunSummary } from '../model/events.ts';
import { OUTCOMES } from '../model/outcome.ts';
import { printable } from '../model/text.ts';
import { counted, formatBytes, formatCount, formatDuration } from './format.ts';
import { displayWidth, toColumns, truncateMiddle } from './width.ts';

/** The end of a run as lines of text: what was done, what is open, who was asked. `columns` picks how wide the table is. */
export function summaryLines(summary: RunSummary, columns = 80, warnings: readonly string[] = []): string[] {
  const lines = [headline(summary)];
  for (const [label, text] of rows(summary)) {
    lines.push(`  ${toColumns(label, 9)} ${text}`);
    if (label === 'warnings') lines.push(...warningLines(warnings, columns));
  }
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
  const { groups, images, requests, roots } = summary;
  const out: (readonly [string, string])[] = [
    ['files', filesText(summary)],
    [
      'groups',
      listed(groups, OUTCOMES) + (groups.unchanged > 0 ? ` (${formatCount(groups.unchanged)} unchanged)` : ''),
    ],
    ['store', `${printable(summary.store)}, ${counted(summary.rows.changed, 'row')} changed`],
  ];
  if (images.fetched + images.local + images.failed > 0) {
    out.push(['images', listed(images, ['fetched', 'local', 'failed'])]);
  }
  const cached = requests.cached === undefined ? '' : `, ${formatCount(requests.cached)} answered by the cache`;
  out.push(['requests', `${formatCount(requests.live)} live, ${formatCount(requests.replayed)} replayed${cached}`]);
  const unused = requests.unusedCassettes ?? [];
  if (unused.length > 0) {
    const rest = unused.length > UNUSED_SHOWN ? ', …' : '';
    const names = unused.slice(0, UNUSED_SHOWN).map(printable).join(', ');
    out.push(['cassettes', `${formatCount(unused.length)} not used: ${names}${rest}`]);
  }
  if (roots.unavailable > 0) out.push(['libraries', listed(roots, ['scanned', 'unavailable'])]);
  if (summary.warnings > 0) out.push(['warnings', formatCount(summary.warnings)]);
  out.push(['memory', `${formatBytes(summary.peakRss)} at most`]);
  return out;
}

/** What an interrupted run found new it has stored in part only. */
function filesText({ files, interrupted, groups }: RunSummary): string {
  if (!interrupted) return listed(files, ['unchanged', 'added', 'changed', 'moved', 'missing', 'skipped', 'failed']);
  const { added, changed, ...rest } = files;
  const found = listed({ ...rest, 'found new': added, 'found changed': changed }, INTERRUPTED_COUNTS);
  return `${found}; of them ${counted(groups.total - groups.unchanged, 'group')} stored`;
}

const INTERRUPTED_COUNTS = [
  'unchanged',
  'found new',
  'found changed',
  'moved',
  'missing',
  'skipped',
  'failed',
] as const;

/** The first warnings again, for whom they have scrolled away; the paths in them are cut in the middle. */
function warningLines(warnings: readonly string[], columns: number): readonly string[] {
  const shown = warnings.slice(0, WARNINGS_SHOWN).map((text) => `    ${truncateMiddle(printable(text), columns - 4)}`);
  const more = warnings.length - shown.length;
  return more > 0 ? [...shown, `    … and ${formatCount(more)} more`] : shown;
}

const WARNINGS_SHOWN = 10;

/** Counts that are not zero, each with its name. */
function listed<K extends string>(counts: Readonly<Record<K, number>>, names: readonly K[]): string {
  const parts = names.filter((name) => counts[name] > 0).map((name) => `${formatCount(counts[name])} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** Recordings that nothing asked for, as many as are named. */
const UNUSED_SHOWN = 3;

interface Column {
  readonly title: string;
  readonly value: (provider: ProviderSummary) => string;
  readonly align: 'left' | 'right';
  /** Columns that the terminal must have for this one to be shown. */
  readonly from: number;
  /** False: left out where it would be 0 in every line. */
  readonly always?: false;
}

const PROVIDER_COLUMNS: readonly Column[] = [
  { title: 'provider', value: (one) => printable(one.provider), align: 'left', from: 0 },
  { title: 'state', value: (one) => one.state, align: 'left', from: 0 },
  { title: 'live', value: (one) => formatCount(one.requests), align: 'right', from: 0 },
  { title: 'replayed', value: (one) => formatCount(one.replayed), align: 'right', from: 45 },
  { title: 'cached', value: hitsText, align: 'right', from: 50, always: false },
  { title: '304', value: (one) => formatCount(one.revalidated ?? 0), align: 'right', from: 85, always: false },
  { title: 'stale', value: (one) => formatCount(one.stale ?? 0), align: 'right', from: 60, always: false },
  { title: 'retries', value: (one) => formatCount(one.retries), align: 'right', from: 55 },
  { title: 'failed', value: (one) => formatCount(one.failures), align: 'right', from: 55 },
  { title: 'waits', value: waitsText, align: 'right', from: 90, always: false },
  { title: 'unknown', value: (one) => formatCount(one.notFound), align: 'right', from: 65 },
  { title: 'latency', value: (one) => `${formatCount(one.latencyMs)} ms`, align: 'right', from: 75 },
];

/** `12 mem 30 redis`: by the tier that had them. */
function hitsText({ hits }: ProviderSummary): string {
  const { memory, redis, local } = hits ?? { memory: 0, redis: 0, local: 0 };
  const parts: string[] = [];
  if (memory > 0) parts.push(`${formatCount(memory)} mem`);
  if (redis > 0) parts.push(`${formatCount(redis)} redis`);
  if (local > 0) parts.push(`${formatCount(local)} file`);
  return parts.length === 0 ? '0' : parts.join(' ');
}

/** How often a limit was waited for, and for how long in all. */
function waitsText({ waits = 0, waitedMs }: ProviderSummary): string {
  return waits === 0 ? '0' : `${formatCount(waits)} (${formatDuration(waitedMs / 1000)})`;
}

/** One line a provider under a line of titles, and the last error of those that have one. */
export function providerTable(providers: readonly ProviderSummary[], columns: number): string[] {
  const used = PROVIDER_COLUMNS.filter(
    (column) => column.always !== false || providers.some((one) => column.value(one) !== '0'),
  );
  const shown = used
    .filter((column) => columns >= column.from)
    .map((column) => {
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
  if (groups.failed !== undefined) {
    lines.push(`${counted(groups.failed, 'group')} failed with an internal error; the warnings name them.`);
  }
  if (summary.left !== undefined) {
    lines.push(`The budget is used up: ${counted(summary.left, 'group')} left for the next run.`);
  }
  if (groups.degraded > 0) {
    lines.push(`${counted(groups.degraded, 'group')} could not be asked about; the next run asks again.`);
  }
  for (const { kind, groups: count, add } of summary.unsearched ?? []) {
    lines.push(
      `${counted(count, kind, kind === 'series' ? kind : undefined)} could not be searched for: no source for that is configured. Add one of:`,
    );
    for (const { setting, gives } of add) lines.push(`  ${setting} (${gives})`);
  }
  const open = groups.ambiguous + groups.unmatched;
  if (open > 0) lines.push(`${counted(open, 'group')} without an identity: revenge list --outcome open`);
  return lines;
}
