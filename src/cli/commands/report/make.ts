import { runSummary } from '../../../model/event-schemas.ts';
import type { ItemView } from '../../../model/views.ts';
import { artworkProblems } from '../../../report/artwork.ts';
import { duplicateFinder } from '../../../report/duplicates.ts';
import { healthOf, type ProvidersOfRun } from '../../../report/health.ts';
import { missingOf } from '../../../report/missing.ts';
import { qualityCounter } from '../../../report/quality.ts';
import { statsCounter } from '../../../report/stats.ts';
import type { Store } from '../../../store/port.ts';
import type { Condition } from '../../../store/query/condition.ts';
import { openGroupToDocument } from '../../documents/to-open-group.ts';
import { allItems } from '../../items/all-items.ts';
import type { ReportDocument } from './document.ts';
import type { ReportName } from './names.ts';

/** The report on health looks at this many of the last runs. */
const RUNS = 30;

export interface ReportRequest {
  readonly name: ReportName;
  readonly conditions: readonly Condition[];
  readonly now: Date;
  readonly specials: boolean;
}

/** Makes a report over the store. */
export async function makeReport(store: Store, request: ReportRequest): Promise<ReportDocument> {
  const { name, conditions, now } = request;
  const at = now.toISOString();
  const items = (): AsyncIterable<ItemView> => allItems(store, conditions);
  switch (name) {
    case 'missing': {
      const options = { today: at.slice(0, 10), specials: request.specials };
      return reportOf({ report: name, at, rows: await gathered(items(), (item) => missingOf(item, options)) });
    }
    case 'duplicates':
      return reportOf({ report: name, at, rows: await gathered(items(), duplicateFinder()) });
    case 'artwork':
      return reportOf({ report: name, at, rows: await gathered(items(), artworkProblems) });
    case 'quality':
      return reportOf({ report: name, at, rows: await countedIn(items(), qualityCounter()) });
    case 'stats':
      return reportOf({ report: name, at, rows: await countedIn(items(), statsCounter()) });
    case 'health':
      return reportOf({ report: name, at, rows: [...healthOf(await providersOfRuns(store))] });
    case 'open': {
      const groups = await store.openGroups({ conditions });
      const rows = groups.map(openGroupToDocument);
      return reportOf({ report: name, at, rows });
    }
  }
}

function reportOf<T extends { readonly rows: readonly unknown[] }>(report: T): T & { readonly total: number } {
  return { ...report, total: report.rows.length };
}

async function gathered<T>(items: AsyncIterable<ItemView>, find: (item: ItemView) => readonly T[]): Promise<T[]> {
  const rows: T[] = [];
  for await (const item of items) rows.push(...find(item));
  return rows;
}

async function countedIn<T>(
  items: AsyncIterable<ItemView>,
  counts: { add(item: ItemView): void; rows(): readonly T[] },
): Promise<T[]> {
  for await (const item of items) counts.add(item);
  return [...counts.rows()];
}

/** Summaries that another version wrote in another form are left out. */
async function providersOfRuns(store: Store): Promise<readonly ProvidersOfRun[]> {
  return (await store.runs(RUNS)).flatMap(({ startedAt, summary }) => {
    const read = runSummary.safeParse(summary);
    return read.success ? [{ startedAt, providers: read.data.providers }] : [];
  });
}
