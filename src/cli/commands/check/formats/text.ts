import { printable } from '../../../../model/text.ts';
import { counted } from '../../../../ui/format.ts';
import { type CheckReport, differenceLine, subjectOf } from '../report.ts';

/** For people: differences by group, then one line that sums up. */
export function textLines({ file, groups, rules, differences, unused, troubles, updated }: CheckReport): string[] {
  const lines: string[] = [];
  let last = '';
  let lastWhy = '';
  for (const difference of differences) {
    const subject = subjectOf(difference);
    if (subject !== last) lines.push(printable(subject));
    const why = (difference.why ?? []).map((reason) => `      ${printable(reason)}`);
    const isNew = subject !== last || why.join() !== lastWhy;
    last = subject;
    lastWhy = why.join();
    lines.push(`  ${printable(differenceLine(difference))}`);
    if (isNew) lines.push(...why);
  }
  if (lines.length > 0) lines.push('');
  for (const trouble of troubles) lines.push(`warning: ${printable(trouble)}`);
  for (const path of unused) lines.push(`unused recording: ${printable(path)}`);
  const checked = [counted(groups.length, 'group'), ...(rules.length === 0 ? [] : [counted(rules.length, 'rule')])];
  const result = differences.length === 0 ? 'no difference' : counted(differences.length, 'difference');
  const what = updated === true ? `updated ${printable(file ?? '')}: ` : '';
  return [...lines, `${what}${result} in ${checked.join(' and ')}`];
}
