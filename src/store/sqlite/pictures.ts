import type { Database } from 'better-sqlite3';
import { lazy } from '../../util/lazy.ts';
import type { Store } from '../port.ts';
import { artworkWriter, pendingReader } from './artwork.ts';
import { imageFinder } from './images.ts';
import { pendingPortraitReader, portraitWriter } from './portraits.ts';

type Guarded = <T>(work: () => T) => Promise<T>;

/** What the store keeps of artwork and portraits; `read` and `write` run a piece of work in a transaction. */
export function pictures(
  database: Database,
  read: Guarded,
  write: Guarded,
): Pick<Store, 'pendingArtwork' | 'imageByUrl' | 'saveArtwork' | 'pendingPortraits' | 'savePortrait'> {
  const readPending = lazy(() => pendingReader(database));
  const findImage = lazy(() => imageFinder(database));
  const saveArtwork = lazy(() => artworkWriter(database));
  const readPortraits = lazy(() => pendingPortraitReader(database));
  const savePortrait = lazy(() => portraitWriter(database));
  return {
    pendingArtwork: (wanted, limit) => read(() => readPending()(wanted, limit)),
    imageByUrl: (url) => read(() => findImage()(url)),
    saveArtwork: (save) => write(() => saveArtwork()(save)),
    pendingPortraits: (billed, after, limit) => read(() => readPortraits()(billed, after, limit)),
    savePortrait: (save) => write(() => savePortrait()(save)),
  };
}
