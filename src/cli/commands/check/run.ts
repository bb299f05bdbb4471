import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { compareWithExpectation, groupName } from '../../../check/compare.ts';
import type { Expectation, Observation } from '../../../check/expectation.ts';
import { observeScan, observeWrites, recordScan, type ScanRecord } from '../../../check/observe-scan.ts';
import { type ReadExpectation, readExpectation } from '../../../check/read-expectation.ts';
import { withReasons } from '../../../check/reasons.ts';
import { checkRules, parseRule, type Rule } from '../../../check/rules.ts';
import type { Config } from '../../../config/schema.ts';
import { RevengeError } from '../../../model/errors.ts';
import { type ExitName, exitCode } from '../../../model/exit-codes.ts';
import { openStore } from '../../../store/open.ts';
import type { Store } from '../../../store/port.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import { withStore } from '../../context/with-store.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { runTargets } from '../../run-pipeline.ts';
import { librariesOf, scanTargets } from '../../scan-targets.ts';
import { makeTemporaryFolder } from '../../temporary-folder.ts';
import { checkDocument } from './formats/json.ts';
import { planWrites } from './plan-writes.ts';
import type { CheckReport } from './report.ts';

export interface CheckOptions {
  readonly update?: boolean;
  readonly only?: readonly string[];
  readonly rule?: readonly string[];
  readonly format: CheckFormat;
}
type CheckFormat = 'text' | 'json' | 'junit' | 'github' | 'tap';

const DEFAULT_FILE = 'revenge.check.yaml';
/** Exit codes of a scan that outrank a difference: the result is not whole. */
const BROKEN_SCAN: readonly ExitName[] = ['store', 'locked', 'usage', 'failed', 'root'];

/** `revenge check`: a scan from recordings, or the configured store, against what is expected. */
export async function runCheck(
  file: string | undefined,
  options: GlobalOptions & CheckOptions,
  io: Io,
): Promise<number> {
  const rules = (options.rule ?? []).map((rule) => parseRule(rule, new Date()));
  if (file === undefined && rules.length > 0 && options.update !== true) return checkStore(rules, options, io);
  const path = resolve(io.cwd, file ?? DEFAULT_FILE);
  const read = await readExpectation(path);
  if (read === undefined && options.update !== true) {
    throw new RevengeError('EXPECTATION_INVALID', `There is no expectation at ${path}`, {
      hint: '`revenge check --update` writes one.',
    });
  }
  const { config } = await loadCommandConfig(options, io);
  const folder = await makeTemporaryFolder('revenge-check-');
  try {
    return await checkScan({ path, read, rules, config: partOf(config, undefined), folder }, options, io);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface ScanCheck {
  readonly path: string;
  readonly read: ReadExpectation | undefined;
  readonly rules: readonly Rule[];
  readonly config: Config;
  /** Temporary: store and artwork of the scan. */
  readonly folder: string;
}

async function checkScan(check: ScanCheck, options: GlobalOptions & CheckOptions, io: Io): Promise<number> {
  const { path, read, folder } = check;
  const replay = replayOf(check, options);
  const config: Config = { ...check.config, cache: { ...check.config.cache, enabled: false } };
  const { sink, record } = recordScan();
  const targets = scanTargets({ all: librariesOf(config), chosen: librariesOf(config), kind: undefined }, [], io.cwd);
  const scanCode = await runTargets(config, targets, { ...options, ...(replay === undefined ? {} : { replay }) }, io, {
    command: 'check',
    scratch: folder,
    sink,
  });
  if (scanCode === exitCode('interrupted')) return scanCode;
  const expectation = only(read?.expectation ?? { version: 1 }, options);
  const rules = [...check.rules, ...(expectation.rules ?? []).map((rule) => parseRule(rule, new Date()))];
  const store = await openStore(join(folder, 'store.sqlite'), { readonly: true });
  try {
    const observed = await observe(store, config, record(), folder, io.signal);
    const broken = await checkRules(store, rules);
    const found = read === undefined ? [] : compareWithExpectation(expectation, only(observed, options));
    const differences = [...withReasons(found, record()), ...broken];
    const groups = only(observed, options).groups.map(groupName);
    const report = reportOf(record(), { file: relative(io.cwd, path), groups, rules, differences });
    if (options.update === true) await update(path, read, observed);
    await print(options.update === true ? { ...report, updated: true } : report, options, io);
    if (BROKEN_SCAN.some((name) => exitCode(name) === scanCode)) return scanCode;
    const open = options.update === true ? broken : differences;
    return open.length === 0 ? 0 : exitCode('differences');
  } finally {
    await store.close();
  }
}

async function observe(
  store: Store,
  config: Config,
  record: ScanRecord,
  folder: string,
  signal: AbortSignal,
): Promise<Observation> {
  const libraries = config.libraries.map(({ name, path }) => ({ name, root: path }));
  const observed = await observeScan(store, libraries, record);
  const writes = await planWrites(store, config, folder, signal);
  return writes === undefined ? observed : { ...observed, writes: observeWrites(writes) };
}

/** Rules alone, against the store that is configured. */
async function checkStore(rules: readonly Rule[], options: GlobalOptions & CheckOptions, io: Io): Promise<number> {
  const differences = await withStore(options, io, ({ store }) => checkRules(store, rules));
  const texts = rules.map(({ text }) => text);
  await print({ groups: [], rules: texts, differences, unused: [], troubles: [] }, options, io);
  return differences.length === 0 ? 0 : exitCode('differences');
}

function replayOf({ path, read }: ScanCheck, options: GlobalOptions): string | undefined {
  const own = read?.expectation.replay;
  const replay = options.replay ?? (own === undefined ? undefined : resolve(dirname(path), own));
  if (replay !== undefined || options.offline === true) return replay;
  throw new RevengeError('USAGE', 'A check does not use the network, and no recordings are given', {
    hint: 'Give --replay DIR, or `replay: DIR` in the expectation; `revenge scan --record DIR` makes recordings.',
  });
}

/** With `--only`: the groups whose name has one of the words, and nothing that counts all of them. */
function only<Whole extends Expectation | Observation>(whole: Whole, { only: words }: CheckOptions): Whole {
  if (words === undefined) return whole;
  const { counts: _counts, writes: _writes, groups, ...rest } = whole;
  const isWanted = (group: { readonly library: string; readonly group: string }): boolean =>
    words.some((word) => groupName(group).toLowerCase().includes(word.toLowerCase()));
  const kept = { ...rest, counts: undefined, groups: groups?.filter(isWanted) };
  return kept as Whole;
}

function reportOf(
  { summary, troubles }: ScanRecord,
  { rules, ...rest }: Omit<CheckReport, 'unused' | 'troubles' | 'rules'> & { readonly rules: readonly Rule[] },
): CheckReport {
  return {
    ...rest,
    rules: rules.map(({ text }) => text),
    unused: summary?.requests.unusedCassettes ?? [],
    troubles: troubles.map((one) =>
      one.type === 'root-unavailable' ? `${one.library}: ${one.reason}` : `${one.message} [${one.code}]`,
    ),
  };
}

async function update(path: string, read: ReadExpectation | undefined, observed: Observation): Promise<void> {
  const { updatedText } = await import('../../../check/updated-text.ts');
  const text = updatedText(basename(path), read?.document, observed);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new RevengeError('OUTPUT_FAILED', `The expectation cannot be written to ${path}`, {
      cause,
      hint: 'Give a path in a folder that exists and that you may write to.',
    });
  }
}

async function print(report: CheckReport, options: GlobalOptions & CheckOptions, io: Io): Promise<void> {
  const format = options.json === true ? 'json' : options.format;
  const hasNews = report.differences.length > 0 || report.troubles.length > 0;
  if (options.quiet === true && !hasNews && format === 'text') return;
  const output = createLineWriter(io.stdout);
  for (const line of await linesOf(report, format)) output.write(line);
  await output.close();
}

async function linesOf(report: CheckReport, format: CheckFormat): Promise<readonly string[]> {
  switch (format) {
    case 'json':
      return [JSON.stringify(checkDocument(report), undefined, 2)];
    case 'junit':
      return (await import('./formats/junit.ts')).junitLines(report);
    case 'github':
      return (await import('./formats/github.ts')).githubLines(report);
    case 'tap':
      return (await import('./formats/tap.ts')).tapLines(report);
    case 'text':
      return (await import('./formats/text.ts')).textLines(report);
  }
}
