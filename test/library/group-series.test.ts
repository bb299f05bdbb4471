import { describe, expect, it } from 'vitest';
import { grouped, keysOf, lines, only, rulesOf } from './grouped.ts';

const BIG = 1000;

describe('series: a show with season folders', () => {
  it.each([
    ['Season 01', 1],
    ['Season 1', 1],
    ['Series 2', 2],
    ['Staffel 3', 3],
    ['Saison 4', 4],
    ['Temporada 5', 5],
    ['Stagione 6', 6],
    ['Säsong 7', 7],
    ['Sæson 8', 8],
    ['Seizoen 9', 9],
    ['Sezon 1', 1],
    ['Série 2', 2],
    ['Kausi 3', 3],
    ['Сезон 4', 4],
    ['シーズン 5', 5],
    ['시즌 6', 6],
    ['S07', 7],
    ['08', 8],
    ['1st season', 1],
    ['Specials', 0],
    ['Season 00', 0],
    ['Show Season 2', 2],
  ])('%s is season %i', async (folder, season) => {
    const group = await only('tv', {
      Show: { [folder]: { 'E03 - Title.mkv': BIG, 'folder.jpg': 1, 'season.nfo': 1 } },
    });
    expect(group.key).toBe('Show');
    expect(group.files[0]?.reading?.season).toBe(season);
    expect(group.lines.slice(1)).toEqual([
      `Show/${folder}/season.nfo: nfo season=${season}`,
      `Show/${folder}/folder.jpg: artwork poster season=${season}`,
    ]);
  });

  it('is one group: title and year from the show folder first', async () => {
    const group = await only('tv', {
      'Doctor Who (2005) {tvdb-78804}': {
        'Season 1': { 'Dr.Who.S01E01.mkv': BIG },
        'Season 2': { 'Dr.Who.S02E01.mkv': BIG },
      },
    });
    expect(group).toMatchObject({ key: 'Doctor Who (2005) {tvdb-78804}', kind: 'series' });
    expect(group.reading).toMatchObject({ type: 'episode', title: 'Doctor Who', year: 2005, seasons: [1, 2] });
    expect(group.reading.alternativeTitles).toEqual(['Dr Who']);
    expect(group.pins).toMatchObject([{ kind: 'tvdb', value: '78804', source: 'show-folder' }]);
  });

  it('called Extras, Shorts or The Interview is a show, and its season folders are seasons', async () => {
    const result = await grouped('tv', {
      Extras: { 'Season 1': { 'Extras S01E01.mkv': BIG } },
      Shorts: { 'Shorts S01E01.mkv': BIG },
    });
    expect(keysOf(result)).toEqual(['Extras', 'Shorts']);
    expect(result.groups.flatMap(({ files }) => files.map(({ role }) => role))).toEqual(['main', 'main']);
  });

  it('may have releases and arcs as folders', async () => {
    const group = await only('tv', {
      Show: {
        'Season 1': { 'Show.S01E01.1080p-GRP': { 'show.s01e01.mkv': BIG, 'show.s01e01.nfo': 1 } },
        'Lost Arc': { 'Show S01E02.mkv': BIG },
      },
    });
    expect(group.files.filter(({ role }) => role === 'main').map(({ reading }) => reading?.episodes)).toEqual([
      [2],
      [1],
    ]);
    expect(group.files[2]).toMatchObject({
      role: 'nfo',
      belongsTo: 'Show/Season 1/Show.S01E01.1080p-GRP/show.s01e01.mkv',
    });
  });
});

describe('series: flat', () => {
  it('a folder of episodes is a show', async () => {
    const group = await only('tv', {
      Show: { 'Show S01E01.mkv': BIG, 'Show 1x02.mkv': BIG, 'poster.jpg': 1, 'tvshow.nfo': 1 },
    });
    expect(group.lines).toEqual([
      'Show/Show 1x02.mkv: main',
      'Show/Show S01E01.mkv: main',
      'Show/tvshow.nfo: nfo',
      'Show/poster.jpg: artwork poster',
    ]);
    expect(group.files.map(({ reading }) => reading?.episodes).slice(0, 2)).toEqual([[2], [1]]);
  });

  it('a season pack at the top is a show of that season', async () => {
    const group = await only('tv', { 'Show.S02.1080p-GRP': { 'Show.S02E01.mkv': BIG } });
    expect(group.reading.title).toBe('Show');
    expect(group.files[0]?.reading).toMatchObject({ season: 2, episodes: [1] });
  });

  it('episodes in the root go by their shows, each with its sidecars', async () => {
    const result = await grouped('tv', {
      'One.S01E01.mkv': BIG,
      'One.S01E02.mkv': BIG,
      'One.S01E01.en.srt': 1,
      'One.S01E01.nfo': 1,
      'Two.S01E01.mkv': BIG,
      'clip.mkv': BIG,
      'poster.jpg': 1,
      'Two-trailer.mkv': 1,
    });
    expect(keysOf(result)).toEqual(['//clip', '//one', '//two']);
    expect(result.groups.flatMap(lines).filter((text) => text.startsWith('One'))).toEqual([
      'One.S01E01.mkv: main',
      'One.S01E02.mkv: main',
      'One.S01E01.en.srt: subtitle en → One.S01E01.mkv',
      'One.S01E01.nfo: nfo → One.S01E01.mkv',
    ]);
    expect(rulesOf(result)).toContain('poster.jpg: no-media');
  });

  it('a folder with episodes of several shows, named for none of them, is a mixed one', async () => {
    const result = await grouped('tv', { Anime: { 'Bleach S01E01.mkv': BIG, 'Naruto S01E01.mkv': BIG } });
    expect(keysOf(result)).toEqual(['Anime//bleach', 'Anime//naruto']);
    expect((await only('tv', { Show: { 'Show S01E01.mkv': BIG, 'Pilot S00E01.mkv': BIG } })).key).toBe('Show');
  });

  it('a folder of shows is none', async () => {
    const result = await grouped('tv', {
      Anime: {
        Naruto: { 'Naruto - 001.mkv': BIG },
        Bleach: { 'Season 1': { 'Bleach S01E01.mkv': BIG } },
        'poster.jpg': 1,
      },
    });
    expect(keysOf(result)).toEqual(['Anime/Bleach', 'Anime/Naruto']);
    expect(rulesOf(result)).toEqual(['Anime/poster.jpg: no-media']);
  });
});

describe('series: episodes', () => {
  it('several in one file are one main file', async () => {
    const group = await only('tv', { Show: { 'Season 1': { 'Show S01E01-E03.mkv': BIG } } });
    expect(group.files[0]?.reading?.episodes).toEqual([1, 2, 3]);
  });

  it('by date keep their date, whatever folder they lie in', async () => {
    const group = await only('tv', { Show: { 'Season 2017': { 'Show 2017-04-20.mkv': BIG } } });
    expect(group.files[0]?.reading).toMatchObject({ date: '2017-04-20' });
  });

  it('without a number are main files of the season of their folder', async () => {
    const group = await only('tv', {
      Show: { 'Season 1': { 'Show S01E01.mkv': BIG }, Specials: { 'The Making Of.mkv': BIG } },
    });
    expect(group.files[1]).toMatchObject({ role: 'main', reading: { season: 0, episodes: [] } });
  });

  it('in two parts are parts of one; two episodes called Part are not', async () => {
    const halves = await only('tv', { Show: { 'Show S01E01 part1.mkv': BIG, 'Show S01E01 part2.mkv': BIG } });
    expect(halves.files.map(({ part }) => part)).toEqual([1, 2]);
    const titled = await only('tv', {
      Show: { 'Show S01E01 Finale Part 1.mkv': BIG, 'Show S01E02 Finale Part 2.mkv': BIG },
    });
    expect(titled.files.map(({ part }) => part)).toEqual([undefined, undefined]);
  });

  it('on an image are marked', async () => {
    expect((await only('tv', { Show: { 'Show S01E01.iso': BIG } })).files[0]?.discLayout).toBe('iso');
  });

  it('with an id that all agree on pin a show whose folder has none', async () => {
    const group = await only('tv', { Show: { 'Show S01E01 [tvdbid-1].mkv': BIG, 'Show S01E02 [tvdbid-1].mkv': BIG } });
    expect(group.pins).toMatchObject([{ kind: 'tvdb', value: '1' }]);
    const torn = await only('tv', { Show: { 'Show S01E01 [tvdbid-1].mkv': BIG, 'Show S01E02 [tvdbid-2].mkv': BIG } });
    expect(torn.pins).toEqual([]);
  });
});

describe('series: sidecars', () => {
  it('go with their episode: NFO, stills, subtitles', async () => {
    const group = await only('tv', {
      Show: {
        'Season 1': {
          'Show S01E01.mkv': BIG,
          'Show S01E01.nfo': 1,
          'Show S01E01-thumb.jpg': 1,
          'Show S01E01.jpg': 1,
          'Show S01E01.de.forced.srt': 1,
          'Show S01E01-poster.jpg': 1,
        },
      },
    });
    const at = 'Show/Season 1/Show S01E01';
    expect(group.lines.slice(1)).toEqual([
      `${at}.de.forced.srt: subtitle de forced → Show S01E01.mkv`,
      `${at}.nfo: nfo → Show S01E01.mkv`,
      `${at}-thumb.jpg: artwork still → Show S01E01.mkv`,
      `${at}.jpg: artwork still → Show S01E01.mkv`,
      `${at}-poster.jpg: other`,
    ]);
  });

  it('in Subs/ go by name, by folder, or by number', async () => {
    const group = await only('tv', {
      Show: {
        'Season 1': {
          'Show S01E01.mkv': BIG,
          'Show S01E02.mkv': BIG,
          Subs: {
            'Show S01E01.en.srt': 1,
            'Show S01E02': { '2_English.srt': 1 },
            'other.s01e02.de.srt': 1,
            'nothing.srt': 1,
          },
        },
      },
    });
    const at = 'Show/Season 1/Subs';
    expect(group.lines.slice(2)).toEqual([
      `${at}/Show S01E01.en.srt: subtitle en → Show S01E01.mkv`,
      `${at}/Show S01E02/2_English.srt: subtitle en → Show S01E02.mkv`,
      `${at}/nothing.srt: subtitle`,
      `${at}/other.s01e02.de.srt: subtitle de → Show S01E02.mkv`,
    ]);
  });

  it('.plexmatch of the show and of a season', async () => {
    const group = await only('tv', { Show: { '.plexmatch': 1, 'Season 1': { '.plexmatch': 1, 'S01E01.mkv': BIG } } });
    expect(group.lines.slice(1)).toEqual([
      'Show/.plexmatch: plexmatch',
      'Show/Season 1/.plexmatch: plexmatch season=1',
    ]);
  });

  it.each([
    ['season01-poster', 'poster', 1],
    ['season01-fanart', 'backdrop', 1],
    ['season02-banner', 'banner', 2],
    ['Season01', 'poster', 1],
    ['season-specials-poster', 'poster', 0],
    ['season-specials', 'poster', 0],
    ['season10-landscape', 'landscape', 10],
    ['season-all-poster', undefined, undefined],
    ['season01-keyart', undefined, undefined],
    ['poster', 'poster', undefined],
    ['show', 'poster', undefined],
    ['clearlogo', 'logo', undefined],
    ['characterart', undefined, undefined],
  ])('artwork in the show folder: %s', async (name, kind, season) => {
    const group = await only('tv', { Show: { [`${name}.jpg`]: 1, 'Season 1': { 'S01E01.mkv': BIG } } });
    expect(group.files[1]?.role).toBe('artwork');
    expect([group.files[1]?.artworkKind, group.files[1]?.season]).toEqual([kind, season]);
  });

  it('season01-what.jpg is no artwork', async () => {
    expect((await only('tv', { Show: { 'season01-what.jpg': 1, 'S01E01.mkv': BIG } })).files[1]?.role).toBe('other');
  });
});

describe('series: extras and samples', () => {
  it('in the show folder and in season folders', async () => {
    const group = await only('tv', {
      Show: {
        Trailers: { 't.mkv': 1 },
        'theme.mp3': 1,
        'Season 1': {
          'S01E01.mkv': BIG,
          Extras: { 'x.mkv': 1 },
          'S01E01-deleted.mkv': 1,
          'S01E01.sample.mkv': 1,
          'trailer.mkv': 1,
        },
      },
    });
    expect(group.lines).toEqual([
      'Show/Season 1/S01E01.mkv: main',
      'Show/Season 1/Extras/x.mkv: extra other season=1',
      'Show/Season 1/S01E01-deleted.mkv: extra deletedscene season=1',
      'Show/Season 1/S01E01.sample.mkv: extra sample season=1',
      'Show/Season 1/trailer.mkv: extra trailer season=1',
      'Show/Trailers/t.mkv: extra trailer',
      'Show/theme.mp3: extra themesong',
    ]);
  });

  it('no-media and extra.without-main: what has no episode beside it', async () => {
    const result = await grouped('tv', { Show: { 'poster.jpg': 1 }, Other: { 'trailer.mkv': 1 }, 'trailer.mkv': 1 });
    expect(result.groups).toEqual([]);
    expect(rulesOf(result)).toEqual([
      'Other/trailer.mkv: extra.without-main',
      'Show/poster.jpg: no-media',
      'trailer.mkv: extra.without-main',
    ]);
  });
});

describe('series: the year', () => {
  it('that one episode names is not the series’', async () => {
    const episodes = { 'Show S01E01.mkv': 1, 'Show S01E02 (1999).mkv': 1, 'Show S01E03.mkv': 1 };
    const group = await only('tv', { Show: episodes });
    expect(group.reading.year).toBeUndefined();
  });

  it('that most episodes name is', async () => {
    const episodes = { 'Show (2005) S01E01.mkv': 1, 'Show (2005) S01E02.mkv': 1, 'Show S01E03.mkv': 1 };
    expect((await only('tv', { Show: episodes })).reading.year).toBe(2005);
  });
});

describe('series: files that only their siblings explain', () => {
  const readAll = async (folder: Parameters<typeof only>[1]): Promise<string[]> => {
    const { files } = await only('tv', folder);
    return files.map(({ reading: { season, episodes = [], absolute = [] } = {} }) =>
      absolute.length > 0 ? `#${absolute.join()}` : `S${season ?? ''}E${episodes.join()}`,
    );
  };

  it('are one show, though the season stands like a part of its name', async () => {
    const files = {
      'Harbour 1-02.mkv': BIG,
      'Harbour 1-03.mkv': BIG,
      'Harbour 2-01.mkv': BIG,
      'Harbour 2-02.mkv': BIG,
    };
    expect(await readAll({ Harbour: files })).toEqual(['S1E2', 'S1E3', 'S2E1', 'S2E2']);
  });

  it('are counted through beyond a hundred', async () => {
    const files = { 'show.99.hdtv.mkv': BIG, 'show.100.hdtv.mkv': BIG, 'show.101.hdtv.mkv': BIG };
    expect((await readAll({ Show: files })).sort()).toEqual(['#100', '#101', '#99']);
  });

  it('have season and episode in one number', async () => {
    const files = { 'show.101.tide.mkv': BIG, 'show.102.fog.mkv': BIG, 'show.201.storm.mkv': BIG };
    expect(await readAll({ Show: files })).toEqual(['S1E1', 'S1E2', 'S2E1']);
  });

  it('go on from one season folder to the next', async () => {
    const first = { '01.mkv': BIG, '02.mkv': BIG, '03.mkv': BIG };
    const second = { '04.mkv': BIG, '05.mkv': BIG, '06.mkv': BIG };
    const runs = { Show: { 'Season 1': first, 'Season 2': second } };
    expect(await readAll(runs)).toEqual(['S1E1', 'S1E2', 'S1E3', '#4', '#5', '#6']);
    const again = { Show: { 'Season 1': first, 'Season 2': first } };
    expect((await readAll(again)).slice(3)).toEqual(['S2E1', 'S2E2', 'S2E3']);
    const said = { Show: { 'Season 1': first, 'Season 2': { 'S02E04.mkv': BIG, 'S02E05.mkv': BIG } } };
    expect((await readAll(said)).slice(3)).toEqual(['S2E4', 'S2E5']);
  });

  it('are the parts of a mini-series', async () => {
    const files = { 'Harbour Part One.mkv': BIG, 'Harbour Part Two.mkv': BIG };
    expect(await readAll({ Harbour: files })).toEqual(['S1E1', 'S1E2']);
  });
});
