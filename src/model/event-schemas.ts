import { z } from 'zod';
import { GROUP_KINDS } from './kinds.ts';
import { OUTCOMES } from './outcome.ts';
import { STAGES } from './stages.ts';

/*
 * The events of a run, member for member (docs/events.md). `--json` prints them, one a line, so members are only ever
 * added. The types of events.ts derive from these schemas; a run loads the types alone, and not zod.
 */

const text = z.string();
const count = z.number();
const texts = z.array(text).readonly();

/** Counts and health of one provider, as shown and as summed up. */
export const providerSummary = z
  .object({
    provider: text,
    state: z.enum(['ok', 'degraded', 'unused']),
    requests: count,
    replayed: count.describe('Answers from cassettes.'),
    retries: count,
    failures: count,
    notFound: count,
    waitedMs: count,
    latencyMs: count.describe('Mean over live requests.'),
    waits: count.exactOptional().describe('Requests that had to wait for a limit.'),
    hits: z
      .object({ memory: count, redis: count, local: count })
      .readonly()
      .exactOptional()
      .describe('Answers from the cache, by tier.'),
    revalidated: count.exactOptional().describe('Answers that the service confirmed as unchanged (304).'),
    stale: count.exactOptional().describe('Old answers that were used because the service could not be asked.'),
    lastError: text.exactOptional(),
  })
  .readonly();

const fileCounts = z
  .object({
    seen: count,
    unchanged: count,
    added: count,
    changed: count,
    moved: count,
    missing: count,
    skipped: count,
    failed: count,
  })
  .readonly();

const groupCounts = z
  .object({
    total: count,
    unchanged: count,
    matched: count,
    ambiguous: count,
    unmatched: count,
    degraded: count,
    ignored: count,
    failed: count
      .exactOptional()
      .describe('Groups that an internal error kept from being stored; each has a warning with its path.'),
  })
  .readonly();

const unsearched = z
  .object({
    kind: text,
    groups: count,
    add: z.array(z.object({ setting: text, gives: text }).readonly()).readonly(),
  })
  .readonly();

const requests = z
  .object({
    live: count,
    replayed: count,
    cached: count.exactOptional().describe('Answers from the cache, over all providers and tiers.'),
    unusedCassettes: texts
      .exactOptional()
      .describe('With `--replay`: recordings that no request used, relative to the folder.'),
  })
  .readonly();

export const runSummary = z
  .object({
    run: text,
    command: text,
    store: text,
    startedAt: text,
    duration: count.describe('Seconds.'),
    interrupted: z.boolean(),
    roots: z.object({ scanned: count, unavailable: count }).readonly(),
    files: fileCounts,
    groups: groupCounts.describe('All groups of this run. Unchanged groups count with the outcome that is stored.'),
    rows: z.object({ changed: count }).readonly(),
    unsearched: z
      .array(unsearched)
      .readonly()
      .exactOptional()
      .describe('Unmatched groups for which no source is configured, and the settings that would add one.'),
    left: count
      .exactOptional()
      .describe('With `--budget`: groups that the budget did not suffice for; the next run goes on with them.'),
    images: z.object({ fetched: count, local: count, failed: count }).readonly(),
    requests,
    providers: z.array(providerSummary).readonly(),
    warnings: count,
    peakRss: count.describe('Bytes of the largest resident set.'),
    exitCode: count,
  })
  .readonly();

/** The list of changes of one source, and whether it could be read. */
export const refreshList = z
  .object({
    provider: text,
    kind: z.enum(GROUP_KINDS),
    since: text,
    status: z
      .enum(['known', 'too-many', 'not-found', 'unavailable'])
      .describe(
        '`too-many`: reading it would have cost more requests than asking for each work. `not-found`: there is none.',
      ),
    changed: count.exactOptional().describe('Works on the list, of the whole world.'),
  })
  .readonly();

const library = z.object({ name: text, root: text, kind: text }).readonly();

export const revengeEvent = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('run-started'),
      at: text,
      run: text,
      command: text,
      store: text,
      libraries: z.array(library).readonly(),
    })
    .readonly(),
  z.object({ type: z.literal('root-unavailable'), library: text, root: text, reason: text, hint: text }).readonly(),
  z
    .object({
      type: z.literal('progress'),
      stage: z.enum(STAGES),
      done: count,
      total: count.describe('Grows while the walk goes on.'),
      final: z.boolean().describe('Whether the total can no longer grow.'),
    })
    .readonly()
    .describe('Counters of a stage, a few times a second at most.'),
  z.object({ type: z.literal('working'), stage: z.enum(STAGES), what: text }).readonly(),
  z.object({ type: z.literal('skipped'), library: text, path: text, rule: text, reason: text }).readonly(),
  z
    .object({
      type: z.literal('group'),
      library: text,
      key: text,
      kind: z.enum(GROUP_KINDS),
      outcome: z.enum(OUTCOMES),
      title: text,
      year: count.exactOptional(),
      by: text.exactOptional(),
      score: count.exactOptional(),
      files: count,
      item: text.exactOptional(),
      moved: z
        .array(z.object({ from: text, to: text }).readonly())
        .readonly()
        .exactOptional()
        .describe('Main files that lay elsewhere before: relative to the library, absolute where they lay in another.'),
      reasons: texts,
    })
    .readonly(),
  z
    .object({
      type: z.literal('refresh'),
      known: count,
      due: count,
      unchanged: count.describe('Due, but not on the lists of changes of their sources.'),
      unasked: count.describe('Due, but the lists of their sources could not be read; left for the next refresh.'),
      asked: count,
      lists: z.array(refreshList).readonly(),
    })
    .readonly()
    .describe('Of a refresh: how many works were chosen from, are due, and are refreshed.'),
  z.object({ type: z.literal('artwork'), item: text, title: text, kind: text, source: text }).readonly(),
  z.object({ type: z.literal('provider'), provider: providerSummary }).readonly(),
  z
    .object({
      type: z.literal('warning'),
      code: text,
      message: text,
      hint: text.exactOptional(),
      path: text.exactOptional(),
    })
    .readonly(),
  z.object({ type: z.literal('error'), code: text, message: text, hint: text.exactOptional() }).readonly(),
  z.object({ type: z.literal('summary'), summary: runSummary }).readonly(),
]);
