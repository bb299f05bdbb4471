import { resolve } from 'node:path';
import { RevengeError } from '../../../model/errors.ts';
import { exitCode } from '../../../model/exit-codes.ts';
import { printable } from '../../../model/text.ts';
import { parseConditions } from '../../../store/query/parse.ts';
import { diskWriteFileSystem } from '../../../tagging/gateway/write-file-system.ts';
import { isTagged } from '../../../tagging/plan.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import { withStore } from '../../context/with-store.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { applyWrites, recoverTagging } from '../../tagging/apply.ts';
import { tagFieldsNamed } from '../../tagging/fields-option.ts';
import { taggedLibraries } from '../../tagging/folders.ts';
import { planItems } from '../../tagging/plan.ts';
import { readStoredPlan, storePlan } from '../../tagging/stored-plan.ts';
import { diffsOf } from './diff.ts';
import { planLines } from './lines.ts';
import { planToDocument } from './to-document.ts';

export interface TagOptions {
  /** `adult`: the adult libraries, which are not tagged otherwise. */
  readonly kind?: 'adult';
  readonly dryRun?: boolean;
  readonly check?: boolean;
  /** Print what changes within each file. */
  readonly diff?: boolean;
  /** The only fields of audio files to write, divided by commas. */
  readonly fields?: string;
  readonly splitLinks?: boolean;
  /** File to store the plan in. */
  readonly plan?: string;
  /** Stored plan to carry out. */
  readonly apply?: string;
}

/** `revenge tag`: plans the files beside the media, and writes them unless only the plan is wanted. */
export async function runTag(words: readonly string[], options: GlobalOptions & TagOptions, io: Io): Promise<number> {
  const config = partOf((await loadCommandConfig(options, io)).config, options.kind);
  if (!taggedLibraries(config).some(isTagged)) {
    throw new RevengeError('USAGE', 'No library lets `tag` write anything', {
      hint: 'Set `tagging: { nfo: write }` or `{ artwork: write }` for a library in the configuration (docs/tagging.md).',
    });
  }
  if (options.diff === true && options.json === true) {
    throw new RevengeError('USAGE', '--diff and --json cannot be used together', {
      hint: 'Leave --diff out: --json tells what changes by element and field.',
    });
  }
  const isPlanOnly = options.dryRun === true || options.check === true || options.plan !== undefined;
  if (!isPlanOnly) await recoverTagging(config);
  const plan =
    options.apply === undefined
      ? await withStore({ ...options, adult: options.kind === 'adult' }, io, ({ store }) =>
          planItems(config, store, parseConditions(words, new Date()), io.signal, {
            fields: options.fields === undefined ? undefined : tagFieldsNamed(options.fields),
            splitLinks: options.splitLinks === true,
          }),
        )
      : await readStoredPlan(resolve(io.cwd, options.apply), config);
  if (options.plan !== undefined) await storePlan(resolve(io.cwd, options.plan), plan);
  const diffs = options.diff === true ? await diffsOf(plan.writes, diskWriteFileSystem) : new Map();
  const applied = isPlanOnly ? [] : await applyWrites(config, plan.writes, io.signal);
  const output = createLineWriter(io.stdout);
  if (options.json === true) output.write(JSON.stringify(planToDocument(plan, applied, isPlanOnly), undefined, 2));
  else if (options.quiet !== true) for (const line of planLines(plan, applied, isPlanOnly, diffs)) output.write(line);
  await output.close();
  const failures = applied.flatMap((one) => (one.outcome === 'failed' ? [one.error] : []));
  for (const { code, message } of failures) io.stderr.write(`revenge: ${printable(message)} [${code}]\n`);
  if (failures.length > 0) return exitCode('failed');
  return exitCode(options.check === true && plan.writes.length > 0 ? 'differences' : 'done');
}
