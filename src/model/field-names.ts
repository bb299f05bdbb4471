import type { FieldName } from './fields.ts';
import { allNear } from './nearest.ts';

/** Every field once: a new one that is left out here does not compile. */
const EVERY: Readonly<Record<FieldName, true>> = {
  title: true,
  originalTitle: true,
  sortTitle: true,
  alternativeTitles: true,
  year: true,
  releaseDate: true,
  endDate: true,
  overview: true,
  tagline: true,
  runtime: true,
  duration: true,
  genres: true,
  tags: true,
  countries: true,
  languages: true,
  originalLanguage: true,
  studios: true,
  networks: true,
  certifications: true,
  ratings: true,
  status: true,
  collection: true,
  homepage: true,
  trailer: true,
  videos: true,
  translations: true,
  availability: true,
  episodeOrders: true,
  similar: true,
  listeners: true,
  plays: true,
  seasonNumber: true,
  episodeNumber: true,
  absoluteNumber: true,
  artist: true,
  albumArtist: true,
  discNumber: true,
  discTotal: true,
  trackNumber: true,
  trackTotal: true,
  label: true,
  catalogNumber: true,
  barcode: true,
  isrc: true,
  releaseTypes: true,
  releaseStatus: true,
  mediaFormat: true,
  disambiguation: true,
  added: true,
  monitored: true,
  edition: true,
};

/** The fields in the order of `Fields`, for what has to go through all of them. */
export const FIELD_NAMES: readonly FieldName[] = namesOf(EVERY);

function namesOf(fields: Readonly<Record<FieldName, true>>): readonly FieldName[] {
  const names: FieldName[] = [];
  let name: FieldName;
  for (name in fields) names.push(name);
  return names;
}

/** The field that a person means by a word: in any case, and a list by one of it (`genre`, `country`). */
export function fieldNamed(word: string): FieldName | undefined {
  const small = word.toLowerCase();
  const plurals = [small, `${small}s`, small.replace(/y$/, 'ies')];
  return FIELD_NAMES.find((name) => plurals.includes(name.toLowerCase()));
}

/** Fields that a person may have meant by a word that names none: spelt much like it, or with it in their name. */
export function fieldsNear(word: string): readonly FieldName[] {
  const small = word.toLowerCase();
  const holding = small.length < 3 ? [] : FIELD_NAMES.filter((name) => name.toLowerCase().includes(small));
  return [...new Set([...allNear(word, FIELD_NAMES), ...holding])];
}
