import type { Answer } from '../../model/answer.ts';
import type { KnownWork, Sources } from '../../providers/port.ts';
import { bareRecord } from '../../providers/shared/bare-record.ts';

/** A source, and one cheap question to it. */
export interface Question {
  readonly name: string;
  /** Key of the source in the configuration. */
  readonly setting: string;
  ask(): Promise<Answer<unknown>>;
}

const ALBUM_RECORD = {
  ...bareRecord('name', 'release', 'doctor', { fetchedAt: '', digest: '' }),
  values: { title: 'The Dark Side of the Moon', albumArtist: 'Pink Floyd' },
};
/** Works that every catalogue knows. */
const KNOWN_WORKS: readonly KnownWork[] = [
  { kind: 'movie', ids: { tmdb: '603', imdb: 'tt0133093' }, records: [] },
  { kind: 'series', ids: { tvdb: '81189', imdb: 'tt0903747' }, records: [] },
  { kind: 'album', ids: { 'musicbrainz-artist': '83d91898-7763-47d7-b03b-b92132375c47' }, records: [ALBUM_RECORD] },
];

/**
 * One question for every configured source except the Arrs, which `checkArrService` checks. "Not found" counts as an answer:
 * it shows that the source can be reached.
 */
export function questionsOf(sources: Sources, signal: AbortSignal): readonly Question[] {
  const questions: Question[] = sources.metadata.map((source) => ({
    name: source.instance ?? source.id,
    setting: source.id,
    ask: () => source.search({ kind: source.groups[0] ?? 'movie', title: 'Metropolis' }, signal),
  }));
  for (const { id, check } of sources.artwork) {
    if (check !== undefined) questions.push({ name: id, setting: id, ask: () => check(signal) });
  }
  for (const source of sources.supplements ?? []) {
    const work = KNOWN_WORKS.find(({ kind }) => source.groups.includes(kind));
    if (work === undefined) continue;
    questions.push({ name: source.id, setting: source.id, ask: () => source.supplement(work, signal) });
  }
  for (const { id, check } of sources.recognition ?? []) {
    if (check !== undefined) questions.push({ name: id, setting: id, ask: () => check(signal) });
  }
  return questions;
}
