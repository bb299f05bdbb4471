import { RevengeError } from '../../model/errors.ts';
import { newRunId } from '../../model/ids.ts';
import type { Hold, HoldRequest } from '../../model/overrides.ts';
import { resolveBy } from '../../model/policies.ts';
import { sealValue } from '../../model/seal.ts';
import { printable } from '../../model/text.ts';
import type { ItemView } from '../../model/views.ts';
import { STANDARD_POLICY } from '../../reconcile/policies.ts';
import type { Store } from '../../store/port.ts';
import { createLineWriter } from '../../ui/line-writer.ts';
import { partOf } from '../context/adult-libraries.ts';
import { loadCommandConfig } from '../context/load-config.ts';
import { openRunStore } from '../context/run-store.ts';
import { withStore } from '../context/with-store.ts';
import type { Io } from '../io.ts';
import { findItems, type MeantOptions, reportCandidates } from '../items/find-items.ts';
import type { GlobalOptions } from '../options.ts';
import { parseAssignment, parseFieldName } from './assignment.ts';
import { authorOf } from './author.ts';
import { stepLines } from './lines.ts';
import { type HoldOrder, type HoldStep, planHolds } from './plan.ts';
import { holdsToDocument } from './to-document.ts';

export interface HoldOptions extends MeantOptions {
  readonly author?: string;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

export interface AllOptions {
  /** Every field that has a value (`lock`), or that is held (`unlock`). */
  readonly all?: boolean;
}

/** `revenge set`: a person's own values of fields. */
export async function runSet(
  what: string,
  words: readonly string[],
  options: GlobalOptions & HoldOptions,
  io: Io,
): Promise<number> {
  const orders = words.map((word): HoldOrder => ({ action: 'set', ...parseAssignment(word) }));
  refuseTwice(orders);
  return runHold('set', what, () => orders, options, io);
}

/** `revenge lock` and `revenge unlock`: fields stay as they are; sources rule them again. */
export async function runLock(
  action: 'lock' | 'unlock',
  what: string,
  words: readonly string[],
  options: GlobalOptions & HoldOptions & AllOptions,
  io: Io,
): Promise<number> {
  if (words.length > 0 === (options.all === true)) {
    throw new RevengeError('USAGE', `${action} takes fields or --all, and not both`, {
      hint: `Put a title of several words in quotes: revenge ${action} "The Matrix" overview`,
    });
  }
  const named = [...new Set(words.map(parseFieldName))];
  if (action === 'lock' && named.includes('edition')) {
    throw new RevengeError('USAGE', 'edition cannot be locked: each file of a work has its own', {
      hint: 'To give all files of the work one edition: revenge set <work> edition="Final Cut"',
    });
  }
  return runHold(
    action,
    what,
    (item, holds) => {
      const every = action === 'lock' ? Object.keys(item.fields).map(parseFieldName) : holds.map(({ field }) => field);
      return (options.all === true ? every : named).map((field) => ({ action, field }));
    },
    options,
    io,
  );
}

type OrdersOf = (item: ItemView, holds: readonly Hold[]) => readonly HoldOrder[];

/**
 * Finds the one work that is meant, reading only; then takes the lock of the store and writes what has to change. Where
 * nothing has, or with `dryRun`, the store is not opened for writing at all.
 */
async function runHold(
  command: 'set' | 'lock' | 'unlock',
  what: string,
  ordersOf: OrdersOf,
  options: GlobalOptions & HoldOptions,
  io: Io,
): Promise<number> {
  const policy = STANDARD_POLICY;
  const adult = options.kind === 'adult';
  const planned = await withStore({ ...options, adult }, io, async ({ store }) => {
    const items = await findItems(store, what, options, io.cwd);
    if (items.length > 1) return reportCandidates(items, what, options, io);
    const [item] = items;
    const holds = await store.holds(item.id);
    return { item, steps: planHolds(ordersOf(item, holds), item, holds, resolveBy(policy)) };
  });
  if (typeof planned === 'number') return planned;
  const { item } = planned;
  const dryRun = options.dryRun === true;
  const changing = planned.steps.some(({ changes }) => changes) && !dryRun;
  const steps = changing ? await carryOut(command, item, planned.steps, options, io) : planned.steps;
  const output = createLineWriter(io.stdout);
  const document = holdsToDocument(item, steps, dryRun);
  if (options.json === true) output.write(JSON.stringify(document, undefined, 2));
  else if (options.quiet !== true) for (const line of stepLines(item, steps, dryRun)) output.write(line);
  await output.close();
  return 0;
}

/** Writes what changes, and gives the steps with what holds after them. */
async function carryOut(
  command: string,
  item: ItemView,
  steps: readonly HoldStep[],
  options: GlobalOptions & HoldOptions,
  io: Io,
): Promise<readonly HoldStep[]> {
  const part = options.kind === 'adult' ? { kind: options.kind } : {};
  const config = partOf((await loadCommandConfig(options, io)).config, part.kind);
  const { store, notices, release } = await openRunStore(config, { offline: options.offline === true, ...part });
  try {
    if (options.quiet !== true) {
      for (const { message } of notices) io.stderr.write(`revenge: ${printable(message)}\n`);
    }
    const startedAt = new Date();
    const said = sealValue({ author: authorOf(options, io), at: startedAt.toISOString(), reason: options.reason });
    for (const { order, changes } of steps) if (changes) await write(store, item, order, said);
    const [now] = await store.show({ by: 'id', id: item.id });
    const done = steps.map((step) => ({ ...step, after: now?.fields[step.order.field]?.value ?? null }));
    await store.saveRun({
      id: newRunId(startedAt),
      command,
      startedAt: said.at,
      finishedAt: new Date().toISOString(),
      summary: sealValue(holdsToDocument(item, done, false)),
    });
    return done;
  } finally {
    await release();
  }
}

interface Said {
  readonly author: string;
  readonly at: string;
  readonly reason: string | undefined;
}

async function write(store: Store, { id: itemId }: ItemView, order: HoldOrder, said: Said): Promise<void> {
  const policy = STANDARD_POLICY;
  const { field } = order;
  const { author, at, reason } = said;
  if (order.action === 'unlock') {
    await store.release(itemId, field, at, policy);
    return;
  }
  const request: HoldRequest = { itemId, field, author, at, policy, ...(reason === undefined ? {} : { reason }) };
  await store.hold(order.action === 'set' ? { ...request, override: sealValue(order.value) } : request);
}

function refuseTwice(orders: readonly HoldOrder[]): void {
  const fields = orders.map(({ field }) => field);
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice === undefined) return;
  throw new RevengeError('USAGE', `${twice} is given twice`, { hint: 'Give a list at once: genres=Crime,Drama' });
}
