import type { Expectation, NameCase } from './case.ts';

/** Titles that are easily misread, and plain ones. */
const TITLES = [
  'Silver Harbour',
  'The Long Winter Road',
  '12 Monkeys',
  'Adam-12',
  '24',
  'Extras',
  'The 4400',
  'Ärzte am Meer',
  'Ночной Экспресс',
  '海の家族',
  'Un village français',
  'Room 104',
] as const;

type Form = readonly [marker: string, expect: Expectation];

/** Every spelling of conventions.md §3 for one or several episodes. */
const EPISODE_FORMS: readonly Form[] = [
  ['S01E02', { season: 1, episodes: [2] }],
  ['s01e02', { season: 1, episodes: [2] }],
  ['S01.E02', { season: 1, episodes: [2] }],
  ['S1E2', { season: 1, episodes: [2] }],
  ['S01xE02', { season: 1, episodes: [2] }],
  ['S01EP02', { season: 1, episodes: [2] }],
  ['S001E0102', { season: 1, episodes: [102] }],
  ['1x02', { season: 1, episodes: [2] }],
  ['01x02', { season: 1, episodes: [2] }],
  ['S01E02E03', { season: 1, episodes: [2, 3] }],
  ['S01E02-E03', { season: 1, episodes: [2, 3] }],
  ['S01E02-03', { season: 1, episodes: [2, 3] }],
  ['S01E02-E04', { season: 1, episodes: [2, 3, 4] }],
  ['S01E02-S01E03', { season: 1, episodes: [2, 3] }],
  ['1x02-1x03', { season: 1, episodes: [2, 3] }],
  ['1x02x03', { season: 1, episodes: [2, 3] }],
  ['1x02-03', { season: 1, episodes: [2, 3] }],
  ['S01E02v2', { season: 1, episodes: [2], version: 2 }],
  ['1x09a', { season: 1, episodes: [9] }],
  ['S00E03', { season: 0, episodes: [3] }],
  ['S2019E45', { season: 2019, episodes: [45] }],
  ['Season 1 Episode 2', { season: 1, episodes: [2] }],
  ['Saison 1 Episode 2', { season: 1, episodes: [2] }],
  ['Staffel 1 Folge 2', { season: 1, episodes: [2] }],
  ['Temporada 1 Capitulo 2', { season: 1, episodes: [2] }],
  ['Stagione 1 Episodio 2', { season: 1, episodes: [2] }],
  ['2017-04-20', { date: '2017-04-20', season: null }],
  ['2017.04.20', { date: '2017-04-20', season: null }],
  ['20.04.2017', { date: '2017-04-20', season: null }],
];

const SEASON_FORMS: readonly Form[] = [
  ['S03', { season: 3, episodes: [] }],
  ['Season 3', { season: 3, episodes: [] }],
  ['Saison 3', { season: 3, episodes: [] }],
  ['Staffel 3', { season: 3, episodes: [] }],
  ['Temporada 3', { season: 3, episodes: [] }],
  ['Stagione 3', { season: 3, episodes: [] }],
  ['Сезон 3', { season: 3, episodes: [] }],
  ['Seizoen 3', { season: 3, episodes: [] }],
  ['Sezon 3', { season: 3, episodes: [] }],
  ['3rd Season', { season: 3, episodes: [] }],
  ['S01-S03', { seasons: [1, 2, 3], episodes: [] }],
  ['S01-03', { seasons: [1, 2, 3], episodes: [] }],
  ['Seasons 1-3', { seasons: [1, 2, 3], episodes: [] }],
  ['Season 1 to 3', { seasons: [1, 2, 3], episodes: [] }],
  ['S01 S02 S03', { seasons: [1, 2, 3], episodes: [] }],
];

/** What stands behind: with what it must say. */
const TAILS: readonly Form[] = [
  ['720p HDTV x264-GRP', { resolution: '720p', source: 'hdtv', videoCodec: 'h264', releaseGroup: 'GRP' }],
  [
    '1080p WEB-DL DDP5.1 H.264-NTb',
    {
      resolution: '1080p',
      source: 'webdl',
      videoCodec: 'h264',
      audioCodecs: ['eac3'],
      audioChannels: '5.1',
      releaseGroup: 'NTb',
    },
  ],
  [
    '2160p AMZN WEBRip HDR10 HEVC AAC2.0-GRP',
    { resolution: '2160p', source: 'webrip', videoCodec: 'h265', hdr: ['hdr10'], audioChannels: '2.0' },
  ],
  [
    'GERMAN DL 1080p BluRay DTS-HD MA 7.1 x265-GRP',
    { languages: ['de'], resolution: '1080p', source: 'bluray', audioCodecs: ['dtshd'], audioChannels: '7.1' },
  ],
  ['DVDRip XviD-GRP', { source: 'dvd', videoCodec: 'xvid', releaseGroup: 'GRP' }],
  ['REPACK 480p PDTV AC3', { repack: true, resolution: '480p', source: 'sdtv', audioCodecs: ['ac3'] }],
];

const MOVIES: readonly (readonly [title: string, year: number])[] = [
  ['Silver Harbour', 2004],
  ['1917', 2019],
  ['2012', 2009],
  ['Blade Runner 2049', 2017],
  ['2001 A Space Odyssey', 1968],
  ['12 Angry Men', 1957],
  ['Apollo 13', 1995],
  ['Le Fabuleux Destin d’Amélie Poulain', 2001],
  ['The Good German', 2006],
  ['Rocky IV', 1985],
  ['Сталкер', 1979],
  ['X-Men', 2000],
  ['District 9', 2009],
  ['300', 2006],
  ['Mission Impossible II', 2000],
];

const MOVIE_TAILS: readonly Form[] = [
  ['1080p BluRay x264-GRP', { resolution: '1080p', source: 'bluray', videoCodec: 'h264', releaseGroup: 'GRP' }],
  ['PROPER 720p HDTV XviD-GRP', { proper: true, resolution: '720p', source: 'hdtv' }],
  [
    'Extended 2160p UHD BluRay REMUX HDR HEVC TrueHD 7.1 Atmos-GRP',
    { edition: ['Extended'], resolution: '2160p', source: 'bluray', audioChannels: '7.1' },
  ],
  ['FRENCH DVDRip DivX-GRP', { languages: ['fr'], source: 'dvd', videoCodec: 'divx' }],
  ['3D HSBS 1080p WEB-DL', { format3d: 'hsbs', resolution: '1080p', source: 'webdl' }],
  ['HDCAM x264-GRP', { source: 'cam' }],
  ['DVDSCR AAC', { source: 'screener', audioCodecs: ['aac'] }],
];

const SEPARATORS = [' ', '.', '_'] as const;

function spaced(text: string, separator: string): string {
  return separator === ' ' ? text : text.replaceAll(' ', separator);
}

/** All composed names: one list, built in one order. */
export function composedCases(): NameCase[] {
  return [...episodes(), ...seasonPacks(), ...movies(), ...anime(), ...paths()];
}

function* episodes(): Generator<NameCase> {
  let turn = 0;
  for (const title of TITLES) {
    for (const [marker, expect] of EPISODE_FORMS) {
      for (const separator of SEPARATORS) {
        const [tail, tags] = TAILS[turn++ % TAILS.length] ?? ['', {}];
        const name = spaced(`${title} ${marker} ${tail}`, separator);
        yield { name: `${name}.mkv`, expect: { type: 'episode', title, ...expect, ...tags } };
      }
      const dashed = `${title} - ${marker} - The Quiet Hour.mkv`;
      yield { name: dashed, expect: { type: 'episode', title, episodeTitle: 'The Quiet Hour', ...expect } };
    }
  }
}

function* seasonPacks(): Generator<NameCase> {
  let turn = 0;
  for (const title of TITLES) {
    for (const [marker, expect] of SEASON_FORMS) {
      const [tail, tags] = TAILS[turn % TAILS.length] ?? ['', {}];
      const separator = SEPARATORS[turn++ % SEPARATORS.length] ?? ' ';
      yield {
        name: spaced(`${title} ${marker} ${tail}`, separator),
        expect: { type: 'episode', title, ...expect, ...tags },
      };
    }
  }
}

function* movies(): Generator<NameCase> {
  for (const [title, year] of MOVIES) {
    for (const [tail, tags] of MOVIE_TAILS) {
      const expect: Expectation = { type: 'movie', title, year, season: null, episodes: [], ...tags };
      yield { name: `${title} (${year}) ${tail}.mkv`, expect };
      yield { name: spaced(`${title} ${year} ${tail}.mkv`, '.'), expect };
    }
    yield { name: `${title} (${year}).mkv`, expect: { type: 'movie', title, year, releaseGroup: null } };
    yield {
      name: `${title} (${year}) [tmdbid-603] - 1080p.mkv`,
      expect: { type: 'movie', title, year, resolution: '1080p' },
    };
  }
}

function* anime(): Generator<NameCase> {
  const names = ['Kaze no Mori', 'Hoshi Zero!', 'Sora × Umi', 'Gekko 86', 'Tsuki-iro Note'];
  const forms: readonly Form[] = [
    ['- 05', { absolute: [5] }],
    ['- 05v2', { absolute: [5], version: 2 }],
    ['- 105', { absolute: [105] }],
    ['- 1005', { absolute: [1005] }],
    ['- 01-12', { absolute: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }],
    ['- 01 ~ 03', { absolute: [1, 2, 3] }],
    ['S2 - 05', { season: 2, episodes: [5] }],
    ['2nd Season - 05', { season: 2, episodes: [5] }],
    ['- S02E05', { season: 2, episodes: [5] }],
    ['#05', { absolute: [5] }],
    ['05', { absolute: [5] }],
    ['Ep05', { episodes: [5] }],
    ['- 13 END', { absolute: [13] }],
  ];
  for (const title of names) {
    for (const [marker, expect] of forms) {
      const wanted: Expectation = { type: 'episode', title, releaseGroup: 'Sub-Kai', ...expect };
      yield { name: `[Sub-Kai] ${title} ${marker} [1080p][9A8B7C6D].mkv`, expect: { ...wanted, resolution: '1080p' } };
      yield {
        name: `[Sub-Kai]_${title.replaceAll(' ', '_')}_${marker.replaceAll(' ', '_')}_(BD_1280x720_x264_FLAC).mkv`,
        expect: { ...wanted, resolution: '720p', source: 'bluray' },
      };
    }
    yield {
      name: `[Sub-Kai][${title}][07][1080p][JPN].mkv`,
      expect: { title, absolute: [7], releaseGroup: 'Sub-Kai' },
    };
  }
}

function* paths(): Generator<NameCase> {
  const seasons: readonly (readonly [string, number])[] = [
    ['Season 01', 1],
    ['Season 2', 2],
    ['S03', 3],
    ['Staffel 4', 4],
    ['Saison 5', 5],
    ['Temporada 6', 6],
    ['Stagione 7', 7],
    ['Säsong 8', 8],
    ['Sæson 9', 9],
    ['Seizoen 10', 10],
    ['Sezon 11', 11],
    ['Kausi 12', 12],
    ['Сезон 13', 13],
    ['シーズン 14', 14],
    ['시즌 15', 15],
    ['Specials', 0],
    ['Season 00', 0],
  ];
  for (const title of TITLES) {
    for (const [folder, season] of seasons) {
      yield {
        name: `/media/tv/${title} (2010)/${folder}/07 - The Quiet Hour.mkv`,
        expect: { title, year: 2010, season, episodes: [7], episodeTitle: 'The Quiet Hour' },
      };
    }
    yield { name: `D:\\TV\\${title}\\Season 1\\${title} S01E02.mkv`, expect: { title, season: 1, episodes: [2] } };
  }
}
