import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compact } from '../../../model/compact.ts';
import type { ItemId } from '../../../model/ids.ts';
import type { LibraryKind } from '../../../model/kinds.ts';
import type { ItemView } from '../../../model/views.ts';
import type { BudgetLimit } from '../../../scan/budget.ts';
import type { ScanContext, ScanTarget } from '../../../scan/context.ts';
import { chooseStale } from '../../../scan/refresh/choose.ts';
import { dueBefore } from '../../../scan/refresh/due.ts';
import type { RefreshOnly } from '../../../scan/refresh/stale.ts';
import type { RefreshableGroup, Store } from '../../../store/port.ts';
import { partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import { parseDuration } from '../../duration.ts';
import type { Io } from '../../io.ts';
import { ambiguous, findItems } from '../../items/find-items.ts';
import type { GlobalOptions } from '../../options.ts';
import { runTargets } from '../../run-pipeline.ts';
import { librariesOf, type ScanScope, scanTargets } from '../../scan-targets.ts';
import type { OnlyOption } from './only.ts';

export interface RefreshOptions {
  readonly kind?: LibraryKind;
  /** `30d`; of works that are named, any age unless it is said. */
  readonly olderThan?: string;
  readonly only?: OnlyOption;
  readonly budget?: BudgetLimit;
  /** Ask about all that is old enough, whatever the sources' lists of changes say. */
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly lockWait?: string;
  readonly strict?: boolean;
  /** `false` with `--no-artwork`. */
  readonly artwork?: boolean;
}

/** `revenge refresh`: asks again about what is stale, as a scan would ask. Gives the exit code of the run's summary. */
export async function runRefresh(
  what: readonly string[],
  options: GlobalOptions & RefreshOptions,
  io: Io,
): Promise<number> {
  const age = options.olderThan === undefined ? undefined : parseDuration(options.olderThan);
  const { only, budget } = options;
  const { config } = await loadCommandConfig(options, io);
  const part = partOf(config, options.kind);
  const scope = { all: librariesOf(config), chosen: librariesOf(part), kind: options.kind };
  const { targets, words } = targetsOf(what, scope, io.cwd);
  // What could not be asked before is not known in an older form, so kept answers are as good as new ones.
  const renew =
    only === undefined || only.artwork.length > 0 || only.outcomes.some((outcome) => outcome !== 'degraded');
  // To renew a work costs at least one request; answers from recordings cost none.
  const atMost = renew && options.replay === undefined ? budget?.requests : undefined;
  const choose = async (context: ScanContext): Promise<readonly ScanTarget[]> => {
    const items = words.length === 0 ? undefined : await itemsOf(context.store, words, io.cwd);
    const now = context.now().getTime();
    const usual = (group: RefreshableGroup): number => dueBefore(group, config.refresh, now);
    const chosen = await chooseStale(context, {
      askedBefore: age === undefined && items === undefined && only === undefined ? usual : now - (age ?? 0),
      everything: options.all === true,
      ...compact({ items, atMost }),
      ...(only === undefined ? {} : { only: await whatIsLacking(context.store, only) }),
    });
    return chosen;
  };
  return runTargets(part, targets, options, io, { command: 'refresh', choose, renew, ...compact({ budget }) });
}

/** Libraries by their names, and folders; all libraries where neither is given. What is left are words for works. */
function targetsOf(
  what: readonly string[],
  scope: ScanScope,
  cwd: string,
): { readonly targets: readonly ScanTarget[]; readonly words: readonly string[] } {
  const paths: string[] = [];
  const words: string[] = [];
  for (const word of what) {
    const library = scope.chosen.find(({ name }) => name === word);
    if (library !== undefined) paths.push(library.root);
    else if (existsSync(resolve(cwd, word))) paths.push(word);
    else words.push(word);
  }
  return { targets: scanTargets(scope, paths, cwd), words };
}

/** The kinds of items that a group is identified as. */
const GROUP_ITEMS = ['movie', 'series', 'release'] as const;

async function whatIsLacking(store: Store, { outcomes, artwork }: OnlyOption): Promise<RefreshOnly> {
  const items = new Set<ItemId>();
  for (const kind of artwork) {
    const rows = await store.list({ kinds: GROUP_ITEMS, conditions: [{ what: 'missing', artwork: kind }] });
    for (const { id } of rows) items.add(id);
  }
  return { outcomes: new Set(outcomes), items };
}

/** The works that are meant, each with what it is part of and its parts: whichever of them has files of its own. */
async function itemsOf(store: Store, words: readonly string[], cwd: string): Promise<ReadonlySet<ItemId>> {
  const ids = new Set<ItemId>();
  const add = (item: ItemView): void => {
    ids.add(item.id);
    for (const child of item.children) add(child);
  };
  for (const what of words) {
    const [item, ...others] = await findItems(store, what, {}, cwd);
    if (others.length > 0) throw ambiguous([item, ...others], what);
    add(item);
    for (const { id, kind } of item.parents) if (kind === 'series' || kind === 'release') ids.add(id);
  }
  return ids;
}
