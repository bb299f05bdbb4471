import type { Completion } from './completions.ts';

/** Lines for bash 3.2 and later. Where nothing fits, bash completes file names. */
export function bashScript(program: string, all: readonly Completion[]): readonly string[] {
  return [
    `_${program}() {`,
    `  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" cmd='' i`,
    '  COMPREPLY=()',
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    ...commandCases(all, `\${COMP_WORDS[i]}`),
    '  done',
    '  case "$cmd $prev" in',
    ...valueCases(all, {
      words: (words) => `COMPREPLY=($(compgen -W ${quoted(words)} -- "$cur")); return`,
      files: 'return',
    }),
    '  esac',
    '  case "$cmd" in',
    ...wordCases(all, (words) => `COMPREPLY=($(compgen -W ${quoted(words)} -- "$cur"))`),
    '  esac',
    '}',
    `complete -o default -F _${program} ${program}`,
  ];
}

/** Lines for zsh, to be sourced or put into a folder of `fpath`. */
export function zshScript(program: string, all: readonly Completion[]): readonly string[] {
  const offer = (words: readonly string[]): string => `compadd -- ${words.map((word) => quoted([word])).join(' ')}`;
  return [
    `#compdef ${program}`,
    `_${program}() {`,
    "  local cmd='' i",
    '  for ((i = 2; i < CURRENT; i++)); do',
    ...commandCases(all, `\${words[i]}`),
    '  done',
    `  case "$cmd \${words[CURRENT-1]}" in`,
    ...valueCases(all, { words: (words) => `${offer(words)}; return`, files: '_files; return' }),
    '  esac',
    '  case "$cmd" in',
    ...wordCases(all, offer),
    '  esac',
    '  [[ $PREFIX == -* ]] || _files',
    '}',
    `compdef _${program} ${program}`,
  ];
}

/** Lines for fish. */
export function fishScript(program: string, all: readonly Completion[]): readonly string[] {
  return all.flatMap(({ path, words, options }) => {
    const names = path === '' ? [] : path.split(' ');
    const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`);
    const below = words.length === 0 ? [] : [`not __fish_seen_subcommand_from ${words.join(' ')}`];
    const when = (conditions: readonly string[]): string =>
      conditions.length === 0 ? '' : ` -n ${quoted([conditions.join('; and ')])}`;
    const summaryOf = (word: string): string =>
      all.find((other) => other.path === `${path} ${word}`.trim())?.summary ?? '';
    return [
      ...words.map(
        (word) => `complete -c ${program}${when([...seen, ...below])} -a ${word} -d ${quoted([summaryOf(word)])}`,
      ),
      ...options.map(({ flags, takesValue, choices, description }) => {
        const spelt = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
        const value = choices.length > 0 ? ` -x -a ${quoted(choices)}` : takesValue ? ' -r' : '';
        return `complete -c ${program}${when(seen)} ${spelt.join(' ')}${value} -d ${quoted([description])}`;
      }),
    ];
  });
}

/** Finds the command that the words before the cursor name. */
function commandCases(all: readonly Completion[], word: string): readonly string[] {
  const named = all.filter(({ path }) => path !== '');
  return [
    `    case "$cmd ${word}" in`,
    ...named.map(({ path }) => `      ${quoted([path.includes(' ') ? path : ` ${path}`])}) cmd=${quoted([path])} ;;`),
    '    esac',
  ];
}

/** What follows an option that takes a value. */
function valueCases(
  all: readonly Completion[],
  { words, files }: { readonly words: (words: readonly string[]) => string; readonly files: string },
): readonly string[] {
  return all.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flags, choices }) => {
        const pattern = flags.map((flag) => quoted([`${path} ${flag}`])).join('|');
        return `    ${pattern}) ${choices.length === 0 ? files : words(choices)} ;;`;
      }),
  );
}

/** What follows a command otherwise: its subcommands and options. */
function wordCases(all: readonly Completion[], offer: (words: readonly string[]) => string): readonly string[] {
  return all.map(
    ({ path, words, options }) =>
      `    ${quoted([path])}) ${offer([...words, ...options.flatMap(({ flags }) => flags)])} ;;`,
  );
}

/** Words as one argument, which the shell takes as it is. */
function quoted(words: readonly string[]): string {
  return `'${words.join(' ').replaceAll("'", "'\\''")}'`;
}
