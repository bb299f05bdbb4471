import { describeStore } from '../contract/suite.ts';
import { freshPostgres } from './fresh.ts';

describeStore('PostgreSQL', freshPostgres);
