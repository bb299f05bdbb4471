import type { ByteWindow } from '../../window.ts';
import { u64le } from '../numbers.ts';
import { fileSpan, type Span } from '../span.ts';

const MAX_OBJECTS = 500;
const HEAD = 24;

/** Ids of the objects that are read, as their 16 bytes stand in the file. */
const OBJECTS: ReadonlyMap<string, AsfObjectName> = new Map([
  ['a1dcab8c47a9cf118ee400c00c205365', 'file'],
  ['9107dcb7b7a9cf118ee600c00c205365', 'stream'],
  ['cba5e61472c632438399a96952065b5a', 'extended-stream'],
  ['b503bf5f2ea9cf118ee300c00c205365', 'extension'],
  ['3326b2758e66cf11a6d900aa0062ce6c', 'description'],
  ['40a4d0d207e3d21197f000a0c95ea850', 'extended-description'],
  ['eacbf8c5af5b77488467aa8c44fa4cca', 'metadata'],
  ['941c23449894d149a1411d134e457054', 'library'],
  ['a946437ce0effc4bb229393ede415c85', 'languages'],
  ['01cd87f451a9cf118ee600c00c205365', 'markers'],
]);

export type AsfObjectName =
  | 'file'
  | 'stream'
  | 'extended-stream'
  | 'extension'
  | 'description'
  | 'extended-description'
  | 'metadata'
  | 'library'
  | 'languages'
  | 'markers';

export interface AsfObject {
  readonly name: AsfObjectName | undefined;
  /** Content, behind id and size. */
  readonly span: Span;
  readonly at: number;
  readonly end: number;
}

/** Objects between two places, one by one. */
export function* objectsOf(window: ByteWindow, start: number, end: number): Generator<AsfObject> {
  let at = start;
  for (let count = 0; count < MAX_OBJECTS && at + HEAD <= Math.min(end, window.size); count++) {
    const head = window.read(at, HEAD);
    const size = u64le(head, 16);
    if (head.length < HEAD || size < HEAD) return;
    const next = Math.min(end, at + size);
    const name = OBJECTS.get(head.toString('hex', 0, 16));
    yield { name, at: at + HEAD, end: next, span: fileSpan(window, at + HEAD, next) };
    at += size;
  }
}
