import { promisify } from 'node:util';
import { deflateRaw, inflateRaw, inflateRawSync } from 'node:zlib';
import { createBudget } from './budget.ts';
import type { CacheEntry, KeptAnswer } from './port.ts';

/*
 * How an entry is written, in Redis as in SQLite (big-endian):
 *   0  magic 0xCA   1  version   2  flags (1 = body packed)   3  0
 *   4  status u16   6  length of the texts u16   8  at f64   16  soft f64   24  hard f64
 *  32  bytes of the body when unpacked u32   36  texts, separated by line feeds   …  body
 * The texts are content type, etag, last modified, address and key; older entries have no key.
 */
const MAGIC = 0xca;
const VERSION = 1;
const PACKED = 1;
const HEAD = 36;
/** Packing smaller bodies saves too little for its time. Bytes. */
const PACKED_FROM = 4096;
/** Unpacked on the spot; larger ones beside the event loop. Bytes. */
const AT_ONCE = 64 * 1024;
/** Nothing larger is ever kept, so what claims to be is not ours. Bytes. */
export const LARGEST_BODY = 64 * 1024 * 1024;
/** Longer texts are not kept: their length has 16 bits. */
const LONGEST_TEXTS = 0xffff;
/** Deflate shrinks nothing by more than about 1032, so a body that claims more lies. Source: zlib's technical details. */
const MOST_SHRUNK = 1100;
/** The latest time that a `Date` can hold. Milliseconds since 1970. */
const LATEST = 8.64e15;
/** Bodies unpacked at the same time are at most so many bytes together. */
const unpacking = createBudget(LARGEST_BODY);

const pack = promisify(deflateRaw);
const unpackLarge = promisify(inflateRaw);

/** The entry of an answer; a large body is packed unless it is a picture, which is packed already. */
export async function makeEntry(
  answer: KeptAnswer,
  times: { readonly soft: number; readonly hard: number },
): Promise<CacheEntry> {
  const { body } = answer;
  const dense = answer.contentType?.startsWith('image/') === true;
  const packed = body.length < PACKED_FROM || dense ? undefined : await pack(body, { level: 4 });
  if (packed === undefined || packed.length >= body.length) return { ...answer, ...times, packedFrom: undefined };
  return { ...answer, ...times, body: packed, packedFrom: body.length };
}

/** The answer of an entry, its body as it came; undefined where the body cannot be unpacked. */
export async function unpack(entry: CacheEntry): Promise<KeptAnswer | undefined> {
  const { soft: _soft, hard: _hard, isKeyless: _keyless, packedFrom, ...answer } = entry;
  if (packedFrom === undefined) return answer;
  try {
    const limit = { maxOutputLength: Math.max(1, packedFrom) };
    const body =
      packedFrom <= AT_ONCE
        ? inflateRawSync(entry.body, limit)
        : await unpacking(packedFrom, () => unpackLarge(entry.body, limit));
    return body.length === packedFrom ? { ...answer, body } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the texts of an answer fit into an entry beside its key. */
export function hasFittingTexts({ contentType, etag, lastModified, url }: KeptAnswer, key: string): boolean {
  return textsOf([contentType, etag, lastModified, url, key]).length <= LONGEST_TEXTS;
}

/** The bytes of an entry, which say under which key it is kept. */
export function encodeEntry(entry: CacheEntry, key = ''): Buffer {
  const text = textsOf([entry.contentType, entry.etag, entry.lastModified, entry.url, key]);
  const head = Buffer.alloc(HEAD);
  head[0] = MAGIC;
  head[1] = VERSION;
  head[2] = entry.packedFrom === undefined ? 0 : PACKED;
  head.writeUInt16BE(entry.status, 4);
  head.writeUInt16BE(text.length, 6);
  head.writeDoubleBE(entry.at, 8);
  head.writeDoubleBE(entry.soft, 16);
  head.writeDoubleBE(entry.hard, 24);
  head.writeUInt32BE(entry.packedFrom ?? entry.body.length, 32);
  return Buffer.concat([head, text, entry.body]);
}

function textsOf(texts: readonly (string | undefined)[]): Buffer {
  return Buffer.from(texts.map((one) => (one ?? '').replaceAll('\n', ' ')).join('\n'));
}

/**
 * Reads the entry that is kept under a key. Returns undefined if the bytes are of another version, another program or another
 * key, are cut off, or hold values that no answer can have.
 */
export function decodeEntry(bytes: Buffer, key?: string): CacheEntry | undefined {
  if (bytes.length < HEAD || bytes[0] !== MAGIC || bytes[1] !== VERSION) return undefined;
  const start = HEAD + bytes.readUInt16BE(6);
  if (start > bytes.length) return undefined;
  const body = bytes.subarray(start);
  const size = bytes.readUInt32BE(32);
  const packed = bytes[2] === PACKED;
  if (size > LARGEST_BODY || (packed ? size > body.length * MOST_SHRUNK : size !== body.length)) return undefined;
  const [contentType, etag, lastModified, url, keptUnder] = bytes.toString('utf8', HEAD, start).split('\n');
  const isKeyless = keptUnder === undefined || keptUnder === '';
  if (key !== undefined && !isKeyless && keptUnder !== key) return undefined;
  const status = bytes.readUInt16BE(4);
  const [at, soft, hard] = [bytes.readDoubleBE(8), bytes.readDoubleBE(16), bytes.readDoubleBE(24)];
  if (!isKeptStatus(status) || ![at, soft, hard].every(isTime)) return undefined;
  return {
    status,
    contentType: contentType === '' ? undefined : contentType,
    etag: etag === '' ? undefined : etag,
    lastModified: lastModified === '' ? undefined : lastModified,
    url: url ?? '',
    at,
    soft,
    hard,
    body,
    packedFrom: packed ? size : undefined,
    ...(isKeyless ? { isKeyless } : {}),
  };
}

/** An answer, or one that means "there is none". Anything else is trouble of the service, which is never kept. */
function isKeptStatus(status: number): boolean {
  return (status >= 200 && status < 300) || (status >= 400 && status < 500);
}

function isTime(ms: number): boolean {
  return Number.isFinite(ms) && ms >= 0 && ms <= LATEST;
}
