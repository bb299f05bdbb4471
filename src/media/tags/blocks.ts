import { mergeBlocks, type TagBlock, type TagFields } from './fields.ts';
import { asfFields } from './origins/asf.ts';
import { id3Fields } from './origins/id3v2.ts';
import { matroskaFields } from './origins/matroska.ts';
import { mp4Fields } from './origins/mp4.ts';
import { id3v1Fields, plainFields } from './origins/plain.ts';
import { riffFields } from './origins/riff.ts';
import type { RawBlock } from './raw-block.ts';

/** Strongest first. ID3v1 comes last: it cuts values at 30 bytes, so that it only fills what no other block has. */
const ORDER = ['matroska', 'vorbis', 'mp4', 'id3v2', 'ape', 'asf', 'aiff', 'diin', 'caf', 'riff', 'bext', 'id3v1'];

const MAPPINGS: ReadonlyMap<string, (block: RawBlock) => TagFields> = new Map([
  ['id3v2', id3Fields],
  ['mp4', mp4Fields],
  ['asf', asfFields],
  ['riff', riffFields],
  ['matroska', matroskaFields],
  ['id3v1', id3v1Fields],
]);

/**
 * The blocks of a file with fields of one vocabulary, the one that outranks the others first: the format's own, ID3v2 before
 * APE but where the format's own is APE.
 */
export function orderBlocks(raw: readonly RawBlock[], apeFirst: boolean): readonly TagBlock[] {
  const order = apeFirst ? ['ape', ...ORDER.filter((origin) => origin !== 'ape')] : ORDER;
  return order
    .flatMap((origin) => raw.filter((block) => block.origin === origin))
    .map((block) => ({ origin: block.origin, fields: (MAPPINGS.get(block.origin) ?? plainFields)(block) }))
    .filter(({ fields }) => fields.size > 0);
}

/** Containers whose own tags are APE's. */
const APE_FORMATS = new Set(['ape', 'wavpack', 'musepack', 'tak', 'tta', 'optimfrog']);

/** All tag blocks of a file as one; undefined where they say nothing of the music. */
export function tagBlockOf(container: string, raw: readonly RawBlock[]): TagBlock | undefined {
  return mergeBlocks(orderBlocks(raw, APE_FORMATS.has(container)));
}
