import type { TestProject } from 'vitest/node';
import { buildProgram } from './build.ts';
import { providePostgres } from './postgres.ts';
import { provideRedis } from './redis.ts';
import { type Provided, stopAll } from './service.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL database of this run alone. */
    postgresUrl: string;
    redisUrl: string;
    /** Begins every Redis key that this run writes; what begins so is removed when the run ends. */
    redisPrefix: string;
  }
}

/**
 * Runs once before all tests: builds the program that the command-line tests start, and provides real PostgreSQL and
 * Redis. Gives back what takes it all down again.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildProgram();
  const run = `revenge_test_${process.pid}_${Date.now().toString(36)}`;
  const provided: Provided<string>[] = [];
  try {
    const postgres = await providePostgres(run);
    provided.push(postgres);
    const redis = await provideRedis(run);
    provided.push(redis);
    project.provide('postgresUrl', postgres.value);
    project.provide('redisUrl', redis.value);
    project.provide('redisPrefix', `${run}:`);
  } catch (error) {
    await stopAll(provided);
    throw error;
  }
  return () => stopAll(provided);
}
