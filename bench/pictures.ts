// What artwork costs: `processImage` against one decode, one resize and one encode by sharp, in turns, in CPU time.
// Usage: npm run bench:pictures [-- ROUNDS]

import { loadSharp } from '../src/enrich/sharp-library.ts';
import { DEFAULT_IMAGE_LIMITS, processImage } from '../src/enrich/thumbnails.ts';
import { median } from './measure.ts';

const rounds = Number(process.argv[2] ?? 15);
const sharp = await loadSharp();
const noise = await sharp({
  create: {
    width: 125,
    height: 188,
    channels: 3,
    background: '#345',
    noise: { type: 'gaussian', mean: 128, sigma: 30 },
  },
})
  .png()
  .toBuffer();
const poster = await sharp(noise).resize(1000, 1500, { fit: 'fill', kernel: 'cubic' }).jpeg({ quality: 88 }).toBuffer();

const encode = (effort: number) => () => sharp(poster).resize({ width: 500 }).webp({ quality: 80, effort }).toBuffer();
const work: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['decode, resize, WebP as sharp does by default', encode(4)],
  ['decode, resize, WebP with the least effort', encode(0)],
  ['thumbnails of 200 and 500, and blurhash', () => processImage(poster, DEFAULT_IMAGE_LIMITS)],
];
const times = work.map((): number[] => []);
for (let round = -1; round < rounds; round++) {
  for (const [index, [, run]] of work.entries()) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) times[index]?.push((user + system) / 1000);
  }
}
const medians = times.map(median);
const base = medians[0] ?? Number.NaN;
console.log(`poster of 1000 × 1500, ${poster.length} bytes; median CPU time of ${rounds} rounds`);
for (const [index, [name]] of work.entries()) {
  const ms = medians[index] ?? Number.NaN;
  console.log(`${name.padEnd(48)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / base).toFixed(2)} ×`);
}
for (const effort of [0, 2, 4, 6])
  console.log(`WebP of 500 × 750, effort ${effort}: ${(await encode(effort)()).length} bytes`);
