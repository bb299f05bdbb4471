import { existsSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { RevengeError } from '../../../model/errors.ts';
import { exitCode } from '../../../model/exit-codes.ts';
import type { LibraryKind } from '../../../model/kinds.ts';
import { printable } from '../../../model/text.ts';
import { STANDARD_POLICY } from '../../../reconcile/policies.ts';
import { isSameStore, lockStore, openStore } from '../../../store/open.ts';
import type { SyncResult } from '../../../store/sync.ts';
import { counted } from '../../../ui/format.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { isTerminal } from '../../../ui/output.ts';
import { type PartOptions, partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import { postgresSettings } from '../../context/run-store.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import type { SyncDocument } from './document.ts';

/** Carries a local store over into the configured one. Gives 0, or 4 where conflicts wait for a person. */
export async function runSync(file: string | undefined, options: GlobalOptions & PartOptions, io: Io): Promise<number> {
  const config = partOf((await loadCommandConfig(options, io)).config, options.kind);
  const from = file === undefined ? config.storeOptions.offline : resolvePath(io.cwd, file);
  if (isSameStore(from, config.store)) {
    throw new RevengeError('USAGE', 'a store cannot be carried over into itself', {
      hint: 'Give the target with --store, or another file.',
    });
  }
  if (!existsSync(from)) {
    if (file !== undefined) throw new RevengeError('NOT_FOUND', `There is no store at ${from}`);
    io.stdout.write(options.json === true ? `${JSON.stringify(NOTHING)}\n` : 'nothing to carry over\n');
    return 0;
  }
  const postgres = postgresSettings(config);
  // The target first: where it cannot be reached nothing else need be tried.
  const lock = await lockStore(config.store, postgres);
  const locks = [lock];
  try {
    locks.push(await lockStore(from));
    const target = await openStore(config.store, { postgres, lease: lock.lease });
    try {
      return await carry(from, { target, options, io });
    } finally {
      await target.close();
    }
  } finally {
    for (const lock of locks.reverse()) await lock.release();
  }
}

const NOTHING: SyncDocument = { groups: 0, unchanged: 0, rows: 0, conflicts: [] };

interface Carrying {
  readonly target: Awaited<ReturnType<typeof openStore>>;
  readonly options: GlobalOptions & PartOptions;
  readonly io: Io;
}

async function carry(from: string, { target, options, io }: Carrying): Promise<number> {
  const [{ openOutbox }, { syncStores }] = await Promise.all([
    import('../../../store/sqlite/outbox.ts'),
    import('../../../store/sync.ts'),
  ]);
  const outbox = await openOutbox(from, target.location);
  const source = await openStore(from, { readonly: true });
  const shows = options.quiet !== true && options.json !== true && isTerminal(io.stderr);
  try {
    refuseOtherPart(from, outbox.libraryKinds(), options);
    const result = await syncStores({
      source,
      outbox,
      target,
      policy: STANDARD_POLICY,
      signal: io.signal,
      progress: (done, total) => {
        if (shows) io.stderr.write(`\r${done} of ${counted(total, 'group')}${done === total ? '\n' : ''}`);
      },
    });
    await print(result, options, io);
    return exitCode(result.conflicts.length > 0 ? 'review' : 'done');
  } finally {
    await source.close();
    outbox.close();
  }
}

/** Adult libraries stay in stores of their own, however these are carried about. */
function refuseOtherPart(from: string, kinds: readonly LibraryKind[], { kind }: PartOptions): void {
  if (kinds.every((each) => (each === 'adult') === (kind === 'adult'))) return;
  throw new RevengeError('USAGE', `${from} is ${kind === 'adult' ? 'no store' : 'a store'} of adult libraries`, {
    hint: kind === 'adult' ? 'Carry it over without --kind adult.' : 'Carry it over with --kind adult.',
  });
}

async function print(result: SyncResult, options: GlobalOptions, io: Io): Promise<void> {
  const output = createLineWriter(io.stdout);
  if (options.json === true) output.write(JSON.stringify(result satisfies SyncDocument, undefined, 2));
  else {
    const { groups, unchanged, rows, conflicts } = result;
    if (options.quiet !== true) {
      output.write(
        `${counted(groups, 'group')} carried over, ${unchanged} the same as before, ${counted(rows, 'row')} written`,
      );
    }
    if (conflicts.length > 0) output.write(`${counted(conflicts.length, 'conflict')}, left as they are in the store:`);
    for (const { kind, key, title, field, detail } of conflicts) {
      output.write(
        `  ${kind}${field === undefined ? '' : ` of ${field}`}: ${printable(title)} (${printable(key)}): ${printable(detail)}`,
      );
    }
  }
  await output.close();
}
