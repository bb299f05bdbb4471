import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBlurhashValid } from 'blurhash';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blurhashComponents } from '../../src/enrich/blurhash.ts';
import { openImageStore } from '../../src/enrich/image-store.ts';
import { readLocalImage } from '../../src/enrich/local-image.ts';
import { DEFAULT_IMAGE_LIMITS, pictureError, processImage } from '../../src/enrich/thumbnails.ts';
import { pathFromBytes } from '../../src/model/paths.ts';
import { picture } from './pictures.ts';

const MAKE_PIPE = 'mkfifo';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-images-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  [1000, 1500, 4, 5],
  [1920, 1080, 6, 4],
  [500, 500, 5, 5],
  [1000, 185, 9, 2],
  [100, 10000, 1, 9],
])('a picture of %i × %i has a blurhash of %i × %i components', (width, height, x, y) => {
  expect(blurhashComponents(width, height)).toEqual({ x, y });
});

test('a deadline says nothing about a picture: it is tried again, while a damaged one is not', () => {
  const late = pictureError(new Error('timeout: 33% complete'), 20);
  expect([late.code, late.message]).toEqual(['READ_LIMIT', 'decoding the picture took longer than 20 s']);
  expect(pictureError(new Error('VipsJpeg: premature end\nmore'), 20)).toMatchObject({
    code: 'IMAGE_INVALID',
    message: 'not a usable picture: VipsJpeg: premature end',
  });
});

describe('processImage', () => {
  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('takes %s', async (format) => {
    const {
      format: extension,
      width,
      height,
      blurhash,
      thumbnails,
    } = await processImage(await picture(600, 900, format), DEFAULT_IMAGE_LIMITS);
    expect({ extension, width, height }).toEqual({
      extension: format === 'jpeg' ? 'jpg' : format,
      width: 600,
      height: 900,
    });
    expect(isBlurhashValid(blurhash)).toEqual({ result: true });
    expect(thumbnails.map((each) => [each.width, each.height])).toEqual([
      [200, 300],
      [500, 750],
    ]);
    expect((await sharp(thumbnails[0]?.bytes).metadata()).format).toBe('webp');
  });

  test('thumbnails are never larger than the picture, and each width is made once', async () => {
    const { thumbnails } = await processImage(await picture(300, 450), {
      ...DEFAULT_IMAGE_LIMITS,
      thumbnailWidths: [900, 500, 200, 200],
      thumbnailFormat: 'jpeg',
    });
    expect(thumbnails.map(({ width }) => width)).toEqual([200, 300]);
    expect((await sharp(thumbnails[0]?.bytes).metadata()).format).toBe('jpeg');
  });

  test('a very high strip is scaled down to a thumbnail of bounded height', async () => {
    const { width, height, blurhash, thumbnails } = await processImage(await picture(60, 6000), DEFAULT_IMAGE_LIMITS);
    expect({ width, height, thumbnails: thumbnails.map((each) => each.height) }).toEqual({
      width: 60,
      height: 6000,
      thumbnails: [480],
    });
    expect(isBlurhashValid(blurhash)).toEqual({ result: true });
  });

  test('a picture turned by its EXIF is measured and shrunk as it is seen', async () => {
    const turned = await sharp(await picture(600, 300))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { width, height, thumbnails } = await processImage(turned, {
      ...DEFAULT_IMAGE_LIMITS,
      thumbnailWidths: [100],
    });
    expect({ width, height, thumbnail: thumbnails[0]?.height }).toEqual({ width: 300, height: 600, thumbnail: 200 });
  });

  test('a picture with transparency has a blurhash too', async () => {
    const logo = await sharp({
      create: { width: 400, height: 100, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
    })
      .png()
      .toBuffer();
    expect((await processImage(logo, DEFAULT_IMAGE_LIMITS)).blurhash.length).toBeGreaterThan(6);
  });

  test.each<[string, () => Promise<Buffer>]>([
    ['a truncated JPEG', async () => (await picture(600, 900, 'jpeg')).subarray(0, 4000)],
    ['a truncated PNG', async () => (await picture(600, 900, 'png')).subarray(0, 4000)],
    ['a web page', async () => Buffer.from('<!DOCTYPE html><html><body>Please log in</body></html>')],
    ['nothing', async () => Buffer.alloc(0)],
    ['noise', async () => Buffer.from(Array.from({ length: 999 }, (_, index) => (index * 7919) % 256))],
    [
      'an SVG, which is a program',
      async () =>
        Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>',
        ),
    ],
    [
      'more pixels than allowed',
      async () =>
        sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
    ],
  ])('%s is no picture', async (_, bytes) => {
    await expect(processImage(await bytes(), DEFAULT_IMAGE_LIMITS)).rejects.toMatchObject({ code: 'IMAGE_INVALID' });
  });
});

describe('the image store', () => {
  test('names files by their content, two levels deep, with whole files only', async () => {
    const bytes = await picture(600, 900);
    const store = openImageStore(join(folder, 'art'), [join(folder, 'media')]);
    const image = await store.keep(bytes, await processImage(bytes, DEFAULT_IMAGE_LIMITS), 'webp');
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect(image).toMatchObject({
      digest,
      path: `${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}.jpg`,
      bytes: bytes.length,
      width: 600,
      height: 900,
      format: 'jpg',
    });
    expect(await readFile(join(folder, 'art', image.path))).toEqual(bytes);
    const files = (await readdir(join(folder, 'art'), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name.slice(64)).sort()).toEqual(['.jpg', '.w200.webp', '.w500.webp']);
    expect(await store.holds(image)).toBe(true);
  });

  test('writes nothing twice, and mends what is cut short or gone', async () => {
    const bytes = await picture(600, 900);
    const store = openImageStore(folder, []);
    const processed = await processImage(bytes, DEFAULT_IMAGE_LIMITS);
    const image = await store.keep(bytes, processed, 'webp');
    const before = await stat(join(folder, image.path), { bigint: true });
    await store.keep(bytes, processed, 'webp');
    expect((await stat(join(folder, image.path), { bigint: true })).ino).toBe(before.ino);
    await writeFile(join(folder, image.path), 'cut');
    await rm(join(folder, image.thumbnails[0]?.path ?? ''));
    expect(await store.holds(image)).toBe(false);
    await store.keep(bytes, processed, 'webp');
    expect(await store.holds(image)).toBe(true);
    expect(await readFile(join(folder, image.path))).toEqual(bytes);
  });

  test('leaves no temporary file behind when it cannot write', async () => {
    const bytes = await picture(60, 90);
    const processed = await processImage(bytes, DEFAULT_IMAGE_LIMITS);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const place = join(folder, digest.slice(0, 2), digest.slice(2, 4));
    await mkdir(join(place, `${digest}.jpg`, 'in the way'), { recursive: true });
    await expect(openImageStore(folder, []).keep(bytes, processed, 'webp')).rejects.toThrow();
    expect((await readdir(place)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test.each([
    ['/media/art', '/media', false],
    ['/media', '/media', false],
    ['/media/../media/x', '/media', false],
    ['/media-art', '/media', true],
    ['/media/..art', '/media', false],
    ['/art', '/media', true],
    ['/', '/media', true],
  ])('%s beside the library %s: %s', (art, root, allowed) => {
    const open = () => openImageStore(art, ['/other', root]);
    if (allowed) expect(open).not.toThrow();
    else expect(open).toThrow('lies inside the library /media');
  });
});

describe('local pictures', () => {
  test('are read as they are, whatever bytes their name is of', async () => {
    await writeFile(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]), 'picture');
    const path = pathFromBytes(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]));
    expect(String(await readLocalImage(path, 100))).toBe('picture');
  });

  test.each<[string, (path: string) => Promise<unknown> | unknown, string]>([
    ['gone', () => undefined, 'FILE_UNREADABLE'],
    ['empty', (path) => writeFile(path, ''), 'IMAGE_INVALID'],
    ['too large', (path) => writeFile(path, 'x'.repeat(200)), 'IMAGE_INVALID'],
    ['a folder', (path) => mkdir(path), 'IMAGE_INVALID'],
    ['a pipe that nobody writes to', (path) => execFileSync(MAKE_PIPE, [path]), 'IMAGE_INVALID'],
    ['a device that never ends', (path) => symlink('/dev/zero', path), 'IMAGE_INVALID'],
  ])('%s: an error, at once', async (_, make, code) => {
    const path = join(folder, 'poster.jpg');
    await make(path);
    await expect(readLocalImage(path, 100)).rejects.toMatchObject({ code });
  });
});
