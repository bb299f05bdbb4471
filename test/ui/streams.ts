import { Writable } from 'node:stream';
import type { Output } from '../../src/ui/output.ts';

export interface Capture {
  readonly stream: Output;
  text(): string;
  lines(): string[];
}

/** An output that keeps what is written to it, and tells who asks. */
export function capture(heard?: (text: string) => void): Capture {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      heard?.(String(chunk));
      done();
    },
  });
  const text = () => chunks.join('');
  return { stream, text, lines: () => text().split('\n').slice(0, -1) };
}

/** A reader that takes nothing until it is let go. */
export function stalled(highWaterMark: number): Capture & { release(): void } {
  const chunks: string[] = [];
  let waiting: (() => void) | undefined;
  let open = false;
  const stream = new Writable({
    highWaterMark,
    decodeStrings: false,
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      if (open) done();
      else waiting = done;
    },
  });
  const text = () => chunks.join('');
  return {
    stream,
    text,
    lines: () => text().split('\n').slice(0, -1),
    release() {
      open = true;
      waiting?.();
    },
  };
}

/** A reader that has gone away, or a disk that is full. */
export function broken(code: string): Output {
  return new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error(`write ${code}`), { code }));
    },
  });
}
