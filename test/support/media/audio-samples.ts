import { makeAudio } from '../media-files.ts';
import { asf } from './asf.ts';
import { chunk, riff } from './avi.ts';
import { be, join, le } from './bytes.ts';
import { dff, dsf } from './dsd.ts';
import { id3Frame, id3Tag, id3Text, id3v1 } from './id3.ts';
import { oggStream } from './ogg-pages.ts';
import { adts, apeTag, caf, musepack7, musepack8, optimFrog, tak, trueAudio } from './sound-heads.ts';
import { flacPicture, vorbisComment } from './vorbis-comment.ts';

const COMMENTS = ['TITLE=T', 'ARTIST=A', 'CHAPTER001=00:00:01.000', 'METADATA_BLOCK_PICTURE='];

/** Small files of every format of sound, with tags of every kind, by the format that `sniff` names. */
export function audioSamples(): readonly (readonly [string, Buffer])[] {
  const ape = apeTag([
    ['Title', 'T'],
    ['Artist', 'A\0B'],
  ]);
  const v23 = id3Tag({
    version: 3,
    frames: [
      id3Text(3, 'TIT2', 'T'),
      id3Frame(3, 'APIC', '\0image/png\0\x03\0picture'),
      id3Text(3, 'TCON', '(17)Rock'),
    ],
    padding: 30,
  });
  const v24 = id3Tag({
    version: 4,
    flags: 0x10,
    frames: [
      id3Frame(4, 'TIT2', join('\x01\xff\xfe', Buffer.from('T\0U', 'utf16le'))),
      id3Frame(4, 'TMCL', '\x03guitar\0A\0'),
      id3Frame(4, 'CHAP', join('a\0', be(0, 4), be(1, 4), be(0, 8), id3Text(4, 'TIT2', 'C'))),
      id3Frame(4, 'SYLT', join('\x03eng\x02\x01x\0la\0', be(5, 4))),
    ],
  });
  // The size of a frame does not count the zero that unsynchronisation puts in.
  const stuffedTitle = join('TT2', be(4, 3), '\0T\xff\0\xe0');
  const stuffed = id3Tag({ version: 2, flags: 0x80, frames: [stuffedTitle, id3Text(2, 'TAL', 'A')] });
  const old = id3v1({ title: 'T', artist: 'A', genre: 17, track: 3 });
  const opusHead = join('OpusHead', be(1, 1), be(2, 1), le(312, 2), le(48000, 4), le(0, 2), be(0, 1));
  const comment = join(
    'OpusTags',
    vorbisComment([...COMMENTS.slice(0, 3), `${COMMENTS[3]}${flacPicture(60).toString('base64')}`]),
  );
  const ogg = (serial: number): readonly Buffer[] =>
    oggStream(serial, [opusHead, comment, Buffer.alloc(40)], 96_000, 1);
  const format = chunk('fmt ', le(1, 2), le(1, 2), le(8000, 4), le(16000, 4), le(2, 2), le(16, 2));
  const list = chunk('LIST', 'INFO', [chunk('INAM', 'T\0'), chunk('IART', 'A\0')]);
  const wav = riff('WAVE', format, list, chunk('data', Buffer.alloc(60)), chunk('id3 ', v23));
  const wma = asf({
    seconds: 2,
    prerollSeconds: 3,
    title: 'T',
    author: 'A',
    attributes: [['WM/Year', '2001']],
    library: [['Author', 'B']],
    picture: 9,
  });
  const sounds = [
    ['ape', makeAudio({ format: 'ape', seconds: 2 })],
    ['wavpack', makeAudio({ format: 'wv', seconds: 1 })],
    ['musepack', musepack7(100, 5)],
    ['musepack', musepack8(9000, 5)],
    ['tta', trueAudio(9000)],
    ['tak', tak(9000)],
    ['optimfrog', optimFrog(9000)],
  ] as const;
  return [
    ['mp3', join(v23, v24, makeAudio({ format: 'mp3', seconds: 2 }), ape, old)],
    ['mp3', join(stuffed, makeAudio({ format: 'mp3', seconds: 2 }), v24, old)],
    ['aac', join(v24, adts(10), old)],
    ['flac', join(v24, makeAudio({ format: 'flac', seconds: 1 }))],
    ['ogg', join(ogg(1), ogg(2))],
    ['wav', wav],
    ['aiff', aiffWithName()],
    ['asf', wma],
    ['dsf', dsf(800, v23)],
    ['dff', dff(800, 'T', 'A', join('ID3 ', be(v23.length, 8), v23))],
    ['caf', caf(40, [['title', 'T']])],
    ...sounds.map(([name, sound]) => [name, join(v23, sound, ape, old)] as const),
  ];
}

function aiffWithName(): Buffer {
  const aiff = join(makeAudio({ format: 'aiff', seconds: 0.01 }), 'NAME', be(1, 4), 'T\0');
  aiff.writeUInt32BE(aiff.length - 8, 4);
  return aiff;
}
