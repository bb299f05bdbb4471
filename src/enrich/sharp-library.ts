import type sharpModule from 'sharp';

export type Sharp = typeof sharpModule;

let loading: Promise<Sharp> | undefined;

/**
 * sharp, loaded at first use: it costs tens of milliseconds at start. Its operation cache is off, because every picture
 * is seen once, and libvips gets one thread a picture: how many pictures are decoded at once is the caller's to bound.
 */
export function loadSharp(): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  return loading;
}
