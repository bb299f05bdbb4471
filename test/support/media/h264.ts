import { inflateRawSync } from 'node:zlib';
import { be, bitWriter, join } from './bytes.ts';

/**
 * One key frame of a plain dark blue, H.264 main profile, at sizes from small to large: the slice alone, deflated, in
 * base64. Sizes between are the next larger picture, cropped by the sequence header.
 */
const SLICES = [
  { width: 16, height: 16, slice: 'S+1osf/8oI7lbE/TRwA=' },
  { width: 320, height: 192, slice: 'S+1osf/8oI7lbE/V68mSYR8uijy6wCAsxrm5q2pCA6sBg9STgC8Fig3LcwMB' },
  {
    width: 640,
    height: 384,
    slice: 'S+1osf/8oI7lbE/V68mSYR8uijy6wMDADERMifsZNLeFrHJgYBC8wCuwtmNFc8eFc0KLxKzcPCAqUBEPJwA=',
  },
  {
    width: 720,
    height: 576,
    slice: 'S+1osf/8oI7lbE/V68mSYR8uijy6wMDADEI2vgFG+39Je4DY2Q0+BzdxGXgzOYgt+MBxI5U1AKqIeMRyFQA=',
  },
  {
    width: 1280,
    height: 720,
    slice: 'S+1osf/8oI7lbE/V68mSYR8uijy6wMDADEasvtv9u9IfrLoD5vEXMKglMFQzME5iYBdgkD/AMJOBxYRBPoHhKAN7BEwL/ZG0IQA=',
  },
  {
    width: 1920,
    height: 1088,
    slice:
      'S+1osf/8oI7lbE/V68mSYR8uijy6wMDADEWMCbmXH838obUdxmcFkTMbGBhqQYwUIKMQxKgHCwMJRl4gwcQEJJhFGBjYExBGjSKSEBMzAA==',
  },
  {
    width: 3840,
    height: 2160,
    slice:
      'S+1osf/8oI7lbE/V68mSYR8uijy6wMDAjIJYG7f7d6U/WHUHRVRQAMZWS4CxauHSjJNgTHa4OvkDMNZMGIPFBMZSUICxjsJ1JqC7ZBSNolE0ikYRNZHaQgA=',
  },
] as const;
const PICTURE_PARAMETERS = Buffer.from('68ee0392c8', 'hex');

export interface H264Picture {
  readonly sps: Buffer;
  readonly pps: Buffer;
  readonly slice: Buffer;
}

/** A key frame of this size (even numbers, at most 3840×2160). */
export function h264Picture(width: number, height: number): H264Picture {
  const source = SLICES.find((slice) => slice.width >= width && slice.height >= height);
  if (source === undefined || width % 2 !== 0 || height % 2 !== 0 || width < 2 || height < 2) {
    throw new RangeError(`no picture of ${width}x${height}: even sizes up to 3840x2160`);
  }
  return {
    sps: sequenceParameters(source, width, height),
    pps: PICTURE_PARAMETERS,
    slice: inflateRawSync(Buffer.from(source.slice, 'base64')),
  };
}

/** `avcC`: what MP4 and Matroska keep beside the frames. */
export function avcConfiguration({ sps, pps }: H264Picture): Buffer {
  return join(be(1, 1), sps.subarray(1, 4), be(0xffe1, 2), be(sps.length, 2), sps, be(1, 1), be(pps.length, 2), pps);
}

/** The frame as MP4 and Matroska hold it: each unit after its length. */
export function lengthPrefixed({ slice }: H264Picture): Buffer {
  return join(be(slice.length, 4), slice);
}

/** The frame as streams hold it: units with start codes, parameters first. */
export function startCoded({ sps, pps, slice }: H264Picture): Buffer {
  return join(...[sps, pps, slice].flatMap((unit) => [be(1, 4), unit]));
}

function sequenceParameters(
  source: { readonly width: number; readonly height: number },
  width: number,
  height: number,
): Buffer {
  const bits = bitWriter()
    .put(0x67_4d_40_33, 32)
    .golomb(0) // id
    .golomb(0) // log2_max_frame_num - 4
    .golomb(2) // picture order count type
    .golomb(0) // reference frames
    .put(0, 1)
    .golomb(Math.ceil(source.width / 16) - 1)
    .golomb(Math.ceil(source.height / 16) - 1)
    .put(0b11, 2); // frames only, direct 8x8 inference
  const right = (Math.ceil(source.width / 16) * 16 - width) / 2;
  const bottom = (Math.ceil(source.height / 16) * 16 - height) / 2;
  if (right === 0 && bottom === 0) bits.put(0, 1);
  else bits.put(1, 1).golomb(0).golomb(right).golomb(0).golomb(bottom);
  return escapeZeros(bits.put(0, 1).put(1, 1).bytes());
}

/** Emulation prevention: no start code may appear inside a unit. */
function escapeZeros(unit: Buffer): Buffer {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(out);
}
