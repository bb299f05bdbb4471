import { z } from 'zod';
import { RevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import type { AudioTags } from '../model/media.ts';
import { printable } from '../model/text.ts';
import { wordTable } from '../model/word-table.ts';
import { type BoundedFile, withBoundedFile } from './bounded-file.ts';
import { readInThread } from './reader/reader-thread.ts';
import { sniff } from './sniff.ts';
import { orderBlocks } from './tags/blocks.ts';
import { mergeBlocks } from './tags/fields.ts';
import { toAudioTags } from './tags/to-audio-tags.ts';

const TIMEOUT_MS = 15_000;
/** Embedded pictures are read with the tags; nobody has larger ones by intention. */
const MAX_BYTES = 32 * 1024 * 1024;

export type TagsResult =
  | { readonly status: 'ok'; readonly tags: AudioTags }
  /** No tags in it, or a format that has none. */
  | { readonly status: 'none' }
  | { readonly status: 'failed'; readonly error: RevengeError };

export interface TagsOptions {
  readonly signal: AbortSignal;
  /** Default 15 s. */
  readonly timeoutMs?: number;
}

/** node-taglib-sharp's name of a format; `tags-only` where it does not know the format itself but the APE tag at its end. */
const FORMATS: ReadonlyMap<string, { readonly mime: string; readonly tagsOnly?: true }> = wordTable({
  flac: { mime: 'taglib/flac' },
  mp3: { mime: 'taglib/mp3' },
  ogg: { mime: 'taglib/ogg' },
  mp4: { mime: 'taglib/m4a' },
  aac: { mime: 'taglib/aac' },
  wav: { mime: 'taglib/wav' },
  aiff: { mime: 'taglib/aiff' },
  asf: { mime: 'taglib/wma' },
  ape: { mime: 'taglib/ape' },
  wavpack: { mime: 'taglib/ape', tagsOnly: true },
  musepack: { mime: 'taglib/ape', tagsOnly: true },
  tak: { mime: 'taglib/ape', tagsOnly: true },
  tta: { mime: 'taglib/ape', tagsOnly: true },
});

/**
 * The tags in an audio file, whatever its extension says; the names of fields after Picard (conventions §10). Where a file
 * has several kinds of tags, each field is that of the strongest kind that has it, and `origin` names the strongest. Reads
 * tags only, within limits of time and bytes; never throws.
 */
export async function readAudioTags(path: FsPath, options: TagsOptions): Promise<TagsResult> {
  const name = printable(path);
  const limits = { signal: options.signal, timeoutMs: options.timeoutMs ?? TIMEOUT_MS, maxBytes: MAX_BYTES };
  try {
    const tags = await withBoundedFile(path, limits, readTags);
    return tags === undefined ? { status: 'none' } : { status: 'ok', tags };
  } catch (thrown) {
    if (thrown instanceof RevengeError) return { status: 'failed', error: thrown };
    const error = new RevengeError('PROBE_FAILED', `The tags of ${name} cannot be read (${reasonOf(thrown)}).`, {
      cause: thrown,
      hint: 'The file is damaged; write its tags anew with a tagger, or replace it.',
      context: { path: name },
    });
    return { status: 'failed', error };
  }
}

const resultSchema = z.object({
  blocks: z.array(
    z.object({
      origin: z.string(),
      version: z.number().optional(),
      entries: z.array(z.tuple([z.string(), z.array(z.string())])),
    }),
  ),
  milliseconds: z.number().catch(0),
  pictures: z.number(),
});

async function readTags(file: BoundedFile): Promise<AudioTags | undefined> {
  const format = (await sniff(file))?.format ?? '';
  const reader = FORMATS.get(format);
  if (reader === undefined) return undefined;
  const job = { reader: 'taglib', mime: reader.mime, tagsOnly: reader.tagsOnly === true } as const;
  const result = await readInThread(job, file.size, (offset, size) => file.read(offset, size));
  const { blocks, milliseconds, pictures } = resultSchema.parse(result);
  const block = mergeBlocks(orderBlocks(blocks, reader.mime === 'taglib/ape'));
  if (block === undefined) return undefined;
  const seconds = format === 'wavpack' ? await wavpackSeconds(file) : milliseconds / 1000;
  const duration = Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) / 1000 : undefined;
  return toAudioTags(block, { hasPicture: pictures > 0, duration });
}

const WAVPACK_RATES = [
  6000, 8000, 9600, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 192000,
];

/** Length from the first block's header (WavPack 4 and 5 file format): samples, and the index of the rate in the flags. */
async function wavpackSeconds(file: BoundedFile): Promise<number> {
  const head = await file.read(0, 32);
  if (head.length < 32) return 0;
  const samples = head.readUInt32LE(12);
  const rate = WAVPACK_RATES[(head.readUInt32LE(24) >>> 23) & 15];
  return rate === undefined || samples === 0xffffffff ? 0 : samples / rate;
}

function reasonOf(thrown: unknown): string {
  return printable(thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 200);
}
