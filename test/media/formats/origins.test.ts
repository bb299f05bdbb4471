import { describe, expect, it } from 'vitest';
import { tagBlockOf } from '../../../src/media/tags/blocks.ts';
import type { RawBlock } from '../../../src/media/tags/raw-block.ts';
import { toAudioTags } from '../../../src/media/tags/to-audio-tags.ts';

function tagsOf(container: string, ...blocks: readonly RawBlock[]) {
  const block = tagBlockOf(container, blocks);
  if (block === undefined) throw new Error('no tags');
  return toAudioTags(block, { hasPicture: false, duration: undefined });
}

const id = '00000001-39f7-470e-963a-56509c546377';

describe('names of each format', () => {
  it('MP4 atoms, and free atoms where no atom has the field', () => {
    const free = (name: string, ...values: readonly string[]) => [`----:com.apple.iTunes:${name}`, values] as const;
    const entries = [
      ['\xa9nam', ['My Song']],
      ['\xa9ART', ['Ann & Bob']],
      ['aART', ['Ann']],
      ['\xa9alb', ['My Album']],
      ['trkn', ['3/9']],
      ['disk', ['1/2']],
      ['\xa9day', ['2001-05-06T07:00:00Z']],
      ['gnre', ['18']],
      ['\xa9wrt', ['C1', 'C2']],
      ['cpil', ['1']],
      ['tmpo', ['128']],
      ['\xa9mvi', ['2']],
      ['\xa9mvc', ['4']],
      ['soar', ['A']],
      free('ARTISTS', 'Ann', 'Bob'),
      free('ALBUMARTIST', 'Somebody else'),
      free('MusicBrainz Track Id', id),
      free('LABEL', 'L1', 'L2'),
      free('initialkey', 'F#m'),
      free('replaygain_track_gain', '-1.5 dB'),
    ] as const;
    expect(tagsOf('mp4', { origin: 'mp4', entries })).toMatchObject({
      title: 'My Song',
      artist: 'Ann & Bob',
      artists: ['Ann', 'Bob'],
      albumArtist: 'Ann',
      album: 'My Album',
      track: 3,
      trackTotal: 9,
      disc: 1,
      discTotal: 2,
      date: '2001-05-06',
      genres: ['Rock'],
      composers: ['C1', 'C2'],
      compilation: true,
      bpm: 128,
      key: 'F#m',
      movementNumber: 2,
      movementTotal: 4,
      artistSort: 'A',
      labels: ['L1', 'L2'],
      ids: { 'musicbrainz-recording': id },
      replayGain: { trackGain: -1.5 },
    });
  });

  it('Matroska with levels of album, disc and track', () => {
    const entries = [
      ['50/TITLE', ['My Album']],
      ['50/ARTIST', ['My Band']],
      ['50/DATE_RELEASED', ['2001']],
      ['40/PART_NUMBER', ['2']],
      ['40/TOTAL_PARTS', ['9']],
      ['50/TOTAL_PARTS', ['2']],
      ['30/TITLE', ['My Song']],
      ['30/PART_NUMBER', ['3']],
      ['60/TITLE', ['Box']],
    ] as const;
    expect(tagsOf('matroska', { origin: 'matroska', entries })).toMatchObject({
      title: 'My Song',
      artist: 'My Band',
      albumArtist: 'My Band',
      album: 'My Album',
      track: 3,
      trackTotal: 9,
      disc: 2,
      discTotal: 2,
      date: '2001',
    });
  });

  it('Matroska without levels, as ffmpeg writes it', () => {
    const entries = [
      ['50/TITLE', ['My Song']],
      ['50/ARTIST', ['My Band']],
      ['50/ALBUM', ['My Album']],
      ['50/PART_NUMBER', ['3']],
    ] as const;
    expect(tagsOf('matroska', { origin: 'matroska', entries })).toMatchObject({
      title: 'My Song',
      artist: 'My Band',
      album: 'My Album',
      track: 3,
    });
  });

  it('fields of a stronger block outrank better names in a weaker one', () => {
    const weak = { origin: 'ape', entries: [['DATE', ['1990']] as const, ['LABEL', ['Weak']] as const] };
    const strong = {
      origin: 'id3v2',
      version: 3,
      entries: [['TYER', ['2001']] as const, ['TPUB', ['Strong']] as const],
    };
    expect(tagsOf('mp3', weak, strong)).toMatchObject({ date: '2001', label: 'Strong', origin: 'id3v2' });
  });

  it('a number of tracks without the track', () => {
    const block = { origin: 'id3v2', version: 4, entries: [['TRCK', ['/9']] as const, ['TIT2', ['T']] as const] };
    expect(tagsOf('mp3', block).trackTotal).toBe(9);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('takes nothing from a tag named %s', (name) => {
    for (const origin of [
      'id3v2',
      'vorbis',
      'ape',
      'mp4',
      'asf',
      'riff',
      'aiff',
      'matroska',
      'id3v1',
      'caf',
      'other',
    ]) {
      const entries = [name, `TXXX:${name}`, `----:com.apple.iTunes:${name}`, `50/${name}`].map(
        (key) => [key, ['x']] as const,
      );
      expect(tagBlockOf('mp3', [{ origin, version: 4, entries }])).toBeUndefined();
    }
  });
});
