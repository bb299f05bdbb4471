import type { AudioStream, SubtitleStream, VideoStream } from '../../model/media.ts';

/** What one reader found in a container. */
export interface ContainerReading {
  readonly container: string;
  /** Seconds. */
  readonly duration: number | undefined;
  readonly video: readonly VideoStream[];
  readonly audio: readonly AudioStream[];
  readonly subtitles: readonly SubtitleStream[];
  readonly truncated: boolean;
}

/** A number that says something: finite and above zero. */
export function positive(value: number | null | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** Three digits behind the point: frame rates and seconds as their containers mean them. */
export function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
