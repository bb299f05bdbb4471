import { RevengeError } from '../../../model/errors.ts';
import { exitCode } from '../../../model/exit-codes.ts';
import { parseConditions } from '../../../store/query/parse.ts';
import { formatCount } from '../../../ui/format.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { columnsOf, isTerminal } from '../../../ui/output.ts';
import { withStore } from '../../context/with-store.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { reportLines } from './columns.ts';
import type { ReportDocument } from './document.ts';
import { makeReport } from './make.ts';
import { FINDINGS, type ReportName } from './names.ts';

export interface ReportOptions {
  readonly csv?: boolean;
  /** Exit with 3 if the report has more rows. */
  readonly failAbove?: number;
  readonly limit?: number;
  readonly specials?: boolean;
  /** Report on the adult libraries. */
  readonly adult?: boolean;
}

/** `revenge report`: what a person asks of a library as a whole. Gives the exit code. */
export async function runReport(
  name: ReportName,
  words: readonly string[],
  options: GlobalOptions & ReportOptions,
  io: Io,
): Promise<number> {
  const now = new Date();
  const conditions = parseConditions(words, now);
  checkOptions(name, options, conditions.length > 0);
  const { specials = false, limit, failAbove } = options;
  const whole = await withStore(options, io, ({ store }) => makeReport(store, { name, conditions, now, specials }));
  const found = findingsOf(whole);
  const exceeds = failAbove !== undefined && found > failAbove;
  if (options.quiet !== true || exceeds) await print(limited(whole, limit), options, io);
  return exceeds ? exitCode('differences') : exitCode('done');
}

function checkOptions(name: ReportName, options: GlobalOptions & ReportOptions, isFiltered: boolean): void {
  if (options.csv === true && options.json === true) {
    throw new RevengeError('USAGE', '--csv and --json exclude each other', { hint: 'Give one of them.' });
  }
  if (options.failAbove !== undefined && !FINDINGS.has(name)) {
    throw new RevengeError('USAGE', `--fail-above has no meaning for the report "${name}", which only counts`, {
      hint: `Use it with ${[...FINDINGS].join(', ')}.`,
    });
  }
  if (isFiltered && (name === 'open' || name === 'health')) {
    throw new RevengeError('USAGE', `The report "${name}" takes no filter`, {
      hint: name === 'open' ? '`revenge list --outcome open WORDS` finds open groups by title.' : 'Leave it out.',
    });
  }
}

/** Of the health of sources, those that failed count. */
function findingsOf(report: ReportDocument): number {
  return report.report === 'health' ? report.rows.filter(({ failures }) => failures > 0).length : report.total;
}

function limited(report: ReportDocument, limit: number | undefined): ReportDocument {
  return limit === undefined ? report : Object.assign({}, report, { rows: report.rows.slice(0, limit) });
}

async function print(report: ReportDocument, options: GlobalOptions & ReportOptions, io: Io): Promise<void> {
  const output = createLineWriter(io.stdout);
  if (options.json === true) output.write(JSON.stringify(report, undefined, 2));
  else if (options.csv === true) for (const line of reportLines(report, 'csv')) output.write(line);
  else if (report.rows.length === 0) output.write('nothing found');
  else {
    const width = isTerminal(io.stdout) ? columnsOf(io.stdout) : undefined;
    for (const line of reportLines(report, 'table', width)) output.write(line);
    const rest = report.total - report.rows.length;
    if (rest > 0) output.write(`and ${formatCount(rest)} more`);
  }
  await output.close();
}
