/** What a container's own header says of one track, beside what the library tells. */
export interface TrackExtra {
  readonly type: 'video' | 'audio' | 'subtitle' | 'other';
  readonly codec: string | undefined;
  readonly language: string | undefined;
  readonly forced: boolean;
  readonly dolbyVision: boolean;
  readonly frameRate: number | undefined;
}

export interface ContainerExtra {
  /** A more exact name than the bytes at the start gave. */
  readonly container: string | undefined;
  /** The header promises more bytes than there are. */
  readonly truncated: boolean;
  readonly tracks: readonly TrackExtra[];
}

export const NO_EXTRA: ContainerExtra = { container: undefined, truncated: false, tracks: [] };
