import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { PoolConfig } from 'pg';
import { RevengeError } from '../../model/errors.ts';

/** How to reach a PostgreSQL store, beside its URL. */
export interface PostgresSettings {
  /** In place of one in the URL. */
  readonly password?: string;
  /** Most connections at once. Default 4. */
  readonly poolSize?: number;
  /** Seconds that a statement may take. Default 120; 0 = no limit. */
  readonly statementTimeout?: number;
  /** Seconds until the server has to answer. Default 5. */
  readonly connectTimeout?: number;
  readonly tls?: TlsSettings;
}

interface TlsSettings {
  /** As libpq's sslmode: `require` encrypts, `verify-ca` checks who signed, `verify-full` also the name. */
  readonly mode: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';
  /** Paths of PEM files. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Where a store is: what the driver needs, the schema that holds the tables, and the address without its password. */
export interface Connection {
  readonly pool: PoolConfig;
  readonly schema: string;
  readonly location: string;
  /**
   * SQL with the settings of every transaction. They are not settings of the connection: a connection pooler refuses those,
   * or gives the next transaction a server connection that does not have them.
   */
  readonly local: string;
}

const MODES: readonly TlsSettings['mode'][] = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];

/**
 * Reads the URL of a store: `postgres://user:password@host:port/database?sslmode=verify-full&schema=revenge`. What is not
 * in it comes from the settings, then from libpq's variables (`PGHOST`, `PGUSER`, `PGPASSWORD`, `PGSSLMODE` …), which the
 * driver reads. Throws `CONFIG_INVALID` for what is no such URL.
 */
export function readConnection(
  address: string,
  settings: PostgresSettings = {},
  env: Readonly<Record<string, string | undefined>> = process.env,
): Connection {
  const url = parse(address);
  const get = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  const host =
    url.hostname === '' ? (get('host') ?? env.PGHOST) : decodeURIComponent(url.hostname.replace(/^\[|\]$/g, ''));
  const database = decodeURIComponent(url.pathname.slice(1)) || env.PGDATABASE;
  const user = decodeURIComponent(url.username) || env.PGUSER;
  const password = decodeURIComponent(url.password) || settings.password || env.PGPASSWORD;
  const port = Number(url.port || env.PGPORT || 5432);
  const schema = get('schema') ?? 'public';
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw invalid(`"${schema}" is no name of a schema`);
  const statementTimeout = (settings.statementTimeout ?? 120) * 1000;
  const tls = tlsOf(get, settings.tls, env);
  const shownHost = host ?? 'localhost';
  return {
    schema,
    local: `SET LOCAL search_path = ${schema === 'public' ? 'public' : `"${schema}", public`}; SET LOCAL statement_timeout = ${statementTimeout}`,
    location: `postgres://${user === undefined ? '' : `${user}@`}${shownHost}${port === 5432 ? '' : `:${port}`}/${database ?? ''}${schema === 'public' ? '' : `?schema=${schema}`}`,
    pool: {
      port,
      ...(host === undefined ? {} : { host }),
      ...(database === undefined ? {} : { database }),
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      max: settings.poolSize ?? 4,
      connectionTimeoutMillis: (settings.connectTimeout ?? 5) * 1000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      allowExitOnIdle: true,
      application_name: `revenge ${process.pid} on ${hostname()}`.slice(0, 63),
      ssl: tls,
    },
  };
}

function parse(address: string): URL {
  if (!/^postgres(?:ql)?:\/\//i.test(address) || !URL.canParse(address)) {
    throw invalid('the address of the store is no postgres:// URL');
  }
  return new URL(address);
}

function tlsOf(
  get: (name: string) => string | undefined,
  settings: TlsSettings | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Exclude<PoolConfig['ssl'], undefined> {
  const mode = get('sslmode') ?? settings?.mode ?? env.PGSSLMODE ?? 'prefer';
  const known = MODES.find((one) => one === mode);
  if (known === undefined) throw invalid(`sslmode is one of ${MODES.join(', ')}, not "${mode}"`);
  // The driver cannot try both, and a server without TLS is the common one at home.
  if (known === 'disable' || known === 'prefer') return false;
  const ca = pem(get('sslrootcert') ?? settings?.ca ?? env.PGSSLROOTCERT);
  const cert = pem(get('sslcert') ?? settings?.cert ?? env.PGSSLCERT);
  const key = pem(get('sslkey') ?? settings?.key ?? env.PGSSLKEY);
  return {
    rejectUnauthorized: known !== 'require',
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(known === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  };
}

function pem(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new RevengeError('CONFIG_UNREADABLE', `The certificate ${path} of the store cannot be read`, {
      cause: error,
      hint: 'Check the path in store.tls, or sslrootcert, sslcert and sslkey of the URL.',
    });
  }
}

function invalid(what: string): RevengeError {
  return new RevengeError('CONFIG_INVALID', `store: ${what}`, {
    hint: 'Write it as postgres://user@host:5432/database?sslmode=verify-full, the password in store.passwordFile.',
  });
}
