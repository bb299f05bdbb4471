import pLimit from 'p-limit';
import type { HttpGateway } from '../http/port.ts';
import { toRevengeError } from '../model/errors.ts';
import type { RevengeEvent } from '../model/events.ts';
import { PORTRAITS, WANTED_ARTWORK, type WantedArtwork } from '../model/wanted-artwork.ts';
import type { Store } from '../store/port.ts';
import { openImageStore } from './image-store.ts';
import { createObtain, type Obtained } from './obtain.ts';
import { type Place, pendingPlaces } from './places.ts';
import { createSettling, type Defect, type EnrichCounts } from './settle.ts';
import { DEFAULT_IMAGE_LIMITS, type ImageLimits } from './thumbnails.ts';

/** With so many pictures that could not be asked for, asking for more is idle. */
const DEFERRED_AT_MOST = 1000;
/** Fetching stops after this many pictures that could not be written to the disk. */
const UNWRITABLE_AT_MOST = 16;

export interface EnrichOptions {
  readonly store: Pick<Store, 'pendingArtwork' | 'imageByUrl' | 'saveArtwork' | 'pendingPortraits' | 'savePortrait'>;
  readonly http: Pick<HttpGateway, 'bytes'>;
  /** The artwork folder; outside all `roots`. */
  readonly folder: string;
  readonly roots: readonly string[];
  /** ISO 639-1, preferred first. */
  readonly languages: readonly string[];
  /** @default WANTED_ARTWORK */
  readonly wanted?: WantedArtwork;
  /** Of how many of each cast portraits are fetched. @default 10 */
  readonly portraits?: number;
  readonly limits?: Partial<ImageLimits>;
  /** Downloads at once. @default 4 */
  readonly network?: number;
  /** Pictures decoded at once. @default 1 */
  readonly decode?: number;
  readonly emit: (event: RevengeEvent) => void;
  readonly now?: () => Date;
  /** Whether no more pictures are to be fetched in this run; those that are left wait for the next one. */
  readonly isUsedUp?: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * Fetches all artwork and portraits that are wanted and not stored yet, in the order of `pendingPlaces`. A picture comes from
 * beside the media, else from the network; each address is asked once. It is kept with thumbnails and blurhash. When a picture
 * cannot be used, the next candidate is tried. When `signal` aborts, this stops between pictures and throws its reason;
 * everything done until then is kept.
 */
export async function enrichPending(options: EnrichOptions): Promise<EnrichCounts> {
  const { store, emit, signal, wanted = WANTED_ARTWORK, portraits = PORTRAITS, network = 4, decode = 1 } = options;
  const { isUsedUp = () => false } = options;
  const images = openImageStore(options.folder, options.roots);
  await images.sweep();
  const limits = { ...DEFAULT_IMAGE_LIMITS, ...options.limits };
  const obtain = createObtain({ ...options, images, limits, network, decode });
  const { counts, deferred, unwritable, settle } = createSettling(emit, options.now ?? (() => new Date()));
  let done = 0;
  let total = 0;
  const progress = (final: boolean) => emit({ type: 'progress', stage: 'enrich', done, total, final });

  const limit = pLimit(network + decode);
  const fetchOne = async (place: Place): Promise<void> => {
    signal.throwIfAborted();
    if (isUsedUp()) {
      total--;
      return;
    }
    emit({ type: 'working', stage: 'enrich', what: `${place.called} of ${place.of}` });
    await settle(place, await obtainOrDefect(obtain, place, signal));
    done++;
    progress(false);
  };
  for await (const batch of pendingPlaces(store, wanted, portraits, deferred)) {
    if (deferred.size >= DEFERRED_AT_MOST || unwritable() >= UNWRITABLE_AT_MOST || isUsedUp()) break;
    signal.throwIfAborted();
    total += batch.length;
    progress(false);
    const results = await Promise.allSettled(batch.map((place) => limit(() => fetchOne(place))));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
  progress(true);
  return counts;
}

/** The picture, or the internal error that is this picture's alone: the others are fetched all the same. */
async function obtainOrDefect(
  obtain: (place: Place) => Promise<Obtained>,
  place: Place,
  signal: AbortSignal,
): Promise<Obtained | Defect> {
  try {
    return await obtain(place);
  } catch (thrown) {
    const error = toRevengeError(thrown);
    if (signal.aborted || error.code !== 'INTERNAL') throw thrown;
    return { status: 'defect', error };
  }
}
