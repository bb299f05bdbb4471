import { decodable } from '../../../cache/inspect.ts';
import type { CacheTrouble, OpenCache } from '../../../cache/open.ts';
import { RevengeError } from '../../../model/errors.ts';
import { printable } from '../../../model/text.ts';
import { counted, formatBytes, formatCount } from '../../../ui/format.ts';
import { openConfiguredCache } from '../../context/cache.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { checkProviders } from '../../provider-names.ts';
import { tableLines } from '../../text/table.ts';
import type { CacheClearDocument, CacheInspectDocument, CacheStatsDocument } from './document.ts';

export interface CacheSelection {
  readonly provider?: string;
  readonly kind?: string;
}

/** `revenge cache stats`: what each lasting tier holds, by provider and kind. */
export async function runCacheStats(options: GlobalOptions, io: Io): Promise<number> {
  return withCache(options, io, async ({ cache, file }) => {
    const tiers: CacheStatsDocument['tiers'] = [];
    const { redis, local } = cache;
    if (redis !== undefined) {
      tiers.push({ tier: 'redis', place: redis.address, up: await redis.up(), counts: await redis.count() });
    }
    tiers.push({ tier: 'local', place: file, up: true, counts: await local.count() });
    if (options.json === true) {
      print(io, [JSON.stringify({ tiers } satisfies CacheStatsDocument, undefined, 2)]);
      return 0;
    }
    for (const { tier, place, up, counts } of tiers) {
      const entries = counts.reduce((sum, count) => sum + count.entries, 0);
      const bytes = counts.reduce((sum, count) => sum + count.bytes, 0);
      const state = up ? `${counted(entries, 'answer')}, ${formatBytes(bytes)}` : 'cannot be reached';
      print(io, [`${tier}  ${printable(place)}: ${state}`]);
      if (counts.length === 0) continue;
      const table = tableLines(
        [
          { title: 'provider', value: (row) => printable(row.provider) },
          { title: 'kind', value: (row) => printable(row.kind) },
          { title: 'answers', value: (row) => formatCount(row.entries), align: 'right' },
          { title: 'bytes', value: (row) => formatBytes(row.bytes), align: 'right' },
        ],
        counts,
      );
      print(
        io,
        table.map((line) => `  ${line}`),
      );
    }
    return 0;
  });
}

/**
 * `revenge cache clear`: forgets answers in every tier, and in the memory of processes that run now.
 * @throws RevengeError `CACHE_REDIS` where Redis could not be reached: its answers are still there.
 */
export async function runCacheClear(selection: CacheSelection, options: GlobalOptions, io: Io): Promise<number> {
  if (selection.provider !== undefined) checkProviders([selection.provider], ['pictures']);
  return withCache(options, io, async ({ cache }) => {
    const part = `:${selection.provider ?? ''}:`;
    const wanted = (key: string): boolean => {
      const [, provider, kind] = key.split(':');
      return (selection.provider ?? provider) === provider && (selection.kind ?? kind) === kind;
    };
    const all = [
      ...((await cache.redis?.keys(selection.provider === undefined ? '' : part)) ?? []),
      ...(await cache.local.keys(selection.provider === undefined ? '' : part)),
    ];
    const keys = [...new Set(all)].filter(wanted);
    for (let start = 0; start < keys.length; start += 1000) await cache.answers.drop(keys.slice(start, start + 1000));
    const { redis } = cache;
    if (redis !== undefined && !(await redis.up())) {
      throw new RevengeError(
        'CACHE_REDIS',
        `${redis.address} could not be reached, so its answers were not forgotten`,
        {
          hint: `Of this machine ${counted(keys.length, 'answer')} were. Run it again when Redis is there.`,
        },
      );
    }
    const document: CacheClearDocument = { cleared: keys.length };
    print(io, [options.json === true ? JSON.stringify(document) : `${counted(keys.length, 'answer')} forgotten`]);
    return 0;
  });
}

/**
 * `revenge cache inspect`: the answers whose key or address holds a text.
 * @throws RevengeError `NOT_FOUND` when there is none.
 */
export async function runCacheInspect(
  what: string,
  options: GlobalOptions & { readonly body?: boolean },
  io: Io,
): Promise<number> {
  return withCache(options, io, async ({ cache }) => {
    const found = await decodable(cache, what);
    if (found.length === 0) {
      throw new RevengeError('NOT_FOUND', `no answer is kept whose key or address holds "${what}"`, {
        hint: '`revenge cache stats` shows what is kept.',
      });
    }
    if (options.json === true) {
      const shown = found.map(({ body, ...rest }) =>
        options.body === true ? { ...rest, body: body.toString() } : rest,
      );
      print(io, [JSON.stringify({ answers: shown } satisfies CacheInspectDocument, undefined, 2)]);
      return 0;
    }
    for (const { key, tier, url, status, at, soft, hard, bytes, kept, etag, lastModified, body } of found) {
      const validators = [etag, lastModified].filter((one) => one !== undefined).map(printable);
      print(io, [
        key,
        `  address   ${printable(url)}`,
        `  answer    ${status}, ${formatBytes(bytes)}, kept in ${formatBytes(kept)} (${tier})`,
        `  asked     ${at}`,
        `  good till ${soft}, gone after ${hard}`,
        ...(validators.length === 0 ? [] : [`  asked anew with ${validators.join(', ')}`]),
        ...(options.body === true ? [printable(body.toString())] : []),
      ]);
    }
    return 0;
  });
}

interface Opened {
  readonly cache: OpenCache;
  /** File of the local tier. */
  readonly file: string;
}

async function withCache(options: GlobalOptions, io: Io, use: (opened: Opened) => Promise<number>): Promise<number> {
  const { config } = await loadCommandConfig(options, io);
  const tell = ({ message, hint }: CacheTrouble): void => {
    io.stderr.write(`warning: ${printable(message)}\n  hint: ${hint}\n`);
  };
  const cache = await openConfiguredCache(config, tell);
  try {
    return await use({ cache, file: config.cache.file });
  } finally {
    await cache.answers.close();
  }
}

function print(io: Io, lines: readonly string[]): void {
  for (const line of lines) io.stdout.write(`${line}\n`);
}
