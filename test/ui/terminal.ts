import { Console } from 'node:console';
import { Writable } from 'node:stream';

// Read by ink and chalk when they are loaded: tests draw in CI as on a terminal, with colours unless told otherwise.
delete process.env.CI;
delete process.env.CONTINUOUS_INTEGRATION;
process.env.FORCE_COLOR = '1';

// The console of vitest has no constructor, which ink uses to print over its view.
Object.assign(console, { Console });

export interface FakeTerminal {
  readonly stream: NodeJS.WriteStream;
  /** All bytes as they were written. */
  text(): string;
  /** What stands on the screen and above it, without trailing spaces and empty lines. */
  screen(): string[];
  cursorShown(): boolean;
  /** Wraps lines that have become too long, as terminals do. The program is told, or finds out for itself. */
  resize(columns: number, tell?: boolean): void;
}

/** A terminal that understands what ink writes: enough to see what a person would see. */
export function fakeTerminal(columns = 80, rows = 24): FakeTerminal {
  const written: string[] = [];
  let lines = [''];
  let row = 0;
  let column = 0;
  let shown = true;
  let actualColumns = columns;

  const control = (parameters: string, command: string) => {
    const count = Math.max(1, Number.parseInt(parameters, 10) || 1);
    if (command === 'A') row = Math.max(0, row - count);
    else if (command === 'B') row += count;
    else if (command === 'G') column = count - 1;
    else if (command === 'K') lines[row] = '';
    else if (command === 'h' || command === 'l') shown = parameters === '?25' ? command === 'h' : shown;
    else if (command !== 'm') throw new Error(`the terminal does not know ESC[${parameters}${command}`);
  };
  const put = (character: string) => {
    if (character === '\n') {
      row++;
      column = 0;
      lines[row] ??= '';
      return;
    }
    const line = (lines[row] ?? '').padEnd(column);
    lines[row] = line.slice(0, column) + character + line.slice(column + 1);
    column++;
  };
  const write = (text: string) => {
    written.push(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are made of them
    for (const [token, parameters, command] of text.matchAll(/\u001b\[([?\d;]*)([A-Za-z])|./gsu)) {
      if (command === undefined) put(token);
      else control(parameters ?? '', command);
    }
  };
  const refresh = () => {
    if (terminal.columns === actualColumns) return;
    terminal.columns = actualColumns;
    terminal.emit('resize');
  };
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      write(String(chunk));
      done();
    },
  });
  const terminal = Object.assign(stream, {
    isTTY: true,
    columns,
    rows,
    _refreshSize: refresh,
  }) as unknown as NodeJS.WriteStream;
  return {
    stream: terminal,
    text: () => written.join(''),
    screen() {
      const trimmed = lines.map((line) => line.trimEnd());
      while (trimmed.at(-1) === '') trimmed.pop();
      return trimmed;
    },
    cursorShown: () => shown,
    resize(width, tell = true) {
      actualColumns = width;
      const below = lines.length - row;
      lines = lines.flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']);
      row = lines.length - below;
      if (tell) refresh();
    },
  };
}
