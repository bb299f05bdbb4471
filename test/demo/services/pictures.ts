import { createHash } from 'node:crypto';
import sharp from 'sharp';

/**
 * A picture of our own for an address: two colours that follow from its name, blended across, so that every picture has
 * a content and a blurhash of its own. Portrait for posters, wide for backdrops, square for covers.
 */
export async function pictureFor(address: string): Promise<Buffer> {
  const [width, height] = sizeOf(address);
  const seed = createHash('sha256').update(address).digest();
  const from = [seed[0] ?? 0, seed[1] ?? 0, seed[2] ?? 0];
  const to = [seed[3] ?? 0, seed[4] ?? 0, seed[5] ?? 0];
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const share = (x / width + y / height) / 2;
      for (let channel = 0; channel < 3; channel++) {
        pixels[(y * width + x) * 3 + channel] = Math.round(
          (from[channel] ?? 0) * (1 - share) + (to[channel] ?? 0) * share,
        );
      }
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 50 })
    .toBuffer();
}

function sizeOf(address: string): [number, number] {
  if (address.includes('backdrop')) return [640, 360];
  if (address.includes('cover')) return [400, 400];
  return [400, 600];
}
