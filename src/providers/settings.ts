import { z } from 'zod';
import { notesOf } from '../settings/setting.ts';
import { digestOfJson } from '../util/digest.ts';
import type { ProviderDescriptor } from './descriptor.ts';
import { PROVIDERS, type ProviderList } from './list.ts';
import type { SourceSettings } from './port.ts';
import { instancesOf } from './sources-config.ts';

/** The name of a source, which tells several instances apart. */
export function sourceName({ id, instance = id }: { readonly id: string; readonly instance?: string }): string {
  return instance === id ? id : `${id}:${instance}`;
}

const named = z.object({ name: z.string().optional() });

/**
 * The settings of each source that decide what it can answer, and its key, as digests by the source's name. Addresses of
 * catalogues are left out: a mirror gives the same answers.
 */
export function sourceSettings(
  sources: object,
  providers: ProviderList = PROVIDERS,
): ReadonlyMap<string, SourceSettings> {
  const found = new Map<string, SourceSettings>();
  for (const provider of providers) {
    const secrets = secretMembers(provider);
    const locale = localeOf(provider, sources);
    if (secrets.length === 0 && locale === undefined) continue;
    for (const instance of instancesOf(provider, sources)) {
      const { name } = named.parse(instance);
      const deciding = provider.deciding?.(instance);
      found.set(sourceName({ id: provider.id, ...(name === undefined ? {} : { instance: name }) }), {
        ...(deciding === undefined ? {} : { digest: short(deciding) }),
        ...(locale === undefined ? {} : { locale: short(locale) }),
        ...(secrets.length === 0 ? {} : { key: short(secrets.map((member) => instance[member])) }),
      });
    }
  }
  return found;
}

/** What of the languages and the country a source chooses by. */
function localeOf({ chooses }: ProviderDescriptor, sources: object): readonly unknown[] | undefined {
  const settings = new Map<string, unknown>(Object.entries(sources));
  return chooses?.map((name) => settings.get(name));
}

/** The settings of a provider that are keys, in the order of declaration. */
function secretMembers({ settings }: ProviderDescriptor): readonly string[] {
  return Object.entries(settings.shape).flatMap(([name, member]) =>
    notesOf(member)?.secret === undefined ? [] : [name],
  );
}

/** Eight hex digits: enough to see a change, and no way back to a key. */
function short(value: unknown): string {
  return digestOfJson(value).slice(0, 8);
}
