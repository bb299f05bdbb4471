import type { NameReading } from '../../model/reading.ts';
import { compareText } from '../../util/compare.ts';

/** Stems and readings of the versions of one movie, by whatever tells them apart. */
export interface VersionName {
  readonly stem: string;
  readonly reading: NameReading;
}

/**
 * A label for each version of one movie, all different: what follows the common name and a dash (`- Director's Cut`),
 * else edition and resolution, with as many more facts of the name as are needed to tell them apart.
 */
export function versionLabels(versions: readonly VersionName[]): string[] {
  const facts = versions.map(({ reading }) => [
    reading.versionLabel ?? words([...reading.edition, reading.resolution, reading.format3d]),
    words(reading.hdr),
    words([reading.source]),
    words([reading.videoCodec]),
    words([reading.releaseGroup]),
    words(reading.languages),
  ]);
  const depth = facts[0]?.length ?? 0;
  for (let used = 1; used <= depth; used++) {
    const labels = plainNamed(facts.map((fact) => words(fact.slice(0, used))));
    if (allDiffer(labels)) return labels;
  }
  const prefix = commonName(versions.map(({ stem }) => stem));
  const rests = versions.map(({ stem }) => stem.slice(prefix.length).replace(/^[-._ ([]+|[)\] ]+$/g, ''));
  const labels = plainNamed(rests);
  if (allDiffer(labels)) return labels;
  return versions.map((_, index) => `version ${index + 1}`);
}

/** Order of versions: resolutions highest first, then the other labels by the alphabet (Jellyfin, multi-version). */
export function compareLabels(one: string, other: string): number {
  const difference = lines(other) - lines(one);
  if (difference !== 0) return difference;
  return compareText(one, other);
}

/** What several stems begin with, cut back to whole words and without trailing separators. */
export function commonName(stems: readonly string[]): string {
  const [first = '', ...rest] = stems;
  let length = first.length;
  for (const stem of rest) {
    let same = 0;
    while (same < length && same < stem.length && stem[same]?.toLowerCase() === first[same]?.toLowerCase()) same++;
    length = same;
  }
  const insideWord = stems.some((stem) => isWordCharacter(stem[length]));
  let name = first.slice(0, length);
  if (insideWord) name = name.replace(/[\p{L}\p{M}\p{N}]+$/u, '');
  return name.replace(/[-._ ([{]+$/, '');
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{M}\p{N}]/u.test(character);
}

function lines(label: string): number {
  return Number(/^(\d{3,4})[pi]\b/i.exec(label)?.[1] ?? 0);
}

/** The one version whose name says nothing more than the title. */
function plainNamed(labels: readonly string[]): string[] {
  const plain = labels.filter((label) => label === '').length === 1;
  return labels.map((label) => (plain && label === '' ? 'default' : label));
}

function words(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function allDiffer(labels: readonly string[]): boolean {
  return labels.every((label) => label !== '') && new Set(labels).size === labels.length;
}
