/**
 * The exit codes of the program, by precedence: when several conditions hold at the end of a command, the first of this
 * list decides. `brief` is the line of `--help`; `detail` is added on docs/exit-codes.md. 75 is `EX_TEMPFAIL` of
 * sysexits.h, 130 is what a shell reports after Ctrl-C.
 */
export const EXITS = [
  {
    name: 'interrupted',
    code: 130,
    brief: 'interrupted (Ctrl-C, SIGTERM, SIGHUP)',
    detail: 'What was stored before the interruption is kept; the next run continues.',
  },
  {
    name: 'store',
    code: 6,
    brief: 'the store is not available or is damaged',
    detail:
      'The file is not a database, comes from a newer version, is read-only or damaged; the server cannot be reached; or another run took over the lock. `db check` found damage. `cache clear` did not reach Redis.',
  },
  {
    name: 'locked',
    code: 75,
    brief: 'another run holds the lock of the store',
    detail: 'Try again when the other run has ended.',
  },
  {
    name: 'usage',
    code: 2,
    brief: 'wrong usage or configuration',
    detail:
      'Also: nothing is stored under the given name, or several works match it; the installation is incomplete; Node.js is too old.',
  },
  {
    name: 'failed',
    code: 1,
    brief: 'an internal error, or a file could not be written',
    detail:
      'Report an error with the code `INTERNAL`: it is a defect. `tag` and `undo` exit with 1 when a file failed.',
  },
  {
    name: 'root',
    code: 7,
    brief: 'a library root is not available',
    detail: 'The other libraries were scanned. Nothing is changed for the files of the missing root.',
  },
  {
    name: 'provider',
    code: 5,
    brief: 'a provider could not be asked (with --strict)',
    detail: '`doctor` needs no `--strict` for this.',
  },
  {
    name: 'review',
    code: 4,
    brief: 'items need review (with --strict)',
    detail: 'Groups are ambiguous or unmatched. `sync` exits with 4 when it finds conflicts, without `--strict`.',
  },
  {
    name: 'differences',
    code: 3,
    brief: '`check` found a difference, `tag --check` a file to write, or `report --fail-above` too many rows',
    detail: '',
  },
  { name: 'done', code: 0, brief: 'success', detail: '' },
] as const;

export type ExitName = (typeof EXITS)[number]['name'];

/** The number of an exit code. */
export function exitCode(name: ExitName): number {
  return EXITS.find((exit) => exit.name === name)?.code ?? 1;
}

/** The exit code that decides when a command ends for several reasons; 0 when there is none. */
export function worstExit(names: readonly ExitName[]): number {
  return EXITS.find(({ name }) => names.includes(name))?.code ?? 0;
}
