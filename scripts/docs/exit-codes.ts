import { ERROR_CODES } from '../../src/model/errors.ts';
import { EXITS } from '../../src/model/exit-codes.ts';
import { cell } from './text.ts';

const HEAD = `# Exit codes

<!-- This page is generated from src/model/exit-codes.ts and src/model/errors.ts. Run \`npm run generate\` after a change. -->`;

/** docs/exit-codes.md */
export function exitCodesPage(): string {
  const byNumber = [...EXITS].sort((one, other) => one.code - other.code);
  const rows = byNumber.map(
    ({ code, brief, detail }) => `| ${code} | ${cell([capital(brief), detail].join('. ').trim())} |`,
  );
  const precedence = EXITS.map(({ code }) => code).join(', ');
  const errors = byNumber.flatMap(({ code, name }) => {
    const codes = Object.entries(ERROR_CODES).flatMap(([error, exit]) => (exit === name ? [`\`${error}\``] : []));
    return codes.length === 0 ? [] : [`| ${code} | ${codes.join(', ')} |`];
  });
  return `${[
    HEAD,
    ['| code | meaning |', '|---|---|', ...rows].join('\n'),
    `When several conditions hold, the first code in this order decides: ${precedence}.`,
    '## Error codes',
    'An error is printed as `revenge: message [CODE]`, with a line `hint: …` below. With `--json` it is a JSON object on one\nline. The codes are stable. A command that ends on an error exits with:',
    ['| exit code | error codes |', '|---|---|', ...errors].join('\n'),
    'Some of these codes also appear in warnings and in the results of single files. A command that goes on does not exit with\ntheir exit code.',
  ].join('\n\n')}\n`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
