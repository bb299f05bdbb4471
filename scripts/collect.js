// Makes so many statements of the SQLite driver as no scan makes, and lets them be collected while others are in use: a
// driver that is not made for the Node that runs it dies here. Usage: node --expose-gc scripts/collect.js
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';

const STATEMENTS = 200_000;
const BETWEEN = 2_000;

if (globalThis.gc === undefined) throw new Error('Start it with --expose-gc');
const database = new Database(':memory:');
database.exec('CREATE TABLE seen (number INTEGER PRIMARY KEY, name TEXT) STRICT');
const held = database.prepare('SELECT count(*) FROM seen').pluck();
let sum = 0;
for (let number = 1; number <= STATEMENTS; number++) {
  // Each text is another one, so that none is taken from a cache.
  if (number % 20 === 0) database.prepare(`INSERT INTO seen VALUES (${number}, ?)`).run(`name ${number}`);
  else sum += database.prepare(`SELECT ${number}`).pluck().get();
  if (number % BETWEEN !== 0) continue;
  globalThis.gc();
  // What is to be done after a collection is done in turns of the loop.
  await setImmediate();
  if (held.get() !== number / 20) throw new Error(`${held.get()} rows after ${number} statements`);
}
database.close();
process.stdout.write(`${STATEMENTS} statements, sum ${sum}: alive on Node ${process.version}\n`);
