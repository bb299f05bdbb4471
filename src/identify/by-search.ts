import type { ExternalIds } from '../model/ids.ts';
import type { Candidate } from '../model/outcome.ts';
import type { MetadataSource, SearchQuery, Sources } from '../providers/port.ts';
import { type Asking, ask } from './asking.ts';
import { identifyBySound } from './by-sound.ts';
import { confirm } from './confirm.ts';
import { DEFAULT_THRESHOLDS, type Decision, decide } from './decide.ts';
import { halfQueries } from './fewer-words.ts';
import { lookCloser } from './look-closer.ts';
import { conflictingKind, narrowingIds } from './pins.ts';
import { searchQueries } from './queries.ts';
import { addOffers, decideAmong, type Search, startSearch } from './search-state.ts';
import type { IdentifyInput, IdentifyOptions } from './types.ts';

/** Searches the sources in their order, spelling by spelling, until one work is certain. */
export async function identifyBySearch(
  input: IdentifyInput,
  sources: Sources,
  { thresholds = DEFAULT_THRESHOLDS, languages = [] }: IdentifyOptions,
  log: Asking,
): Promise<Decision> {
  const { kind } = input.group;
  const search = startSearch(input, thresholds, languages, log);
  const queries = searchQueries(kind, search.claims, input.tags);
  const halves = halfQueries(kind, search.claims);
  const narrow = narrowingIds(input);
  let decision = decide([], thresholds);
  for (const source of sources.metadata) {
    // A source that has just failed for this group is not asked about its names.
    if (!source.groups.includes(kind) || log.degraded.some(({ provider }) => provider === source.id)) continue;
    for (const list of [queries, halves]) {
      // Half of a title is searched for only if the whole title found no plausible candidate.
      if (list === halves && decision.outcome !== 'unmatched') break;
      decision = (await askSource(search, source, list, narrow)) ?? decision;
      if (decision.outcome === 'matched') return decision;
    }
  }
  return (await identifyBySound(input, sources, thresholds, log)) ?? decision;
}

/** Asks one source for each spelling until one work is certain; `undefined` where it offered nothing new. */
async function askSource(
  search: Search,
  source: MetadataSource,
  queries: readonly SearchQuery[],
  narrow: ExternalIds,
): Promise<Decision | undefined> {
  const { log } = search;
  let decision: Decision | undefined;
  for (const query of queries) {
    const answer = await ask(log, source.id, () => source.search(query, log.signal));
    if (answer.status === 'unavailable') break;
    const offers = answer.status === 'ok' ? answer.value.filter((each) => isAllowed(each, narrow)) : [];
    log.reasons.push(`${source.id} was asked for ${spelt(query)}: ${offers.length === 0 ? 'nothing' : count(offers)}`);
    if (!addOffers(search, offers)) continue;
    decision = await decideOn(search, source, offers);
    if (decision.outcome === 'matched') break;
  }
  return decision;
}

async function decideOn(search: Search, source: MetadataSource, offers: readonly Candidate[]): Promise<Decision> {
  const first = decideAmong(search);
  const isAlbum = search.input.group.kind === 'album';
  const decision = isAlbum || first.outcome !== 'matched' ? await lookCloser(search, source, first, offers) : first;
  return isAlbum ? decision : confirm(search, source, decision);
}

function isAllowed(candidate: Candidate, narrow: ExternalIds): boolean {
  return conflictingKind(candidate.ids, narrow) === undefined;
}

function spelt({ title, year, artist }: { title: string; year?: number; artist?: string }): string {
  return `"${title}"${artist === undefined ? '' : ` by ${artist}`}${year === undefined ? '' : ` (${year})`}`;
}

function count({ length }: readonly unknown[]): string {
  return length === 1 ? 'one offer' : `${length} offers`;
}
