import { printable } from '../../../model/text.ts';
import type { AppliedWrite } from '../../../tagging/apply.ts';
import { displayName } from '../../../tagging/embedded/field-table.ts';
import type { Plan, PlannedWrite } from '../../../tagging/planned.ts';
import { counted, formatCount } from '../../../ui/format.ts';
import type { Diffs } from './diff.ts';

type NfoNote = Extract<PlannedWrite, { what: 'nfo' }>['notes'][number];

/** A plan, and what came of it, for a person. */
export function planLines(
  { writes, left, unchanged }: Plan,
  applied: readonly AppliedWrite[],
  isPlanOnly: boolean,
  diffs: Diffs,
): readonly string[] {
  const failed = applied.filter(({ outcome }) => outcome === 'failed').length;
  const done = isPlanOnly
    ? `${counted(writes.length, 'file')} to write`
    : `${counted(writes.length - failed, 'file')} written`;
  return [
    ...writes.flatMap((write) => [writeLine(write, diffs.has(write)), ...(diffs.get(write) ?? [])]),
    ...left.map(({ path, why }) => `! ${printable(path)}: left alone, ${printable(why)}`),
    [
      done,
      ...(failed === 0 ? [] : [`${formatCount(failed)} failed`]),
      `${formatCount(left.length)} left alone`,
      `${formatCount(unchanged)} up to date`,
    ].join(', '),
    ...(isPlanOnly ? ['dry run: nothing was written'] : []),
  ];
}

function writeLine(write: PlannedWrite, hasDiff: boolean): string {
  const path = printable(write.path);
  if (write.what === 'removal') return `- ${path}: a former ${write.kind} of revenge, removed`;
  if (write.what === 'tag') return `~ ${path}: ${hasDiff ? fieldNotes(write.fields) : fieldLine(write.fields)}`;
  if (write.expected === null) return `+ ${path}: ${write.what === 'picture' ? `new ${write.kind}` : 'new'}`;
  return write.what === 'picture' ? `~ ${path}: another ${write.kind}` : `~ ${path}: ${noteLine(write.notes)}`;
}

type TagFieldNotes = Extract<PlannedWrite, { what: 'tag' }>['fields'];

function fieldNotes(fields: TagFieldNotes): string {
  return noteLine(fields.map(({ field, what }) => ({ element: displayName(field), what })));
}

function fieldLine(fields: TagFieldNotes): string {
  const changed = fields.filter(({ what }) => what === 'added' || what === 'replaced');
  return [
    fieldNotes(fields),
    ...changed.map(({ field, before, after, source }) => {
      const was = before.length === 0 ? '' : `${listed(before)} → `;
      return `    ${displayName(field)}: ${was}${listed(after)} (${printable(source)})`;
    }),
  ].join('\n');
}

function listed(values: readonly string[]): string {
  return values.map((value) => `"${printable(value)}"`).join(', ');
}

function noteLine(notes: readonly Pick<NfoNote, 'element' | 'what'>[]): string {
  const named = (what: string): string[] =>
    notes.flatMap((note) => (note.what === what ? [printable(note.element)] : []));
  const parts = [
    ['adds', named('added')],
    ['replaces', named('replaced')],
    ['keeps your edit of', named('edited')],
    ['keeps', named('kept')],
  ] as const;
  return parts.flatMap(([verb, names]) => (names.length === 0 ? [] : [`${verb} ${names.join(', ')}`])).join('; ');
}
