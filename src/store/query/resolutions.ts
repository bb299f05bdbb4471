/**
 * Resolutions, the highest first, with the least width and height that count as one: a film of 1920×800 is 1080p, as
 * Radarr and Jellyfin name it.
 */
export const RESOLUTIONS = [
  ['4320p', 5000, 3000],
  ['2160p', 3200, 1800],
  ['1440p', 2400, 1400],
  ['1080p', 1800, 1000],
  ['720p', 1200, 700],
  ['576p', 1000, 540],
  ['480p', 1, 1],
] as const;
export type Resolution = (typeof RESOLUTIONS)[number][0];
/** The resolution of a picture, or undefined where it has no size. */
export function resolutionOf({
  width = 0,
  height = 0,
}: {
  readonly width?: number;
  readonly height?: number;
}): Resolution | undefined {
  return RESOLUTIONS.find(([, wide, high]) => width >= wide || height >= high)?.[0];
}

export const RESOLUTION_NAMES: readonly Resolution[] = RESOLUTIONS.map(([name]) => name);
