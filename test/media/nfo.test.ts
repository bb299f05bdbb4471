import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNfo } from '../../src/media/nfo/parse-nfo.ts';
import { readNfoFile } from '../../src/media/nfo/read-nfo-file.ts';
import type { NfoReading } from '../../src/model/media.ts';
import { signal, temporaryFolder } from './temporary.ts';

function only(text: string): NfoReading {
  const { readings } = parseNfo(text);
  const [reading] = readings;
  if (reading === undefined || readings.length > 1) throw new Error(`${readings.length} readings`);
  return reading;
}

const MOVIE = `\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>\r
<!-- created on 2024-01-01 - by a media manager -->\r
<movie>\r
  <title>The Matrix</title>\r
  <originaltitle>The Matrix</originaltitle>\r
  <sorttitle>Matrix 1</sorttitle>\r
  <ratings>\r
    <rating name="imdb" max="10" default="true"><value>8,7</value><votes>1,900,000</votes></rating>\r
    <rating name="tomatometerallcritics" max="100"><value>83</value><votes>207</votes></rating>\r
    <rating name="themoviedb"><value>0.0</value><votes>0</votes></rating>\r
  </ratings>\r
  <rating>1.0</rating>\r
  <userrating>9</userrating>\r
  <year>1999</year>\r
  <plot>Thomas &amp; Neo: "free your mind" & wake up <b>now</b>.</plot>\r
  <outline>Short.</outline>\r
  <tagline>Welcome to the Real World.</tagline>\r
  <runtime>136 min</runtime>\r
  <mpaa>Rated R</mpaa>\r
  <certification>US:R / DE:FSK 16</certification>\r
  <id>tt9999999</id>\r
  <uniqueid type="tmdb">603</uniqueid>\r
  <uniqueid type="imdb" default="true">tt0133093</uniqueid>\r
  <uniqueid type="unheard-of">1</uniqueid>\r
  <genre>Action / Science Fiction</genre>\r
  <genre>Action</genre>\r
  <country>United States of America</country>\r
  <country>Australia</country>\r
  <country>Atlantis</country>\r
  <set tmdbcolid="2344"><name>The Matrix Collection</name><overview>…</overview></set>\r
  <tag>dystopia</tag>\r
  <credits>Lana Wachowski / Lilly Wachowski</credits>\r
  <director>Lana Wachowski</director>\r
  <director>Lilly Wachowski</director>\r
  <premiered>1999-03-30</premiered>\r
  <studio>Village Roadshow</studio>\r
  <trailer>plugin://plugin.video.youtube/?action=play_video&videoid=vKQi3bBA1y8</trailer>\r
  <language>eng</language>\r
  <thumb aspect="poster" preview="http://x/p.jpg">https://image.example/poster.jpg</thumb>\r
  <thumb aspect="clearlogo">https://image.example/logo.png</thumb>\r
  <thumb aspect="set.poster">https://image.example/set.jpg</thumb>\r
  <thumb aspect="thumb">https://image.example/land.jpg</thumb>\r
  <thumb>/home/somebody/poster.jpg</thumb>\r
  <fanart><thumb preview="">https://image.example/fanart.jpg</thumb></fanart>\r
  <actor><name>Carrie-Anne Moss</name><role>Trinity</role><order>1</order></actor>\r
  <actor>\r
    <name>Keanu Reeves</name><role>Neo</role><order>0</order>\r
    <thumb>https://image.example/keanu.jpg</thumb><tmdbid>6384</tmdbid><imdbid>nm0000206</imdbid>\r
  </actor>\r
  <actor><role>nobody</role></actor>\r
  <producer><name>Joel Silver</name></producer>\r
  <playcount>3</playcount>\r
  <lockdata>true</lockdata>\r
  <lockedfields>Name|Overview|Nonsense</lockedfields>\r
</movie>\r
`;

describe('a movie', () => {
  it('is read in the terms of the domain', () => {
    expect(parseNfo(MOVIE).warnings).toEqual([]);
    const reading = only(MOVIE);
    expect(reading.ids).toEqual({ tmdb: '603', imdb: 'tt0133093' });
    expect(reading.defaultId).toBe('imdb');
    expect(reading.values).toEqual({
      title: 'The Matrix',
      originalTitle: 'The Matrix',
      sortTitle: 'Matrix 1',
      year: 1999,
      overview: 'Thomas & Neo: "free your mind" & wake up .',
      tagline: 'Welcome to the Real World.',
      runtime: 136,
      genres: ['Action', 'Science Fiction'],
      tags: ['dystopia'],
      ratings: [
        { source: 'imdb', value: 8.7, votes: 1_900_000 },
        { source: 'rottentomatoes', value: 8.3, votes: 207 },
      ],
      releaseDate: '1999-03-30',
      countries: ['US', 'AU'],
      languages: ['en'],
      certifications: [
        { country: 'US', value: 'R' },
        { country: 'DE', value: '16' },
      ],
      trailer: 'https://www.youtube.com/watch?v=vKQi3bBA1y8',
      studios: ['Village Roadshow'],
      collection: { name: 'The Matrix Collection', tmdbId: '2344', overview: '…' },
    });
    expect(reading.credits.map(({ name, job, character, order }) => [name, job ?? character, order])).toEqual([
      ['Keanu Reeves', 'Neo', 0],
      ['Carrie-Anne Moss', 'Trinity', 1],
      ['Lana Wachowski', 'Director', 0],
      ['Lilly Wachowski', 'Director', 1],
      ['Lana Wachowski', 'Writer', 0],
      ['Lilly Wachowski', 'Writer', 1],
      ['Joel Silver', 'Producer', 0],
    ]);
    expect(reading.credits[0]).toMatchObject({
      ids: { imdb: 'nm0000206', 'tmdb-person': '6384' },
      profileUrl: 'https://image.example/keanu.jpg',
    });
    expect(reading.images).toEqual([
      { kind: 'poster', url: 'https://image.example/poster.jpg' },
      { kind: 'logo', url: 'https://image.example/logo.png' },
      { kind: 'landscape', url: 'https://image.example/land.jpg' },
      { kind: 'backdrop', url: 'https://image.example/fanart.jpg' },
    ]);
    expect(reading.lockedFields).toEqual(['*', 'title', 'overview']);
  });

  it('keeps region and script of its languages', () => {
    const text =
      '<movie><title>T</title><language>pt-BR</language><originallanguage>zh_hant</originallanguage></movie>';
    expect(only(text).values).toMatchObject({ languages: ['pt-BR'], originalLanguage: 'zh-Hant' });
  });

  it('has ids in capitals, in addresses, and as a bare number of IMDb in <id>', () => {
    expect(only('<movie><uniqueid type="imdb" default="true">TT0133093</uniqueid></movie>').ids).toEqual({
      imdb: 'tt0133093',
    });
    const address = 'https://www.themoviedb.org/movie/603-x';
    expect(only(`<movie><uniqueid type="tmdb">${address}</uniqueid></movie>`).ids).toEqual({ tmdb: '603' });
    expect(only(`<movie><id>${address}</id></movie>`).ids).toEqual({ tmdb: '603' });
    expect(only('<movie><id>414387</id><imdbid>414387</imdbid></movie>').ids).toEqual({ imdb: 'tt0414387' });
    expect(only('<movie><id>603</id><imdbid>tt0133093</imdbid></movie>').ids).toEqual({
      imdb: 'tt0133093',
      tmdb: '603',
    });
  });

  it('has ids in elements of their own, in old attributes, in <id>', () => {
    expect(only('<movie><tmdbid>603</tmdbid><imdbId>0133093</imdbId></movie>').ids).toEqual({
      tmdb: '603',
      imdb: 'tt0133093',
    });
    expect(only('<movie><id IMDB="tt0133093" TMDB="603"/></movie>').ids).toEqual({ imdb: 'tt0133093', tmdb: '603' });
    expect(only('<movie><id>tt0133093</id></movie>').defaultId).toBe('imdb');
    expect(only('<movie><id>603</id></movie>').ids).toEqual({ tmdb: '603' });
    expect(only('<movie><uniqueid type="tmdb">-1</uniqueid><id>0</id></movie>').ids).toEqual({});
  });

  it('takes ids from the address behind its XML, own ones first', () => {
    const { ids } = only(
      '<movie><title>T</title><tmdbid>1</tmdbid></movie>\nhttps://www.imdb.com/title/tt0133093\nhttps://www.themoviedb.org/movie/603-the-matrix',
    );
    expect(ids).toEqual({ tmdb: '1', imdb: 'tt0133093' });
  });

  it.each([
    ['<rating>7.5</rating><votes>12</votes>', [{ source: 'nfo', value: 7.5, votes: 12 }]],
    ['<communityrating>7,5</communityrating>', [{ source: 'nfo', value: 7.5 }]],
    ['<rating max="100">75</rating>', [{ source: 'nfo', value: 7.5 }]],
    ['<rating>75</rating>', undefined],
    ['<rating>NaN</rating>', undefined],
    ['<rating max="0">5</rating>', undefined],
  ])('rates by %s', (xml, ratings) => {
    expect(only(`<movie>${xml}</movie>`).values.ratings).toEqual(ratings);
  });

  it.each([
    ['2h 16m', 136],
    ['136', 136],
    ['136,4', 136],
    ['2h', 120],
    ['0', undefined],
    ['soon', undefined],
  ])('runs for %s', (text, minutes) => {
    expect(only(`<movie><runtime>${text}</runtime></movie>`).values.runtime).toBe(minutes);
  });

  it.each([
    ['<set>Old Style</set>', { name: 'Old Style' }],
    ['<set/><set><name>A</name></set><collectionnumber>10</collectionnumber>', { name: 'A', tmdbId: '10' }],
    ['<set></set>', undefined],
  ])('belongs to %s', (xml, collection) => {
    expect(only(`<movie>${xml}</movie>`).values.collection).toEqual(collection);
  });

  it.each([
    ['DE-16', [{ country: 'DE', value: '16' }]],
    ['PG-13', [{ country: 'US', value: 'PG-13' }]],
    ['TV-MA', [{ country: 'US', value: 'TV-MA' }]],
    ['16', undefined],
    ['FSK 16', [{ country: 'DE', value: '16' }]],
    ['FSK ab 12', [{ country: 'DE', value: '12' }]],
    ['Germany:16', [{ country: 'DE', value: '16' }]],
    ['BBFC: 15', [{ country: 'GB', value: '15' }]],
    ['United Kingdom:12A', [{ country: 'GB', value: '12A' }]],
    ['Kijkwijzer 12', [{ country: 'NL', value: '12' }]],
    [
      'UK:15 / FSK-16',
      [
        { country: 'GB', value: '15' },
        { country: 'DE', value: '16' },
      ],
    ],
    ['constructor 16', undefined],
  ])('is certified %s', (text, certifications) => {
    expect(only(`<movie><mpaa>${text}</mpaa></movie>`).values.certifications).toEqual(certifications);
  });

  it.each([
    ['uk', ['GB']],
    ['USA/France', ['US', 'FR']],
    ['de', ['DE']],
    ['Nowhere', undefined],
  ])('comes from %s', (text, countries) => {
    expect(only(`<movie><country>${text}</country></movie>`).values.countries).toEqual(countries);
  });
});

describe('series, seasons, episodes', () => {
  it('reads a show: networks, ids in the episode guide, pictures of seasons', () => {
    const reading = only(`<tvshow><title>Show</title><season>5</season><episode>62</episode><studio>AMC</studio>
      <episodeguide>{"tvdb":"81189","tmdb":"1396","imdb":"tt0903747","junk":null}</episodeguide><enddate>2013-09-29</enddate>
      <status>Ended</status><thumb aspect="poster" type="season" season="2">https://i.example/s2.jpg</thumb>
      <art><poster>/local.jpg</poster><fanart>https://i.example/f.jpg</fanart></art></tvshow>`);
    expect(reading).toMatchObject({
      root: 'tvshow',
      ids: { tvdb: '81189', tmdb: '1396', imdb: 'tt0903747' },
      values: { title: 'Show', networks: ['AMC'], endDate: '2013-09-29', status: 'Ended' },
      images: [
        { kind: 'poster', url: 'https://i.example/s2.jpg', season: 2 },
        { kind: 'backdrop', url: 'https://i.example/f.jpg' },
      ],
    });
    expect(reading).not.toHaveProperty('season');
    expect(only('<tvshow><episodeguide>{broken</episodeguide><id>81189</id></tvshow>').ids).toEqual({ tvdb: '81189' });
    expect(only('<tvshow><episodeguide>[]</episodeguide></tvshow>').ids).toEqual({});
  });

  it('reads a season', () => {
    expect(
      only('<season><seasonnumber>0</seasonnumber><title>Specials</title><premiered>2008-01-20</premiered></season>'),
    ).toMatchObject({
      root: 'season',
      season: 0,
      values: { title: 'Specials', seasonNumber: 0, releaseDate: '2008-01-20' },
    });
  });

  it('reads several episodes of one file, even where one is not closed', () => {
    const two = `<?xml version="1.0"?><episodedetails><title>One</title><season>1</season><episode>1</episode>
      <aired>2004-07-16</aired><thumb>https://i.example/1.jpg</thumb><actor><name>G</name><type>GuestStar</type></actor>
      </episodedetails>
      <?xml version="1.0"?><episodedetails><title>Two</title><season>1</season><episode>2</episode></episodedetails>
      https://thetvdb.com/series/12345`;
    const { readings, warnings } = parseNfo(two);
    expect(readings.map(({ season, episode, values }) => [season, episode, values.title])).toEqual([
      [1, 1, 'One'],
      [1, 2, 'Two'],
    ]);
    expect(readings[0]).toMatchObject({
      ids: {},
      images: [{ kind: 'still' }],
      credits: [{ guest: true }],
      values: { releaseDate: '2004-07-16', seasonNumber: 1, episodeNumber: 1 },
    });
    expect(warnings).toEqual([]);
    const unclosed = parseNfo('<episodedetails><title>One</title><episodedetails><title>Two</title></episodedetails>');
    expect(unclosed.readings.map((reading) => reading.values.title)).toEqual(['One', 'Two']);
    expect(unclosed.warnings).toEqual(['<episodedetails> is not closed']);
    const wrapped = parseNfo(
      '<multiepisodenfo><episodedetails><title>A</title></episodedetails><episodedetails/></multiepisodenfo>',
    );
    expect(wrapped.readings).toHaveLength(2);
  });
});

describe('music', () => {
  it('reads an artist without taking its albums for roots', () => {
    const { readings } = parseNfo(`<artist><name>U2</name><sortname>U2</sortname><biography>Irish.</biography>
      <musicBrainzArtistID>A3CB23FC-acd3-4ce0-8f36-1e5aa6a18432</musicBrainzArtistID><style>Rock/Pop</style>
      <album><title>Boy</title><year>1980</year></album></artist>`);
    expect(readings).toHaveLength(1);
    expect(readings[0]).toMatchObject({
      root: 'artist',
      ids: { 'musicbrainz-artist': 'a3cb23fc-acd3-4ce0-8f36-1e5aa6a18432' },
      values: { title: 'U2', overview: 'Irish.', tags: ['Rock/Pop'] },
    });
  });

  it('reads an album', () => {
    const reading = only(`<album><title>Boy</title><review>Good.</review><label>Island</label>
      <musicbrainzalbumid>59b5a40b-e2fd-3f18-a218-e8c9aae12ab5</musicbrainzalbumid>
      <musicbrainzreleasegroupid>6c301dbd-6ccb-3403-a6c4-6a22240a0297</musicbrainzreleasegroupid>
      <type>album / compilation</type><releasetype>album</releasetype><releasestatus>official</releasestatus>
      <releasedate>1980-10-20</releasedate><albumArtistCredits><artist>U2</artist></albumArtistCredits>
      <thumb aspect="thumb">https://i.example/cover.jpg</thumb><thumb aspect="back">https://i.example/b.jpg</thumb></album>`);
    expect(reading).toMatchObject({
      ids: {
        'musicbrainz-release': '59b5a40b-e2fd-3f18-a218-e8c9aae12ab5',
        'musicbrainz-release-group': '6c301dbd-6ccb-3403-a6c4-6a22240a0297',
      },
      values: {
        title: 'Boy',
        overview: 'Good.',
        label: 'Island',
        releaseTypes: ['Album', 'Compilation'],
        releaseStatus: 'official',
        releaseDate: '1980-10-20',
        albumArtist: 'U2',
      },
      images: [{ kind: 'cover' }, { kind: 'back' }],
    });
  });
});

describe('files of addresses alone', () => {
  const uuid = '59b5a40b-e2fd-3f18-a218-e8c9aae12ab5';
  it.each([
    ['https://www.themoviedb.org/movie/603-the-matrix?language=de', { tmdb: '603' }],
    ['https://www.themoviedb.org/tv/1396', { tmdb: '1396' }],
    ['http://www.imdb.com/title/tt0133093/', { imdb: 'tt0133093' }],
    ['https://www.imdb.com/de/title/tt0133093/reference', { imdb: 'tt0133093' }],
    ['https://thetvdb.com/?tab=series&id=81189&lid=7', { tvdb: '81189' }],
    ['https://thetvdb.com/series/81189', { tvdb: '81189' }],
    ['https://thetvdb.com/dereferrer/series/81189', { tvdb: '81189' }],
    [`https://musicbrainz.org/release/${uuid}`, { 'musicbrainz-release': uuid }],
    [`https://musicbrainz.org/release-group/${uuid}`, { 'musicbrainz-release-group': uuid }],
    [`https://musicbrainz.org/artist/${uuid}`, { 'musicbrainz-artist': uuid }],
    ['https://www.tvmaze.com/shows/169/x', { tvmaze: '169' }],
    ['https://anidb.net/anime/69', { anidb: '69' }],
    ['https://www.wikidata.org/wiki/Q83495', { wikidata: 'Q83495' }],
    [
      'https://www.themoviedb.org/movie/583689\nhttps://www.imdb.com/title/tt4154796',
      { tmdb: '583689', imdb: 'tt4154796' },
    ],
  ])('%s', (text, ids) => {
    expect(parseNfo(text)).toEqual({
      readings: [{ root: 'url-only', ids, values: {}, credits: [], images: [], lockedFields: [] }],
      warnings: [],
    });
  });
});

describe('what is not for us', () => {
  it.each([
    ['ASCII art', ' ▄▄▄  █▀▀ <<-- SCENE GROUP -->> & friends ▄▄▄\n'.repeat(30)],
    [
      'art with an address in it',
      `${'█▀▀ proudly presents ▀▀█\n'.repeat(30)} iMDB: http://www.imdb.com/title/tt0133093/`,
    ],
    ['a letter', 'Dear reader, nothing to see.'],
    ['another XML', '<?xml version="1.0"?><rss><channel/></rss>'],
  ])('%s is foreign', (_, text) => {
    expect(parseNfo(text)).toEqual({ readings: [], warnings: ['foreign'] });
  });

  it('tells what else is of no use', () => {
    expect(parseNfo('  \r\n').warnings).toEqual(['it is empty']);
    expect(parseNfo(`<movie>${'x'.repeat(1024 * 1024)}</movie>`).warnings).toEqual(['it is larger than 1 MiB']);
    expect(parseNfo('<musicvideo><album>A</album></musicvideo>')).toEqual({
      readings: [],
      warnings: ['its root <musicvideo> is of no use here'],
    });
  });
});

describe('hostile and broken text', () => {
  it('expands no entities', () => {
    const laughs = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const { readings, warnings } = parseNfo(
      `<!DOCTYPE movie [<!ENTITY l0 "ha">${laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]><movie><title>&l30;&x;&eacute;</title></movie>`,
    );
    expect(readings[0]?.values.title).toBe('&l30;&x;&eacute;');
    expect(warnings).toEqual(['it declares entities, which are not expanded']);
    expect(only('<!DOCTYPE movie><movie><title>T</title></movie>').values.title).toBe('T');
  });

  it('reads numbers, CDATA, and leaves what is no entity', () => {
    expect(only('<movie><title>&#65;&#x42;&#0;&#x110000;&amp;lt; AT&T <3</title></movie>').values.title).toBe(
      'AB&#0;&#x110000;&lt; AT&T <3',
    );
    expect(only('<movie><plot><![CDATA[a < b & c]]></plot></movie>').values.overview).toBe('a < b & c');
    expect(only('<movie><plot>x<![CDATA[open').values.overview).toBe('xopen');
  });

  it('forgives missing and crossed tags, missing quotes, capitals', () => {
    expect(only('<MOVIE><Title>T</TITLE><uniqueid type=tmdb>603</uniqueid></MOVIE>')).toMatchObject({
      ids: { tmdb: '603' },
      values: { title: 'T' },
    });
    expect(only('<movie><b><title>T</b></title><year>1999</year></x></movie>').values.year).toBe(1999);
    const cut = parseNfo('<movie><title>T</title><plot>Once upon');
    expect(cut.readings[0]?.values).toEqual({ title: 'T', overview: 'Once upon' });
    expect(cut.warnings).toEqual(['it ends inside <movie>']);
  });

  it('takes control characters out', () => {
    expect(only('<movie><title>\u0000T\u001b]0;x\u0007\ud800</title></movie>').values.title).toBe('T]0;x\ufffd');
  });

  it('bounds depth and number', () => {
    const deep = parseNfo(`<movie>${'<a>'.repeat(5000)}<title>T</title>`);
    expect(deep.readings).toHaveLength(1);
    expect(deep.warnings).toContain('elements are nested too deep');
    const wide = parseNfo(`<movie><title>T</title>${'<a/>'.repeat(100_000)}</movie>`);
    expect(wide.readings[0]?.values.title).toBe('T');
    expect(wide.warnings).toContain('it has too many elements');
    const many = parseNfo(`<movie>${'<actor><name>A</name></actor>'.repeat(10_000)}</movie>`);
    expect(many.readings[0]?.credits).toHaveLength(500);
  });

  it.each([
    ['an open tag', '<movie><a '.padEnd(900_000, 'x="')],
    ['brackets', `<movie>${'<'.repeat(900_000)}`],
    ['comments', `<movie>${'<!--'.repeat(200_000)}`],
    ['doctypes', `<movie>${'<!doctype'.repeat(90_000)}`],
    ['ampersands', `<movie><title>${'&'.repeat(900_000)}`],
    ['spaces', `<movie><genre>${' '.repeat(400_000)}/${' '.repeat(400_000)}</genre>`],
    ['quotes', `<movie ${'a="'.repeat(250_000)}`],
    ['addresses', 'https://thetvdb.com/?'.repeat(45_000)],
  ])('does not stumble over endless %s', (_, text) => {
    expect(parseNfo(text).readings.length).toBeLessThanOrEqual(1);
  });

  it('survives anything', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<movie>',
        '</movie>',
        '<episodedetails>',
        '<title>',
        '</title>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
      ),
      fc.constantFrom(
        '<!DOCTYPE [',
        ']>',
        '&amp;',
        '&#',
        '<uniqueid type="',
        '"',
        '>',
        '/>',
        '<set',
        '<thumb aspect=',
        '<?',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { readings, warnings } = parseNfo(pieces.join(''));
        expect(Array.isArray(readings)).toBe(true);
        expect(warnings.every((warning) => typeof warning === 'string')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a movie cut anywhere', () => {
    for (let length = 200; length < MOVIE.length; length += 37) {
      const { readings } = parseNfo(MOVIE.slice(0, length));
      expect(readings[0]?.values.title).toMatch(/^The Matrix$|^The/);
    }
  });
});

describe('readNfoFile', () => {
  const folder = temporaryFolder();
  const xml = '<movie><title>Café – 題</title></movie>';
  const utf16 = Buffer.from(`\ufeff${xml}`, 'utf16le');

  it.each([
    ['UTF-8', Buffer.from(xml), 'Café – 題'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${xml}`), 'Café – 題'],
    ['UTF-16 LE', utf16, 'Café – 題'],
    ['UTF-16 BE', Buffer.from(utf16).swap16(), 'Café – 題'],
    ['UTF-16 without a mark', Buffer.from(xml, 'utf16le'), 'Café – 題'],
    ['Windows-1252', Buffer.from('<movie><title>Caf\xe9 \x96 x</title></movie>', 'latin1'), 'Café – x'],
  ])('reads %s', async (name, bytes, title) => {
    const read = await readNfoFile(await folder.put(`${name}.nfo`, bytes), signal);
    expect(read).toMatchObject({ status: 'ok', readings: [{ values: { title } }], warnings: [] });
  });

  it('tells a file that is empty, too large, gone or not its turn any more', async () => {
    expect(await readNfoFile(await folder.put('empty.nfo', ''), signal)).toEqual({
      status: 'ok',
      readings: [],
      warnings: ['it is empty'],
    });
    const large = await folder.put('large.nfo', Buffer.alloc(1024 * 1024 + 1, 0x20));
    expect(await readNfoFile(large, signal)).toMatchObject({ status: 'ok', warnings: ['it is larger than 1 MiB'] });
    const gone = await readNfoFile(folder.path('gone.nfo'), signal);
    expect(gone).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
    expect(await readNfoFile(large, AbortSignal.abort())).toMatchObject({ error: { code: 'INTERRUPTED' } });
  });
});

describe('an NFO file in the encoding that it declares', () => {
  const folder = temporaryFolder();

  it.each<[string, string, Uint8Array]>([
    ['windows-1251', 'Брат', Uint8Array.of(0xc1, 0xf0, 0xe0, 0xf2)],
    ['koi8-r', 'Брат', Uint8Array.of(0xe2, 0xd2, 0xc1, 0xd4)],
    ['iso-8859-2', 'Łódź', Uint8Array.of(0xa3, 0xf3, 0x64, 0xbc)],
    ['ISO-8859-1', 'Café', Uint8Array.of(0x43, 0x61, 0x66, 0xe9)],
    ['windows-1252', '“x”', Uint8Array.of(0x93, 0x78, 0x94)],
    ['shift_jis', '映画', Uint8Array.of(0x89, 0x66, 0x89, 0xe6)],
    ['gbk', '电影', Uint8Array.of(0xb5, 0xe7, 0xd3, 0xb0)],
    ['utf-16', 'Straße', Buffer.from('Straße')],
    ['no-such-encoding', 'Café', Uint8Array.of(0x43, 0x61, 0x66, 0xe9)],
  ])('%s', async (encoding, title, bytes) => {
    const head = Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>\n<movie><title>`);
    const path = await folder.put('x.nfo', Buffer.concat([head, bytes, Buffer.from('</title></movie>')]));
    expect(await readNfoFile(path, signal)).toMatchObject({ status: 'ok', readings: [{ values: { title } }] });
  });
});
