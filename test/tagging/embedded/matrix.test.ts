import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditOptions } from '../../../src/tagging/embedded/editor.ts';
import { isInPlace } from '../../../src/tagging/embedded/splice.ts';
import { dff, dsf } from '../../support/media/dsd.ts';
import { EVERY_FIELD } from '../../support/media/every-field.ts';
import { hasAudioTools, hasExiftool } from '../../support/media/tools.ts';
import {
  changeOf,
  EVERY_CHANGE,
  edited,
  exiftoolValues,
  type MutagenReading,
  made,
  makeCover,
  makeSound,
  planned,
  readWithMutagen,
  soundDigest,
  tagsOf,
  writeWithMutagen,
} from './sound-files.ts';

const REASON = hasAudioTools ? '' : ' (skipped: ffmpeg and Python with mutagen are not installed)';

/** File and what ffmpeg is told. */
const FILES: readonly (readonly [string, string])[] = [
  ['stereo.flac', '-ac 2'],
  ['vorbis.ogg', '-c:a libvorbis'],
  ['opus.opus', '-c:a libopus'],
  ['speex.spx', '-c:a libspeex -ar 16000'],
  ['flac.oga', '-c:a flac'],
  ['sound.mp3', '-b:a 128k'],
  ['v23.mp3', '-b:a 128k'],
  ['sound.m4a', '-c:a aac'],
  ['front.m4a', '-c:a alac -movflags +faststart'],
  ['sound.wav', '-c:a pcm_s16le'],
  ['v23.wav', '-c:a pcm_s24le'],
  ['sound.aiff', '-c:a pcm_s16be'],
  ['sound.dsf', ''],
  ['sound.dff', ''],
];

/** Files that ffmpeg does not make. */
const DSD: ReadonlyMap<string, () => Buffer> = new Map([
  ['sound.dsf', () => dsf(282240, Buffer.alloc(0))],
  ['sound.dff', () => dff(282240, 'A title', 'An artist')],
]);

/** exiftool reads no tags of these. */
const NOT_EXIFTOOL: ReadonlySet<string> = new Set(['speex.spx', 'sound.dsf', 'sound.dff']);

const IS_ID3 = /\.(?:mp3|tta|wav|aiff|dsf|dff)$/;

const FIELDS: Readonly<Record<string, readonly string[]>> = EVERY_FIELD;

/** Written as ID3v2.3. */
function isOld(name: string): boolean {
  return name.startsWith('v23');
}

function optionsOf(name: string): EditOptions {
  return { id3v23: isOld(name) };
}

/** Lists that ID3v2.3 has too: people with their roles. */
const LISTS: ReadonlySet<string> = new Set(['producer', 'performer']);

function expectedIn(name: string): Readonly<Record<string, readonly string[]>> {
  if (!isOld(name)) return FIELDS;
  const joined = Object.entries(FIELDS).map(
    ([field, values]) => [field, LISTS.has(field) ? values : [values.join('; ')]] as const,
  );
  return Object.fromEntries(joined);
}

describe.runIf(hasAudioTools)(`every field in every format${REASON}`, () => {
  const folder = hasAudioTools ? mkdtempSync(join(tmpdir(), 'revenge-embedded-')) : '';
  const at = (name: string): string => join(folder, name);
  const bytesOf = (name: string): Buffer => readFileSync(at(name));
  let coverDigest = '';
  let ours: Readonly<Record<string, MutagenReading>> = {};
  let theirs: Readonly<Record<string, MutagenReading>> = {};
  let retitled: Readonly<Record<string, MutagenReading>> = {};

  beforeAll(() => {
    writeFileSync(at('fields.json'), JSON.stringify(FIELDS));
    const cover = makeCover(at('cover.jpg'));
    coverDigest = createHash('sha1').update(cover.bytes).digest('hex');
    const names = FILES.map(([name]) => name);
    for (const [name, options] of FILES) {
      const dsd = DSD.get(name);
      if (dsd === undefined) makeSound(at(name), `${options} -bitexact`);
      else writeFileSync(at(name), dsd());
      writeFileSync(at(`ours-${name}`), edited(bytesOf(name), EVERY_CHANGE, { ...optionsOf(name), cover }));
      writeFileSync(at(`theirs-${name}`), bytesOf(name));
    }
    writeWithMutagen(
      at('fields.json'),
      names.map((name) => at(`theirs-${name}`)),
    );
    const change = changeOf({ title: ['Another'] });
    for (const name of names)
      writeFileSync(at(`retitled-${name}`), edited(bytesOf(`theirs-${name}`), change, optionsOf(name)));
    ours = readWithMutagen(names.map((name) => at(`ours-${name}`)));
    theirs = readWithMutagen(names.map((name) => at(`theirs-${name}`)));
    retitled = readWithMutagen(names.map((name) => at(`retitled-${name}`)));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(FILES)('%s: mutagen reads back what was written', (name) => {
    expect(ours[at(`ours-${name}`)]?.fields).toMatchObject(expectedIn(name));
    expect(ours[at(`ours-${name}`)]?.covers).toEqual([coverDigest]);
  });

  it.each(FILES.filter(([name]) => !isOld(name)))('%s: this project reads the same as from mutagen', (name) => {
    const { hasPicture: _ours, ...read } = tagsOf(bytesOf(`ours-${name}`)) ?? {};
    const { hasPicture: _theirs, ...same } = tagsOf(bytesOf(`theirs-${name}`)) ?? {};
    expect(read).toEqual(same);
  });

  it.runIf(hasExiftool).each(FILES.filter(([name]) => !NOT_EXIFTOOL.has(name)))(
    '%s: exiftool finds every value',
    (name) => {
      const found = [...exiftoolValues(at(`ours-${name}`))].join('\n');
      // It writes dates with colons, and role and name apart. Of free text in ID3 it shows the first value.
      const isFound = (value: string): boolean =>
        found.includes(value) ||
        found.includes(value.replaceAll('-', ':')) ||
        found.includes(value.replace(/ \(.*/, ''));
      const missing = Object.entries(FIELDS)
        .filter(([, values]) => !(IS_ID3.test(name) ? values.slice(0, 1) : values).every(isFound))
        .map(([field]) => field)
        // Year and day are two frames in ID3v2.3.
        .filter((field) => !(isOld(name) && field === 'date'));
      expect(missing.join(' ')).toBe('');
    },
  );

  it.each(FILES)('%s: the sound is the same', (name) => {
    const digest = soundDigest(at(name));
    expect(soundDigest(at(`ours-${name}`))).toBe(digest);
    expect(soundDigest(at(`retitled-${name}`))).toBe(digest);
  });

  it.each(FILES)('%s: a second write changes nothing', (name) => {
    expect(planned(bytesOf(`ours-${name}`), EVERY_CHANGE, optionsOf(name))).toEqual({ status: 'unchanged' });
    // Of ID3v2.3, mutagen leaves out what it has no frames for.
    const edit = planned(bytesOf(`theirs-${name}`), EVERY_CHANGE, optionsOf(name));
    if (!isOld(name)) expect(edit).toEqual({ status: 'unchanged' });
  });

  it.each(FILES)('%s: a new title keeps all else', (name) => {
    const { fields, ...rest } = theirs[at(`theirs-${name}`)] ?? {};
    expect(retitled[at(`retitled-${name}`)]).toEqual({ fields: { ...fields, title: ['Another'] }, ...rest });
  });

  it.each(FILES)('%s: a title that fits is written in place', (name) => {
    const before = bytesOf(`ours-${name}`);
    const edit = planned(before, changeOf({ title: ['A somewhat longer title than before'] }), optionsOf(name));
    if (edit.status !== 'edit') throw new Error(`no edit: ${JSON.stringify(edit)}`);
    expect(edit.fields).toEqual([
      { field: 'TITLE', before: FIELDS.title, after: ['A somewhat longer title than before'] },
    ]);
    expect(isInPlace(before.length, edit.splices)).toBe(!name.endsWith('.oga'));
    const back = planned(made(before, edit), changeOf({ title: FIELDS.title ?? [] }), optionsOf(name));
    expect(back.status === 'edit' && made(made(before, edit), back).equals(before)).toBe(true);
  });
});
