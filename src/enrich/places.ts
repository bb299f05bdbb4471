import type { ArtworkKind } from '../model/files.ts';
import type { ItemId } from '../model/ids.ts';
import type { StoredImage } from '../model/views.ts';
import { bySight, type WantedArtwork } from '../model/wanted-artwork.ts';
import type { PendingArtwork, PendingPortrait, Store } from '../store/port.ts';
import type { ArtworkCandidate } from './artwork-choice.ts';

/** A picture that is wanted, with the candidates for it, unranked. */
export interface Place {
  readonly key: string;
  readonly kind: ArtworkKind;
  /** For a person: `poster`, `portrait`. */
  readonly called: string;
  /** Title of the work, or name of the person. */
  readonly of: string;
  /** The work that shows it; none for the portrait of a person. */
  readonly item?: ItemId;
  readonly originalLanguage?: string;
  readonly candidates: readonly ArtworkCandidate[];
  /** Stores what became of it; returns the rows changed. */
  save(became: Became): Promise<number>;
}

type Became =
  | { readonly at: string; readonly candidate: ArtworkCandidate; readonly image: StoredImage }
  | { readonly at: string; readonly failure: string };

type PlaceStore = Pick<Store, 'pendingArtwork' | 'saveArtwork' | 'pendingPortraits' | 'savePortrait'>;

const BATCH = 64;

/**
 * All places that wait, in batches: artwork by what a person sees first, then portraits of the first `portraits` of each
 * cast. `deferred` has the keys of places that this run could not fill, so that they are not given again.
 */
export async function* pendingPlaces(
  store: PlaceStore,
  wanted: WantedArtwork,
  portraits: number,
  deferred: ReadonlySet<string>,
): AsyncGenerator<readonly Place[]> {
  for (const portion of bySight(wanted)) {
    for (;;) {
      const pending = await store.pendingArtwork(portion, BATCH + deferred.size);
      const places = pending.map((one) => artworkPlace(one, store)).filter(({ key }) => !deferred.has(key));
      if (places.length === 0) break;
      yield places;
    }
  }
  if (portraits === 0) return;
  let after = 0;
  for (;;) {
    const pending = await store.pendingPortraits(portraits, after, BATCH);
    const last = pending.at(-1);
    if (last === undefined) return;
    after = last.person;
    yield pending.map((one) => portraitPlace(one, store));
  }
}

function artworkPlace(pending: PendingArtwork, store: PlaceStore): Place {
  const { itemId, title, kind, originalLanguage, candidates } = pending;
  return {
    key: `${itemId} ${kind}`,
    kind,
    called: kind,
    of: title,
    item: itemId,
    ...(originalLanguage === undefined ? {} : { originalLanguage }),
    candidates,
    save: ({ at, ...became }) => {
      if ('failure' in became) return store.saveArtwork({ itemId, kind, at, failure: became.failure });
      const { provider, url } = became.candidate;
      return store.saveArtwork({ itemId, kind, at, chosen: { provider, url, image: became.image } });
    },
  };
}

function portraitPlace({ person, name, url, provider }: PendingPortrait, store: PlaceStore): Place {
  return {
    key: `person ${person}`,
    kind: 'profile',
    called: 'portrait',
    of: name,
    candidates: [{ kind: 'profile', url, provider }],
    save: ({ at, ...became }) =>
      store.savePortrait({ person, url, at, ...('failure' in became ? became : { image: became.image }) }),
  };
}
