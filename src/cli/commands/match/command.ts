import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import { withHoldOptions } from '../../overrides/options.ts';
import type { MatchOptions } from './choice.ts';

export function defineMatch(program: Command, run: Run): void {
  const command = program
    .command('match')
    .summary('decide which work a file or folder is')
    .description(
      'Decides which work a scanned file or folder is. Your decision counts more than names, tags, NFO files and the Arrs; the next scan applies it, and every later scan keeps it.',
    )
    .argument('<what>', 'path of a file or folder, or key of a group (`revenge list --outcome open`)')
    .argument('[id]', 'the work: tmdb:603, imdb:tt0133093, musicbrainz-release:<uuid> …')
    .option('--candidate <n>', 'take the candidate with this number; 1 is the best')
    .option('--none', 'keep the local item; ask no source about it')
    .option('--ignore', 'ignore it; ask no source about it')
    .option('--forget', 'take your decision back; the next scan identifies it again');
  withHoldOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((what: string, id: string | undefined) =>
      run(async (io) => {
        const { runMatch } = await import('./run.ts');
        return runMatch(what, id, command.optsWithGlobals<GlobalOptions & MatchOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge match "Movies/Solaris (1972)" tmdb:593 --reason "not the remake"
  $ revenge match "Solaris (1972)" --candidate 2
  $ revenge match ~/Videos/Lake.mkv --none
  $ revenge match "Solaris (1972)" --forget`;
