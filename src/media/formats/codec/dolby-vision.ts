export interface DolbyVision {
  readonly dolbyVisionProfile?: number;
  readonly dolbyVisionLevel?: number;
  readonly dolbyVisionCompatibility?: number;
}

/** `dvcC`, `dvvC` and `dvwC` of MP4 and Matroska (Dolby Vision streams within the ISO base media file format, 3.2). */
export function readDolbyVision(data: Buffer): DolbyVision | undefined {
  if (data.length < 5) return undefined;
  const fields = data.readUInt16BE(2);
  return {
    dolbyVisionProfile: fields >> 9,
    dolbyVisionLevel: (fields >> 3) & 63,
    dolbyVisionCompatibility: (data[4] ?? 0) >> 4,
  };
}
