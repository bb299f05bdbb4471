import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nfoSource } from '../../../src/providers/nfo/index.ts';
import { plexmatchSource } from '../../../src/providers/plexmatch/index.ts';
import { tagsSource } from '../../../src/providers/tags/index.ts';
import { makeAudio, writeTags } from '../../support/media-files.ts';
import { keepsToTheLocalContract } from '../local-contract.ts';
import { localSources } from '../local-sources.ts';

const BOMB = `<?xml version="1.0"?><!DOCTYPE movie [<!ENTITY a "${'ha'.repeat(50)}">${[...'bcdefghij']
  .map((name, place) => `<!ENTITY ${name} "${`&${'abcdefghi'[place]};`.repeat(10)}">`)
  .join('')}]><movie><title>Bomb &j;</title></movie>`;

keepsToTheLocalContract({
  source: nfoSource,
  kind: 'movie',
  role: 'nfo',
  name: 'movie.nfo',
  good: '<movie><title>Alien</title><year>1979</year><uniqueid type="tmdb" default="true">348</uniqueid></movie>',
  damaged: {
    'nothing in it': '',
    'cut in the middle': '<movie><title>Alien</title><plot>In spa',
    'crossed elements': '<movie><title>Alien</movie></title>',
    'no XML': '░▒▓ GROUP ▓▒░ proudly presents',
    'another root': '<rss><title>News</title></rss>',
    'half of a character': Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01]),
    noise: Buffer.from(Array.from({ length: 4096 }, (_, place) => (place * 197 + 31) % 256)),
    'a bomb of entities': BOMB,
    'an entity that is a file':
      '<!DOCTYPE movie [<!ENTITY file SYSTEM "file:///etc/passwd">]><movie><title>&file;</title></movie>',
    'a tower of elements': `<movie>${'<a>'.repeat(100_000)}`,
    'more than a megabyte': `<movie><plot>${'x'.repeat(1024 * 1024)}</plot></movie>`,
    'escape sequences':
      '<movie><title>\u001b]0;owned\u0007Alien&#27;[2J\u009b1m\u202e</title><plot>a&#0;b&#xD800;c</plot></movie>',
    'lying values':
      '<movie><title>Alien</title><year>99999999</year><runtime>-5</runtime><rating>1e308</rating><votes>-1</votes><premiered>9999-99-99</premiered><tmdbid>../../etc/passwd</tmdbid><uniqueid type="imdb">tt</uniqueid></movie>',
    'a title without end': `<movie><title>${'Alien '.repeat(50_000)}</title></movie>`,
  },
});

keepsToTheLocalContract({
  source: plexmatchSource,
  kind: 'series',
  role: 'plexmatch',
  name: '.plexmatch',
  good: 'Title: Lost\nYear: 2004\nTvdbId: 73739\n',
  damaged: {
    'nothing in it': '',
    'no lines of ours': 'hello: world\n\n::::\n',
    noise: Buffer.from(Array.from({ length: 4096 }, (_, place) => (place * 197 + 31) % 256)),
    'escape sequences': 'title: \u001b[2JLost\u009b\u0000\u202e\nguid: tvdb://73739\u001b[31m\n',
    'lying values': 'year: 0000\ntvdbid: -1\ntmdbid: 99999999999999\nimdbid: tt1\nguid: tvdb://../..\n',
    'a title without end': `title: ${'Lost '.repeat(10_000)}`,
    'more than it may be': 'title: Lost\n'.repeat(10_000),
  },
});

const SONG = tagged({ title: 'Airbag', artist: 'Radiohead', album: 'OK Computer', track: 1, date: '1997' });

keepsToTheLocalContract({
  source: tagsSource,
  kind: 'album',
  role: 'main',
  name: 'song.flac',
  good: SONG,
  damaged: {
    'nothing in it': '',
    'another kind of file': 'I am no music.',
    'cut in the middle': SONG.subarray(0, 100),
    'noise behind its mark': Buffer.concat([
      Buffer.from('fLaC'),
      Buffer.from(Array.from({ length: 4096 }, (_, place) => (place * 197 + 31) % 256)),
    ]),
    'escape sequences': tagged({ title: '\u001b[2JAirbag\u0007\u009b', artist: 'a\u0000b', album: '\u0085' }),
    'lying values': tagged({
      title: 'x',
      track: 99_999_999,
      discTotal: 1e9,
      date: '0000-99-99',
      isrc: '../..',
      genres: [''],
    }),
    'a title without end': tagged({ title: 'Airbag '.repeat(50_000), album: 'OK Computer' }),
  },
});

function tagged(wish: Parameters<typeof writeTags>[1]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'revenge-tagged-'));
  try {
    const path = join(folder, 'song.flac');
    writeFileSync(path, makeAudio({ format: 'flac', seconds: 1 }));
    writeTags(path, wish);
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('sources that read no file', () => {
  it('are pictures and names, which the walk has seen', () => {
    expect(localSources.filter(({ reader }) => reader === undefined).map(({ id }) => id)).toEqual(['local', 'name']);
  });
});
