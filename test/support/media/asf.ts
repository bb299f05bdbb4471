import { join, le, type Piece } from './bytes.ts';

/** Ids of objects, as their bytes stand in the file. */
const IDS = {
  header: '3026b2758e66cf11a6d900aa0062ce6c',
  file: 'a1dcab8c47a9cf118ee400c00c205365',
  stream: '9107dcb7b7a9cf118ee600c00c205365',
  extension: 'b503bf5f2ea9cf118ee300c00c205365',
  description: '3326b2758e66cf11a6d900aa0062ce6c',
  extendedDescription: '40a4d0d207e3d21197f000a0c95ea850',
  languages: 'a946437ce0effc4bb229393ede415c85',
  extendedStream: 'cba5e61472c632438399a96952065b5a',
  library: '941c23449894d149a1411d134e457054',
  audio: '409e69f84d5bcf11a8fd00805f5c442b',
} as const;

const utf16 = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

function asfObject(id: keyof typeof IDS, ...body: readonly Piece[]): Buffer {
  const content = join(...body);
  return join(Buffer.from(IDS[id], 'hex'), le(content.length + 24, 8), content);
}

export interface AsfWish {
  readonly seconds: number;
  readonly prerollSeconds: number;
  readonly title: string;
  readonly author: string;
  /** Extended Content Description. */
  readonly attributes: readonly (readonly [string, string])[];
  /** Metadata Library, which stands before the other objects. */
  readonly library: readonly (readonly [string, string])[];
  /** Bytes of a picture in the library. */
  readonly picture?: number;
  /** Of the stream. */
  readonly language?: string;
}

/** Header of a WMA file with one stereo stream of 44.1 kHz. */
export function asf(wish: AsfWish): Buffer {
  const { title, author } = wish;
  const library = wish.library.map(([name, value]) => libraryItem(name, 0, utf16(value)));
  if (wish.picture !== undefined) {
    const picture = join(
      Buffer.from([3]),
      le(wish.picture, 4),
      utf16('image/jpeg'),
      utf16(''),
      Buffer.alloc(wish.picture),
    );
    library.unshift(libraryItem('WM/Picture', 1, picture));
  }
  const wave = join(le(0x161, 2), le(2, 2), le(44100, 4), le(16000, 4), le(1485, 2), le(16, 2), le(0, 2));
  const inner = [asfObject('library', le(library.length, 2), library)];
  if (wish.language !== undefined) {
    const name = utf16(wish.language);
    inner.push(
      asfObject('languages', le(1, 2), le(name.length, 1), name),
      asfObject('extendedStream', le(0, 48), le(1, 2), le(0, 2), le(0, 12)),
    );
  }
  const duration = Math.round((wish.seconds + wish.prerollSeconds) * 1e7);
  const objects = [
    asfObject('file', le(0, 16 + 24), le(duration, 8), le(0, 8), le(wish.prerollSeconds * 1000, 8), le(2, 16)),
    asfObject('extension', le(0, 16), le(6, 2), le(join(inner).length, 4), inner),
    asfObject(
      'stream',
      Buffer.from(IDS.audio, 'hex'),
      le(0, 24),
      le(wave.length, 4),
      le(0, 4),
      le(1, 2),
      le(0, 4),
      wave,
    ),
    asfObject(
      'description',
      le(utf16(title).length, 2),
      le(utf16(author).length, 2),
      le(0, 6),
      utf16(title),
      utf16(author),
    ),
    asfObject(
      'extendedDescription',
      le(wish.attributes.length, 2),
      wish.attributes.map(([name, value]) => {
        const [key, text] = [utf16(name), utf16(value)];
        return join(le(key.length, 2), key, le(0, 2), le(text.length, 2), text);
      }),
    ),
  ];
  return asfObject('header', le(objects.length, 4), Buffer.from([1, 2]), objects);
}

function libraryItem(name: string, type: number, value: Buffer): Buffer {
  const key = utf16(name);
  return join(le(0, 4), le(key.length, 2), le(type, 2), le(value.length, 4), key, value);
}
