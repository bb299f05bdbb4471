import { readFile } from 'node:fs/promises';
import type { CacheSettings, CacheTrouble, OpenCache } from '../../cache/open.ts';
import type { Config } from '../../config/schema.ts';
import { RevengeError } from '../../model/errors.ts';

const MEGABYTE = 1024 * 1024;

/** Opens the configured cache. Loads its parts now, and nothing before: commands that ask nobody do without them. */
export async function openConfiguredCache(
  config: Config,
  onTrouble: (trouble: CacheTrouble) => void,
): Promise<OpenCache> {
  const { openCache } = await import('../../cache/open.ts');
  const { redis, prefix, memory, file, size } = config.cache;
  const settings: CacheSettings = {
    redis,
    prefix,
    memoryBytes: memory * MEGABYTE,
    file,
    fileBytes: size * MEGABYTE,
    ca: await readAuthorities(config),
  };
  return openCache(settings, onTrouble);
}

/**
 * The certificate authorities that the configuration names, in PEM; undefined where it names none.
 * @throws RevengeError `CONFIG_UNREADABLE` or `CONFIG_INVALID`
 */
export async function readAuthorities({ network }: Config): Promise<readonly string[] | undefined> {
  const { caFile } = network;
  if (caFile === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(caFile, 'utf8');
  } catch (cause) {
    const hint = 'network.caFile names a file of certificates in PEM.';
    throw new RevengeError('CONFIG_UNREADABLE', `the file of network.caFile, ${caFile}, cannot be read`, {
      hint,
      cause,
    });
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  if (found !== null) return found;
  throw new RevengeError('CONFIG_INVALID', `the file of network.caFile, ${caFile}, holds no certificate in PEM`);
}
