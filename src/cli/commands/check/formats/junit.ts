import { type CheckReport, differenceLine } from '../report.ts';
import { casesOf } from './cases.ts';

/**
 * JUnit's XML, as the CI systems read it: one test case a group or rule.
 * https://github.com/testmoapp/junitxml
 */
export function junitLines(report: CheckReport): string[] {
  const cases = casesOf(report);
  const failures = cases.filter(({ differences }) => differences.length > 0).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="revenge check" tests="${cases.length}" failures="${failures}">`,
    `  <testsuite name="${escapeXml(report.file ?? 'rules')}" tests="${cases.length}" failures="${failures}">`,
    ...cases.flatMap(({ name, differences }) => {
      const open = `    <testcase classname="revenge" name="${escapeXml(name)}"`;
      if (differences.length === 0) return [`${open}/>`];
      const text = differences.flatMap((one) => [differenceLine(one), ...(one.why ?? []).map((why) => `  ${why}`)]);
      const message = escapeXml(differenceLine(differences[0] ?? { what: 'differs', member: '' }));
      return [
        `${open}>`,
        `      <failure message="${message}">${escapeXml(text.join('\n'))}</failure>`,
        '    </testcase>',
      ];
    }),
    '  </testsuite>',
    '</testsuites>',
  ];
}

/** Text for an attribute or an element; characters that XML 1.0 does not allow become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
