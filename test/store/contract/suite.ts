import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../../src/store/port.ts';
import { describeArtwork } from './artwork.ts';
import { describeContinuity } from './continuity.ts';
import { describeDecisions } from './decisions.ts';
import { describeFileQueries } from './file-queries.ts';
import { describeFiles } from './files.ts';
import { describeFormerFiles } from './former-files.ts';
import { describeHolds } from './holds.ts';
import { describeInquiries } from './inquiries.ts';
import { describeLocalItems } from './local-items.ts';
import { describeLookup } from './lookup.ts';
import { describeMerges } from './merges.ts';
import { describeQueries } from './queries.ts';
import { describeRefreshes } from './refreshes.ts';
import { describeSaving } from './saving.ts';
import { describeStoredUnits } from './stored-units.ts';
import { describeTakingBack } from './taking-back.ts';
import { describeText } from './text.ts';
import { describeTree } from './tree.ts';

/** An empty store for one test, and what takes it away. */
export interface FreshStore {
  readonly store: Store;
  dispose(): Promise<void>;
}

/** What every implementation of the `Store` port has to do. */
export function describeStore(name: string, make: () => Promise<FreshStore>): void {
  describe(`${name} store`, () => {
    let fresh: FreshStore | undefined;
    beforeEach(async () => {
      fresh = await make();
    });
    afterEach(async () => {
      await fresh?.dispose();
      fresh = undefined;
    });
    const store = (): Store => {
      if (fresh === undefined) throw new Error('The store is made before each test');
      return fresh.store;
    };
    describeSaving(store);
    describeContinuity(store);
    describeMerges(store);
    describeLocalItems(store);
    describeFormerFiles(store);
    describeTree(store);
    describeFiles(store);
    describeStoredUnits(store);
    describeText(store);
    describeArtwork(store);
    describeTakingBack(store);
    describeLookup(store);
    describeQueries(store);
    describeFileQueries(store);
    describeHolds(store);
    describeDecisions(store);
    describeRefreshes(store);
    describeInquiries(store);
  });
}

/** The one of a list that must have one. */
export function only<T>(all: readonly T[]): T {
  const [first, ...rest] = all;
  if (first === undefined || rest.length > 0) throw new Error(`One was expected, not ${all.length}`);
  return first;
}
