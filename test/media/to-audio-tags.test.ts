import { describe, expect, it } from 'vitest';
import { orderBlocks } from '../../src/media/tags/blocks.ts';
import { mergeBlocks } from '../../src/media/tags/fields.ts';
import { toAudioTags } from '../../src/media/tags/to-audio-tags.ts';

function vorbis(entries: Readonly<Record<string, string | readonly string[]>>) {
  const raw = Object.entries(entries).map(
    ([key, value]) => [key, typeof value === 'string' ? [value] : value] as const,
  );
  const block = mergeBlocks(orderBlocks([{ origin: 'vorbis', entries: raw }], false));
  if (block === undefined) throw new Error('no fields');
  return toAudioTags(block, { hasPicture: false, duration: undefined });
}

describe('toAudioTags', () => {
  it.each([
    ['3', 3, undefined],
    ['03', 3, undefined],
    ['3/12', 3, 12],
    ['3 of 12', 3, 12],
    ['0', undefined, undefined],
    ['0/0', undefined, undefined],
    ['A3', undefined, undefined],
    ['-3', undefined, undefined],
    ['999999999', undefined, undefined],
  ])('reads track number %s', (text, track, total) => {
    const tags = vorbis({ TITLE: 'T', TRACKNUMBER: text });
    expect([tags.track, tags.trackTotal]).toEqual([track, total]);
  });

  it.each([
    ['1999', '1999'],
    ['1999-03', '1999-03'],
    ['1999-03-04', '1999-03-04'],
    ['19990304', '1999-03-04'],
    ['1999/03/04', '1999-03-04'],
    ['1999-03-04T12:00:00Z', '1999-03-04'],
    ['1999-00-00', '1999'],
    ['1999-03-00', '1999-03'],
    ['1999-13-01', '1999'],
    ['0000', undefined],
    ['March', undefined],
    ['99', undefined],
  ])('reads date %s', (text, date) => {
    expect(vorbis({ TITLE: 'T', DATE: text }).date).toBe(date);
  });

  it('reads totals of their own, old names, joined and repeated values', () => {
    const tags = vorbis({
      'album artist': 'AA',
      TRACKNUMBER: '4',
      TOTALTRACKS: '9',
      DISCNUMBER: '1',
      TOTALDISCS: '2',
      YEAR: '2001',
      GENRE: ['Rock; Pop', 'Rock'],
      ARTIST: ['A', 'B'],
      COMPILATION: '0',
      ORGANIZATION: 'L',
      ISRC: 'GB-AAA-99-00001',
      MUSICBRAINZ_ARTISTID: '89AD4AC3-39F7-470E-963A-56509C546377; 00000000-39f7-470e-963a-56509c546377',
      MUSICBRAINZ_ALBUMID: 'none',
    });
    expect(tags).toEqual({
      albumArtist: 'AA',
      artist: 'A; B',
      artists: ['A', 'B'],
      track: 4,
      trackTotal: 9,
      disc: 1,
      discTotal: 2,
      date: '2001',
      genres: ['Rock', 'Pop'],
      compilation: false,
      label: 'L',
      isrc: 'GBAAA9900001',
      ids: { 'musicbrainz-artist': '89ad4ac3-39f7-470e-963a-56509c546377' },
      artistMbids: ['89ad4ac3-39f7-470e-963a-56509c546377', '00000000-39f7-470e-963a-56509c546377'],
      origin: 'vorbis',
      hasPicture: false,
    });
  });

  it('takes control characters and endless values out', () => {
    const tags = vorbis({ TITLE: ' \u0000\u001b[2JT\u0007\ud800 ', ARTIST: 'x'.repeat(100_000), LYRICS: 'a\r\nb' });
    expect(tags.title).toBe('[2JT\ufffd');
    expect(tags.artist).toHaveLength(1000);
    expect(tags.lyrics).toBe('a\nb');
  });

  it('takes no tag for one that says nothing of the music', () => {
    expect(mergeBlocks(orderBlocks([{ origin: 'vorbis', entries: [['ENCODER', ['Lavf']]] }], false))).toBeUndefined();
    expect(mergeBlocks(orderBlocks([{ origin: 'vorbis', entries: [['TITLE', [' ']]] }], false))).toBeUndefined();
  });

  it('ranks APE before ID3v2 only where the format is at home with APE', () => {
    const both = [
      { origin: 'id3v2', version: 4, entries: [['TIT2', ['id3']] as const] },
      { origin: 'ape', entries: [['Title', ['ape']] as const, ['Album', ['only ape']] as const] },
    ];
    const first = mergeBlocks(orderBlocks(both, false));
    expect([first?.origin, first?.fields.get('TITLE'), first?.fields.get('ALBUM')]).toEqual([
      'id3v2',
      ['id3'],
      ['only ape'],
    ]);
    expect(mergeBlocks(orderBlocks(both, true))?.origin).toBe('ape');
  });

  it('leaves frames aside that have no field here', () => {
    const entries = [
      ['TOWN', ['someone']],
      ['UFID:http://other.example', ['x']],
      ['TXXX:ALBUMARTIST', ['From a free frame']],
    ] as const;
    const block = mergeBlocks(orderBlocks([{ origin: 'id3v2', version: 4, entries }], false));
    expect([...(block?.fields ?? [])]).toEqual([['ALBUMARTIST', ['From a free frame']]]);
  });
});
