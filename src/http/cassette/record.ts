import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ownValue, wordTable } from '../../model/word-table.ts';
import { PRIVATE_MODE } from '../../util/private-file.ts';
import { canonicalRequest } from '../canonical.ts';
import type { Secrets } from '../secrets.ts';
import type { HopAnswer } from '../wire.ts';
import { bodyFile, type Cassette, cassetteSchema, KEPT_HEADERS } from './format.ts';
import { cassettePath } from './path.ts';

const TEXT_TYPE = /^text\/|[/+](?:json|xml|javascript)\b|^application\/x-www-form-urlencoded\b/;
const EXTENSIONS: ReadonlyMap<string, string> = wordTable({
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
});

/** Writes answers into a directory. */
export type Recorder = (answer: HopAnswer) => Promise<void>;

/**
 * A recorder for a directory. An answer equal to its recording leaves the file as it is, with its time; an answer that
 * only says that the service is in trouble never takes the place of a recording.
 */
export function createRecorder(dir: string, secrets: Secrets): Recorder {
  return async (answer) => {
    const request = canonicalRequest(answer.hop, secrets);
    const path = join(dir, cassettePath(answer.hop.provider, request));
    const { body, file } = bodyOf(answer, path, secrets);
    const headers = KEPT_HEADERS.flatMap((name) => {
      const value = ownValue(answer.headers, name);
      return value === undefined ? [] : [[name, secrets.hide(value)]];
    });
    const cassette: Cassette = {
      request: request,
      response: { status: answer.status, headers: Object.fromEntries(headers), recordedAt: answer.at, body },
    };
    const old = await readOld(path);
    if (old !== undefined && (answer.status === 429 || answer.status >= 500)) return;
    if (file !== undefined) await writeBytes(join(dirname(path), file.name), file.bytes);
    if (old !== undefined && sameButTime(old, cassette)) return;
    await writeAtomically(path, `${JSON.stringify(cassette, null, 2)}\n`);
  };
}

interface RecordedBody {
  readonly body: unknown;
  readonly file?: { readonly name: string; readonly bytes: Buffer };
}

function bodyOf(answer: HopAnswer, path: string, secrets: Secrets): RecordedBody {
  const type = answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (answer.bytes.length === 0) return { body: '' };
  const text = decoded(answer.bytes);
  if (text === undefined || (type !== '' && !TEXT_TYPE.test(type))) {
    const name = `${basename(path, '.json')}.${EXTENSIONS.get(type) ?? 'bin'}`;
    return { body: { file: name }, file: { name, bytes: secrets.hideInBytes(answer.bytes) } };
  }
  const parsed = parsedObject(text);
  // A JSON answer that looks like a reference to a file is kept as text, so that it is not taken for one.
  if (parsed === undefined || bodyFile(parsed) !== undefined) return { body: secrets.hide(text) };
  return { body: secrets.hideInJson(parsed) };
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parsedObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

async function readOld(path: string): Promise<Cassette | undefined> {
  try {
    return cassetteSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function sameButTime(old: Cassette, fresh: Cassette): boolean {
  const timed = { ...old, response: { ...old.response, recordedAt: fresh.response.recordedAt } };
  return JSON.stringify(timed) === JSON.stringify(cassetteSchema.parse(fresh));
}

async function writeBytes(path: string, bytes: Buffer): Promise<void> {
  const old = await readFile(path).catch(() => undefined);
  if (old === undefined || !old.equals(bytes)) await writeAtomically(path, bytes);
}

async function writeAtomically(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', PRIVATE_MODE);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
