import { groupUnit } from '../library/group/group-unit.ts';
import { rootState } from '../library/mount-guard.ts';
import { type ListedUnit, pathsOfListing } from '../library/unit-listing.ts';
import type { WalkedUnit } from '../library/walk.ts';
import { RevengeError } from '../model/errors.ts';
import type { FsPath, Library, RootSigns, SkippedPath } from '../model/files.ts';
import type { KnownGroup, KnownUnit } from '../store/port.ts';
import { lazy } from '../util/lazy.ts';
import { compareUnits } from './compare-units.ts';
import { type ScanContext, type ScanTarget, warn } from './context.ts';
import { deadLinks, saveIgnored } from './dead-links.ts';
import { needsNobody } from './decided.ts';
import {
  alteredFiles,
  diffUnit,
  groupComparer,
  groupsWithoutMedia,
  isUnchanged,
  type UnitDiff,
  wantsRetry,
} from './diff.ts';
import type { GroupDiff, GroupEnvelope } from './envelope.ts';
import { isolate } from './isolate.ts';
import { countGroup, countUnsearched } from './tally.ts';

/** A library that loses more than this share of its files, and at least so many, is not believed. */
const DROP_SHARE = 0.5;
const DROP_LEAST = 20;

/**
 * walk → group → diff: takes the libraries, gives the groups that are new or changed, and marks what is missing.
 * A unit in which nothing differs from the store is neither grouped nor parsed: it costs a stat a file.
 */
export async function* discover(context: ScanContext): AsyncGenerator<GroupEnvelope> {
  for (const target of context.targets) {
    const { library } = target;
    const units = (): Promise<readonly FsPath[]> => context.store.units(library.root);
    const signs = await context.store.rootSigns(library.root);
    const acceptMissing = context.options.acceptMissing === true;
    const state = await rootState(library, context.tree, { units, signs, acceptMissing });
    if (state.state === 'unavailable') {
      rootUnavailable(context, library, state.reason, state.hint);
      continue;
    }
    await rememberSigns(context, library, signs, state.signs);
    try {
      yield* discoverLibrary(context, target);
      context.tally.roots.scanned += 1;
    } catch (error) {
      if (!(error instanceof RevengeError) || error.code !== 'ROOT_UNAVAILABLE') throw error;
      rootUnavailable(context, library, error.message, error.hint ?? '');
    }
  }
  for (const stage of ['walk', 'group', 'diff', 'identify'] as const) context.progress.known(stage);
}

/** What a root is known by is remembered, so that the next scan can tell another folder in its place. */
async function rememberSigns(
  context: ScanContext,
  { root }: Library,
  before: RootSigns,
  now: RootSigns,
): Promise<void> {
  if (context.options.dryRun || (before.marker === now.marker && before.mountPoint === now.mountPoint)) return;
  context.tally.rows.changed += await context.store.saveRootSigns(root, now);
}

function rootUnavailable(context: ScanContext, library: Library, reason: string, hint: string): void {
  context.tally.roots.unavailable += 1;
  context.sink.emit({ type: 'root-unavailable', library: library.name, root: library.root, reason, hint });
}

async function* discoverLibrary(context: ScanContext, target: ScanTarget): AsyncGenerator<GroupEnvelope> {
  const { library } = target;
  const missing: FsPath[] = [];
  const gone: FsPath[] = [];
  let known = 0;
  const looseKeys = lazy(() => keysOfUnit(context, library, ''));
  for await (const units of compareUnits(context, target, (group) => isWanted(context, target, group))) {
    for (const compared of units) {
      if (compared.kind === 'gone') {
        gone.push(...pathsOfListing(compared.stored.listing));
        continue;
      }
      if (compared.kind === 'same') {
        known += compared.unit.count;
        countSame(context, library, compared.unit, compared.groups);
        continue;
      }
      const { walked, known: knownUnit } = compared;
      const dead = deadLinks(walked, knownUnit);
      report(context, library, walked, dead.reported);
      known += presentFiles(knownUnit);
      const unreadable = walked.failures.map(({ relativePath }) => relativePath);
      const diff = diffUnit(walked.files, knownUnit.files, unreadable);
      missing.push(...diff.missing);
      count(context, walked.files.length, diff);
      await dead.remember(context, library);
      if (isUnchanged(diff) && !knownUnit.groups.some((group) => isWanted(context, target, group))) {
        for (const group of knownUnit.groups) countUnchanged(context, library, group);
      } else {
        const isNewKey = knownUnit.files.length > 0 || walked.unit === '' ? NEVER : newKeys(walked, await looseKeys());
        for await (const envelope of changedGroups(context, target, walked, knownUnit, diff)) {
          if (!isNewKey(envelope.group.key)) yield envelope;
          else yield { ...envelope, diff: { ...envelope.diff, hasNewKey: true } };
        }
      }
    }
  }
  // Only a walk that came to its end says that a unit is gone; a lost root throws before this line.
  for (const path of gone) missing.push(path);
  known += gone.length;
  if (context.options.acceptMissing !== true && isDrop(missing.length, known))
    warnDrop(context, library, missing.length, known);
  else await markMissing(context, library, missing);
}

const NEVER = (): boolean => false;

/**
 * Tells which keys nobody can have stored: in a unit that the store does not know, all that lie below it, unless a file in the
 * root itself had that name.
 */
function newKeys({ unit }: WalkedUnit, looseKeys: ReadonlySet<FsPath>): (key: FsPath) => boolean {
  return (key) => (key === unit || key.startsWith(`${unit}/`)) && !looseKeys.has(key);
}

async function keysOfUnit({ store }: ScanContext, { root }: Library, unit: FsPath): Promise<ReadonlySet<FsPath>> {
  const { files } = await store.unit(root, unit);
  return new Set(files.map(({ groupKey }) => groupKey));
}

/** A unit of which nothing has changed. */
function countSame(
  context: ScanContext,
  library: Library,
  { skipped, count: unchanged }: ListedUnit,
  groups: readonly KnownGroup[],
): void {
  skip(context, library, skipped);
  count(context, unchanged, { ...NO_DIFFERENCE, unchanged });
  for (const group of groups) countUnchanged(context, library, group);
}

const NO_DIFFERENCE: UnitDiff = { added: [], changed: [], returned: [], unread: [], unchanged: 0, missing: [] };

async function* changedGroups(
  context: ScanContext,
  target: ScanTarget,
  walked: WalkedUnit,
  known: KnownUnit,
  diff: UnitDiff,
): AsyncGenerator<GroupEnvelope> {
  const { library } = target;
  const grouped = await isolate(context, { what: 'unit', path: walked.unit, stage: 'group' }, () =>
    groupUnit(walked, library),
  );
  if (grouped === undefined) return;
  const { groups, skipped } = grouped.value;
  context.progress.expect('group', groups.length);
  context.progress.done('group', groups.length);
  skip(context, library, skipped);
  const rules = new Map(skipped.map(({ relativePath, rule }) => [relativePath, rule]));
  await saveIgnored(context, library, walked, rules, known);
  const altered = alteredFiles(diff);
  const isGroupChanged = groupComparer(known, altered, diff.missing);
  const isWhole = walked.failures.length === 0;
  const incomplete = groupsWithoutMedia(walked.files, known);
  const outcomes = new Map(known.groups.map((group) => [group.key, group]));
  for (const group of groups) {
    const old = outcomes.get(group.key);
    if (old !== undefined && !isWanted(context, target, old) && !isGroupChanged(group)) {
      countUnchanged(context, library, old);
      continue;
    }
    context.progress.expect('identify', 1);
    const unchanged = new Set(group.files.map((file) => file.relativePath).filter((path) => !altered.has(path)));
    const absence = !isWhole ? 'unknown' : incomplete.has(group.key) ? 'sidecars' : 'all';
    const wanted = again(context, target, old, unchanged.size === group.files.length);
    yield { library, unit: walked.unit, group, diff: { absence, unchanged, ...wanted } };
  }
}

/** Of a known group, whether all of it is asked for anew, and how often nobody knew it so far. */
function again(
  { inquiries, options }: ScanContext,
  { library, renew }: ScanTarget,
  known: KnownGroup | undefined,
  sameFiles: boolean,
): Pick<GroupDiff, 'renew' | 'known' | 'unknownTimes'> {
  if (known === undefined) return {};
  const hasGrown = options.offline !== true && inquiries.hasGrown(library, known);
  // Asked about before its time, it is not known any longer to be unknown.
  const { times = 0 } = known.inquiry ?? {};
  const unknownTimes = !sameFiles || hasGrown ? 0 : times - (inquiries.isAged(library, known) ? 0 : 1);
  return { known, renew: renew?.has(known.key) === true || hasGrown, unknownTimes: Math.max(0, unknownTimes) };
}

function countUnchanged(context: ScanContext, library: Library, { kind, outcome }: KnownGroup): void {
  countGroup(context.tally, outcome, true);
  countUnsearched(context, library, kind, outcome);
}

/** A known group that is asked about though its files are as they were. */
function isWanted(
  { options, inquiries, sources }: ScanContext,
  { library, renew }: ScanTarget,
  group: KnownGroup,
): boolean {
  if (group.decision?.isDue === true) return true;
  if (needsNobody(group.decision)) return false;
  if (renew?.has(group.key) === true || wantsRetry(group, options)) return true;
  if (options.offline === true) return false;
  // Earlier versions stored no item of a group that nobody knew.
  const lacksItem = group.itemId === undefined && group.outcome !== 'ignored' && sources.local.length > 0;
  return lacksItem || inquiries.hasGrown(library, group) || inquiries.isAged(library, group);
}

function report(context: ScanContext, library: Library, walked: WalkedUnit, reported: ReadonlySet<FsPath>): void {
  skip(context, library, walked.skipped);
  for (const failure of walked.failures) {
    if (reported.has(failure.relativePath)) continue;
    context.tally.files.failed += 1;
    if (failure.code === 'INTERNAL') {
      context.tally.failedGroups += 1;
      context.tally.defects += 1;
    }
    warn(context, {
      code: failure.code,
      message: failure.message,
      hint: 'What the store knows of it is kept. Check its permissions and the disk.',
      path: failure.relativePath,
    });
  }
}

function skip(context: ScanContext, library: Library, skipped: readonly SkippedPath[]): void {
  context.tally.files.skipped += skipped.length;
  for (const { relativePath, rule, reason } of skipped) {
    context.sink.emit({ type: 'skipped', library: library.name, path: relativePath, rule, reason });
  }
}

function count(context: ScanContext, seen: number, diff: UnitDiff): void {
  const { files } = context.tally;
  files.seen += seen;
  files.unchanged += diff.unchanged + diff.returned.length;
  files.added += diff.added.length;
  files.changed += diff.changed.length;
  for (const stage of ['walk', 'diff'] as const) {
    context.progress.expect(stage, seen);
    context.progress.done(stage, seen);
  }
}

/** So many files gone at once look like a disk that is not there, not like somebody tidying up (R19). */
function isDrop(missing: number, known: number): boolean {
  return missing >= DROP_LEAST && missing > known * DROP_SHARE;
}

function warnDrop(context: ScanContext, library: Library, missing: number, known: number): void {
  warn(context, {
    code: 'ROOT_DROPPED',
    message: `${missing} of ${known} files of ${library.name} are gone at once; none was taken as missing`,
    hint: 'Is a disk below it not mounted? If they are really gone, scan once with --accept-missing.',
    path: library.root,
  });
}

async function markMissing(context: ScanContext, library: Library, missing: readonly FsPath[]): Promise<void> {
  context.tally.files.missing += missing.length;
  if (context.options.dryRun || missing.length === 0) return;
  const at = context.now().toISOString();
  const rows = await context.store.markMissing(library.root, missing, at);
  context.tally.rows.changed += rows;
}

function presentFiles(unit: KnownUnit): number {
  return unit.files.filter((file) => file.missingSince === undefined).length;
}
