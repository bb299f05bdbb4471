import { z } from 'zod';
import type { FieldName, Fields } from './fields.ts';

const text = z.string().min(1, 'must not be empty').max(100_000, 'is too long');
const texts = z.array(text).max(1000, 'has too many entries');
const count = z.number().int('must be a whole number').min(0, 'must not be negative');
const day = z.union([z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)], {
  error: 'must be a date: 1999-03-31, 1999-03 or 1999',
});
const instant = z.iso.datetime({ message: 'must be a time: 2026-01-02T03:04:05Z' });
const language = z
  .string()
  .regex(
    /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/,
    'must be a language code like en, pt-BR or zh-Hant',
  );
/** Two letters: a translation has its country in a member of its own. */
const bareLanguage = z.string().regex(/^[a-z]{2}$/, 'must be a code of two small letters, like en');
const country = z.string().regex(/^[A-Z]{2}$/, 'must be a code of two capital letters, like US');
const address = z.url({ protocol: /^https?$/, message: 'must be an http:// or https:// URL' });

/** What a value of each field has to be, for values that come from a person. */
export const FIELD_SCHEMAS: { readonly [F in FieldName]: z.ZodType<Fields[F]> } = {
  title: text,
  originalTitle: text,
  sortTitle: text,
  alternativeTitles: texts,
  year: z.number().int('must be a whole number').min(1000, 'must have four digits').max(9999, 'must have four digits'),
  releaseDate: day,
  endDate: day,
  overview: text,
  tagline: text,
  runtime: count,
  duration: count,
  genres: texts,
  tags: texts,
  countries: z.array(country),
  languages: z.array(language),
  originalLanguage: language,
  studios: texts,
  networks: texts,
  certifications: z.array(z.strictObject({ country, value: text })),
  ratings: z.array(
    z.strictObject({
      source: text,
      value: z.number().min(0, 'must be 0 to 10').max(10, 'must be 0 to 10'),
      votes: count.exactOptional(),
    }),
  ),
  status: text,
  collection: z.strictObject({ name: text, tmdbId: text.exactOptional() }),
  homepage: address,
  trailer: address,
  videos: z.array(
    z.strictObject({
      kind: text,
      url: address,
      name: text.exactOptional(),
      language: language.exactOptional(),
    }),
  ),
  translations: z.array(
    z.strictObject({
      language: bareLanguage,
      country: country.exactOptional(),
      title: text.exactOptional(),
      overview: text.exactOptional(),
      tagline: text.exactOptional(),
    }),
  ),
  availability: z.array(
    z.strictObject({ country, kind: z.enum(['stream', 'free', 'ads', 'rent', 'buy']), names: texts }),
  ),
  episodeOrders: z.array(z.strictObject({ name: text, kind: text, id: text })),
  similar: texts,
  listeners: count,
  plays: count,
  seasonNumber: count,
  episodeNumber: count,
  absoluteNumber: count,
  artist: text,
  albumArtist: text,
  discNumber: count,
  discTotal: count,
  trackNumber: count,
  trackTotal: count,
  label: text,
  catalogNumber: text,
  barcode: text,
  isrc: text,
  releaseTypes: texts,
  releaseStatus: text,
  mediaFormat: text,
  disambiguation: text,
  added: instant,
  monitored: z.boolean(),
  edition: text,
};
