/** What a test needs around it decides where it runs: its folder and its name say which kind it is. */
export const KINDS = ['pure', 'local', 'servers'] as const;
export type Kind = (typeof KINDS)[number];

interface Globs {
  readonly include: string[];
  readonly exclude: string[];
}

const ALL = 'test/**/*.test.{ts,tsx}';
const PURE = 'test/{model,naming,identify,reconcile,ui}/**/*.test.{ts,tsx}';
const SERVERS = ['test/**/*.servers.test.{ts,tsx}', 'test/store/postgres/**/*.test.{ts,tsx}'];

/**
 * `pure` computes, and needs neither a server nor a build; `local` uses SQLite, files and HTTP on the loopback address;
 * `servers` uses PostgreSQL, Redis and processes of the program.
 */
export const GLOBS: Readonly<Record<Kind, Globs>> = {
  pure: { include: [PURE], exclude: SERVERS },
  local: { include: [ALL], exclude: [PURE, ...SERVERS] },
  servers: { include: SERVERS, exclude: [] },
};
