import { describe, expect, it } from 'vitest';
import { readingLines } from '../../src/cli/commands/parse/lines.ts';
import { reading } from '../store/drafts.ts';

describe('readingLines', () => {
  it('shows an episode with all that its name says', () => {
    const lines = readingLines(
      reading({
        type: 'episode',
        title: 'Show',
        season: 1,
        seasons: [1, 2],
        episodes: [2, 13],
        absolute: [15],
        date: '2017-04-20',
        episodeTitle: 'Pilot',
        part: 2,
        edition: ['extended'],
        versionLabel: 'A',
        resolution: '1080p',
        hdr: ['hdr10'],
        audioCodecs: ['aac'],
        languages: ['en'],
        subtitleLanguages: ['de'],
        proper: true,
        repack: true,
        pins: [{ kind: 'tvdb', value: '1', source: 'file-name', text: '{tvdb-1}' }],
      }),
    );
    expect(lines).toEqual([
      'episode: Show S01E02E13 seasons 1, 2 #15 2017-04-20 part 2 "Pilot"',
      'extended, A, 1080p, hdr10, aac, en, de subtitles, proper, repack',
      'tvdb:1',
    ]);
  });

  it('shows a track, an extra, and what says nothing', () => {
    expect(
      readingLines(reading({ type: 'track', artist: 'A', album: 'B', trackTitle: 'C', disc: 1, track: 2 })),
    ).toEqual(['track: A – B – C disc 1 track 2']);
    expect(readingLines(reading({ title: 'Film', extraType: 'trailer', episodes: [3] }))).toEqual([
      'movie: Film E03 [trailer]',
    ]);
    expect(readingLines(reading({ type: 'unknown' }))).toEqual(['unknown: (no title)']);
  });
});
