import { readFile, stat } from 'node:fs/promises';
import { dotted, leaves } from '../../config/key-path.ts';
import { secretNames, secretsOf } from '../../config/redact.ts';
import { type Config, declarationsFor } from '../../config/schema.ts';
import { PROVIDERS, type ProviderList } from '../../providers/list.ts';
import type { Finding } from './check.ts';

/** A file that anybody on the machine may read. */
const WORLD_READABLE = 0o004;
const DIGITS = '0123456789abcdef'.repeat(4);
/** Whether a secret is one that config.example.yaml shows, and nobody has replaced. */
export function isPlaceholder(secret: string, providers: ProviderList = PROVIDERS): boolean {
  const bare = secret.replaceAll('-', '').toLowerCase();
  if (bare.length >= 8 && DIGITS.startsWith(bare)) return true;
  return declarationsFor(providers).fields.some(({ notes }) => notes.secret === 'value' && notes.example === secret);
}

/** The dotted keys of the configuration whose value is still that of the example. */
export function placeholderKeys(config: Config, providers: ProviderList = PROVIDERS): readonly string[] {
  const isSecret = secretNames(providers);
  return leaves(config).flatMap(({ path, value }) =>
    isSecret(String(path.at(-1))) && typeof value === 'string' && isPlaceholder(value, providers) ? [dotted(path)] : [],
  );
}

/** Whether the configuration is fit to be used: no key of the example, no secrets in a file that everybody may read. */
export async function checkConfiguration(
  config: Config,
  file: string | undefined,
  providers: ProviderList,
): Promise<readonly Finding[]> {
  const placeholders = placeholderKeys(config, providers).map((key): Finding => {
    const hint = 'Put your own key there, or remove the source.';
    const text = `${key} is the placeholder of config.example.yaml`;
    return { part: 'configuration', well: false, text, hint, exit: 'usage' };
  });
  return file === undefined ? placeholders : [...placeholders, ...(await checkMode(config, file, providers))];
}

async function checkMode(config: Config, file: string, providers: ProviderList): Promise<readonly Finding[]> {
  const stats = await stat(file).catch(() => undefined);
  if (stats === undefined || (stats.mode & WORLD_READABLE) === 0) return [];
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!secretsOf(config, providers).some((secret) => text.includes(secret))) return [];
  return [
    {
      part: 'configuration',
      well: true,
      warning: true,
      text: `${file} holds secrets, and every user of this machine may read it`,
      hint: `chmod 600 ${/^[\w/.@+-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`}`,
    },
  ];
}
