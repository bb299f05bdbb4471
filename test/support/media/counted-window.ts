import { type ByteWindow, memoryWindow } from '../../../src/media/formats/window.ts';

export interface CountedWindow extends ByteWindow {
  readonly reads: number;
  readonly bytes: number;
}

/** A file in memory that counts what is read of it. `size` may claim more than there is: the rest reads as zeros. */
export function countedWindow(content: Buffer, size = content.length): CountedWindow {
  const window = memoryWindow(content);
  let reads = 0;
  let bytes = 0;
  return {
    size,
    get reads() {
      return reads;
    },
    get bytes() {
      return bytes;
    },
    read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      reads++;
      bytes += wanted;
      const part = window.read(offset, wanted);
      return part.length === wanted ? part : Buffer.concat([part, Buffer.alloc(wanted - part.length)]);
    },
  };
}
