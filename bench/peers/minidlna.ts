import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '../measure.ts';

/** MiniDLNA making its database of media folders from nothing, in the foreground (`-d`). */
export function minidlnaScan(folder: string, media: string): Command {
  const own = join(folder, 'minidlna');
  const log = join(own, 'minidlna.log');
  const config = join(own, 'minidlna.conf');
  mkdirSync(own, { recursive: true });
  writeFileSync(
    config,
    `media_dir=${media}
db_dir=${own}
log_dir=${own}
log_level=general,artwork,database,inotify,scanner,metadata,http,ssdp,tivo=info
inotify=no
network_interface=lo
port=18200
`,
  );
  return {
    name: 'minidlna scan',
    program: 'minidlnad',
    args: ['-f', config, '-P', join(own, 'pid'), '-S'],
    before: () => {
      for (const path of ['files.db', 'art_cache', 'minidlna.log']) {
        rmSync(join(own, path), { recursive: true, force: true });
      }
    },
    attend: async () => {
      while (!existsSync(log) || !/Scanning .* finished/.test(readFileSync(log, 'utf8'))) await sleep(20);
    },
  };
}
