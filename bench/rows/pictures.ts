import { loadSharp } from '../../src/enrich/sharp-library.ts';
import { DEFAULT_IMAGE_LIMITS, processImage } from '../../src/enrich/thumbnails.ts';
import { median, ownCpu } from '../measure.ts';
import { atMost, type Bench } from '../row.ts';

/** More rounds than others have: a picture takes some hundredths of a second. */
const MORE = 3;

/** What a poster costs: thumbnails and blurhash beside one decode, one resize and one encode by sharp, in CPU time. */
export const pictures: Bench = async ({ rounds }) => {
  const sharp = await loadSharp();
  const poster = await makePoster();
  const plain = () => sharp(poster).resize({ width: 500 }).webp({ quality: 80 }).toBuffer();
  const own = () => processImage(poster, DEFAULT_IMAGE_LIMITS);
  const times: { plain: number[]; own: number[] } = { plain: [], own: [] };
  await plain();
  await own();
  for (let round = 0; round < rounds * MORE; round++) {
    times.plain.push(await cpuOf(plain));
    times.own.push(await cpuOf(own));
  }
  const [used, base] = [median(times.own) * 1000, median(times.plain) * 1000];
  return [
    {
      name: 'poster of 1000 × 1500: thumbnails and blurhash / one decode, resize and encode, CPU',
      ratio: used / base,
      bar: atMost(1.4),
      detail: `${used.toFixed(1)} ms / ${base.toFixed(1)} ms`,
    },
  ];
};

async function makePoster(): Promise<Buffer> {
  const sharp = await loadSharp();
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const create = { width: 125, height: 188, channels: 3, background: '#345', noise } as const;
  const small = await sharp({ create }).png().toBuffer();
  return sharp(small).resize(1000, 1500, { fit: 'fill', kernel: 'cubic' }).jpeg({ quality: 88 }).toBuffer();
}

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = ownCpu();
  await work();
  return ownCpu() - before;
}
