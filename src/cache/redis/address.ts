import { RevengeError } from '../../model/errors.ts';

interface Host {
  readonly host: string;
  readonly port: number;
}

/** How to reach a Redis, Valkey or Dragonfly. */
export interface RedisAddress {
  readonly mode: 'single' | 'sentinel' | 'cluster';
  readonly hosts: readonly Host[];
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly db: number;
  /** Sentinel: the name of the group of servers. */
  readonly group: string | undefined;
  readonly sentinelUsername: string | undefined;
  readonly sentinelPassword: string | undefined;
  /** Fit to be shown: without user and password. */
  readonly shown: string;
}

const MODES = { redis: 'single', sentinel: 'sentinel', cluster: 'cluster' } as const;

/**
 * Reads an address: `redis://[user:password@]host[:6379][/db]`, `rediss://…` with TLS, `redis+sentinel://host[:26379],
 * host…/group[/db]`, `redis+cluster://host[:6379],host…`; TLS there by `rediss+sentinel`, `rediss+cluster`. Sentinels
 * that ask for a password get `?sentinelUsername=&sentinelPassword=`.
 * @throws RevengeError `CONFIG_INVALID` without the address itself, which may hold a password.
 */
export function parseRedisUrl(url: string): RedisAddress {
  const match = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/]*)@)?([^/?#]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(
    url.trim(),
  );
  if (match === null) throw invalid('it is not of the form redis://[user:password@]host[:port][/db]');
  const [, scheme = '', kind, user = '', hosts = '', path = '', search = ''] = match;
  const mode = MODES[kind === 'sentinel' || kind === 'cluster' ? kind : 'redis'];
  const colon = user.indexOf(':');
  const username = colon < 0 ? user : user.slice(0, colon);
  const password = colon < 0 ? '' : user.slice(colon + 1);
  const parts = path.split('/').filter((part) => part !== '');
  const group = mode === 'sentinel' ? parts.shift() : undefined;
  if (mode === 'sentinel' && group === undefined) throw invalid('a Sentinel address names its group: …/mymaster');
  const [db = '0'] = parts;
  if (!/^\d{1,4}$/.test(db)) throw invalid(`"${db}" is no number of a database`);
  const query = new URLSearchParams(search);
  const list = hosts.split(',').map((host) => hostOf(host, mode === 'sentinel' ? 26379 : 6379));
  if (mode === 'single' && list.length !== 1) throw invalid('several hosts need redis+sentinel:// or redis+cluster://');
  return {
    mode,
    hosts: list,
    tls: scheme === 'rediss',
    username: present(decoded(username)),
    password: present(decoded(password)),
    db: Number(db),
    group,
    sentinelUsername: present(query.get('sentinelUsername') ?? ''),
    sentinelPassword: present(query.get('sentinelPassword') ?? ''),
    shown: `${scheme}${kind === undefined ? '' : `+${kind}`}://${hosts}${path === '' ? '' : `/${path}`}`,
  };
}

function hostOf(text: string, port: number): Host {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/.exec(text.trim());
  const host = match?.[1];
  if (host === undefined) throw invalid('a host in it cannot be read');
  return { host: host.replace(/^\[|\]$/g, ''), port: match?.[2] === undefined ? port : Number(match[2]) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function present(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function invalid(why: string): RevengeError {
  return new RevengeError('CONFIG_INVALID', `cache.redis: the address cannot be used: ${why}`, {
    hint: 'Forms: redis://host:6379/0, rediss://user:password@host, redis+sentinel://a,b/mymaster, redis+cluster://a,b.',
  });
}
