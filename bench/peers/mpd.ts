import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '../measure.ts';

/** MPD making its database of a music folder from nothing. */
export function mpdUpdate(folder: string, music: string): Command {
  const own = join(folder, 'mpd');
  const socket = join(own, 'socket');
  const database = join(own, 'database');
  const config = join(own, 'mpd.conf');
  mkdirSync(own, { recursive: true });
  writeFileSync(
    config,
    `music_directory "${music}"
db_file "${database}"
log_file "${join(own, 'log')}"
bind_to_address "${socket}"
auto_update "no"
zeroconf_enabled "no"
audio_output {
  type "null"
  name "none"
}
`,
  );
  return {
    name: 'mpd update',
    program: 'mpd',
    args: ['--no-daemon', config],
    before: () => {
      for (const path of [database, socket]) rmSync(path, { force: true });
    },
    attend: () => update(socket),
  };
}

async function update(socket: string): Promise<void> {
  await ask(socket, 'update');
  while ((await ask(socket, 'status')).includes('updating_db:')) await sleep(10);
}

/** One command over a connection of its own; the answer up to `OK`. Waits until MPD listens. */
async function ask(socket: string, command: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await askOnce(socket, command);
    } catch (error) {
      if (tries > 500) throw error;
      await sleep(10);
    }
  }
}

function askOnce(socket: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const connection = connect(socket, () => connection.write(`${command}\nclose\n`));
    connection.setEncoding('utf8');
    connection.on('data', (data) => {
      text += data;
    });
    connection.once('error', reject).once('close', () => resolve(text));
  });
}
