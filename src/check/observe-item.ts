import { compact } from '../model/compact.ts';
import type { Probe } from '../model/media.ts';
import type { Credit, Position, SourceValue } from '../model/records.ts';
import type { ItemView } from '../model/views.ts';
import type { ObservedField, ObservedFile, ObservedItem, ObservedLeaf, ObservedPart } from './expectation.ts';
import { nameIn } from './names.ts';

/** A stored item in the form of an expectation: no ids of the store, no times, nothing that differs from run to run. */
export function observeItem(item: ItemView): ObservedItem {
  return {
    ...observeMembers(item),
    ...compact({
      parents: some(item.parents.map(({ kind, title }) => ({ kind, title }))),
      parts: some(item.children.map(observePart)),
    }),
  };
}

function observePart(item: ItemView): ObservedPart {
  return { ...observeLeaf(item), ...compact({ parts: some(item.children.map(observeLeaf)) }) };
}

function observeLeaf(item: ItemView): ObservedLeaf {
  return { place: placeOf(item.position) ?? item.title, ...observeMembers(item) };
}

function observeMembers(item: ItemView): Omit<ObservedItem, 'parts' | 'parents'> {
  const fields = Object.fromEntries(
    Object.entries(item.fields)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, field]) => [name, observeField(field)]),
  );
  return {
    kind: item.kind,
    title: item.title,
    ...compact({ year: item.year }),
    ids: item.ids,
    fields,
    ...compact({
      cast: some(item.cast.map(castLine)),
      crew: some(item.crew.map(crewLine)),
      artwork: some(
        item.images.map(({ kind, provider, digest, width, height }) => ({
          name: `${kind} of ${provider}`,
          digest: digest.slice(0, DIGITS),
          size: `${width}x${height}`,
        })),
      ),
    }),
  };
}

/** Digits of a digest that tell two contents apart; all 64 would fill the file. */
const DIGITS = 16;

function observeField({ value, provider, values }: ItemView['fields'][string]): ObservedField {
  const others = values.filter((one) => one.provider !== provider);
  const agrees = (one: SourceValue): boolean => JSON.stringify(one.value) === JSON.stringify(value);
  return {
    value,
    source: provider,
    ...compact({
      agree: some(others.filter(agrees).map((one) => one.provider)),
      differ: some(others.filter((one) => !agrees(one)).map((one) => ({ source: one.provider, value: one.value }))),
    }),
  };
}

function castLine({ name, character }: Credit): string {
  return character === undefined ? name : `${name} (${character})`;
}

function crewLine({ name, job, department }: Credit): string {
  return `${name}, ${job ?? department}`;
}

/** `S01`, `S01E02`, `1-03`; undefined for a part without numbers. */
function placeOf(position: Position | undefined): string | undefined {
  const { season, episode, absolute, disc, track } = position ?? {};
  if (season !== undefined) return `S${two(season)}${episode === undefined ? '' : `E${two(episode)}`}`;
  if (track !== undefined) return `${disc ?? 1}-${two(track)}`;
  return absolute === undefined ? undefined : `#${absolute}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** The list, or undefined where it is empty: such a member is left out. */
function some<Value>(list: readonly Value[]): Value[] | undefined {
  return list.length === 0 ? undefined : [...list];
}

/** Files of an item and of its parts, by library and path. */
export function filesOf(item: ItemView): ReadonlyMap<string, Omit<ObservedFile, 'path' | 'size'>> {
  const files = new Map<string, Omit<ObservedFile, 'path' | 'size'>>();
  const visit = (one: ItemView): void => {
    for (const { library, path, role, probe, edition } of one.files) {
      files.set(nameIn(library, path), { role, ...compact({ media: mediaLine(probe), edition }) });
    }
    for (const child of one.children) visit(child);
  };
  visit(item);
  return files;
}

/** `matroska 0:01, h264 1920x1080, ac3 6ch en, subtitles en` */
function mediaLine(probe: Probe | undefined): string | undefined {
  if (probe === undefined) return undefined;
  const { container, duration, video, audio, subtitles } = probe;
  const length = duration === undefined ? undefined : `${duration.toFixed(1)} s`;
  const words = (...all: readonly (string | undefined)[]): string => all.filter((one) => one !== undefined).join(' ');
  const parts = [
    words(container, length),
    ...video.map(({ codec, width, height }) => words(codec, width === undefined ? undefined : `${width}x${height}`)),
    ...audio.map(({ codec, channels, language }) =>
      words(codec, channels === undefined ? undefined : `${channels}ch`, language),
    ),
    ...subtitles.map(({ language }) => words('subtitles', language)),
  ];
  return parts.filter((part) => part !== '').join(', ');
}
