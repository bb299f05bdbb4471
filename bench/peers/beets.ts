import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../measure.ts';

/** beets taking a music folder into its database as the tags say it: nothing is asked, copied or written. */
export function beetsImport(folder: string, music: string): Command {
  const own = join(folder, 'beets');
  const config = join(own, 'config.yaml');
  mkdirSync(own, { recursive: true });
  writeFileSync(
    config,
    `directory: ${join(own, 'music')}
library: ${join(own, 'library.db')}
plugins: []
import: { copy: no, move: no, write: no, autotag: no, quiet: yes }
`,
  );
  return {
    name: 'beet import',
    program: 'beet',
    args: ['-c', config, 'import', '-A', '-q', music],
    env: { BEETSDIR: own, HOME: own },
    before: () => {
      for (const path of ['library.db', 'state.pickle']) rmSync(join(own, path), { force: true });
    },
  };
}
