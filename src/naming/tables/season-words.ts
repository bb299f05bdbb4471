/**
 * Words for "season" as folded by `foldWord`. Jellyfin's SeasonPathParser, with the spellings of further languages that
 * release names use.
 */
export const SEASON_WORDS: ReadonlySet<string> = new Set([
  'season',
  'seasons',
  'seasong',
  'series',
  'staffel',
  'staffeln',
  'saison',
  'saisons',
  'temporada',
  'temporadas',
  'temp',
  'tem',
  'se',
  'sn',
  'sez',
  'тв',
  'stagione',
  'stagioni',
  'sasong',
  'saeson',
  'sesong',
  'seizoen',
  'sezon',
  'sezona',
  'sezonul',
  'sezoane',
  'serie',
  'seria',
  'evad',
  'kausi',
  'tuotantokausi',
  'hooaeg',
  'сезон',
  'сезона',
  'сезоны',
  'シーズン',
  '시즌',
  '季',
  '期',
  'עונה',
  'الموسم',
  'musim',
  'mua',
  'sezonas',
  'sezonu',
  'denboraldia',
  'tymhor',
]);

/** Words for "season" that a title may hold as an ordinary word, so that they need more around them. */
export const COMMON_SEASON_WORDS: ReadonlySet<string> = new Set([
  'se',
  'sn',
  'тв',
  'series',
  'serie',
  'seria',
  'temp',
  'musim',
  'mua',
  'evad',
  '期',
]);

/** Names of folders that hold specials (season 0). */
export const SPECIALS_WORDS: ReadonlySet<string> = new Set([
  'specials',
  'special',
  'speciali',
  'speciale',
  'especiales',
  'especiais',
  'especial',
  'sonderfolgen',
  'speciaux',
  'specialy',
  'specjalne',
  'спешлы',
  'спецвыпуски',
]);

export const ORDINALS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    first: 1,
    second: 2,
    third: 3,
    fourth: 4,
    fifth: 5,
    sixth: 6,
    seventh: 7,
    eighth: 8,
    ninth: 9,
    tenth: 10,
    erste: 1,
    zweite: 2,
    dritte: 3,
    vierte: 4,
    funfte: 5,
    premiere: 1,
    deuxieme: 2,
    troisieme: 3,
    primera: 1,
    segunda: 2,
    tercera: 3,
    cuarta: 4,
    prima: 1,
    seconda: 2,
    terza: 3,
    primeira: 1,
    terceira: 3,
  }),
);

/** An episode number behind a season marker: then the name is of one episode and no season folder. */
export const EPISODE_SCOPE_WORDS = /^[\s._-]{0,3}e\d/i;

/** Numbers spelt out behind a season word: "Saison sept". */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  [
    ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    ['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
    ['eins', 'zwei', 'drei', 'vier', 'funf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'],
    ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
    ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'],
  ].flatMap((words) => words.map((word, index): [string, number] => [word, index + 1])),
);
