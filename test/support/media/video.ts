/** What a made video holds, defaults filled in. */
export interface VideoFile {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly audio: readonly { readonly language: string; readonly channels: number }[];
  readonly subtitles: readonly { readonly language: string; readonly forced: boolean }[];
  /** Of the audio, Hz. */
  readonly sampleRate: number;
  readonly hdr: 'hdr10' | 'hlg' | undefined;
  readonly seed: string | number;
}
