import { linkFiles } from '../identify/links.ts';
import { NOT_FOUND } from '../model/answer.ts';
import type { ErrorCode } from '../model/errors.ts';
import { mergeIds } from '../model/external-ids.ts';
import type { FsPath } from '../model/files.ts';
import type { ExternalId, ExternalIdKind, ExternalIds, ProviderId } from '../model/ids.ts';
import type { ManagedFile } from '../model/media.ts';
import { type UnaskedSource, unaskedSource } from '../model/outcome.ts';
import type { Position, SourceRecord } from '../model/records.ts';
import type { KnownWork, Located, MetadataSource } from '../providers/port.ts';
import { type ScanContext, warn, warnUnasked } from './context.ts';
import { isOverruled } from './decided.ts';
import { type Collect, gatherUnconfirmed, hasConfirmedItem, localRecords } from './gather-local.ts';
import type { IdentifiedGroup } from './identify.ts';
import { answerOf, reportSourceDefect } from './isolate.ts';
import { mergedAbove, mergedId, movedId, renewedIds } from './merged-ids.ts';

export interface GatheredGroup extends IdentifiedGroup {
  readonly ids: ExternalIds;
  /** Ids that the sources merged into those of `ids`. */
  readonly formerIds: readonly ExternalId[];
  /** Which part of the work each main file is. */
  readonly links: ReadonlyMap<FsPath, readonly Position[]>;
  /** What the Arrs say of its files; of a file that several know, the first. */
  readonly managed: ReadonlyMap<FsPath, ManagedFile>;
  /** One record a provider; of a group that no catalogue has confirmed, those of local sources. */
  readonly records: readonly SourceRecord[];
  /** Sources that could not be asked. */
  readonly missing: readonly UnaskedSource[];
  /** Local sources that were read to the end. */
  readonly complete: readonly ProviderId[];
  /** Those of them that would refuse just as well if they were asked again soon. */
  readonly idle: readonly UnaskedSource[];
}

/**
 * Collects what every source says of a group: the Arrs, the APIs, the sidecars and the names. Of a group that is not
 * identified only what lies with its files.
 */
export async function gatherStage(context: ScanContext, group: IdentifiedGroup): Promise<GatheredGroup> {
  context.sink.emit({ type: 'working', stage: 'gather', what: group.group.key });
  const missing: UnaskedSource[] = [];
  const collect: Collect = async (provider, question) => {
    const answer = await answerOf(context, question);
    if (answer.status === 'unavailable') {
      const unasked = unaskedSource(provider, answer.error);
      missing.push(unasked);
      warnOf(context, group, unasked);
    }
    return answer.status === 'ok' ? answer.value : undefined;
  };
  const isMatched = group.identified.identification.outcome === 'matched';
  const gathered = isMatched
    ? await gatherMatched(context, group, { missing, collect })
    : await gatherOpen(context, group, { missing, collect });
  context.progress.done('gather', 1);
  return gathered;
}

interface Collecting {
  /** Sources that could not be asked so far. */
  readonly missing: UnaskedSource[];
  readonly collect: Collect;
}

async function gatherOpen(
  context: ScanContext,
  group: IdentifiedGroup,
  { missing, collect }: Collecting,
): Promise<GatheredGroup> {
  const isIgnored = group.identified.identification.outcome === 'ignored';
  const { records, complete, links } =
    isIgnored || hasConfirmedItem(group)
      ? { records: [], complete: [], links: new Map() }
      : await gatherUnconfirmed(context, group, collect);
  for (const record of records) warnOfCuts(context, group, record);
  return {
    ...group,
    ids: {},
    formerIds: [],
    links,
    managed: new Map(),
    records,
    missing,
    complete,
    idle: [],
  };
}

async function gatherMatched(
  context: ScanContext,
  group: IdentifiedGroup,
  { missing, collect }: Collecting,
): Promise<GatheredGroup> {
  const idle: UnaskedSource[] = [];
  const located = await locate(context, group, collect);
  const records: SourceRecord[] = located.map(({ record }) => record);
  const offered = mergeIds([group.identified.identification.ids, ...located.map((found) => found.ids)]);
  const asked = await askSources(context, group, offered, { missing, collect });
  const { ids, formerIds, withoutDetails } = asked;
  records.push(...asked.records);
  if (withoutDetails !== undefined && records.length === 0 && missing.length === 0) {
    missing.push(lackingDetails(context, group, withoutDetails));
  }
  for (const source of context.sources.artwork) {
    for (const record of records.slice()) {
      if (!source.groups.includes(group.group.kind) || record.hints?.coverArt !== true) continue;
      const images = await collect(source.id, () => source.images(record, context.signal));
      if (images !== undefined) records.push(images);
    }
  }
  records.push(...(await supplement(context, group, { ids, records }, { missing, idle })));
  const links = linkFiles({ group: group.group, tags: group.read.tags, located, records });
  const local = await localRecords(context, group, links, { missing, collect });
  records.push(...local.records);
  for (const record of records) warnOfCuts(context, group, record);
  return {
    ...group,
    ids,
    formerIds,
    links,
    managed: managedFiles(located),
    records,
    missing: [...missing, ...group.read.unread],
    complete: local.complete,
    idle,
  };
}

/** Asks the metadata sources one after the other, each with the ids that those before it gave. */
async function askSources(
  context: ScanContext,
  group: IdentifiedGroup,
  offered: ExternalIds,
  { missing, collect }: Collecting,
) {
  const { kind } = group.group;
  const { signal } = context;
  const wanted = wantedOf(context, group);
  const records: SourceRecord[] = [];
  let withoutDetails: ProviderId | undefined;
  let ids = offered;
  let formerIds = group.identified.formerIds ?? [];
  for (const source of sourcesFor(context, group)) {
    const full = await withOwnId(context, group, source, ids, collect);
    const fetch = (by: ExternalIds) => collect(source.id, () => source.fetch(by, kind, wanted, signal));
    const unanswered = missing.length;
    let record = await fetch(full);
    if (record === undefined && missing.length === unanswered) {
      const moved = await movedId(source, kind, ids, (by) =>
        collect(source.id, () => source.resolve(by, kind, signal)),
      );
      if (moved !== undefined) record = await fetch(moved);
    }
    if (record === undefined) {
      if (isItsOwnOffer(group, source, full)) withoutDetails ??= source.id;
      continue;
    }
    records.push(record);
    const own = mergedId(source, kind, full, record);
    const above = await mergedAbove(group.stored?.parents ?? [], record, (id) =>
      collect(source.id, () => source.currentId?.(id, signal) ?? NOT_FOUND),
    );
    const merged = [...own, ...above];
    formerIds = [...formerIds, ...merged.map(({ kind: of, value }) => ({ kind: of, value }))];
    ids = mergeIds([renewedIds(ids, merged), record.ids]);
  }
  return { records, ids, formerIds, withoutDetails };
}

/**
 * Whether a source that has no details of a work is the one that offered the work: in a search, for a pin or for a
 * fingerprint, now or in the last run. The entry may be gone, or not be complete yet.
 */
function isItsOwnOffer(
  { identified, group, known }: IdentifiedGroup,
  { id, idKind }: MetadataSource,
  ids: ExternalIds,
): boolean {
  const own = idKind[group.kind];
  if (own === undefined || ids[own] === undefined) return false;
  const { candidate, identification } = identified;
  return candidate?.provider === id || (identification.by === 'store' && known?.outcome === 'degraded');
}

function lackingDetails(context: ScanContext, group: IdentifiedGroup, provider: ProviderId): UnaskedSource {
  const { ids } = group.identified.identification;
  const unasked = {
    provider,
    reason: `it offered ${JSON.stringify(ids)} for "${group.group.key}", but has no details of it`,
    code: 'HTTP_STATUS',
    hint: 'The entry may have been removed there; the next run asks again.',
  };
  warnOf(context, group, unasked);
  return unasked;
}

function warnOfCuts(context: ScanContext, { group }: IdentifiedGroup, { cuts = [] }: SourceRecord): void {
  for (const cut of cuts) {
    warn(context, {
      code: 'VALUE_CUT',
      message: `${group.key}: ${cut} is longer than anything that can be used, and was cut`,
      hint: 'The source is at fault there; what it says else is kept.',
      path: group.folder,
    });
  }
}

function managedFiles(located: readonly Located[]): ReadonlyMap<FsPath, ManagedFile> {
  const files = located.flatMap((each) => each.files).toReversed();
  return new Map(
    files.flatMap(({ relativePath, managed }) => (managed === undefined ? [] : [[relativePath, managed]])),
  );
}

function warnOf(context: ScanContext, { group }: IdentifiedGroup, unasked: UnaskedSource): void {
  if (unasked.code === 'INTERNAL') reportSourceDefect(context, group.key, unasked);
  else warnUnasked(context, unasked);
}

/** What the Arrs in charge say of the group; those that identified it have said it already. */
async function locate(context: ScanContext, group: IdentifiedGroup, collect: Collect): Promise<readonly Located[]> {
  const known = group.identified.located ?? [];
  if (known.length > 0) return known;
  const found: Located[] = [];
  for (const manager of context.sources.managers) {
    if (!manager.groups.includes(group.group.kind) || !manager.covers(group.library)) continue;
    const answer = await collect(manager.id, () => manager.locate(group.group, context.signal));
    if (answer !== undefined && !isOverruled(group.decision, answer)) found.push(answer);
  }
  return found;
}

/**
 * What sources add that are asked by id only: ratings, tags, pictures. Where one has had its share of requests or refuses
 * the key, asking again soon does not help, so the group is not `degraded` by it.
 */
async function supplement(
  context: ScanContext,
  identified: IdentifiedGroup,
  known: Omit<KnownWork, 'kind'>,
  { missing, idle }: { readonly missing: UnaskedSource[]; readonly idle: UnaskedSource[] },
): Promise<readonly SourceRecord[]> {
  if (keepsItsFacts(identified)) return [];
  const { group } = identified;
  const sources = (context.sources.supplements ?? []).filter(({ groups }) => groups.includes(group.kind));
  const answers = await Promise.all(
    sources.map(async (source) => ({
      source,
      answer: await answerOf(context, () => source.supplement({ kind: group.kind, ...known }, context.signal)),
    })),
  );
  return answers.flatMap(({ source, answer }) => {
    if (answer.status === 'unavailable') {
      const unasked = unaskedSource(source.id, answer.error);
      warnOf(context, identified, unasked);
      (IDLE_TO_REPEAT.has(answer.error.code) ? idle : missing).push(unasked);
    }
    return answer.status === 'ok' ? [answer.value] : [];
  });
}

const IDLE_TO_REPEAT: ReadonlySet<ErrorCode> = new Set(['HTTP_AUTH', 'HTTP_RATE_LIMITED']);

/** A movie that the store knows needs no API again: its files changed, not the work. Series and albums get new parts. */
export function keepsItsFacts({ stored, group, identified, renew }: IdentifiedGroup): boolean {
  return renew !== true && stored !== undefined && group.kind === 'movie' && identified.identification.by === 'store';
}

function sourcesFor(context: ScanContext, group: IdentifiedGroup): readonly MetadataSource[] {
  if (keepsItsFacts(group)) return [];
  return context.sources.metadata.filter((source) => source.groups.includes(group.group.kind));
}

/** The ids with the one that the source asks by; a foreign id is turned into it by one request. */
async function withOwnId(
  context: ScanContext,
  identified: IdentifiedGroup,
  source: MetadataSource,
  ids: ExternalIds,
  collect: Collect,
): Promise<ExternalIds> {
  const { group } = identified;
  const own = source.idKind[group.kind];
  if (own === undefined || ids[own] !== undefined) return ids;
  const recognised = recognisedIds(identified, own);
  if (recognised !== undefined) return mergeIds([ids, recognised]);
  for (const kind of source.resolves) {
    const value = kind === 'mbid' ? undefined : ids[kind];
    if (kind === 'mbid' || value === undefined) continue;
    const work = await collect(source.id, () => source.resolve({ kind, value }, group.kind, context.signal));
    if (work !== undefined) return mergeIds([ids, work.ids]);
  }
  return ids;
}

/** The ids of the one work that the files are known as by their content, for who asks by such ids. */
function recognisedIds({ recognitions = [] }: IdentifiedGroup, own: ExternalIdKind): ExternalIds | undefined {
  const works = recognitions
    .flatMap(({ answers }) => [...answers.values()])
    .flatMap((answer) => (answer.status === 'ok' ? answer.value : []))
    .map(({ candidate }) => candidate.ids)
    .filter((ids) => ids[own] !== undefined);
  const [work] = works;
  return works.every((ids) => ids[own] === work?.[own]) ? work : undefined;
}

function wantedOf(
  context: ScanContext,
  { group }: IdentifiedGroup,
): { seasons?: readonly number[]; languages: readonly string[] } {
  const { languages } = context.options;
  if (group.kind !== 'series') return { languages };
  const seasons = new Set(
    group.files.flatMap(({ reading }) => (reading?.season === undefined ? [] : [reading.season])),
  );
  // Absolute numbers and dates do not say the season: then all of them are asked for.
  const unsure = group.files.some(({ role, reading }) => role === 'main' && reading?.season === undefined);
  return unsure ? { languages } : { languages, seasons: [...seasons].sort((a, b) => a - b) };
}
