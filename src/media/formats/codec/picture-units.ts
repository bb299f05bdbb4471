import { readAvcSequence } from './avc.ts';
import { hasHdr10Plus, type PictureFacts } from './facts.ts';
import { readHevcSequence } from './hevc.ts';
import { readMpegSequence } from './mpeg-video.ts';
import { readVc1Sequence } from './vc1.ts';

const START = Buffer.from([0, 0, 1]);
/** Sequence headers are far shorter; scaling lists are the longest part of them. */
const LONGEST_UNIT = 1024;
const MOST_UNITS = 20_000;
/** Sequence headers that turn out to be none. */
const MOST_TRIES = 20;

export interface StreamPicture extends PictureFacts {
  readonly codec?: string | undefined;
}

/** What the first sequence header in a stream of units with start codes says. Undefined where there is none. */
export function readPictureUnits(codec: string | undefined, data: Buffer): StreamPicture | undefined {
  let at = data.indexOf(START);
  let tries = 0;
  for (let count = 0; at >= 0 && count < MOST_UNITS && tries < MOST_TRIES; count++) {
    const unit = data.subarray(at + 3, at + 3 + LONGEST_UNIT);
    const facts = readUnit(codec, unit);
    if (facts?.width !== undefined) return facts;
    if (facts !== undefined) tries++;
    at = data.indexOf(START, at + 3);
  }
  return undefined;
}

function readUnit(codec: string | undefined, unit: Buffer): StreamPicture | undefined {
  const type = unit[0] ?? 0;
  if (codec === 'h264') return (type & 0x9f) === 7 ? readAvcSequence(toNextUnit(unit)) : undefined;
  if (codec === 'hevc') return type >> 1 === 33 ? readHevcSequence(toNextUnit(unit)) : undefined;
  if (codec === 'vc1') return type === 0x0f ? readVc1Sequence(unit.subarray(1)) : undefined;
  const isMpeg = codec === 'mpeg2video' || codec === 'mpeg1video' || codec === undefined;
  return isMpeg && type === 0xb3 ? readMpegSequence(unit.subarray(1)) : undefined;
}

function toNextUnit(unit: Buffer): Buffer {
  const end = unit.indexOf(START);
  return end < 0 ? unit : unit.subarray(0, end);
}

/** Whether a stream of HEVC units has messages with HDR10+ metadata. */
export function streamHasHdr10Plus(codec: string | undefined, data: Buffer): boolean {
  return codec === 'hevc' && hasHdr10Plus(data);
}
