import type { AlternativeReading, NameReading } from '../../model/reading.ts';
import { type ColumnMeaning, columnMeaning } from './column-meaning.ts';
import { settleDates } from './dates.ts';
import { type NumberColumn, type NumberPlace, numberColumns } from './number-columns.ts';
import { settleParts } from './parts.ts';
import { settleRanges } from './ranges.ts';
import { isOpen, readChanged, type Sibling, type SiblingContext } from './sibling.ts';

/**
 * Reads the files of one folder of a show jointly. Names that say season and episode stay as they are; bare numbers mean
 * what they mean in the other names too. Gives one reading a file, in the same order.
 */
export function readSiblings(siblings: readonly Sibling[], context: SiblingContext): NameReading[] {
  if (siblings.length < 2) return siblings.map(({ reading }) => reading);
  const readings = new Map(siblings.map((sibling) => [sibling, sibling.reading]));
  for (const column of numberColumns(siblings.filter(isCountable), ({ stem }) => stem)) {
    const meaning = columnMeaning(column, context.season);
    if (meaning === undefined) continue;
    for (const [sibling, reading] of readColumn(column, meaning, context)) readings.set(sibling, reading);
  }
  const read = siblings.map((sibling) => ({ ...sibling, reading: readings.get(sibling) ?? sibling.reading }));
  return settleDates(settleParts(settleRanges(read, context), context)).map(({ reading }) => reading);
}

/** Parts of a title have a rule of their own. */
function isCountable(sibling: Sibling): boolean {
  return isOpen(sibling) && sibling.reading.part === undefined;
}

function readColumn(
  { cells }: NumberColumn<Sibling>,
  meaning: ColumnMeaning,
  context: SiblingContext,
): [Sibling, NameReading][] {
  const firsts = new Set(cells.map(({ place }) => place.number));
  return cells.map(({ item, place }) => {
    const episode = meaning === 'season-and-episode' ? place.number % 100 : place.number;
    const season =
      meaning === 'grid'
        ? place.before?.place.number
        : meaning === 'season-and-episode'
          ? Math.floor(place.number / 100)
          : context.season;
    if (isSame(item.reading, season, episode, firsts)) return [item, item.reading];
    return [item, readCell(item, place, { meaning, season, episode }, context)];
  });
}

function readCell(
  item: Sibling,
  place: NumberPlace,
  { meaning, season, episode }: { meaning: ColumnMeaning; season: number | undefined; episode: number },
  context: SiblingContext,
): NameReading {
  const number = String(episode).padStart(2, '0');
  const text = season === undefined ? `E${number}` : `S${String(season).padStart(2, '0')}E${number}`;
  const start = meaning === 'grid' ? (place.before?.place.start ?? place.start) : place.start;
  const reading = readChanged(item, { start, end: place.end, text }, `siblings.${meaning}`, context.read);
  const counted = season === undefined ? { ...reading, episodes: [], absolute: reading.episodes } : reading;
  return { ...counted, alternatives: alternatives(item.reading, counted, place, meaning) };
}

/** What the name alone would say stays possible, as does the number as a whole. */
function alternatives(
  alone: NameReading,
  joint: NameReading,
  place: NumberPlace,
  meaning: ColumnMeaning,
): AlternativeReading[] {
  const own: AlternativeReading = {
    weight: 0.25,
    rule: 'alternative.without-siblings',
    type: alone.type,
    season: alone.season ?? null,
    episodes: alone.episodes,
    absolute: alone.absolute,
  };
  const whole: AlternativeReading = {
    weight: 0.3,
    rule: 'alternative.absolute',
    season: null,
    episodes: [],
    absolute: [place.number],
  };
  const found = meaning === 'season-and-episode' ? [whole, own] : [own];
  return [...found.filter((other) => numbersOf(other) !== numbersOf(joint)), ...joint.alternatives];
}

function numbersOf({ season, episodes = [], absolute = [] }: Partial<NameReading> | AlternativeReading): string {
  return `${season ?? ''}x${episodes.join()}a${absolute.join()}`;
}

/** Whether the name alone says the same, perhaps with further episodes in the same file that no sibling has. */
function isSame(
  reading: NameReading,
  season: number | undefined,
  episode: number,
  firsts: ReadonlySet<number>,
): boolean {
  if (reading.season !== season && season !== undefined) return false;
  if (reading.season !== undefined && season === undefined) return false;
  const numbers = season === undefined ? reading.absolute : reading.episodes;
  const [first, ...more] = numbers;
  return first === episode && !more.some((number) => firsts.has(number));
}
