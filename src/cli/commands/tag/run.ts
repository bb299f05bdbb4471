import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import { RevengeError } from '../../../model/errors.ts';
import { exitCode } from '../../../model/exit-codes.ts';
import { newRunId } from '../../../model/ids.ts';
import { printable } from '../../../model/text.ts';
import { parseConditions } from '../../../store/query/parse.ts';
import { lockStore } from '../../../store/sqlite/lock.ts';
import { type AppliedWrite, applyPlan } from '../../../tagging/apply.ts';
import { folderBases } from '../../../tagging/bases.ts';
import { openJournal } from '../../../tagging/gateway/journal.ts';
import { diskWriteFileSystem } from '../../../tagging/gateway/write-file-system.ts';
import { type Plan, planSchema, planTags } from '../../../tagging/plan.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import { withStore } from '../../context/with-store.ts';
import type { Io } from '../../io.ts';
import { allItems } from '../../items/all-items.ts';
import type { GlobalOptions } from '../../options.ts';
import { taggedLibraries, taggingFolders } from '../../tagging-folders.ts';
import { planLines } from './lines.ts';
import { planToDocument } from './to-document.ts';

export interface TagOptions {
  /** `adult`: the adult libraries, which are not tagged otherwise. */
  readonly kind?: 'adult';
  readonly dryRun?: boolean;
  readonly check?: boolean;
  /** File to store the plan in. */
  readonly plan?: string;
  /** Stored plan to carry out. */
  readonly apply?: string;
}

/** `revenge tag`: plans the files beside the media, and writes them unless only the plan is wanted. */
export async function runTag(words: readonly string[], options: GlobalOptions & TagOptions, io: Io): Promise<number> {
  const config = partOf((await loadCommandConfig(options, io)).config, options.kind);
  if (config.libraries.every(({ nfo }) => nfo === 'off')) {
    throw new RevengeError('USAGE', 'No library lets `tag` write anything', {
      hint: 'Set `nfo: write` or `nfo: merge` for a library in the configuration (docs/tagging.md).',
    });
  }
  const plan =
    options.apply === undefined ? await makePlan(words, config, options, io) : await storedPlan(options.apply, config);
  if (options.plan !== undefined) await storePlan(options.plan, plan);
  const isPlanOnly = options.dryRun === true || options.check === true || options.plan !== undefined;
  const applied = isPlanOnly || plan.writes.length === 0 ? [] : await apply(plan, config, io);
  const output = createLineWriter(io.stdout);
  if (options.json === true) output.write(JSON.stringify(planToDocument(plan, applied, isPlanOnly), undefined, 2));
  else if (options.quiet !== true) for (const line of planLines(plan, applied, isPlanOnly)) output.write(line);
  await output.close();
  const failures = applied.flatMap((one) => (one.outcome === 'failed' ? [one.error] : []));
  for (const { code, message } of failures) io.stderr.write(`revenge: ${printable(message)} [${code}]\n`);
  if (failures.length > 0) return exitCode('failed');
  return exitCode(options.check === true && plan.writes.length > 0 ? 'differences' : 'done');
}

function makePlan(
  words: readonly string[],
  config: Config,
  options: GlobalOptions & TagOptions,
  io: Io,
): Promise<Plan> {
  const conditions = parseConditions(words, new Date());
  return withStore({ ...options, adult: options.kind === 'adult' }, io, ({ store }) =>
    planTags(
      {
        libraries: taggedLibraries(config),
        files: diskWriteFileSystem,
        bases: folderBases(taggingFolders(config).bases),
        nfo: { country: config.country },
        signal: io.signal,
      },
      allItems(store, conditions),
    ),
  );
}

async function apply(plan: Plan, config: Config, io: Io): Promise<readonly AppliedWrite[]> {
  const { runs, bases, lock } = taggingFolders(config);
  await mkdir(runs, { recursive: true, mode: 0o700 });
  const held = lockStore(lock);
  try {
    const journal = await openJournal(diskWriteFileSystem, join(runs, newRunId(new Date())));
    const context = { files: diskWriteFileSystem, bases: folderBases(bases), journal, signal: io.signal };
    const applied: AppliedWrite[] = [];
    for await (const one of applyPlan(context, plan.writes)) applied.push(one);
    return applied;
  } finally {
    held.release();
  }
}

async function storePlan(path: string, { writes }: Plan): Promise<void> {
  const text = `${JSON.stringify({ version: 1, writes }, undefined, 2)}\n`;
  await writeFile(path, text, { mode: 0o600 }).catch((cause: unknown) => {
    throw new RevengeError('OUTPUT_FAILED', `The plan cannot be written to ${path}`, {
      cause,
      hint: 'Give a path in a folder that exists and that you may write to.',
    });
  });
}

/** A stored plan. Its roots must be those of configured libraries that let `tag` write: a plan is a file that anybody may edit. */
async function storedPlan(path: string, config: Config): Promise<Plan> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new RevengeError('USAGE', `The plan ${path} cannot be read`, { cause, hint: 'Store one with --plan FILE.' });
  });
  const parsed = planSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new RevengeError('USAGE', `${path} is no plan of \`revenge tag\``, { hint: 'Store one with --plan FILE.' });
  }
  const libraries = taggedLibraries(config).filter(({ nfo }) => nfo !== 'off');
  const { writes } = parsed.data;
  const foreign = writes.find(
    ({ library, root }) => !libraries.some((one) => one.name === library && one.root === root),
  );
  if (foreign !== undefined) {
    throw new RevengeError(
      'USAGE',
      `${path} writes to ${foreign.root}, which is no library with \`nfo: write\` or \`merge\``,
      {
        hint: 'Make the plan again with the configuration as it is now.',
      },
    );
  }
  return { writes, left: [], unchanged: 0 };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
