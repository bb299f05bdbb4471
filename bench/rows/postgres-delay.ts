import { join } from 'node:path';
import { Client } from 'pg';
import { sideBySide } from '../measure.ts';
import { inSchema, withPostgres } from '../postgres.ts';
import { scanOf } from '../revenge.ts';
import { atMost, type Bench, costText } from '../row.ts';
import { slowLine } from '../slow-line.ts';
import { writeMovies } from '../trees/video.ts';

const GROUPS = 1000;
const DELAY_MS = 5;
const SCHEMA = 'bench_delay';

/** A first scan into a PostgreSQL server near by, and into the same one behind 5 ms each way. */
export const postgresDelay: Bench = async ({ folder, rounds, scale }) => {
  const media = join(folder, 'delayed');
  const groups = Math.round(GROUPS * scale);
  writeMovies(media, groups);
  const { again } = scanOf(folder, 'delay', [{ name: 'Movies', path: media, kind: 'movies' }]);
  return withPostgres(async (url) => {
    const drop = () => dropSchema(url);
    const scanInto = (store: string, name: string) => ({
      name,
      args: [...again.args, '--store', inSchema(store, SCHEMA)],
      before: drop,
    });
    const line = await slowLine(url, DELAY_MS);
    try {
      const [near, far] = await sideBySide([scanInto(url, 'near'), scanInto(line.url, 'far')], Math.min(rounds, 3));
      if (near === undefined || far === undefined) return [];
      return [
        {
          name: `cold scan of ${groups} groups into PostgreSQL behind ${DELAY_MS} ms each way / without it`,
          ratio: far.wall / near.wall,
          bar: atMost(2),
          detail: `${costText(far)} / ${costText(near)}`,
        },
      ];
    } finally {
      await line.close();
      await drop();
    }
  });
};

async function dropSchema(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
  await client.end();
}
