/** Words for "episode" as folded by `foldWord`. */
export const EPISODE_WORDS: ReadonlySet<string> = new Set([
  'e',
  'ep',
  'eps',
  'epi',
  'episode',
  'episodes',
  'episodio',
  'episodios',
  'episodi',
  'episodul',
  'episoade',
  'folge',
  'folgen',
  'cap',
  'capitulo',
  'capitulos',
  'capitol',
  'capitolo',
  'bolum',
  'blm',
  'ser',
  'seriya',
  'serii',
  'серия',
  'серии',
  'серія',
  'серіі',
  'серий',
  'эпизод',
  'эпизоды',
  'выпуск',
  'odcinek',
  'odc',
  'odcinki',
  'afsnit',
  'avsnitt',
  'jakso',
  'epizod',
  'epizoda',
  'aflevering',
  'afl',
  'tap',
  'dil',
  'resz',
  'epizodes',
  '話',
  '话',
  '集',
  '回',
  '화',
  'episodia',
  'episod',
]);

/** Counters behind a number: `第5話`, `12集`, `3화`. */
export const EPISODE_COUNTERS = '話话集回화';

/** Words between two numbers that make a range or a list of them. */
export const RANGE_WORDS: ReadonlySet<string> = new Set([
  'to',
  'thru',
  'through',
  'bis',
  'a',
  'à',
  'до',
  'по',
  'til',
  'till',
  'al',
]);
export const LIST_WORDS: ReadonlySet<string> = new Set(['and', 'en', 'und', 'et', 'y', 'e', 'и', 'та', 'és']);
/** Words between a number and the count of all: `2 of 4`. */
export const OF_WORDS: ReadonlySet<string> = new Set(['of', 'iz', 'von', 'из', 'із', 'de', 'di', 'z', 'sur']);

export const MONTHS: ReadonlyMap<string, number> = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].flatMap((short, index) => {
    const long = [
      'january',
      'february',
      'march',
      'april',
      'may',
      'june',
      'july',
      'august',
      'september',
      'october',
      'november',
      'december',
    ][index];
    const pairs: [string, number][] = [[short, index + 1]];
    if (long !== undefined && long !== short) pairs.push([long, index + 1]);
    if (short === 'sep') pairs.push(['sept', 9]);
    return pairs;
  }),
);
