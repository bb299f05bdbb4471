import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { GLOBS, KINDS } from './test/setup/kinds.ts';

export default defineConfig({
  test: {
    projects: KINDS.map((name) => ({
      extends: true,
      test: { name, ...GLOBS[name], globalSetup: name === 'servers' ? ['test/setup/global.ts'] : [] },
    })),
    // For what hangs, and for nothing else: a busy machine takes many times as long as an idle one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    pool: 'forks',
    // Half of the time tests wait for servers, so that none of the cores need be kept free.
    maxWorkers: availableParallelism(),
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        lines: 85,
        // The pure cores: nothing there is hard to test.
        'src/{model,naming,identify,reconcile}/**': { lines: 95 },
      },
    },
  },
});
