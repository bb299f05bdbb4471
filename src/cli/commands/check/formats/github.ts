import { type CheckReport, differenceLine, subjectOf } from '../report.ts';

/**
 * Annotations of GitHub Actions, one a difference.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubLines({ file, differences, troubles }: CheckReport): string[] {
  const where = file === undefined ? '' : `file=${escapeProperty(file)},`;
  return [
    ...troubles.map((trouble) => `::warning::${escapeData(trouble)}`),
    ...differences.map((one) => {
      const text = [differenceLine(one), ...(one.why ?? [])].join('\n');
      return `::error ${where}title=${escapeProperty(subjectOf(one))}::${escapeData(text)}`;
    }),
  ];
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
