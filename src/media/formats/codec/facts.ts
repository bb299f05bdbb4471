/** What a codec's own configuration says of the pictures. */
export interface PictureFacts {
  readonly profile?: string | undefined;
  readonly bitDepth?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Pictures a second, as the stream itself times them. */
  readonly frameRate?: number | undefined;
  /** Transfer characteristics of ITU-T H.273: 16 is PQ, 18 is HLG. */
  readonly transfer?: number | undefined;
  /** Whether the configuration holds a message with HDR10+ metadata. */
  readonly hdr10plus?: boolean | undefined;
}

/** What a codec's own configuration says of the sound. */
export interface SoundFacts {
  readonly codec?: string | undefined;
  readonly profile?: string | undefined;
  readonly channels?: number | undefined;
  readonly sampleRate?: number | undefined;
  readonly bitDepth?: number | undefined;
  readonly atmos?: boolean | undefined;
}

/** ITU-T T.35: United States, Samsung, application 4, of which HDR10+ (SMPTE ST 2094-40) is version 1. */
const HDR10_PLUS = Buffer.from('b5003c000104', 'hex');

export function hasHdr10Plus(configuration: Buffer): boolean {
  return configuration.includes(HDR10_PLUS);
}
