import type { GroupSave } from '../../src/store/port.ts';
import { file, groupSave, movieDraft, preferring, values } from '../../test/store/drafts.ts';

const GENRES = ['Drama', 'Comedy', 'Thriller', 'Horror', 'Action', 'Romance', 'Western', 'War', 'Music', 'Mystery'];
const SYLLABLES = [
  'ka',
  'ro',
  'mi',
  'ten',
  'sol',
  'bra',
  'vin',
  'del',
  'qua',
  'zor',
  'ely',
  'nim',
  'hus',
  'pod',
  'gar',
  'wex',
];
const policy = preferring('radarr', 'tmdb');

/** A title that only this number has, and that is made of syllables as titles are. */
export function titleOf(number: number): string {
  let rest = (number * 2654435761) % 4294967296;
  const words = ['', ''].map(() => {
    let word = '';
    for (let count = 0; count < 3; count++) {
      word += SYLLABLES[rest % SYLLABLES.length] ?? '';
      rest = Math.floor(rest / SYLLABLES.length);
    }
    return word;
  });
  return `${words.join(' ')} ${number.toString(36)}`;
}

/** Independent of the genre, so that a year and a genre together find something. */
function yearOf(number: number): number {
  return 1950 + (Math.floor(number / 10) % 75);
}

/** The save of a movie with two sources of values and ten credits. */
export function movieSave(number: number): GroupSave {
  const title = titleOf(number);
  const id = String(number);
  const person = (place: number) => (number * 7 + place * 131) % 50_000;
  return groupSave({
    key: `${title} (${id})`,
    files: [file(`${title} (${id})/${title}.mkv`, { hash: number.toString(16).padStart(16, '0'), size: 1e9 + number })],
    policy,
    draft: movieDraft({
      ids: { tmdb: id, imdb: `tt${id.padStart(7, '0')}` },
      values: [
        ...values('radarr', id, { title, year: yearOf(number), runtime: 90 + (number % 60), monitored: true }),
        ...values('tmdb', id, {
          title,
          originalTitle: title,
          year: yearOf(number),
          overview: `${title} is a story about ${titleOf(number + 1)} and ${titleOf(number + 2)}, told once more and at length.`,
          genres: [GENRES[number % 10] ?? '', GENRES[(number * 3 + 1) % 10] ?? ''],
          countries: ['US'],
          ratings: [{ source: 'tmdb', value: (number % 100) / 10, votes: number }],
          certifications: [{ country: 'US', value: 'R' }],
        }),
      ],
      credits: [
        {
          provider: 'tmdb',
          rank: 101,
          credits: Array.from({ length: 10 }, (_, place) => ({
            name: `Person ${person(place)}`,
            department: place < 8 ? ('cast' as const) : ('directing' as const),
            ...(place < 8 ? { character: `Role ${place}` } : { job: 'Director' }),
            order: place,
            ids: { 'tmdb-person': String(person(place)) },
          })),
        },
      ],
      images: [{ kind: 'poster', url: `https://images.test/${id}.jpg`, provider: 'tmdb' }],
    }),
  });
}
