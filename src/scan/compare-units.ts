import { type ListedUnit, listingOf } from '../library/unit-listing.ts';
import { type WalkedUnit, type WalkOptions, walkLibrary } from '../library/walk.ts';
import { compact } from '../model/compact.ts';
import type { FsPath, Library } from '../model/files.ts';
import { comparePaths } from '../model/paths.ts';
import type { KnownGroup, KnownUnit, Store, StoredUnit } from '../store/port.ts';
import { inBatches } from './batches.ts';
import type { ScanContext, ScanTarget } from './context.ts';

/** A unit as the walk found it, as the store knows it, or both. */
export type ComparedUnit =
  | { readonly kind: 'same'; readonly unit: ListedUnit; readonly groups: readonly KnownGroup[] }
  | { readonly kind: 'other'; readonly walked: WalkedUnit; readonly known: KnownUnit }
  /** The walk has gone past its place and not met it. */
  | { readonly kind: 'gone'; readonly stored: StoredUnit };

/** Units that are compared at once. */
const TOGETHER = { most: 4096, weigh: ({ files }: WalkedUnit): number => 16 + files.length, waitMs: 20 };
/** Units that the store gives in one answer. */
const PAGE = 512;

/**
 * Compares two streams of units in the same order, the walk's and the store's: one question to the store for hundreds of
 * units, and one more for those of them that differ. Neither stream is ever held as a whole. `isWanted`: a group that is taken
 * up though its files are as they were.
 */
export async function* compareUnits(
  context: ScanContext,
  target: ScanTarget,
  isWanted: (group: KnownGroup) => boolean,
): AsyncGenerator<readonly ComparedUnit[]> {
  const { store, isFirstScan } = context;
  const { library, onlyUnder } = target;
  const isMerge = onlyUnder === undefined && isFirstScan !== true;
  let after: FsPath | undefined;
  for await (const units of walkInBatches(context, target)) {
    const last = units.at(-1)?.unit;
    const stored = isMerge ? await storedBetween(store, library, after, last) : [];
    after = last;
    const same = new Map(stored.map((one) => [one.unit, one]));
    const doubtful = units.filter((unit) => !isSame(unit, same.get(unit.unit), isWanted));
    const asked = isFirstScan === true ? [] : doubtful.filter(({ unit }) => !isMerge || same.has(unit));
    const known = asked.length === 0 ? [] : await store.knownUnits(library.root, namesOf(asked));
    const answers = new Map(asked.map(({ unit }, index) => [unit, known[index]]));
    const differing = new Set(doubtful);
    const met = new Set(namesOf(units));
    yield [
      ...stored.filter(({ unit }) => !met.has(unit)).map((one): ComparedUnit => ({ kind: 'gone', stored: one })),
      ...units.map((unit): ComparedUnit => {
        if (!differing.has(unit)) return { kind: 'same', unit, groups: same.get(unit.unit)?.groups ?? [] };
        const { files, skipped, failures } = unit;
        const walked = { unit: unit.unit, files, skipped, failures };
        return { kind: 'other', walked, known: answers.get(unit.unit) ?? NOTHING_KNOWN };
      }),
    ];
  }
  if (!isMerge) return;
  const behind = await storedBetween(store, library, after, undefined);
  yield behind.map((stored): ComparedUnit => ({ kind: 'gone', stored }));
}

const NOTHING_KNOWN: KnownUnit = { files: [], groups: [] };

function namesOf(units: readonly { readonly unit: FsPath }[]): FsPath[] {
  return units.map(({ unit }) => unit);
}

function isSame(unit: ListedUnit, stored: StoredUnit | undefined, isWanted: (group: KnownGroup) => boolean): boolean {
  return (
    stored !== undefined &&
    unit.failures.length === 0 &&
    unit.count === stored.count &&
    unit.listing === stored.listing &&
    !stored.groups.some(isWanted)
  );
}

async function storedBetween(
  store: Store,
  { root }: Library,
  after: FsPath | undefined,
  last: FsPath | undefined,
): Promise<readonly StoredUnit[]> {
  const all: StoredUnit[] = [];
  for (let from = after; from === undefined || last === undefined || comparePaths(from, last) < 0; ) {
    const page = await store.storedUnits(root, { after: from, last, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) break;
    from = page.at(-1)?.unit;
  }
  return all;
}

function walkInBatches(context: ScanContext, { library, onlyUnder }: ScanTarget): AsyncIterable<readonly ListedUnit[]> {
  const options: WalkOptions = { signal: context.signal, ...compact({ onlyUnder, roots: context.roots }) };
  const walk = onlyUnder === undefined ? context.walk?.(library, options) : undefined;
  return walk ?? listed(inBatches(walkLibrary(library, context.tree, options), TOGETHER));
}

async function* listed(batches: AsyncIterable<readonly WalkedUnit[]>): AsyncGenerator<readonly ListedUnit[]> {
  for await (const units of batches) {
    yield units.map((unit) => ({ ...unit, listing: listingOf(unit.files), count: unit.files.length }));
  }
}
