import fc from 'fast-check';
import type { Credit, ImageCandidate, SourceRecord } from '../../src/model/records.ts';

/** Texts as sources and files have them at their worst: NUL, control characters, lone surrogates, nothing at all. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(
      fc.oneof(
        fc.string({ maxLength: 3 }),
        fc.constantFrom('\0', '\u001b[31m', '\ud800', '\udc00', '\u0085', '🎬', '\n'),
      ),
    )
    .map((parts) => parts.join('')),
);
const anyName = anyText.map((text) => `x${text}`);
const anyId = fc.oneof({ weight: 9, arbitrary: anyName }, { weight: 1, arbitrary: fc.constant('9'.repeat(501)) });

const anyCredit: fc.Arbitrary<Credit> = fc.record({
  name: anyName,
  department: fc.constant('cast'),
  character: anyText,
  order: fc.nat(20),
  ids: fc.record({ imdb: anyId }, { requiredKeys: [] }),
});
const anyImage: fc.Arbitrary<ImageCandidate> = fc.record({ kind: fc.constant('poster'), url: anyName });

/** A record of a movie with texts and ids of any kind. */
export const anyRecord: fc.Arbitrary<SourceRecord> = fc.record({
  provider: fc.constantFrom('tmdb', 'radarr', 'nfo'),
  providerId: anyId,
  kind: fc.constant('movie'),
  fetchedAt: fc.constant('2026-03-01T10:00:00.000Z'),
  digest: fc.constant('d1'),
  confidence: fc.constant(1),
  ids: fc.record({ tmdb: anyId, imdb: anyId }, { requiredKeys: [] }),
  values: fc.record(
    {
      title: anyName,
      overview: anyText,
      genres: fc.array(anyText, { maxLength: 4 }),
      certifications: fc.array(fc.record({ country: fc.constant('US'), value: anyText }), { maxLength: 2 }),
    },
    { requiredKeys: ['title'] },
  ),
  credits: fc.array(anyCredit, { maxLength: 3 }),
  images: fc.array(anyImage, { maxLength: 3 }),
  children: fc.constant([]),
});
