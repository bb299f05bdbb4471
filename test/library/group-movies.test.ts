import { describe, expect, it } from 'vitest';
import { grouped, keysOf, lines, only, rulesOf } from './grouped.ts';

const BIG = 1000;

describe('movies: a folder of its own', () => {
  it('is one group with the folder as key, title and year from both names', async () => {
    const group = await only('movies', { 'The Matrix (1999)': { 'The.Matrix.1999.1080p.mkv': BIG } });
    expect(group).toMatchObject({ key: 'The Matrix (1999)', kind: 'movie', folder: 'The Matrix (1999)' });
    expect(group.reading).toMatchObject({ title: 'The Matrix', year: 1999 });
    expect(group.files[0]?.reading).toMatchObject({ resolution: '1080p' });
  });

  it('takes the title from the folder where the file says nothing', async () => {
    const group = await only('movies', { 'Heat (1995)': { 'abc-1080p.mkv': BIG } });
    expect(group.reading).toMatchObject({ title: 'Heat', year: 1995 });
    expect(group.key).toBe('Heat (1995)');
  });

  it('takes it from the file where the folder says less', async () => {
    const group = await only('movies', { heat: { 'Heat (1995).mkv': BIG } });
    expect(group.reading).toMatchObject({ title: 'Heat', year: 1995 });
    expect(group.key).toBe('heat');
  });

  it('is found below folders of folders, which are no movies', async () => {
    const result = await grouped('movies', {
      Action: { 'Heat (1995)': { 'Heat (1995).mkv': BIG }, 'Ronin (1998)': { 'Ronin.mkv': BIG } },
    });
    expect(keysOf(result)).toEqual(['Action/Heat (1995)', 'Action/Ronin (1998)']);
  });

  it('takes what lies beside its folder, where it is the only movie there', async () => {
    const result = await only('movies', {
      'Heat (1995)': {
        'poster.jpg': 1,
        'movie.nfo': 1,
        'trailer.mkv': 1,
        'x.jpg': 1,
        'Heat.1995.1080p': { 'heat.mkv': BIG },
      },
    });
    expect(result.lines).toEqual([
      'Heat (1995)/Heat.1995.1080p/heat.mkv: main',
      'Heat (1995)/trailer.mkv: extra trailer',
      'Heat (1995)/movie.nfo: nfo',
      'Heat (1995)/poster.jpg: artwork poster',
      'Heat (1995)/x.jpg: other',
    ]);
  });

  it('of names that are not UTF-8 is a group like any other', async () => {
    const group = await only('movies', {
      'Caf\udce9 (2001)': { 'Caf\udce9 (2001).mkv': BIG, 'Caf\udce9 (2001).en.srt': 1 },
    });
    expect(group.key).toBe('Caf\udce9 (2001)');
    expect(group.lines[1]).toBe('Caf\udce9 (2001)/Caf\udce9 (2001).en.srt: subtitle en → Caf\udce9 (2001).mkv');
  });
});

describe('movies: ids in names are pins', () => {
  it('of the file first, then of its folder', async () => {
    const group = await only('movies', { 'Heat (1995) {imdb-tt0113277}': { 'Heat (1995) [tmdbid-949].mkv': BIG } });
    expect(group.pins.map(({ kind, value, source }) => [kind, value, source])).toEqual([
      ['tmdb', '949', 'file-name'],
      ['imdb', 'tt0113277', 'folder-name'],
    ]);
    expect(group.reading.pins).toEqual(group.pins);
  });

  it('of a mixed folder are no movie’s', async () => {
    const { groups } = await grouped('movies', {
      'Aliens {tmdb-8091}': { 'Alien (1979) {tmdb-348}.mkv': BIG, 'Aliens (1986).mkv': BIG },
    });
    expect(groups.map(({ pins }) => pins.map(({ value }) => value))).toContainEqual(['348']);
  });
});

describe('movies: mixed folders', () => {
  it('give a group a title; keys have two slashes, title and year', async () => {
    const result = await grouped('movies', {
      'Alien (1979).mkv': BIG,
      'Aliens (1986).mkv': BIG,
      Box: { 'Alien 3 (1992).mkv': BIG, 'Alien Resurrection (1997).mkv': BIG },
    });
    expect(keysOf(result)).toEqual([
      '//alien-1979',
      '//aliens-1986',
      'Box//alien3-1992',
      'Box//alienresurrection-1997',
    ]);
  });

  it('keep the key of a movie when its file is replaced by a better one', async () => {
    const before = await only('movies', { 'Alien.1979.720p.HDTV.x264-AAA.mkv': BIG });
    const after = await only('movies', { 'Alien (1979) Bluray-2160p.mkv': BIG });
    expect(after.key).toBe(before.key);
  });

  it('tell remakes apart by year', async () => {
    const result = await grouped('movies', { 'The Thing (1982).mkv': BIG, 'The Thing (2011).mkv': BIG });
    expect(keysOf(result)).toEqual(['//thing-1982', '//thing-2011']);
  });

  it('give sidecars to the movie with the longest name that they begin with', async () => {
    const { groups, skipped } = await grouped('movies', {
      'Alien.mkv': BIG,
      'Alien 3.mkv': BIG,
      'Alien 3-poster.jpg': 1,
      'Alien 3.en.srt': 1,
      'Alien.nfo': 1,
      'Alien.de.ac3': 1,
      'Aliens.srt': 1,
      'poster.jpg': 1,
      'theme.mp3': 1,
    });
    expect(groups.flatMap(lines)).toEqual([
      'Alien 3.mkv: main',
      'Alien 3.en.srt: subtitle en → Alien 3.mkv',
      'Alien 3-poster.jpg: artwork poster',
      'Alien.mkv: main',
      'Alien.de.ac3: audio de → Alien.mkv',
      'Alien.nfo: nfo → Alien.mkv',
    ]);
    expect(rulesOf({ groups, skipped })).toEqual([
      'Aliens.srt: no-media',
      'poster.jpg: no-media',
      'theme.mp3: movies.audio',
    ]);
  });

  it('of one movie, named otherwise, keep the key of a mixed folder and the sidecars of their own', async () => {
    const group = await only('movies', { Action: { 'Heat (1995).mkv': BIG, 'poster.jpg': 1 } });
    expect(group.key).toBe('Action//heat-1995');
    expect(group.lines[1]).toBe('Action/poster.jpg: artwork poster');
  });

  it('with a movie that bears the name of the folder: the folder is its own', async () => {
    const result = await grouped('movies', {
      'Alien (1979)': { 'Alien (1979).mkv': BIG, 'Aliens (1986).mkv': BIG, 'poster.jpg': 1, '1080p.mkv': BIG },
    });
    expect(keysOf(result)).toEqual(['Alien (1979)', 'Alien (1979)//aliens-1986']);
    expect(result.groups[0]?.files.map(({ role }) => role)).toEqual(['main', 'main', 'artwork']);
  });

  it('beside it, small files without a year are its extras, large ones movies of their own', async () => {
    const result = await grouped('movies', {
      'Alien (1979)': { 'Alien (1979).mkv': BIG, 'The Making Of.mkv': 200, 'Star Beast.mkv': 900 },
    });
    expect(result.groups.flatMap(lines)).toEqual([
      'Alien (1979)/Alien (1979).mkv: main',
      'Alien (1979)/The Making Of.mkv: extra other',
      'Alien (1979)/Star Beast.mkv: main',
    ]);
  });
});

describe('movies: parts', () => {
  it.each([
    ['cd', ['Movie (2000)-cd1.avi', 'Movie (2000)-cd2.avi']],
    ['CD with a blank', ['Movie (2000) CD 1.avi', 'Movie (2000) CD 2.avi']],
    ['dvd', ['Movie (2000).dvd1.avi', 'Movie (2000).dvd2.avi']],
    ['part', ['Movie (2000) - part1.mkv', 'Movie (2000) - part2.mkv', 'Movie (2000) - part3.mkv']],
    ['pt', ['Movie (2000)_pt1.mkv', 'Movie (2000)_pt2.mkv']],
    ['disc', ['Movie (2000) [disc 1].mkv', 'Movie (2000) [disc 2].mkv']],
    ['disk', ['Movie (2000) (disk1).mkv', 'Movie (2000) (disk2).mkv']],
    ['letters', ['Movie (2000) part a.mkv', 'Movie (2000) part b.mkv']],
    ['bare letters', ['Movie (2000) a.mkv', 'Movie (2000) b.mkv']],
    ['words behind', ['Movie.2000.CD1.DVDRip.avi', 'Movie.2000.CD2.DVDRip.avi']],
    ['right after a bracket', ['Movie (2000)cd1.avi', 'Movie (2000)cd2.avi']],
  ])('%s', async (_, names) => {
    const group = await only('movies', { 'Movie (2000)': Object.fromEntries(names.map((name) => [name, BIG])) });
    expect(group.files.map(({ role, part }) => [role, part])).toEqual(names.map((_name, index) => ['main', index + 1]));
    expect(group.files.every(({ versionLabel }) => versionLabel === undefined)).toBe(true);
    expect(group.reading).toMatchObject({ title: 'Movie', year: 2000 });
  });

  it('in a mixed folder are one movie too', async () => {
    const group = await only('movies', {
      'Movie (2000) cd1.avi': BIG,
      'Movie (2000) cd2.avi': BIG,
      'Movie (2000).srt': 1,
    });
    expect(group.key).toBe('//movie-2000');
    expect(group.lines[2]).toBe('Movie (2000).srt: subtitle');
  });

  it('with a gap, or one alone, are none', async () => {
    const gap = await only('movies', { 'Movie (2000)': { 'Movie (2000) cd1.avi': BIG, 'Movie (2000) cd3.avi': BIG } });
    expect(gap.files.map(({ part }) => part)).toEqual([undefined, undefined]);
    const alone = await only('movies', { 'Movie (2000)': { 'Movie (2000) cd1.avi': BIG } });
    expect(alone.files[0]?.part).toBeUndefined();
  });

  it('of titles that differ elsewhere are movies of their own', async () => {
    const result = await grouped('movies', {
      'Mockingjay - Part 1 (2014).mkv': BIG,
      'Mockingjay - Part 2 (2015).mkv': BIG,
    });
    expect(result.groups).toHaveLength(2);
  });

  it('in folders are one movie', async () => {
    const group = await only('movies', {
      'Movie (2000)': { 'poster.jpg': 1, CD1: { 'a.avi': BIG, 'a.srt': 1 }, CD2: { 'b.avi': BIG } },
    });
    expect(group.lines).toEqual([
      'Movie (2000)/CD1/a.avi: main part=1',
      'Movie (2000)/CD2/b.avi: main part=2',
      'Movie (2000)/CD1/a.srt: subtitle → a.avi',
      'Movie (2000)/poster.jpg: artwork poster',
    ]);
  });

  it('in folders with a gap, with several files, or beside other videos are none', async () => {
    expect(
      (await grouped('movies', { M: { CD1: { 'a (2000).avi': BIG }, CD3: { 'b (2001).avi': BIG } } })).groups,
    ).toHaveLength(2);
    expect(
      (
        await grouped('movies', {
          M: { CD1: { 'a (2000).avi': BIG, 'c (2003).avi': BIG }, CD2: { 'b (2001).avi': BIG } },
        })
      ).groups,
    ).toHaveLength(3);
    expect(
      (
        await grouped('movies', {
          M: { CD1: { 'a (2000).avi': BIG }, CD2: { 'b (2001).avi': BIG }, X: { 'x (2002).mkv': BIG } },
        })
      ).groups,
    ).toHaveLength(3);
  });
});

describe('movies: versions', () => {
  it('by the name of the folder and a label; resolutions highest first, then the alphabet', async () => {
    const group = await only('movies', {
      'Movie (2000)': {
        'Movie (2000) - 1080p.mkv': BIG,
        'Movie (2000) - 2160p.mkv': BIG,
        'Movie (2000) - Theatrical.mkv': BIG,
        "Movie (2000) - Director's Cut.mkv": BIG,
      },
    });
    expect(group.files.map(({ versionLabel }) => versionLabel)).toEqual([
      '2160p',
      '1080p',
      "Director's Cut",
      'Theatrical',
    ]);
  });

  it('by what the names say', async () => {
    const group = await only('movies', {
      'Movie (2000)': { 'Movie.2000.1080p.BluRay.x264-AAA.mkv': BIG, 'Movie.2000.1080p.WEB-DL.x264-AAA.mkv': BIG },
    });
    expect(group.files.map(({ versionLabel }) => versionLabel)).toEqual(['1080p bluray', '1080p webdl']);
  });

  it('by the title alone have a name too, and differ even where nothing tells them apart', async () => {
    const plain = await only('movies', { 'Movie (2000).mkv': BIG, 'Movie (2000) 720p.mkv': BIG });
    expect(plain.files.map(({ versionLabel }) => versionLabel)).toEqual(['720p', 'default']);
    const same = await only('movies', { 'Movie (2000)': { 'Movie (2000).mkv': BIG, 'Movie (2000).mp4': BIG } });
    expect(new Set(same.files.map(({ versionLabel }) => versionLabel)).size).toBe(2);
  });

  it('by the rest of the name, where it is all they have', async () => {
    const group = await only('movies', {
      'Movie (2000)': { 'Movie (2000) [Qwe].mkv': BIG, 'Movie (2000) [Rty].mkv': BIG },
    });
    expect(group.files.map(({ versionLabel }) => versionLabel)).toEqual(['Qwe', 'Rty']);
  });

  it('may be stacks', async () => {
    const group = await only('movies', {
      'Movie (2000)': {
        'Movie (2000) - 720p cd1.avi': BIG,
        'Movie (2000) - 720p cd2.avi': BIG,
        'Movie (2000) - 1080p.mkv': BIG,
      },
    });
    expect(group.lines).toEqual([
      'Movie (2000)/Movie (2000) - 1080p.mkv: main version=1080p',
      'Movie (2000)/Movie (2000) - 720p cd1.avi: main part=1 version=720p',
      'Movie (2000)/Movie (2000) - 720p cd2.avi: main part=2 version=720p',
    ]);
  });

  it('may lie in folders of their own', async () => {
    const group = await only('movies', {
      'Movie (2000)': {
        'Movie (2000) 1080p.mkv': BIG,
        '4K': { 'Movie (2000) 2160p.mkv': BIG, 'Movie (2000) 2160p.srt': 1 },
      },
    });
    expect(group.lines).toEqual([
      'Movie (2000)/4K/Movie (2000) 2160p.mkv: main version=2160p',
      'Movie (2000)/Movie (2000) 1080p.mkv: main version=1080p',
      'Movie (2000)/4K/Movie (2000) 2160p.srt: subtitle → Movie (2000) 2160p.mkv',
    ]);
  });

  it('named by picture sizes only lie in folders that are, too', async () => {
    const group = await only('movies', { 'Movie (2000)': { '1080p.mkv': BIG, '4K': { '2160p.mkv': BIG } } });
    expect(group.reading.title).toBe('Movie');
    expect(group.files).toHaveLength(2);
  });

  it('of another title in a folder below are another movie', async () => {
    const result = await grouped('movies', {
      'Alien (1979)': { 'Alien (1979).mkv': BIG, Sequel: { 'Aliens (1986).mkv': BIG } },
    });
    expect(result.groups).toHaveLength(2);
  });

  it('by edition', async () => {
    const group = await only('movies', {
      'Movie (2000)': { 'Movie (2000) {edition-Final Cut}.mkv': BIG, 'Movie (2000).mkv': BIG },
    });
    expect(group.files.map(({ versionLabel }) => versionLabel)).toEqual(['Final Cut', 'default']);
  });
});

describe('movies: discs', () => {
  it('BDMV: the folder is the movie, the largest stream its main file', async () => {
    const group = await only('movies', {
      'Movie (2000)': {
        BDMV: { STREAM: { '00001.m2ts': 5, '00002.m2ts': 500 } },
        'movie.nfo': 1,
        'poster.jpg': 1,
        'Movie-trailer.mkv': 1,
      },
    });
    expect(group.key).toBe('Movie (2000)');
    expect(group.reading).toMatchObject({ title: 'Movie', year: 2000 });
    expect(group.lines).toEqual([
      'Movie (2000)/BDMV/STREAM/00002.m2ts: main bluray',
      'Movie (2000)/Movie-trailer.mkv: extra trailer',
      'Movie (2000)/movie.nfo: nfo',
      'Movie (2000)/poster.jpg: artwork poster',
      'Movie (2000)/BDMV/STREAM/00001.m2ts: other → 00002.m2ts',
    ]);
  });

  it('VIDEO_TS: the first file of the largest title set', async () => {
    const files = {
      'VIDEO_TS.IFO': 1,
      'VIDEO_TS.VOB': 1,
      'VTS_01_0.VOB': 900,
      'VTS_01_1.VOB': 5,
      'VTS_02_2.VOB': 900,
      'VTS_02_1.VOB': 900,
    };
    const group = await only('movies', { 'Movie (2000)': { VIDEO_TS: { ...files, 'VIDEO_TS.nfo': 1 } } });
    expect(group.lines[0]).toBe('Movie (2000)/VIDEO_TS/VTS_02_1.VOB: main dvd');
    const loose = await only('movies', { 'Movie (2000)': { ...files, 'VIDEO_TS.nfo': 1 } });
    expect(loose.lines.slice(0, 2)).toEqual(['Movie (2000)/VTS_02_1.VOB: main dvd', 'Movie (2000)/VIDEO_TS.nfo: nfo']);
    const odd = await only('movies', { 'Movie (2000)': { VIDEO_TS: { 'a.vob': 5, 'b.vob': 9 } } });
    expect(odd.lines[0]).toBe('Movie (2000)/VIDEO_TS/b.vob: main dvd');
  });

  it('an image is one file', async () => {
    const group = await only('movies', { 'Movie (2000)': { 'Movie (2000).iso': BIG } });
    expect(group.lines).toEqual(['Movie (2000)/Movie (2000).iso: main iso']);
  });

  it('several in folders are parts', async () => {
    const disc = { BDMV: { STREAM: { '1.m2ts': BIG, '2.m2ts': 1 } } };
    const group = await only('movies', { 'Movie (2000)': { 'Disc 1': disc, 'Disc 2': disc } });
    expect(group.files.filter(({ role }) => role === 'main').map(({ part, discLayout }) => [part, discLayout])).toEqual(
      [
        [1, 'bluray'],
        [2, 'bluray'],
      ],
    );
  });
});

describe('movies: extras', () => {
  it.each([
    ['Behind The Scenes', 'behindthescenes'],
    ['Deleted Scenes', 'deletedscene'],
    ['Interviews', 'interview'],
    ['Scenes', 'scene'],
    ['Samples', 'sample'],
    ['Sample', 'sample'],
    ['Shorts', 'short'],
    ['Featurettes', 'featurette'],
    ['Clips', 'clip'],
    ['Trailers', 'trailer'],
    ['Other', 'other'],
    ['Extras', 'other'],
    ['extra', 'other'],
    ['backdrops', 'themevideo'],
    ['Bonus Disc', 'other'],
    ['Bonus Features', 'other'],
    ['behind.the.scenes', 'behindthescenes'],
  ])('in %s/', async (folder, type) => {
    const group = await only('movies', {
      'Movie (2000)': { 'Movie (2000).mkv': BIG, [folder]: { 'x.mkv': 1, 'x.nfo': 1, deep: { 'y.mkv': 1 } } },
    });
    expect(group.lines.slice(1)).toEqual([
      `Movie (2000)/${folder}/deep/y.mkv: extra ${type}`,
      `Movie (2000)/${folder}/x.mkv: extra ${type}`,
      `Movie (2000)/${folder}/x.nfo: other`,
    ]);
  });

  it.each([
    ['-trailer', 'trailer'],
    ['.trailer', 'trailer'],
    ['_trailer', 'trailer'],
    ['- trailer', 'trailer'],
    [' - trailer', 'trailer'],
    ['-scene', 'scene'],
    ['-clip', 'clip'],
    ['-interview', 'interview'],
    ['-behindthescenes', 'behindthescenes'],
    ['-deleted', 'deletedscene'],
    ['-deletedscene', 'deletedscene'],
    ['-featurette', 'featurette'],
    ['-short', 'short'],
    ['-extra', 'other'],
    ['-other', 'other'],
    ['-sample', 'sample'],
    ['-Trailer2', 'trailer'],
  ])('by the suffix %s', async (suffix, type) => {
    const own = await only('movies', { 'Movie (2000)': { 'Movie (2000).mkv': BIG, [`Movie (2000)${suffix}.mkv`]: 1 } });
    expect(own.files[1]).toMatchObject({ role: 'extra', extraType: type });
    const mixed = await grouped('movies', {
      'Movie (2000).mkv': BIG,
      [`Movie (2000)${suffix}.mkv`]: 1,
      'Else (2001).mkv': BIG,
    });
    expect(mixed.groups.find(({ key }) => key === '//movie-2000')?.files[1]).toMatchObject({ extraType: type });
  });

  it('by the whole name: trailer, theme', async () => {
    const group = await only('movies', {
      'Movie (2000)': { 'Movie (2000).mkv': BIG, 'trailer.mp4': BIG, 'theme.mp3': 1, 'theme-music': { 't.mp3': 1 } },
    });
    expect(group.lines.slice(1)).toEqual([
      'Movie (2000)/theme-music/t.mp3: extra themesong',
      'Movie (2000)/theme.mp3: extra themesong',
      'Movie (2000)/trailer.mp4: extra trailer',
    ]);
  });

  it('a movie called Extras, Trailers or The Big-Short is a movie', async () => {
    expect(
      keysOf(await grouped('movies', { Extras: { 'Extras.mkv': BIG }, Trailers: { 'Trailers (2001).mkv': BIG } })),
    ).toHaveLength(2);
    expect((await only('movies', { X: { 'The Big-Short.mkv': BIG } })).lines).toEqual(['X/The Big-Short.mkv: main']);
  });

  it('extra.without-main: a trailer alone is no movie', async () => {
    const result = await grouped('movies', { 'Movie (2000)': { 'Movie (2000)-trailer.mkv': 1 } });
    expect(result.groups).toEqual([]);
    expect(rulesOf(result)).toEqual(['Movie (2000)/Movie (2000)-trailer.mkv: extra.without-main']);
  });

  it('of a mixed folder in a folder of extras go by their names', async () => {
    const result = await grouped('movies', {
      Box: {
        'Alien (1979).mkv': BIG,
        'Heat (1995).mkv': BIG,
        Trailers: { 'Heat (1995)-trailer.mkv': 1, 'Other.mkv': 1 },
      },
    });
    expect(result.groups.flatMap(lines)).toContain('Box/Trailers/Heat (1995)-trailer.mkv: extra other');
    expect(rulesOf(result)).toEqual(['Box/Trailers/Other.mkv: extra.without-main']);
  });
});

describe('movies: samples, by name and size', () => {
  it.each(['sample.mkv', 'movie.sample.mkv', 'movie-sample.mkv', 'abc_sample.mkv', 'minta.mkv', 'movie.minta.mkv'])(
    '%s',
    async (name) => {
      const group = await only('movies', { 'Movie (2000)': { 'Movie (2000).mkv': BIG, [name]: 20 } });
      expect(group.files[1]).toMatchObject({ role: 'extra', extraType: 'sample' });
    },
  );

  it('one as large as the movie is none', async () => {
    const group = await only('movies', { 'Free Sample (2012)': { 'Free.Sample.2012.mkv': BIG } });
    expect(group.lines).toEqual(['Free Sample (2012)/Free.Sample.2012.mkv: main']);
    const two = await grouped('movies', { 'Free.Sample.2012.mkv': 900, 'Movie (2000).mkv': BIG });
    expect(two.groups).toHaveLength(2);
  });

  it('sample.by-name: one without its movie', async () => {
    const result = await grouped('movies', { X: { 'sample.mkv': 5 } });
    expect(rulesOf(result)).toEqual(['X/sample.mkv: sample.by-name']);
  });
});

describe('movies: local artwork', () => {
  it.each([
    ['poster', 'poster'],
    ['folder', 'poster'],
    ['cover', 'poster'],
    ['default', 'poster'],
    ['movie', 'poster'],
    ['fanart', 'backdrop'],
    ['fanart1', 'backdrop'],
    ['fanart-2', 'backdrop'],
    ['background', 'backdrop'],
    ['art', 'backdrop'],
    ['backdrop3', 'backdrop'],
    ['banner', 'banner'],
    ['landscape', 'landscape'],
    ['thumb', 'landscape'],
    ['logo', 'logo'],
    ['clearlogo', 'logo'],
    ['clearart', 'clearart'],
    ['disc', 'disc'],
    ['discart', 'disc'],
    ['cdart', 'disc'],
    ['POSTER', 'poster'],
  ])('%s', async (name, kind) => {
    const own = await only('movies', { 'Movie (2000)': { 'Movie (2000).mkv': BIG, [`${name}.jpg`]: 1 } });
    expect(own.files[1]).toMatchObject({ role: 'artwork', artworkKind: kind });
    const prefixed = await only('movies', { 'Movie (2000).mkv': BIG, [`Movie (2000)-${name}.png`]: 1 });
    expect(prefixed.files[1]).toMatchObject({ role: 'artwork', artworkKind: kind });
  });

  it('of the name of the file is its poster; keyart has no kind; empty and other pictures have no meaning', async () => {
    const group = await only('movies', {
      'Movie (2000)': {
        'Movie (2000).mkv': BIG,
        'Movie (2000).jpg': 1,
        'keyart.jpg': 1,
        'poster.jpg': 0,
        'img_001.jpg': 1,
      },
    });
    expect(group.lines.slice(1)).toEqual([
      'Movie (2000)/Movie (2000).jpg: artwork poster',
      'Movie (2000)/keyart.jpg: artwork',
      'Movie (2000)/img_001.jpg: other',
      'Movie (2000)/poster.jpg: other',
    ]);
  });
});

describe('movies: NFO', () => {
  it.each(['Movie (2000).nfo', 'movie.nfo', 'MOVIE.NFO', 'Movie.nfo'])('%s', async (name) => {
    const group = await only('movies', { 'Movie (2000)': { 'Movie (2000).mkv': BIG, [name]: 1 } });
    expect(group.files[1]?.role).toBe('nfo');
  });

  it('of the folder’s name beside a file of another', async () => {
    const group = await only('movies', {
      'Movie (2000)': { 'mov-1080p.mkv': BIG, 'Movie (2000).nfo': 1, 'grp.nfo': 1 },
    });
    expect(group.lines.slice(1)).toEqual(['Movie (2000)/Movie (2000).nfo: nfo', 'Movie (2000)/grp.nfo: other']);
  });
});

describe('movies: subtitles and audio beside the video', () => {
  it.each([
    ['.en.srt', 'subtitle en'],
    ['.eng.forced.srt', 'subtitle en forced'],
    ['.en.sdh.srt', 'subtitle en hearing-impaired'],
    ['.en.cc.srt', 'subtitle en hearing-impaired'],
    ['.en.hi.srt', 'subtitle en hearing-impaired'],
    ['.hi.en.srt', 'subtitle en hearing-impaired'],
    ['.hi.srt', 'subtitle hi'],
    ['.hi.hi.srt', 'subtitle hi hearing-impaired'],
    ['.default.de.ass', 'subtitle de default'],
    ['.foreign.fr.srt', 'subtitle fr forced'],
    ['.pt-BR.srt', 'subtitle pt-BR'],
    ['.en_us.vtt', 'subtitle en-US'],
    ['.zh-Hans.srt', 'subtitle zh-Hans'],
    ['.zh-Hant-HK.srt', 'subtitle zh-Hant-HK'],
    ['.cht.srt', 'subtitle zh-Hant'],
    ['.pob.srt', 'subtitle pt-BR'],
    ['.English (SDH).srt', 'subtitle en hearing-impaired'],
    ['.chs&eng.ass', 'subtitle zh-Hans+en'],
    ['.English Commentary.en.srt', 'subtitle en'],
    ['.ger.idx', 'subtitle de'],
    ['.Spanish.sub', 'subtitle es'],
    ['.xx.srt', 'subtitle'],
    ['.srt', 'subtitle'],
    ['.English Commentary.en.mp3', 'audio en'],
    ['.jpn.mka', 'audio ja'],
  ])('%s', async (suffix, expected) => {
    const name = `Movie (2000)${suffix}`;
    const group = await only('movies', { 'Movie (2000)': { 'Movie (2000).mkv': BIG, [name]: 1 } });
    expect(group.lines[1]).toBe(`Movie (2000)/${name}: ${expected} → Movie (2000).mkv`);
  });

  it('of other names in the movie’s folder, and in Subs/', async () => {
    const names = ['2_English', '3_Spanish (Latin America)', 'ger', 'English.SDH', 'What Is It'];
    const group = await only('movies', {
      'Movie (2000)': { 'mov.mkv': BIG, Subs: Object.fromEntries(names.map((name) => [`${name}.srt`, 1])) },
    });
    expect(group.files.slice(1).map(({ role, language, flags }) => [role, language, flags])).toEqual([
      ['subtitle', 'en', undefined],
      ['subtitle', 'es', undefined],
      ['subtitle', 'en', ['hearing-impaired']],
      ['subtitle', 'it', undefined],
      ['subtitle', 'de', undefined],
    ]);
  });

  it('written with letters composed and decomposed belong together', async () => {
    const group = await only('movies', { X: { 'Ame\u0301lie.mkv': BIG, 'Am\u00e9lie.en.srt': 1 } });
    expect(group.lines[1]).toContain('subtitle en → Ame\u0301lie.mkv');
  });
});

describe('movies: everything else', () => {
  it('no-media: files beside no movie', async () => {
    const result = await grouped('movies', { X: { 'a.jpg': 1, 'a.srt': 1 }, Y: { Z: { 'a.nfo': 1 } } });
    expect(rulesOf(result)).toEqual(['X/a.jpg: no-media', 'X/a.srt: no-media', 'Y/Z/a.nfo: no-media']);
  });

  it('movies.audio: music in a movie library', async () => {
    expect(rulesOf(await grouped('movies', { X: { 'a.flac': 1 } }))).toEqual(['X/a.flac: movies.audio']);
  });

  it('adult libraries group as movies do', async () => {
    expect((await only('adult', { 'Scene (2020)': { 'Scene (2020).mkv': BIG } })).kind).toBe('movie');
  });

  it('a flat folder of thousands does not take for ever', async () => {
    const names = Array.from({ length: 4000 }, (_, index) => `Movie ${index} (${1950 + (index % 70)})`);
    const folder = Object.fromEntries(
      names.flatMap((name) => [
        [`${name}.mkv`, BIG],
        [`${name}.en.srt`, 1],
        [`${name}-poster.jpg`, 1],
      ]),
    );
    const { groups } = await grouped('movies', folder);
    expect(groups).toHaveLength(4000);
    expect(groups.every(({ files }) => files.length === 3)).toBe(true);
  });
});

describe('movies: videos of a camera and specials', () => {
  it('two with the day and a running number are two works, not versions of one', async () => {
    const result = await grouped('movies', { 'garage-20260723-001.mkv': BIG, 'garage-20260723-002.mkv': BIG });
    expect(result.groups.map(({ reading, files }) => [reading.title, files.length])).toEqual([
      ['garage-20260723-001', 1],
      ['garage-20260723-002', 1],
    ]);
  });

  it('SPs/ holds extras', async () => {
    const group = await only('movies', { 'Film (2019)': { 'Film (2019).mkv': BIG, SPs: { 'Trailer 1.mkv': BIG } } });
    expect(group.lines).toEqual(['Film (2019)/Film (2019).mkv: main', 'Film (2019)/SPs/Trailer 1.mkv: extra other']);
  });
});

describe('movies: a part of the title', () => {
  it('belongs to the title of a file that is in no stack', async () => {
    const { groups } = await grouped('movies', { 'Dune.Part.Two.2160p.mkv': BIG, 'Tide Teil II.mkv': BIG });
    expect(groups.map(({ reading }) => reading.title).sort()).toEqual(['Dune Part Two', 'Tide Teil II']);
    expect(groups[0]?.reading.alternatives[0]).toMatchObject({ rule: 'alternative.without-part' });
  });

  it('belongs to the title of a folder', async () => {
    const group = await only('movies', { 'Dune Part Two': { 'dune2.mkv': BIG } });
    expect(group.reading).toMatchObject({ title: 'Dune Part Two' });
  });

  it('is a part of the movie where the folder names it, or all parts are there', async () => {
    const own = await only('movies', { 'Dune (1984)': { 'Dune Part One.mkv': BIG, 'Dune Part Two.mkv': BIG } });
    expect(own.reading).toMatchObject({ title: 'Dune', year: 1984 });
    const stack = await only('movies', { Tide: { 'Tide Part 1.mkv': BIG, 'Tide Part 2.mkv': BIG } });
    expect(stack.files.map(({ part }) => part)).toEqual([1, 2]);
    expect(stack.reading.title).toBe('Tide');
  });

  it('tells two movies apart outside of a folder of that name, where no year says more', async () => {
    const files = { 'Tide Part 1.mkv': BIG, 'Tide Part 2.mkv': BIG };
    for (const tree of [files, { Collection: files }]) {
      const { groups } = await grouped('movies', tree);
      expect(groups.map(({ reading }) => reading.title).sort()).toEqual(['Tide Part 1', 'Tide Part 2']);
    }
    const discs = await only('movies', { 'Tide CD1.avi': BIG, 'Tide CD2.avi': BIG });
    expect(discs.files.map(({ part }) => part)).toEqual([1, 2]);
  });
});

describe('movies: places in a collection', () => {
  const titles = async (kind: 'movies' | 'auto', folder: Parameters<typeof grouped>[1]): Promise<unknown[]> => {
    const { groups } = await grouped(kind, folder);
    return groups.map(({ kind: found, reading }) => [found, reading.title, reading.year]);
  };

  it('are none of the titles', async () => {
    const files = { '01 - Tide (1984).mkv': BIG, '02 - Storm (1987).mkv': BIG, '03 - Fog (1991).mkv': BIG };
    const wanted = [
      ['movie', 'Tide', 1984],
      ['movie', 'Storm', 1987],
      ['movie', 'Fog', 1991],
    ];
    expect(await titles('movies', { Harbour: files })).toEqual(wanted);
    expect(await titles('auto', { Harbour: files })).toEqual(wanted);
  });

  it('are seen without a year where siblings have them too', async () => {
    const files = { '1. Tide.mkv': BIG, '2. Storm.mkv': BIG, '3. Fog.mkv': BIG };
    expect(await titles('movies', { Harbour: files })).toEqual([
      ['movie', 'Tide', undefined],
      ['movie', 'Storm', undefined],
      ['movie', 'Fog', undefined],
    ]);
  });

  it('are no numbers that titles begin with', async () => {
    const files = { '9 Tides.mkv': BIG, '10 Storms.mkv': BIG, '11 - Fog.mkv': BIG, '300.mkv': BIG };
    const found = await titles('movies', { Harbour: files });
    expect(found.map((one) => (Array.isArray(one) ? one[1] : '')).sort()).toEqual([
      '10 Storms',
      '11 - Fog',
      '300',
      '9 Tides',
    ]);
  });

  it('keep the name as it stands as another title', async () => {
    const { groups } = await grouped('movies', {
      Harbour: { '01 - Tide (1984).mkv': BIG, '02 - Fog (1991).mkv': BIG },
    });
    expect(groups[0]?.reading.alternativeTitles).toContain('01 - Tide');
  });
});

describe('movies: a folder that is a year', () => {
  it('gives the year to the movies in it', async () => {
    const { groups } = await grouped('movies', { 2004: { 'Tide.mkv': BIG, 'Fog.mkv': BIG } });
    expect(groups.map(({ reading }) => [reading.title, reading.year])).toEqual([
      ['Fog', 2004],
      ['Tide', 2004],
    ]);
  });

  it('is a title where its movie is called so', async () => {
    const group = await only('movies', { 1917: { '1917.mkv': BIG } });
    expect(group.reading).toMatchObject({ title: '1917' });
    expect(group.reading.year).toBeUndefined();
  });
});
