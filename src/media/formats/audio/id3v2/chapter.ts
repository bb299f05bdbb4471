import { noteCollector } from '../notes.ts';
import { u32be } from '../numbers.ts';
import type { Chapter } from '../reading.ts';
import { decodeFrame } from './decode-frame.ts';
import { contentOf, type FrameContent } from './frame-content.ts';
import { dividedAtNul } from './frame-text.ts';
import { framesOf } from './frames.ts';

/** A CHAP frame: its times, and its title, which is a frame in the frame. */
export function decodeChapter(version: 3 | 4, { bytes }: FrameContent): Chapter | undefined {
  const [, rest] = dividedAtNul(0, bytes);
  if (rest.length < 16) return undefined;
  const start = u32be(rest, 0) / 1000;
  const end = u32be(rest, 4) / 1000;
  const inner = rest.subarray(16);
  const span = { length: inner.length, read: (at: number, length: number) => inner.subarray(at, at + length) };
  const list = { version, span, start: 0, canSeek: true };
  let title: string | undefined;
  for (const frame of framesOf(list, noteCollector())) {
    if (frame.id !== 'TIT2') continue;
    const content = contentOf(list, frame, false, noteCollector());
    title = content === undefined ? undefined : decodeFrame(frame.id, content)?.[1][0];
    break;
  }
  return { start, ...(end > start ? { end } : {}), ...(title === undefined ? {} : { title }) };
}
