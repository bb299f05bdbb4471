import { afterAll } from 'vitest';
import { describeStore } from '../contract/suite.ts';
import { reusedPostgres } from './fresh.ts';

const { fresh, remove } = reusedPostgres();
afterAll(remove);
describeStore('PostgreSQL', fresh);
