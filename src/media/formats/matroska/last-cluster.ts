import type { CachedWindow } from '../cached-window.ts';
import { type Element, eachElement, elementAt, unsigned } from './ebml.ts';
import { CLUSTER } from './segment.ts';

/** How much of the end of the file is searched, in steps. */
const TAILS = [64 * 1024, 512 * 1024];
const CLUSTER_ID = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);
const TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;

/**
 * Where the header does not tell the duration, as of files that were recorded live: the time of the last block, in the units
 * of the segment.
 */
export function lastBlockTime(window: CachedWindow, segment: Element): number | undefined {
  const end = Math.min(segment.end, window.size);
  for (const length of TAILS) {
    const start = Math.max(segment.start, end - length);
    window.prefetch(start, end - start);
    const bytes = window.read(start, end - start);
    for (let at = bytes.lastIndexOf(CLUSTER_ID); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(CLUSTER_ID, at - 1)) {
      const cluster = elementAt(window, start + at, end);
      const time =
        cluster?.id === CLUSTER ? timeOf(window, { ...cluster, end: Math.min(cluster.end, end) }) : undefined;
      if (time !== undefined) return time;
    }
    if (start === segment.start) return undefined;
  }
  return undefined;
}

function timeOf(window: CachedWindow, cluster: Element): number | undefined {
  let time: number | undefined;
  let last = 0;
  const addBlock = ({ start }: Element): void => {
    // The number of the track in one byte or two, then the time relative to the cluster.
    const head = window.read(start, 4);
    const at = (head[0] ?? 0) >= 0x80 ? 1 : 2;
    if (head.length === 4) last = Math.max(last, head.readInt16BE(at));
  };
  eachElement(window, cluster.start, cluster.end, (element) => {
    if (element.id === TIMESTAMP) time ??= unsigned(window, element);
    else if (element.id === SIMPLE_BLOCK) addBlock(element);
    else if (element.id === BLOCK_GROUP) {
      eachElement(window, element.start, element.end, (part) => {
        if (part.id === BLOCK) addBlock(part);
      });
    }
  });
  return time === undefined ? undefined : time + last;
}
