import { join } from 'node:path';
import type { Probe } from '../../../model/media.ts';
import type { Hold } from '../../../model/overrides.ts';
import type { Credit } from '../../../model/records.ts';
import { printable } from '../../../model/text.ts';
import type { FileView, ItemView } from '../../../model/views.ts';
import { counted, formatBytes, formatClock } from '../../../ui/format.ts';
import { titled } from '../../../ui/lines.ts';
import { truncate } from '../../../ui/width.ts';
import { fieldText } from '../../text/field.ts';
import { idLine } from '../../text/ids.ts';
import { placeText } from '../../text/place.ts';
import { tableLines } from '../../text/table.ts';

/** Credits that are listed of a work; the rest is counted. */
const MOST_CREDITS = 15;

/**
 * A stored work for a person: fields with their sources, what persons hold, people, pictures, files, parts. Cut to `width`
 * where given.
 */
export function itemLines(
  item: ItemView,
  artworkFolder: string,
  { holds = [], width }: { readonly holds?: readonly Hold[]; readonly width?: number | undefined } = {},
): string[] {
  const sections: (readonly string[])[] = [
    headLines(item),
    section('fields', fieldLines(item, width)),
    section('held', holds.map(holdLine)),
    section(
      'cast',
      creditLines(item.cast, (credit) => credit.character ?? ''),
    ),
    section(
      'crew',
      creditLines(item.crew, (credit) => credit.job ?? credit.department),
    ),
    section('pictures', pictureLines(item, artworkFolder)),
    section('files', fileLines(item.files)),
    section(
      'parts',
      item.children.flatMap((child) => childLines(child, '')),
    ),
    section('identity', identityLines(item)),
  ];
  const lines = sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
  return width === undefined ? lines : lines.map((line) => truncate(line, width));
}

function headLines(item: ItemView): readonly string[] {
  const lines = [`${titled(item.title, item.year)} · ${item.kind}`];
  if (item.parents.length > 0) lines.push(`of ${item.parents.map((parent) => printable(parent.title)).join(', of ')}`);
  lines.push(`id ${item.id}`);
  const ids = idLine(item);
  return ids === '' ? lines : [...lines, ids];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function fieldLines(item: ItemView, width: number | undefined): string[] {
  const rows = Object.entries(item.fields).map(([name, field]) => {
    const others = new Set(
      field.values.map((value) => value.provider).filter((provider) => provider !== field.provider),
    );
    return { name, value: fieldText(field.value), from: [field.provider, ...others].map(printable).join(', ') };
  });
  if (rows.length === 0) return [];
  const columns = [
    { title: 'field', value: (row: (typeof rows)[number]) => row.name },
    { title: 'from, also said by', value: (row: (typeof rows)[number]) => row.from, shrinks: true },
    { title: 'value', value: (row: (typeof rows)[number]) => row.value, shrinks: true },
  ];
  return tableLines(columns, rows, width === undefined ? undefined : width - 2);
}

function creditLines(credits: readonly Credit[], what: (credit: Credit) => string): string[] {
  if (credits.length === 0) return [];
  const lines = tableLines(
    [
      { title: '', value: (credit: Credit) => printable(credit.name) },
      { title: '', value: (credit: Credit) => printable(what(credit)) },
    ],
    credits.slice(0, MOST_CREDITS),
  ).slice(1);
  const more = credits.length - MOST_CREDITS;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

function pictureLines(item: ItemView, folder: string): string[] {
  return item.images.map((image) => {
    const size = `${image.width}×${image.height} ${image.format}, ${formatBytes(image.bytes)}`;
    return `${image.kind} by ${printable(image.provider)}: ${size}, ${printable(join(folder, image.path))}`;
  });
}

function fileLines(files: readonly FileView[]): string[] {
  return files.map((file) => {
    const facts = [file.role === 'main' ? undefined : file.role, file.extraType, file.language, file.versionLabel];
    // The label of a version may name them already.
    const { versionLabel = '' } = file;
    facts.push(...[file.edition, file.format3d].filter((fact) => fact !== undefined && !versionLabel.includes(fact)));
    if (file.part !== undefined) facts.push(`part ${file.part}`);
    facts.push(formatBytes(file.size), file.managed?.quality, ...probeFacts(file.probe), file.managed?.releaseGroup);
    if (file.missingSince !== undefined) facts.push(`missing since ${file.missingSince}`);
    return `${printable(file.library)}: ${printable(file.path)} (${facts
      .filter((fact) => fact !== undefined)
      .map(printable)
      .join(', ')})`;
  });
}

function probeFacts(probe: Probe | undefined): string[] {
  if (probe === undefined) return [];
  const [video] = probe.video;
  const [audio] = probe.audio;
  const facts: string[] = [];
  if (probe.duration !== undefined) facts.push(formatClock(probe.duration));
  if (video?.width !== undefined && video.height !== undefined) facts.push(`${video.width}×${video.height}`);
  if (video?.codec !== undefined) facts.push(video.codec);
  if (audio?.codec !== undefined) facts.push(audio.codec);
  return facts;
}

/** A part in a line, and its own parts indented below. */
function childLines(child: ItemView, indent: string): string[] {
  const files = child.files.filter((file) => file.role === 'main' && file.missingSince === undefined).length;
  const has = files === 0 ? '' : ` (${counted(files, 'file')})`;
  const place = placeText(child.position);
  const line = `${indent}${place}${place === '' ? '' : ' '}${titled(child.title)}${has}`;
  return [line, ...child.children.flatMap((grandchild) => childLines(grandchild, `${indent}  `))];
}

function identityLines(item: ItemView): string[] {
  if (item.identification === undefined) return [];
  const { outcome, by, score, reasons } = item.identification;
  const settled = [
    outcome,
    by === undefined ? undefined : `by ${printable(by)}`,
    score === undefined ? undefined : `score ${score.toFixed(2)}`,
  ];
  return [settled.filter((part) => part !== undefined).join(', '), ...reasons.map(printable)];
}

/** `title: override by me, 2026-03-02T10:00:00.000Z: the title of the restored version` */
function holdLine({ field, mode, value, author, at, reason }: Hold): string {
  const what = value === null ? `${mode}, kept empty,` : mode;
  const why = reason === undefined ? '' : `: ${printable(reason)}`;
  return `${field}: ${what} by ${printable(author)}, ${at}${why}`;
}
