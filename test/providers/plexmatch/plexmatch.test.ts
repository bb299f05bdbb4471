import { describe, expect, it } from 'vitest';
import { readMedia } from '../../../src/media/read-media.ts';
import type { GroupFile } from '../../../src/model/files.ts';
import { plexmatchSource } from '../../../src/providers/plexmatch/index.ts';
import { readPlexmatch } from '../../../src/providers/plexmatch/parse.ts';
import { mainFile } from '../../identify/support.ts';
import { signal, temporaryFolder } from '../../media/temporary.ts';

describe('the source', () => {
  const folder = temporaryFolder();
  const read = async (text: string, some: Partial<GroupFile> = {}) => {
    const path = await folder.put('.plexmatch', text);
    const file: GroupFile = { ...mainFile('.plexmatch'), path, role: 'plexmatch', ...some };
    return plexmatchSource.reader?.read(file, signal, () => readMedia(file, { signal }));
  };

  it('gives title and year of a series, but of a season only ids, since those speak for that season alone', async () => {
    const text = 'Title: Lost\nYear: 2004\nTvdbId: 73739\n';
    const pins = [expect.objectContaining({ kind: 'tvdb', value: '73739' })];
    const claims = [{ title: 'Lost', year: 2004, weight: 1, from: '.plexmatch' }];
    expect(await read(text)).toEqual({ status: 'ok', value: { pins, claims } });
    expect(await read(text, { season: 2 })).toEqual({ status: 'ok', value: { pins, claims: [] } });
    expect(await read('Title: Lost', { season: 2 })).toEqual({ status: 'not-found' });
    expect(await read('Year: 2004')).toEqual({ status: 'not-found' });
  });

  it('tells a file that is larger than any .plexmatch', async () => {
    const answer = await read('# x\n'.repeat(20_000));
    expect(answer).toEqual({
      status: 'ok',
      value: { warnings: [expect.objectContaining({ message: '.plexmatch: it is larger than 64 KiB' })] },
    });
  });
});

describe('readPlexmatch', () => {
  it('reads what Sonarr writes', () => {
    const text =
      'Title: The Office (US)\nYear: 2005\nTvdbId: 73244\nImdbId: tt0386676\nEpisode: S01E01: Season 1/x.mkv\n';
    expect(readPlexmatch(text)).toEqual({
      title: 'The Office (US)',
      year: 2005,
      pins: [
        { kind: 'tvdb', value: '73244', source: 'plexmatch', text: '"TvdbId: 73244" in .plexmatch' },
        { kind: 'imdb', value: 'tt0386676', source: 'plexmatch', text: '"ImdbId: tt0386676" in .plexmatch' },
      ],
    });
  });

  it.each([
    ['show: Name', { title: 'Name', pins: [] }],
    ['\ufefftitle: A\r\ntitle: B\r\nyear: soon\r\n', { title: 'A', pins: [] }],
    ['tmdbid: 1396', { pins: [expect.objectContaining({ kind: 'tmdb', value: '1396' })] }],
    ['guid: tvdb://81189', { pins: [expect.objectContaining({ kind: 'tvdb', value: '81189' })] }],
    ['guid: com.plexapp.agents.thetvdb://81189?lang=en', { pins: [expect.objectContaining({ kind: 'tvdb' })] }],
    ['guid: com.plexapp.agents.themoviedb://1396', { pins: [expect.objectContaining({ kind: 'tmdb' })] }],
    ['guid: imdb://tt0903747', { pins: [expect.objectContaining({ kind: 'imdb', value: 'tt0903747' })] }],
    ['guid: plex://show/5d9c086c', { pins: [] }],
    ['tvdbid: 0\ntmdbid: x\nimdbid: 123\n# tvdbid: 5\nnonsense\nseason: 1\n', { pins: [] }],
    ['tvdbid: 1\ntvdbid: 2', { pins: [expect.objectContaining({ value: '1' })] }],
    ['', { pins: [] }],
  ])('%j', (text, expected) => {
    expect(readPlexmatch(text)).toEqual(expected);
  });
});
