import type { PictureFacts } from './facts.ts';

/** `vpcC` of MP4, without the version and flags of its box (VP codec ISO media file format binding). */
export function readVpConfiguration(data: Buffer): PictureFacts {
  if (data.length < 6) return {};
  return {
    profile: `Profile ${data[0]}`,
    bitDepth: depth((data[2] ?? 0) >> 4),
    transfer: data[4],
  };
}

/** The private data of VP9 in WebM: features, each one byte of id, one of length, and the value. */
export function readVp9Features(data: Buffer): PictureFacts {
  const features = new Map<number, number>();
  for (let at = 0; at + 2 < data.length && features.size < 16; at += 2 + (data[at + 1] ?? 0)) {
    features.set(data[at] ?? 0, data[at + 2] ?? 0);
  }
  const profile = features.get(1);
  return { profile: profile === undefined ? undefined : `Profile ${profile}`, bitDepth: depth(features.get(3) ?? 0) };
}

function depth(bits: number): number | undefined {
  return bits === 8 || bits === 10 || bits === 12 ? bits : undefined;
}
