import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { FORMAT_READERS } from '../../../src/media/formats/readers.ts';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { sniff } from '../../../src/media/sniff.ts';
import { audioTagsOf } from '../../../src/media/tags/of-reading.ts';
import { fieldName } from '../../../src/media/tags/vocabulary.ts';
import type { TagChange } from '../../../src/tagging/embedded/change.ts';
import type { Cover } from '../../../src/tagging/embedded/cover.ts';
import type { EditOptions } from '../../../src/tagging/embedded/editor.ts';
import { planTagEdit, type TagEdit } from '../../../src/tagging/embedded/plan-edit.ts';
import { splicedWindow } from '../../../src/tagging/embedded/splice.ts';
import { EVERY_FIELD } from '../../support/media/every-field.ts';
import { python } from '../../support/media/tools.ts';

/** A change of fields by Picard's names. */
export function changeOf(fields: Readonly<Record<string, readonly string[]>>): TagChange {
  return new Map(Object.entries(fields).map(([name, values]) => [fieldName(name)?.field ?? name, values]));
}

export const EVERY_CHANGE = changeOf(EVERY_FIELD);

export function planned(bytes: Buffer, change: TagChange, options: EditOptions = {}): TagEdit {
  return planTagEdit(memoryWindow(bytes), change, options);
}

/** The file after an edit, which has to be one. */
export function edited(bytes: Buffer, change: TagChange, options: EditOptions = {}): Buffer {
  const edit = planned(bytes, change, options);
  if (edit.status !== 'edit') throw new Error(`no edit: ${JSON.stringify(edit)}`);
  return made(bytes, edit);
}

/** The file after an edit. */
export function made(bytes: Buffer, edit: Extract<TagEdit, { status: 'edit' }>): Buffer {
  const window = splicedWindow(memoryWindow(bytes), edit.splices);
  return Buffer.from(window.read(0, window.size));
}

/** The tags that this project reads in a file. */
export function tagsOf(bytes: Buffer) {
  const window = memoryWindow(bytes);
  const reading = FORMAT_READERS.get(sniff(window)?.format ?? '')?.(window);
  return reading === undefined ? undefined : audioTagsOf(reading);
}

export interface MutagenReading {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly keys: readonly string[];
  /** SHA-1 of each front cover. */
  readonly covers: readonly string[];
}

const READ = new URL('../../support/media/read-with-mutagen.py', import.meta.url).pathname;
const WRITE = new URL('../../support/media/write-with-mutagen.py', import.meta.url).pathname;

export function readWithMutagen(paths: readonly string[]): Readonly<Record<string, MutagenReading>> {
  return JSON.parse(execFileSync(python ?? '', [READ, ...paths], { maxBuffer: 64 * 1024 * 1024 }).toString());
}

export function writeWithMutagen(fieldsFile: string, paths: readonly string[]): void {
  execFileSync(python ?? '', [WRITE, fieldsFile, ...paths]);
}

/** All values that exiftool finds in a file, as texts. */
export function exiftoolValues(path: string): ReadonlySet<string> {
  const output = execFileSync('exiftool', ['-j', '-n', '-a', '-u', '-b', '-G4', path]);
  const values = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    else
      values.add(String(value).replace(/^base64:(.*)$/s, (_, text) => Buffer.from(text, 'base64').toString('latin1')));
  };
  collect(JSON.parse(output.toString()));
  return values;
}

/** Digest of the packets of sound in a file, as ffmpeg reads them. */
export function soundDigest(path: string): string {
  const options = ['-v', 'error', '-i', path, '-map', '0:a', '-c', 'copy', '-f', 'hash', '-'];
  return execFileSync('ffmpeg', options).toString();
}

/** Makes a sound file with ffmpeg: three seconds of a sine, without tags. */
export function makeSound(path: string, options: string): void {
  const source = `-v error -y -f lavfi -i sine=d=3:sample_rate=48000 ${options}`;
  execFileSync('ffmpeg', [...source.split(' '), path]);
}

/** A real JPEG picture as a cover. */
export function makeCover(path: string): Cover {
  const source = '-v error -y -f lavfi -i testsrc=size=320x240 -frames:v 1 -bitexact';
  execFileSync('ffmpeg', [...source.split(' '), path]);
  return { mime: 'image/jpeg', bytes: readFileSync(path), width: 320, height: 240 };
}
