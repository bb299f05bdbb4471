import type { IFileAbstraction, IStream, SeekOrigin } from 'node-taglib-sharp';
import type { BoundedFile } from '../bounded-file.ts';

/** Reads of one parse; a parser that needs more is going in circles. */
const MAX_READS = 200_000;
const MAX_ATTEMPTS = 24;
const FIRST_LOAD = 64 * 1024;

/**
 * Runs a parser that reads synchronously over a file that is read asynchronously: the parser sees what was loaded so far;
 * where it wants more, that is loaded and the parser runs again. So a slow disk blocks nobody, names need not be UTF-8, and
 * the limits of the file hold. Rejects with what the parser throws, or with the file's own errors.
 */
export async function parseLoaded<T>(
  file: BoundedFile,
  name: string,
  parse: (source: IFileAbstraction) => T,
): Promise<T> {
  await file.load(0, FIRST_LOAD);
  for (let attempt = 0; ; attempt++) {
    const source = memoryFile(file, name);
    let failure: { readonly thrown: unknown } | undefined;
    let value: T | undefined;
    try {
      value = parse(source.abstraction);
    } catch (thrown) {
      failure = { thrown };
    }
    file.check();
    const missing = source.missing();
    if (missing === undefined || attempt === MAX_ATTEMPTS) {
      if (failure !== undefined) throw failure.thrown;
      if (missing === undefined && value !== undefined) return value;
      throw new RangeError('the tags are spread over the whole file');
    }
    // Doubled with every attempt: a parser that searches from end to end shall not be started a thousand times.
    await file.load(missing.offset, Math.max(missing.length, FIRST_LOAD << Math.min(attempt, 8)));
  }
}

function memoryFile(file: BoundedFile, name: string) {
  let missing: { readonly offset: number; readonly length: number } | undefined;
  let position = 0;
  let reads = 0;
  const stream: IStream = {
    canWrite: false,
    length: file.size,
    get position() {
      return position;
    },
    set position(value) {
      position = value;
    },
    close() {},
    read(buffer, offset, length) {
      if (missing !== undefined) throw new RangeError('read after a miss');
      if (++reads > MAX_READS) throw new RangeError('the tags go in circles');
      if (reads % 1024 === 0) file.check();
      if (position < 0 || position >= file.size) return 0;
      const bytes = file.peek(position, length);
      if (bytes === undefined) {
        missing = { offset: position, length: Math.min(length, file.size - position) };
        throw new RangeError('not loaded yet');
      }
      buffer.set(bytes, offset);
      position += bytes.length;
      return bytes.length;
    },
    seek(offset, origin: SeekOrigin) {
      position = offset + (origin === 0 ? 0 : origin === 1 ? position : file.size);
    },
    setLength: refuse,
    write: refuse,
  };
  const abstraction: IFileAbstraction = {
    name,
    get readStream() {
      position = 0;
      return stream;
    },
    get writeStream() {
      return refuse();
    },
    closeStream() {},
  };
  return { abstraction, missing: () => missing };
}

function refuse(): never {
  throw new RangeError('opened for reading only');
}
