import type { Database } from 'better-sqlite3';
import type { PendingPortrait, PortraitSave } from '../port.ts';
import { type PendingPortraitRow, pendingPortraitOf, pendingPortraitsSql } from '../rows/portrait-row.ts';
import { imageWriter } from './images.ts';
import { upsert } from './sql.ts';

/** Reads persons whose portrait waits, in the order of their rows. */
export function pendingPortraitReader(database: Database) {
  const pending = database.prepare<[number, number, number], PendingPortraitRow>(pendingPortraitsSql('?', '?', '?'));
  return (billed: number, after: number, limit: number): readonly PendingPortrait[] =>
    pending.all(after, billed, limit).map(pendingPortraitOf);
}

/** Writes what became of a portrait. Returns the rows changed. */
export function portraitWriter(database: Database): (save: PortraitSave) => number {
  const put = upsert<{
    readonly person_id: number;
    readonly url: string;
    readonly image: string | null;
    readonly failure: string | null;
    readonly settled_at: string;
  }>(database, 'portraits', { key: ['person_id'], compare: ['url', 'image', 'failure'], along: ['settled_at'] });
  const saveImage = imageWriter(database);
  return ({ person, url, at, image, failure }) => {
    const images = image === undefined ? 0 : saveImage(image, url);
    const row = {
      person_id: person,
      url,
      image: image?.digest ?? null,
      failure: failure ?? null,
      settled_at: at,
    };
    return images + put.run(row).changes;
  };
}
