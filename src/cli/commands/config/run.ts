import { dotted, leaves } from '../../../config/key-path.ts';
import { redactConfig } from '../../../config/redact.ts';
import { printable } from '../../../model/text.ts';
import { ownValue } from '../../../model/word-table.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { columnsOf, isTerminal } from '../../../ui/output.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { type TableColumn, tableLines } from '../../text/table.ts';
import type { ConfigDocument } from './document.ts';

interface SettingRow {
  readonly key: string;
  readonly value: string;
  readonly from: string;
}

/** Shows the effective configuration with secrets hidden, and where each value comes from. */
export async function runConfig(options: GlobalOptions, io: Io): Promise<number> {
  const { config, file, origins } = await loadCommandConfig(options, io);
  const shown = redactConfig(config, io.providers);
  const output = createLineWriter(io.stdout);
  if (options.json === true) {
    const document: ConfigDocument = { file, config: shown, origins };
    output.write(JSON.stringify(document, undefined, 2));
  } else {
    const rows = leaves(shown).map(({ path, value }) => {
      const key = dotted(path);
      return { key, value: valueText(value), from: printable(shortOrigin(ownValue(origins, key) ?? '', file)) };
    });
    output.write(file === undefined ? 'no configuration file: defaults' : `configuration file ${printable(file)}`);
    output.write('');
    for (const line of tableLines(COLUMNS, rows, isTerminal(io.stdout) ? columnsOf(io.stdout) : undefined)) {
      output.write(line);
    }
  }
  await output.close();
  return 0;
}

const COLUMNS: readonly TableColumn<SettingRow>[] = [
  { title: 'key', value: (row) => row.key },
  { title: 'value', value: (row) => row.value, shrinks: true },
  { title: 'from', value: (row) => row.from, shrinks: true },
];

/** The file stands above the table: its own lines need not name it again. */
function shortOrigin(origin: string, file: string | undefined): string {
  return file !== undefined && origin.startsWith(`${file}:`) ? `line ${origin.slice(file.length + 1)}` : origin;
}

function valueText(value: unknown): string {
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}
