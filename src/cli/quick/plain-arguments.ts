/** The words of a command line and its plainest options. */
export interface PlainArguments {
  readonly words: readonly string[];
  readonly config?: string;
  readonly store?: string;
  readonly json: boolean;
  readonly explain: boolean;
}

/**
 * Reads a command line of words and of these options alone; `undefined` where there is anything else, for commander to
 * read. commander itself takes 3 ms to load.
 */
export function plainArguments(
  argv: readonly string[],
  known: readonly ('config' | 'store' | 'json' | 'explain')[],
): PlainArguments | undefined {
  const words: string[] = [];
  const texts = new Map<string, string>();
  const flags = new Set<string>();
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    const option = known.find((name) => word === `--${name}`);
    if (!word.startsWith('-')) words.push(word);
    else if (option === 'json' || option === 'explain') flags.add(option);
    else {
      const value = argv[++index];
      if (option === undefined || value === undefined || value.startsWith('-')) return undefined;
      texts.set(option, value);
    }
  }
  const [config, store] = [texts.get('config'), texts.get('store')];
  return {
    words,
    ...(config === undefined ? {} : { config }),
    ...(store === undefined ? {} : { store }),
    json: flags.has('json'),
    explain: flags.has('explain'),
  };
}
