import { type Command, InvalidArgumentError, Option } from 'commander';
import { RevengeError } from '../../../model/errors.ts';
import { ITEM_KINDS, type ItemKind } from '../../../model/kinds.ts';
import { nearest } from '../../../model/nearest.ts';
import { OUTCOMES } from '../../../model/outcome.ts';
import { SORTS, type Sort } from '../../../store/query/sorts.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { ListOptions } from './run.ts';

export function defineList(program: Command, run: Run): void {
  program
    .command('list')
    .summary('list stored items')
    .description('Lists the stored items, and the groups of files that are not identified.')
    .argument('[filter...]', 'words of the title, and filters: see below')
    .option(
      '-k, --kind <kinds>',
      `list only these kinds: ${ITEM_KINDS.join(', ')} (default: movie,series,release); adult: list the adult libraries`,
      kindList,
    )
    .option('-y, --year <year>', 'list only items of these years: 1999, 1990..1999, 1990.. or ..1999', yearRange)
    .addOption(
      new Option(
        '-o, --outcome <outcome>',
        'list only groups with this outcome; open: every outcome but matched',
      ).choices([...OUTCOMES, 'open']),
    )
    .option('-l, --limit <count>', 'list at most this many items, and this many groups', positiveInteger)
    .addOption(
      new Option(
        '-s, --sort <by>',
        'sort by title, year, rating, added, updated, size or a field such as runtime; -added: newest first (default: title)',
      ).argParser(sortOrder),
    )
    .option('--after <next>', 'continue after this cursor, which the page before printed')
    .addOption(
      new Option(
        '--fields <names>',
        'print only these columns: title, id, tmdb, path, bytes or a field such as runtime, separated by commas',
      ).argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), ...text.split(',')]),
    )
    .addOption(
      new Option('--format <format>', 'print items in this format; ndjson: one JSON object per line').choices([
        'table',
        'csv',
        'tsv',
        'json',
        'ndjson',
      ]),
    )
    .option('--count', 'print only the number of items')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const options = command.optsWithGlobals<GlobalOptions & ListOptions>();
        if (options.count !== true && hasColumns(options)) {
          const { runListFields } = await import('./run-fields.ts');
          return runListFields(words, options, io);
        }
        const { runList } = await import('./run.ts');
        return runList(words, options, io);
      }),
    );
}

/** Whether each item is one line of columns, which the tables and documents of a plain list are not. */
function hasColumns({ fields, format }: ListOptions): boolean {
  if (fields !== undefined && format === 'json') {
    throw new RevengeError('USAGE', '--fields does not go with --format json', { hint: 'Use --format ndjson.' });
  }
  return fields !== undefined || format === 'tsv' || format === 'ndjson';
}

const EXAMPLES = `
Examples:
  $ revenge list
  $ revenge list matrix --kind movie
  $ revenge list --outcome open
  $ revenge list kind:movie year:1990..1999 genre:thriller rating:'>7' --sort -rating
  $ revenge list missing:poster added:-30d --count
  $ revenge list identified:no
  $ revenge list codec:hevc resolution:4k audio:de
  $ revenge list kind:movie --fields title,year,runtime,tmdb,path --format tsv
  $ revenge list --json | jq -r '.items[] | [.id, .title] | @tsv'

Filters (all must hold; - in front negates; commas separate alternatives; quotes keep blanks together; or and brackets
combine filters: 'genre:crime (year:1995 or rating:>8)'):
  kind: year: rating: added:-30d genre: tag: country: language: title: text: person: collection: status: certification:
  source: library: outcome: locked: path: size:>10G codec: resolution: hdr: audio: subtitle: edition:
  identified:yes or no (no: no catalogue has confirmed the work)
  missing: and has: a kind of artwork (poster), a field (overview), or file
  All are described in docs/store.md. Put a title with a colon in quotes: '"Re:Zero"'.`;

const LISTED_KINDS = [...ITEM_KINDS, 'adult'] as const;

/** `movie,series`; may be given several times. */
function kindList(text: string, before: readonly (ItemKind | 'adult')[] | undefined): readonly (ItemKind | 'adult')[] {
  const kinds = text.split(',').map((word) => {
    const kind = LISTED_KINDS.find((known) => known === word.trim());
    if (kind === undefined) throw new InvalidArgumentError(`Give one or more of ${LISTED_KINDS.join(', ')}.`);
    return kind;
  });
  return [...(before ?? []), ...kinds];
}

function yearRange(text: string): { from?: number; to?: number } {
  const match = /^(?:(\d{4})|(\d{4})?\.\.(\d{4})?)$/.exec(text);
  if (match === null || text === '..') throw new InvalidArgumentError('Give a year (1999) or a range (1990..1999).');
  const [, only, first, last] = match;
  const from = only ?? first;
  const to = only ?? last;
  return { ...(from === undefined ? {} : { from: Number(from) }), ...(to === undefined ? {} : { to: Number(to) }) };
}

function sortOrder(text: string): Sort {
  const descending = text.startsWith('-');
  const word = text.replace(/^-/, '').toLowerCase();
  const by = SORTS.find((known) => known.toLowerCase() === word);
  if (by !== undefined) return { by, descending };
  const near = nearest(word, SORTS);
  throw new InvalidArgumentError(
    near === undefined ? `Give one of ${SORTS.join(', ')}, with a minus to turn it round.` : `Did you mean ${near}?`,
  );
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return value;
}
