/** Facts of the demo's series: true, in our own words. */
export interface EpisodeFact {
  readonly season: number;
  readonly episode: number;
  readonly title: string;
  readonly airDate?: string;
}

export interface SeriesFact {
  readonly tmdb: number;
  readonly tvdb: number;
  readonly imdb: string;
  readonly title: string;
  readonly originalTitle?: string;
  readonly originalLanguage: string;
  readonly firstAired: string;
  readonly lastAired: string;
  readonly runtime: number;
  readonly overview: string;
  readonly genres: readonly string[];
  readonly countries: readonly string[];
  readonly networks: readonly string[];
  readonly studios: readonly string[];
  readonly certification: string;
  readonly rating: number;
  readonly votes: number;
  readonly status: 'Ended' | 'Returning Series';
  readonly cast: readonly (readonly [string, string, number?])[];
  readonly crew: readonly (readonly [string, string, string, number?])[];
  readonly episodes: readonly EpisodeFact[];
}

function season(number: number, episodes: readonly (readonly [string, string?])[]): EpisodeFact[] {
  return episodes.map(([title, airDate], index) => ({
    season: number,
    episode: index + 1,
    title,
    ...(airDate === undefined ? {} : { airDate }),
  }));
}

export const SERIES: readonly SeriesFact[] = [
  {
    tmdb: 1396,
    tvdb: 81189,
    imdb: 'tt0903747',
    title: 'Breaking Bad',
    originalLanguage: 'en',
    firstAired: '2008-01-20',
    lastAired: '2013-09-29',
    runtime: 47,
    overview:
      'A teacher of chemistry who learns that he is mortally ill begins to make drugs to provide for his family.',
    genres: ['Drama', 'Crime'],
    countries: ['US'],
    networks: ['AMC'],
    studios: ['High Bridge Productions', 'Sony Pictures Television'],
    certification: 'TV-MA',
    rating: 8.9,
    votes: 15000,
    status: 'Ended',
    cast: [
      ['Bryan Cranston', 'Walter White', 17419],
      ['Aaron Paul', 'Jesse Pinkman', 84497],
      ['Anna Gunn', 'Skyler White', 134531],
      ['Dean Norris', 'Hank Schrader', 14329],
      ['Betsy Brandt', 'Marie Schrader', 1217934],
      ['RJ Mitte', 'Walter White Jr.', 209674],
    ],
    crew: [['Vince Gilligan', 'Creator', 'Writing', 66633]],
    episodes: [
      { season: 0, episode: 1, title: 'Good Cop / Bad Cop', airDate: '2009-02-17' },
      ...season(1, [
        ['Pilot', '2008-01-20'],
        ["Cat's in the Bag...", '2008-01-27'],
        ["...And the Bag's in the River", '2008-02-10'],
        ['Cancer Man', '2008-02-17'],
        ['Gray Matter', '2008-02-24'],
        ["Crazy Handful of Nothin'", '2008-03-02'],
        ['A No-Rough-Stuff-Type Deal', '2008-03-09'],
      ]),
      ...season(2, [
        ['Seven Thirty-Seven', '2009-03-08'],
        ['Grilled', '2009-03-15'],
        ['Bit by a Dead Bee', '2009-03-22'],
        ['Down', '2009-03-29'],
        ['Breakage', '2009-04-05'],
        ['Peekaboo', '2009-04-12'],
        ['Negro y Azul', '2009-04-19'],
        ['Better Call Saul', '2009-04-26'],
        ['4 Days Out', '2009-05-03'],
        ['Over', '2009-05-10'],
        ['Mandala', '2009-05-17'],
        ['Phoenix', '2009-05-24'],
        ['ABQ', '2009-05-31'],
      ]),
    ],
  },
  {
    tmdb: 30991,
    tvdb: 76885,
    imdb: 'tt0213338',
    title: 'Cowboy Bebop',
    originalTitle: 'カウボーイビバップ',
    originalLanguage: 'ja',
    firstAired: '1998-04-03',
    lastAired: '1999-04-24',
    runtime: 24,
    overview: 'Bounty hunters of the year 2071 chase criminals, and their own pasts, between the planets.',
    genres: ['Animation', 'Action & Adventure', 'Sci-Fi & Fantasy'],
    countries: ['JP'],
    networks: ['TV Tokyo', 'WOWOW Prime'],
    studios: ['Sunrise'],
    certification: 'TV-14',
    rating: 8.4,
    votes: 2000,
    status: 'Ended',
    cast: [
      ['Koichi Yamadera', 'Spike Spiegel (voice)'],
      ['Unsho Ishizuka', 'Jet Black (voice)'],
      ['Megumi Hayashibara', 'Faye Valentine (voice)'],
      ['Aoi Tada', 'Edward (voice)'],
      ['Norio Wakamoto', 'Vicious (voice)'],
    ],
    crew: [['Shinichiro Watanabe', 'Director', 'Directing']],
    episodes: season(1, [
      ['Asteroid Blues'],
      ['Stray Dog Strut'],
      ['Honky Tonk Women'],
      ['Gateway Shuffle'],
      ['Ballad of Fallen Angels'],
      ['Sympathy for the Devil'],
      ['Heavy Metal Queen'],
      ['Waltz for Venus'],
      ['Jamming with Edward'],
      ['Ganymede Elegy'],
      ['Toys in the Attic'],
      ['Jupiter Jazz (Part 1)'],
      ['Jupiter Jazz (Part 2)'],
      ['Bohemian Rhapsody'],
      ['My Funny Valentine'],
      ['Black Dog Serenade'],
      ['Mushroom Samba'],
      ['Speak Like a Child'],
      ['Wild Horses'],
      ['Pierrot Le Fou'],
      ['Boogie Woogie Feng Shui'],
      ['Cowboy Funk'],
      ['Brain Scratch'],
      ['Hard Luck Woman'],
      ['The Real Folk Blues (Part 1)'],
      ['The Real Folk Blues (Part 2)'],
    ]),
  },
  {
    tmdb: 87108,
    tvdb: 360893,
    imdb: 'tt7366338',
    title: 'Chernobyl',
    originalLanguage: 'en',
    firstAired: '2019-05-06',
    lastAired: '2019-06-03',
    runtime: 65,
    overview: 'What led to the explosion of a reactor in 1986, what it cost, and who told the truth of it.',
    genres: ['Drama'],
    countries: ['US', 'GB'],
    networks: ['HBO', 'Sky Atlantic'],
    studios: ['Sister', 'The Mighty Mint'],
    certification: 'TV-MA',
    rating: 8.7,
    votes: 6500,
    status: 'Ended',
    cast: [
      ['Jared Harris', 'Valery Legasov', 15440],
      ['Stellan Skarsgård', 'Boris Shcherbina', 1640],
      ['Emily Watson', 'Ulana Khomyuk', 1639],
      ['Paul Ritter', 'Anatoly Dyatlov'],
      ['Jessie Buckley', 'Lyudmilla Ignatenko', 1498158],
    ],
    crew: [
      ['Craig Mazin', 'Creator', 'Writing'],
      ['Johan Renck', 'Director', 'Directing'],
    ],
    episodes: season(1, [
      ['1:23:45', '2019-05-06'],
      ['Please Remain Calm', '2019-05-13'],
      ['Open Wide, O Earth', '2019-05-20'],
      ['The Happiness of All Mankind', '2019-05-27'],
      ['Vichnaya Pamyat', '2019-06-03'],
    ]),
  },
];
