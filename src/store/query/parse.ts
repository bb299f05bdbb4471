import { RevengeError } from '../../model/errors.ts';
import { fieldNamed, fieldsNear } from '../../model/field-names.ts';
import type { FieldName } from '../../model/fields.ts';
import { ARTWORK_KINDS, type ArtworkKind } from '../../model/files.ts';
import { ITEM_KINDS } from '../../model/kinds.ts';
import { allNear, nearest } from '../../model/nearest.ts';
import { OUTCOMES } from '../../model/outcome.ts';
import { storable } from '../../model/text.ts';
import { titleKey } from '../../model/title-key.ts';
import { wordTable } from '../../model/word-table.ts';
import { foldTerm, foldWords } from '../search-text.ts';
import type { Bound, Condition } from './condition.ts';
import { readExpression } from './expression.ts';
import { FILE_FILTERS, readFileFilter } from './parse-files.ts';
import { bounds, list, lowerAscii, number, oneOf, refused } from './parse-values.ts';
import { TERM_KINDS } from './term-kinds.ts';

/** The names of all filters; `list --help` and docs/store.md describe them. */
export const FILTERS = [
  'kind',
  'year',
  'rating',
  'added',
  ...TERM_KINDS,
  'title',
  'text',
  'source',
  'library',
  'certification',
  'outcome',
  'identified',
  'missing',
  'has',
  'person',
  'collection',
  'status',
  'locked',
  ...FILE_FILTERS,
];
const DAY_MS = 86_400_000;
const SPANS: ReadonlyMap<string, number> = wordTable({
  h: DAY_MS / 24,
  d: DAY_MS,
  w: 7 * DAY_MS,
  m: 30 * DAY_MS,
  y: 365 * DAY_MS,
});

/**
 * Reads the words of a filter: `kind:movie year:1990..1999 genre:thriller,crime -tag:seen missing:poster added:-30d
 * rating:>7`, quotes around what has blanks (`genre:"science fiction"`). Words without a colon, and words in quotes, are parts
 * of the title. `or` and brackets: see `readExpression`.
 *
 * @throws RevengeError `USAGE` that names the word.
 */
export function parseConditions(words: readonly string[], now: Date): readonly Condition[] {
  return readExpression(words.map(storable), (beside) => readTogether(beside, now));
}

function readTogether(words: readonly string[], now: Date): readonly Condition[] {
  const titles: string[] = [];
  const conditions: Condition[] = [];
  for (const word of words) {
    const [, minus, name = '', value = ''] = /^(-?)(\p{L}+):(.*)$/su.exec(word) ?? [];
    const key = name.toLowerCase();
    if (!FILTERS.includes(key)) {
      // A colon at the end of a word is that of a title ("Mission: Impossible").
      if (name !== '' && value !== '') throw unknownFilter(word, key);
      titles.push(word);
      continue;
    }
    const condition = read(key, unquoted(value), word, now);
    conditions.push(minus === '-' ? { ...condition, negated: condition.negated !== true } : condition);
  }
  const title = titleKey(titles.map(unquoted).join(' '));
  return title === '' ? conditions : [...conditions, { what: 'title', key: title }];
}

function read(key: string, value: string, word: string, now: Date): Condition {
  if (value === '') throw refused(word, `Say what ${key} is to be: ${key}:value.`);
  const term = TERM_KINDS.find((kind) => kind === key);
  if (term !== undefined) return { what: 'term', kind: term, terms: list(value).map(foldTerm) };
  switch (key) {
    case 'kind':
      return { what: 'kind', kinds: list(value).map((kind) => oneOf(ITEM_KINDS, kind, word)) };
    case 'outcome':
      return { what: 'outcome', outcomes: list(value).map((outcome) => oneOf(OUTCOMES, outcome, word)) };
    case 'identified':
      return { what: 'identified', ...(oneOf(['yes', 'no'], value, word) === 'no' ? { negated: true } : {}) };
    case 'year':
    case 'rating':
      return { what: key, bounds: bounds(value, word, (text) => number(text, word)) };
    case 'added':
      return { what: key, bounds: dateBounds(value, word, now) };
    case 'title':
      return { what: 'title', key: titleKey(value) };
    case 'text':
      return { what: 'words', words: foldWords(value).split(' ') };
    case 'source':
    case 'library':
    case 'certification':
      return { what: key, values: list(value) };
    case 'person':
      return { what: 'person', names: list(value).map(lowerAscii) };
    case 'collection':
    case 'status':
      return { what: key, texts: list(value).map(lowerAscii) };
    case 'locked':
      return { what: 'locked', fields: value === '*' ? [] : list(value).map((field) => lockedField(field, word)) };
    case 'missing':
    case 'has':
      return missingOrHas(key, value, word);
    default:
      return { what: 'files', condition: readFileFilter(key, value, word) };
  }
}

/** `missing:file`: no file is there. Else a kind of artwork, or a field. */
function missingOrHas(key: 'missing' | 'has', value: string, word: string): Condition {
  const negated = key === 'has' ? { negated: true } : {};
  if (value === 'file') return { what: 'gone', ...negated };
  return { what: 'missing', ...artworkOrField(value, word), ...negated };
}

function lockedField(value: string, word: string): FieldName {
  const field = fieldNamed(value);
  if (field !== undefined) return field;
  const near = fieldsNear(value);
  throw refused(
    word,
    `${near.length === 0 ? '' : `Did you mean ${near.join(', ')}? `}Give a field (docs/store.md), or *.`,
  );
}

/** What `missing:` and `has:` take: every kind of artwork, every field. */
function artworkOrField(
  value: string,
  word: string,
): { readonly artwork: ArtworkKind } | { readonly field: FieldName } {
  const artwork = ARTWORK_KINDS.find((kind) => kind === value.toLowerCase());
  if (artwork !== undefined) return { artwork };
  const field = fieldNamed(value);
  if (field !== undefined) return { field };
  const near = [...allNear(value, ARTWORK_KINDS), ...fieldsNear(value)];
  const meant = near.length === 0 ? '' : `Did you mean ${near.join(', ')}? `;
  throw refused(word, `${meant}Give a kind of artwork (${ARTWORK_KINDS.join(', ')}) or a field (docs/store.md).`);
}

/** Days ago (`-30d`: within the last 30 days) or dates as far as they are known (`2026-03`). */
function dateBounds(value: string, word: string, now: Date): readonly Bound[] {
  const [, count, unit = ''] = /^-(\d{1,5})([hdwmy])$/.exec(value) ?? [];
  if (count !== undefined) {
    const from = new Date(now.getTime() - Number(count) * (SPANS.get(unit) ?? DAY_MS));
    return [{ op: '>=', value: from.toISOString() }];
  }
  const parsed = bounds(value, word, (text) => {
    if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text))
      throw refused(word, 'Give days ago (-30d) or a date (2026-03-01).');
    return text;
  });
  // A day is not over with its first moment: what begins with it counts as well.
  return parsed.flatMap(({ op, value: date }): Bound[] => {
    if (op === '=') {
      return [
        { op: '>=', value: date },
        { op: '<', value: `${date}~` },
      ];
    }
    return [op === '<=' || op === '>' ? { op, value: `${date}~` } : { op, value: date }];
  });
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

function unknownFilter(word: string, key: string): RevengeError {
  const near = nearest(key, FILTERS);
  const meant = near === undefined ? `Filters: ${FILTERS.join(', ')}.` : `Did you mean ${near}:?`;
  return new RevengeError('USAGE', `there is no filter "${key}:"`, {
    hint: `${meant} A colon that belongs to a title stands in quotes: '"${word.replaceAll('"', '')}"'.`,
  });
}
