import { fieldCollector, type TagBlock } from './fields.ts';
import { ID3_FRAMES, MP4_ATOMS } from './names.ts';

/** A tag block as the library tells it: keys are those of its format. */
export interface RawBlock {
  readonly origin: string;
  /** Of ID3v2: 2, 3 or 4. */
  readonly version?: number | undefined;
  readonly entries: readonly (readonly [string, readonly string[]])[];
}

/** Frames whose text node-taglib-sharp takes apart at `/` before ID3v2.4; a name like `AC/DC` has one of its own. */
const SPLIT_AT_SLASH = new Set(['TPE1', 'TPE2', 'TCOM']);
const ORDER = ['vorbis', 'mp4', 'id3v2', 'ape', 'asf', 'riff'];

/**
 * The blocks of a file with fields of one vocabulary, the one that outranks the others first: the format's own, ID3v2 before
 * APE but where the format's own is APE. ID3v1 counts only where there is nothing else, since it cuts values at 30 bytes.
 */
export function orderBlocks(raw: readonly RawBlock[], apeFirst: boolean): readonly TagBlock[] {
  const order = apeFirst ? ['ape', ...ORDER] : ORDER;
  const blocks = order
    .flatMap((origin) => raw.filter((block) => block.origin === origin))
    .map(fieldsOfBlock)
    .filter((block) => block.fields.size > 0);
  if (blocks.length > 0) return blocks;
  return raw.filter((block) => block.origin === 'id3v1').map(fieldsOfBlock);
}

function fieldsOfBlock(block: RawBlock): TagBlock {
  const { fields, add, replace } = fieldCollector();
  let day: string | undefined;
  for (const [key, values] of block.entries) {
    const atom = block.origin === 'mp4' ? MP4_ATOMS.get(key) : undefined;
    if (block.origin === 'id3v2') {
      if (key === 'TDAT') day = values[0];
      const old = (block.version ?? 4) < 4 && SPLIT_AT_SLASH.has(key);
      add(id3Name(key), old ? [values.join('/')] : values);
    } else if (atom !== undefined) replace(atom, values);
    else if (block.origin === 'mp4') replace(key, values);
    else add(key, values);
  }
  // ID3v2.3 keeps day and month (`DDMM`) in a frame beside the year.
  const [, date, month] = /^(\d\d)(\d\d)$/.exec(day ?? '') ?? [];
  const [year] = fields.get('YEAR') ?? [];
  if (date !== undefined && month !== undefined && /^\d{4}$/.test(year ?? '')) {
    replace('YEAR', [`${year}-${month}-${date}`]);
  }
  return { origin: block.origin, fields };
}

function id3Name(key: string): string {
  if (key.startsWith('TXXX:')) return key.slice(5);
  if (key === 'UFID:http://musicbrainz.org') return 'MUSICBRAINZ_TRACKID';
  return ID3_FRAMES.get(key) ?? '';
}
