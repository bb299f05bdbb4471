import { describe, expect, it } from 'vitest';
import { readDiscFolder } from '../../src/library/group/disc-folders.ts';
import { grouped, keysOf, lines, only, rulesOf } from './grouped.ts';

describe('albums: one folder, one album', () => {
  it('below its artist', async () => {
    const group = await only('music', { Artist: { 'Album (1999)': { '01 - One.flac': 1, '02 - Two.flac': 1 } } });
    expect(group).toMatchObject({ key: 'Artist/Album (1999)', kind: 'album', folder: 'Artist/Album (1999)' });
    expect(group.reading).toMatchObject({
      type: 'track',
      artist: 'Artist',
      album: 'Album',
      title: 'Album',
      year: 1999,
    });
    expect(group.files.map(({ reading }) => [reading?.track, reading?.trackTitle])).toEqual([
      [1, 'One'],
      [2, 'Two'],
    ]);
  });

  it('at the top, in shelves, and beside the tracks of its artist', async () => {
    const result = await grouped('music', {
      'Artist - Album': { '1.mp3': 1 },
      Rock: { Artist: { Albums: { Album: { '1.mp3': 1 } }, Singles: { Single: { '1.mp3': 1 } } } },
      Loose: { '1.mp3': 1, Album: { '1.mp3': 1 } },
    });
    expect(keysOf(result)).toEqual([
      'Artist - Album',
      'Loose',
      'Loose/Album',
      'Rock/Artist/Albums/Album',
      'Rock/Artist/Singles/Single',
    ]);
  });

  it('with an id in its folder’s name is pinned', async () => {
    const id = '9162580e-5df4-32de-80cc-f45a8d8a9b1d';
    const group = await only('music', { Artist: { [`Album [mbid-${id}]`]: { '1.mp3': 1 } } });
    expect(group.pins).toMatchObject([{ kind: 'mbid', value: id, source: 'folder-name' }]);
  });

  it('tracks in the root stand for themselves', async () => {
    const result = await grouped('music', { 'One.mp3': 1, 'One.lrc': 1, 'Two.mp3': 1, 'cover.jpg': 1 });
    expect(result.groups.flatMap(lines)).toEqual(['One.mp3: main', 'One.lrc: lyrics → One.mp3', 'Two.mp3: main']);
    expect(keysOf(result)).toEqual(['//One.mp3', '//Two.mp3']);
    expect(rulesOf(result)).toEqual(['cover.jpg: no-media']);
  });
});

describe('albums: discs', () => {
  it.each([
    ['CD1', 'CD2'],
    ['CD 1', 'CD 2'],
    ['Disc 1', 'Disc 2'],
    ['disk_1', 'disk_2'],
    ['Disc 1 - Live', 'Disc 2 - Studio'],
    ['Digital Media 1', 'Digital Media 2'],
    ['Vol. 1', 'Vol. 2'],
    ['Volume 1', 'Volume 2'],
    ['Part 1', 'Part 2'],
    ['Act 1', 'Act 2'],
  ])('in folders %s and %s', async (one, two) => {
    const group = await only('music', {
      Artist: { Album: { [one]: { '01 - A.flac': 1 }, [two]: { '01 - B.flac': 1 }, 'cover.jpg': 1 } },
    });
    expect(group.key).toBe('Artist/Album');
    expect(group.files.map(({ role, reading }) => [role, reading?.disc])).toEqual([
      ['main', 1],
      ['main', 2],
      ['artwork', undefined],
    ]);
  });

  it('beside tracks, and ten of them in their order', async () => {
    const discs = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`CD${index + 1}`, { '1.mp3': 1 }]));
    const group = await only('music', { 'A - B': { '0.mp3': 1, ...discs } });
    expect(group.files.map(({ relativePath }) => relativePath)[10]).toBe('A - B/CD10/1.mp3');
  });

  it('side by side under their album’s name are one album', async () => {
    const group = await only('music', {
      Artist: { 'Box (Disc 1)': { '01 - A.mp3': 1 }, 'Box (Disc 2)': { '01 - B.mp3': 1 } },
    });
    expect(group.key).toBe('Artist//box');
    expect(group.reading).toMatchObject({ artist: 'Artist', album: 'Box' });
    expect(group.files.map(({ reading }) => reading?.disc)).toEqual([1, 2]);
  });

  it('one alone, or two of the same number, are albums', async () => {
    expect(keysOf(await grouped('music', { Artist: { 'Box (Disc 1)': { '1.mp3': 1 } } }))).toEqual([
      'Artist/Box (Disc 1)',
    ]);
    const same = await grouped('music', { Artist: { 'Box (CD1)': { '1.mp3': 1 }, 'Box [Disc 1]': { '1.mp3': 1 } } });
    expect(same.groups).toHaveLength(2);
  });

  it('volumes below an artist are albums of their own', async () => {
    const result = await grouped('music', { Artist: { 'Volume 1': { '1.mp3': 1 }, 'Volume 2': { '1.mp3': 1 } } });
    expect(keysOf(result)).toEqual(['Artist/Volume 1', 'Artist/Volume 2']);
  });

  it.each([
    ['CD1', { number: 1, album: '' }],
    ['Box (Disc 2)', { number: 2, album: 'Box' }],
    ['Discovery', undefined],
    ['ABCD 1', undefined],
    ['Disc', undefined],
  ])('readDiscFolder(%s)', (name, expected) => {
    expect(readDiscFolder(name, true)).toEqual(expected);
  });
});

describe('albums: what lies beside the tracks', () => {
  it.each(['lrc', 'elrc', 'txt'])('lyrics of the same name: .%s', async (extension) => {
    const group = await only('music', { A: { '01.flac': 1, [`01.${extension}`]: 1 } });
    expect(group.lines[1]).toBe(`A/01.${extension}: lyrics → 01.flac`);
  });

  it.each([
    ['cover', 'cover'],
    ['folder', 'cover'],
    ['front', 'cover'],
    ['poster', 'cover'],
    ['jacket', 'cover'],
    ['thumb', 'cover'],
    ['back', 'back'],
    ['discart', 'disc'],
    ['cdart', 'disc'],
    ['cd', 'disc'],
    ['fanart', 'backdrop'],
  ])('artwork: %s', async (name, kind) => {
    expect((await only('music', { A: { '01.flac': 1, [`${name}.jpg`]: 1 } })).files[1]).toMatchObject({
      role: 'artwork',
      artworkKind: kind,
    });
  });

  it('scans, NFO, videos, and things without meaning', async () => {
    const group = await only('music', {
      A: {
        '01.flac': 1,
        'album.nfo': 1,
        'rip.nfo': 1,
        'clip.mkv': 1,
        'x.lrc': 1,
        '01.jpg': 1,
        Scans: { 'p1.png': 1, 'Back.jpg': 1 },
      },
    });
    expect(group.lines.slice(1)).toEqual([
      'A/clip.mkv: extra other',
      'A/album.nfo: nfo',
      'A/Scans/Back.jpg: artwork back',
      'A/01.jpg: other',
      'A/Scans/p1.png: other',
      'A/rip.nfo: other',
      'A/x.lrc: other',
    ]);
  });

  it('files of the artist go with the first album', async () => {
    const result = await grouped('music', {
      Artist: {
        'artist.nfo': 1,
        'folder.jpg': 1,
        'fanart.jpg': 1,
        'empty.jpg': 0,
        A: { '1.mp3': 1 },
        B: { '1.mp3': 1 },
      },
    });
    expect(result.groups.map(lines)).toEqual([
      [
        'Artist/A/1.mp3: main',
        'Artist/artist.nfo: nfo',
        'Artist/folder.jpg: artwork profile',
        'Artist/empty.jpg: other',
        'Artist/fanart.jpg: other',
      ],
      ['Artist/B/1.mp3: main'],
    ]);
  });

  it('music.video and no-media: folders without a track', async () => {
    const result = await grouped('music', { Clips: { 'a.mkv': 1 }, Pictures: { 'a.jpg': 1 } });
    expect(rulesOf(result)).toEqual(['Clips/a.mkv: music.video', 'Pictures/a.jpg: no-media']);
  });
});

describe('folders of media named by their format', () => {
  const FORMATS = [
    'SACD 01',
    'Enhanced CD 02',
    'CD-R 01',
    'HDCD 01',
    'Blu-ray 01',
    'Cassette 01',
    '12" Vinyl 02',
    '12 Vinyl 02',
    '8cm CD 01',
    'Hybrid SACD (CD layer) 01',
    'USB Flash Drive 01',
    'DVD-Audio 02',
    'MiniDisc 01',
    'Reel-to-reel 01',
    '8-Track Cartridge 01',
    'DualDisc (DVD-Video side) 02',
    'Digital Media 01',
    'SHM-CD 1 - Bonus',
    'Other 02',
  ];

  it.each(FORMATS)('%s is a disc of its album, below an artist', async (name) => {
    const other = name.includes('01') || name.includes('1 -') ? name.replace('1', '2') : name.replace('02', '01');
    const folders = { [name]: { '01 - T.mp3': 1 }, [other]: { '01 - T.mp3': 1 } };
    const group = await only('music', { Artist: { 'Album (2000)': folders } });
    expect(group).toMatchObject({ key: 'Artist/Album (2000)', reading: { album: 'Album', year: 2000 } });
    expect(group.files.map(({ reading }) => reading?.disc)).toEqual([1, 2]);
  });

  it('is an album where nothing around it is one', async () => {
    const { groups } = await grouped('music', { Film: { '01 - T.mp3': 1 }, 'Other 5': { '01 - T.mp3': 1 } });
    expect(groups.map(({ key }) => key)).toEqual(['Film', 'Other 5']);
  });
});
