import { describe, expect, it } from 'vitest';
import { titleKey } from '../../src/model/title-key.ts';
import { explainReading } from '../../src/naming/explain.ts';
import { readPins } from '../../src/naming/pins.ts';
import { readName } from '../../src/naming/read-name.ts';
import { readSeasonFolder } from '../../src/naming/season-folder.ts';
import { readingToJson } from '../../src/naming/to-json.ts';

describe('readPins', () => {
  const read = (name: string): string[] => readPins(name, 'folder-name').map(({ kind, value }) => `${kind}:${value}`);

  it.each([
    ['Name (1999) {tmdb-603}', ['tmdb:603']],
    ['Name (1999) {tvdb-81189}', ['tvdb:81189']],
    ['Name (1999) {imdb-tt0133093}', ['imdb:tt0133093']],
    ['Name (1999) [tmdbid-603]', ['tmdb:603']],
    ['Name (1999) [tmdbid=603]', ['tmdb:603']],
    ['Name (1999) (imdbid-tt0133093)', ['imdb:tt0133093']],
    ['Name [TVDBID-81189][tmdbid-1396]', ['tvdb:81189', 'tmdb:1396']],
    ['Name [tmdb=603]', ['tmdb:603']],
    ['Name tmdb-603', ['tmdb:603']],
    ['Name tmdbid-603 1080p', ['tmdb:603']],
    ['Name tt0133093', ['imdb:tt0133093']],
    ['Name TT0133093', ['imdb:tt0133093']],
    ['Name [anidb-69]', ['anidb:69']],
    ['Name {anidb2-69}', ['anidb:69']],
    ['Name [tvdb4-81189]', ['tvdb:81189']],
    ['Name {tvmaze-169}', ['tvmaze:169']],
    ['Album [mbid-0A1B2C3D-0000-4000-8000-00000000ABCD]', ['mbid:0a1b2c3d-0000-4000-8000-00000000abcd']],
    ['Album [mbid-12345678-0000-4000-8000-00000000abcd]', ['mbid:12345678-0000-4000-8000-00000000abcd']],
    ['Name {imdb-0133093}', ['imdb:tt0133093']],
    ['Name {tmdb-603} {tmdb-603}', ['tmdb:603']],
  ])('%s', (name, wanted) => expect(read(name)).toEqual(wanted));

  it.each(['Name {tmdb-}', 'Name {edition-Final Cut}', 'Hottt1234567x', 'tt12', 'x-tmdb5-1', 'Name [mbid-12]'])(
    '%s holds none',
    (name) => expect(read(name)).toEqual([]),
  );

  it('says where the pin stands', () => {
    expect(readPins('Name [tmdbid-603]', 'folder-name')[0]?.text).toBe('[tmdbid-603] in the folder name');
  });

  it('are read from the file, its folder and the show folder, in this order', () => {
    const { pins } = readName('Show {tvdb-1}/Season 1 {tmdb-2}/Show S01E01 {imdb-tt0000003}.mkv');
    expect(pins.map(({ kind, source }) => `${kind} ${source}`)).toEqual([
      'imdb file-name',
      'tmdb folder-name',
      'tvdb show-folder',
    ]);
  });
});

describe('readSeasonFolder', () => {
  it.each([
    ['Season 1', 1],
    ['season 02', 2],
    ['Series 3', 3],
    ['Staffel 4', 4],
    ['Saison 5', 5],
    ['Temporada 6', 6],
    ['Stagione 7', 7],
    ['Säsong 8', 8],
    ['SÆSON 9', 9],
    ['Seizoen 10', 10],
    ['Seasong 1', 1],
    ['Sezon 2', 2],
    ['Sezona 3', 3],
    ['SEZÓNA 4', 4],
    ['Sezonul 5', 5],
    ['Série 6', 6],
    ['Séria 7', 7],
    ['Serie 8', 8],
    ['Seria 9', 9],
    ['Kausi 1', 1],
    ['Сезон 2', 2],
    ['シーズン 3', 3],
    ['시즌 4', 4],
    ['S01', 1],
    ['s 3', 3],
    ['01', 1],
    ['1st season', 1],
    ['2nd Season', 2],
    ['3.Staffel', 3],
    ['第2季', 2],
    ['Second Season', 2],
    ['Season 2009', 2009],
    ['Season 7 (2016)', 7],
    ['Season 2 - Total Action', 2],
    ['Specials', 0],
    ['Season 00', 0],
    ['Season 0', 0],
    ['Drive.S01.2160p.WEB-DL', 1],
    ['Season 1 Deluxe Nonsense', undefined],
    ['28 Days Later', undefined],
    ['300', undefined],
    ['Movies', undefined],
    ['', undefined],
    ['Special Forces', undefined],
    ['Show.S01E02', undefined],
    ['Season 12345', undefined],
    ['1 2 3', undefined],
    ['4 сезон', 4],
  ] as const)('%s → %s', (name, wanted) => expect(readSeasonFolder(name)).toBe(wanted));

  it('passes over the name of the show', () => {
    expect(readSeasonFolder('Drive Season 2', 'Drive')).toBe(2);
    expect(readSeasonFolder('2009', 'Late Show')).toBe(2009);
    expect(readSeasonFolder('Season 2 Season 3', 'Season 2')).toBe(3);
    expect(readSeasonFolder('Season 3', '!!!')).toBe(3);
  });
});

describe('titleKey', () => {
  it.each([
    ['WALL·E', 'Wall-E'],
    ['The Office', 'Office, The'],
    ['Amélie', 'Amelie'],
    ['Romeo & Juliet', 'Romeo and Juliet'],
    ['Spider-Man', 'Spiderman'],
    ['Ærø', 'Aero'],
    ['Straße', 'Strasse'],
    ['Ｔｉｔｌｅ', 'title'],
    ['Łódź', 'Lodz'],
  ])('%s = %s', (a, b) => expect(titleKey(a)).toBe(titleKey(b)));

  it('keeps apart what differs', () => {
    expect(titleKey('Wall-E')).not.toBe(titleKey('Walls Have Ears'));
    expect(titleKey('が')).not.toBe(titleKey('か'));
    expect(titleKey('The')).toBe('the');
    expect(titleKey('!!!')).toBe('!!!');
  });
});

describe('readingToJson', () => {
  it('leaves out what is not said and names ids as the field does', () => {
    const json = readingToJson(
      readName('Name (1999) {tmdb-603} {imdb-tt0133093} [mbid-0a1b2c3d-0000-4000-8000-00000000abcd].mkv'),
    );
    expect(json).toMatchObject({
      type: 'movie',
      title: 'Name',
      year: 1999,
      tmdbId: 603,
      imdbId: 'tt0133093',
      mbid: '0a1b2c3d-0000-4000-8000-00000000abcd',
    });
    expect(Object.keys(json)).not.toContain('season');
  });

  it('gives codecs, corrections and extras', () => {
    expect(readingToJson(readName('Show.S01E02.PROPER.REPACK.720p.AC3-GRP'))).toMatchObject({
      audioCodec: ['ac3'],
      proper: true,
      repack: true,
    });
    expect(readingToJson(readName('Name-trailer.mkv'))).toMatchObject({ isExtra: true, extraType: 'trailer' });
  });
});

describe('explainReading', () => {
  it('says which rule claimed which words', () => {
    const lines = explainReading(readName('Show S01E02 {tvdb-5} 1080p.mkv'));
    expect(lines[0]).toBe('read as episode "Show"');
    expect(lines).toContain('file name: "S01E02" → season 1 (episode.sxxeyy, 98 %)');
    expect(lines).toContain('pin tvdb 5: {tvdb-5} in the file name');
  });

  it('says what else the name could mean', () => {
    expect(explainReading(readName('Adam-12')).join('\n')).toContain('or 25 %: episode, title "Adam", absolute 12');
    expect(explainReading(readName('Show.102.hdtv')).join('\n')).toContain('no season, no episodes, absolute 102');
    expect(explainReading(readName('1917')).join('\n')).toContain('no title, year 1917');
    expect(explainReading(readName('Name 2009 720p')).join('\n')).toContain('title "Name 2009", no year');
    expect(explainReading(readName('Name - 102.mkv')).join('\n')).toContain('season 1, episodes 2, no absolute');
  });

  it('shows no control characters', () => {
    expect(explainReading(readName('A\u001b[31mB S01E01.mkv')).join('')).not.toContain('\u001b');
  });
});

describe('alternatives', () => {
  const titles = (name: string): unknown[] =>
    readName(name).alternatives.map(({ title, year, absolute }) => ({ title, year, absolute }));

  it('offer the other reading of a number', () => {
    expect(titles('12 Monkeys')).toEqual([{ title: 'Monkeys', year: undefined, absolute: [12] }]);
    expect(titles('Blade Runner 2049')).toEqual([{ title: 'Blade Runner', year: 2049, absolute: undefined }]);
    expect(titles('24')).toEqual([{ title: null, year: undefined, absolute: [24] }]);
    expect(titles('2009.Harbour.DVDRip')[0]).toEqual({ title: '2009 Harbour', year: null, absolute: undefined });
    expect(titles('Show 2014 S01E01')[0]).toEqual({ title: 'Show 2014', year: null, absolute: undefined });
    expect(titles('Foobar Part 2.mkv')).toHaveLength(1);
  });

  it('are best first', () => {
    const weights = readName('Name - 102.mkv').alternatives.map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });
});
