import { printable } from '../../../../model/text.ts';
import { type CheckReport, differenceLine } from '../report.ts';
import { casesOf } from './cases.ts';

/** TAP version 14: one test point a group or rule. https://testanything.org/tap-version-14-specification.html */
export function tapLines(report: CheckReport): string[] {
  const cases = casesOf(report);
  return [
    'TAP version 14',
    `1..${cases.length}`,
    ...cases.flatMap(({ name, differences }, place) => {
      const title = printable(name).replaceAll('\\', '\\\\').replaceAll('#', '\\#');
      if (differences.length === 0) return [`ok ${place + 1} - ${title}`];
      const lines = differences.flatMap((one) => [differenceLine(one), ...(one.why ?? []).map((why) => `  ${why}`)]);
      return [
        `not ok ${place + 1} - ${title}`,
        '  ---',
        '  message: |-',
        ...lines.map((line) => `    ${printable(line)}`),
        '  ...',
      ];
    }),
  ];
}
