import pLimit from 'p-limit';
import type { HttpGateway } from '../http/port.ts';
import { type RevengeError, toRevengeError } from '../model/errors.ts';
import type { RevengeEvent } from '../model/events.ts';
import type { ArtworkKind } from '../model/files.ts';
import type { ItemKind } from '../model/kinds.ts';
import { sealValue } from '../model/seal.ts';
import { withoutRequest } from '../model/without-request.ts';
import type { PendingArtwork, Store } from '../store/port.ts';
import { openImageStore } from './image-store.ts';
import type { Obtained } from './obtain.ts';
import { createObtain } from './obtain.ts';
import type { ImageLimits } from './thumbnails.ts';
import { DEFAULT_IMAGE_LIMITS } from './thumbnails.ts';

/** Kinds of pictures that are fetched, by kind of item. Stills and the many others of a series are not worth their cost. */
const DEFAULT_WANTED: Readonly<Partial<Record<ItemKind, readonly ArtworkKind[]>>> = {
  movie: ['poster', 'backdrop'],
  series: ['poster', 'backdrop'],
  season: ['poster'],
  release: ['cover'],
};

const BATCH = 64;
/** With so many pictures that could not be asked for, asking for more is idle. */
const DEFERRED_AT_MOST = 1000;
/** Fetching stops after this many pictures that could not be written to the disk. */
const UNWRITABLE_AT_MOST = 16;

export interface EnrichOptions {
  readonly store: Pick<Store, 'pendingArtwork' | 'imageByUrl' | 'saveArtwork'>;
  readonly http: Pick<HttpGateway, 'bytes'>;
  /** The artwork folder; outside all `roots`. */
  readonly folder: string;
  readonly roots: readonly string[];
  /** ISO 639-1, preferred first. */
  readonly languages: readonly string[];
  readonly wanted?: Readonly<Partial<Record<ItemKind, readonly ArtworkKind[]>>>;
  readonly limits?: Partial<ImageLimits>;
  /** Downloads at once. @default 4 */
  readonly network?: number;
  /** Pictures decoded at once. @default 1 */
  readonly decode?: number;
  readonly emit: (event: RevengeEvent) => void;
  readonly now?: () => Date;
  readonly signal: AbortSignal;
}

export interface EnrichCounts {
  readonly fetched: number;
  readonly local: number;
  /** Taken over from another item, by address. */
  readonly reused: number;
  readonly failed: number;
  /** Could not be asked for; tried again in the next run. */
  readonly deferred: number;
  /** A defect of the program kept them from being fetched. */
  readonly defects: number;
  /** Rows changed in the store. */
  readonly rows: number;
}

/**
 * Fetches all artwork that is wanted and not there: from beside the media, else from the network, each address once;
 * keeps it with thumbnails and blurhash. A picture that cannot be used is passed over for the next candidate. Stops
 * between pictures when `signal` aborts, by throwing its reason; everything done until then is kept.
 */
export async function enrichPending(options: EnrichOptions): Promise<EnrichCounts> {
  const { store, emit, signal, now = () => new Date() } = options;
  const images = openImageStore(options.folder, options.roots);
  await images.sweep();
  const obtain = createObtain({
    ...options,
    images,
    limits: { ...DEFAULT_IMAGE_LIMITS, ...options.limits },
    network: options.network ?? 4,
    decode: options.decode ?? 1,
  });
  const counts = { fetched: 0, local: 0, reused: 0, failed: 0, deferred: 0, defects: 0, rows: 0 };
  const deferred = new Set<string>();
  const warned = new Set<string>();
  let unwritable = 0;
  let done = 0;
  let total = 0;

  const settle = async (pending: PendingArtwork, obtained: Obtained | Defect): Promise<void> => {
    const { itemId, kind, title } = pending;
    const save = { itemId, kind, at: now().toISOString() };
    if (obtained.status === 'chosen') {
      const { candidate, image, from } = obtained;
      const { provider, url } = candidate;
      const rows = await store.saveArtwork({ ...save, chosen: { provider, url, image } });
      counts.rows += rows;
      counts[from === 'network' ? 'fetched' : from === 'local' ? 'local' : 'reused']++;
      emit({ type: 'artwork', item: itemId, title, kind, source: provider });
    } else if (obtained.status === 'failed') {
      const failure = obtained.reasons.join('; ') || 'no candidates';
      const rows = await store.saveArtwork({ ...save, failure: sealValue(failure) });
      counts.rows += rows;
      counts.failed++;
      emit({ type: 'warning', code: 'IMAGE_INVALID', message: `no usable ${kind} for "${title}": ${failure}` });
    } else if (obtained.status === 'defect') {
      counts.defects++;
      deferred.add(keyOf(pending));
      const message = `${kind} of "${title}" was left out: an internal error: ${obtained.error.message}`;
      emit({
        type: 'warning',
        code: 'INTERNAL',
        message,
        hint: 'The next run tries it again. Please report this defect.',
      });
    } else {
      counts.deferred++;
      deferred.add(keyOf(pending));
      const { error, candidate } = obtained;
      const isOfDisk = error.code === 'ARTWORK_UNWRITABLE';
      if (isOfDisk) unwritable++;
      const cause = isOfDisk ? error.code : candidate.provider;
      if (warned.has(cause)) return;
      warned.add(cause);
      const what = isOfDisk ? 'artwork could not be kept' : `artwork of ${candidate.provider} could not be fetched`;
      emit({
        type: 'warning',
        code: error.code,
        message: `${what}, first the ${kind} of "${title}": ${withoutRequest(error.message)}`,
        hint: error.hint ?? 'The next run tries again.',
      });
    }
  };

  const limit = pLimit((options.network ?? 4) + (options.decode ?? 1));
  while (deferred.size < DEFERRED_AT_MOST && unwritable < UNWRITABLE_AT_MOST) {
    signal.throwIfAborted();
    const all = await store.pendingArtwork(options.wanted ?? DEFAULT_WANTED, BATCH + deferred.size);
    const batch = all.filter((pending) => !deferred.has(keyOf(pending)));
    if (batch.length === 0) break;
    total += batch.length;
    emit({ type: 'progress', stage: 'enrich', done, total, final: false });
    const work = batch.map((pending) =>
      limit(async () => {
        signal.throwIfAborted();
        emit({ type: 'working', stage: 'enrich', what: `${pending.kind} of ${pending.title}` });
        await settle(pending, await obtainOrDefect(obtain, pending, signal));
        done++;
        emit({ type: 'progress', stage: 'enrich', done, total, final: false });
      }),
    );
    const results = await Promise.allSettled(work);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
  emit({ type: 'progress', stage: 'enrich', done, total, final: true });
  return counts;
}

interface Defect {
  readonly status: 'defect';
  readonly error: RevengeError;
}

/** The picture, or the internal error that is this picture's alone: the others are fetched all the same. */
async function obtainOrDefect(
  obtain: (pending: PendingArtwork) => Promise<Obtained>,
  pending: PendingArtwork,
  signal: AbortSignal,
): Promise<Obtained | Defect> {
  try {
    return await obtain(pending);
  } catch (thrown) {
    const error = toRevengeError(thrown);
    if (signal.aborted || error.code !== 'INTERNAL') throw thrown;
    return { status: 'defect', error };
  }
}

function keyOf({ itemId, kind }: PendingArtwork): string {
  return `${itemId} ${kind}`;
}
