import { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import type { ProviderDescriptor } from '../providers/descriptor.ts';
import type { ProviderList } from '../providers/list.ts';
import { dotted, isRecord } from './key-path.ts';
import type { Problem } from './problems.ts';
import type { Config } from './schema.ts';

/** What all instances have that manage libraries. */
const managing = z.looseObject({ name: z.string().optional(), libraries: z.array(z.string()).default([]) });

/**
 * The sources with a name for each instance that manages libraries. The first instance of a service may be called as the
 * service is; each further one without a name gets the service's name and its number.
 */
export function withInstanceNames(
  sources: Readonly<Record<string, unknown>>,
  providers: ProviderList,
): Readonly<Record<string, unknown>> {
  const named = (id: string, value: unknown): unknown => {
    if (!Array.isArray(value) || !providers.some((one) => one.id === id && one.family === 'manager')) return value;
    return value.map((entry: unknown, index) =>
      isRecord(entry) && entry.name === undefined && index > 0 ? { ...entry, name: `${id}-${index + 1}` } : entry,
    );
  };
  return Object.fromEntries(Object.entries(sources).map(([id, value]) => [id, named(id, value)]));
}

/** What is wrong with sources of which no schema can tell: names of libraries, and what each provider checks itself. */
export function sourceProblems(
  sources: Readonly<Record<string, unknown>>,
  libraries: Config['libraries'],
  providers: ProviderList,
): readonly Problem[] {
  const values = new Map(Object.entries(sources));
  return providers.flatMap((provider) => [
    ...(provider.family === 'manager' ? managerProblems(provider, values.get(provider.id), libraries, providers) : []),
    ...ownProblems(provider, values.get(provider.id)),
  ]);
}

function managerProblems(
  { id, isAdult }: ProviderDescriptor,
  value: unknown,
  libraries: Config['libraries'],
  providers: ProviderList,
): readonly Problem[] {
  const names = libraries.map(({ name }) => name);
  const instances = z.array(managing).safeParse(value).data ?? [];
  return instances.flatMap((instance, index) =>
    instance.libraries.flatMap((name, place): Problem[] => {
      const path = ['sources', id, index, 'libraries', place];
      const kind = libraries.find((library) => library.name === name)?.kind;
      if (kind === undefined) {
        const near = nearest(name, names);
        const hint = near === undefined ? `Libraries: ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`;
        return [{ path, message: `${dotted(path)} names no library: "${name}"`, hint }];
      }
      if ((kind === 'adult') === (isAdult === true)) return [];
      const adult = providers.flatMap((one) => (one.family === 'manager' && one.isAdult === true ? [one.id] : []));
      const hint = `Libraries of kind adult are for ${adult.join(', ')} alone, and ${adult.join(', ')} is for them alone.`;
      return [{ path, message: `${dotted(path)} names a library of kind ${kind}: "${name}"`, hint }];
    }),
  );
}

function ownProblems({ id, settings, problems }: ProviderDescriptor, value: unknown): readonly Problem[] {
  const instances = z.array(settings).safeParse(Array.isArray(value) ? value : [value]).data;
  if (problems === undefined || instances === undefined) return [];
  return problems(instances).map(({ path, message, hint }) => {
    const at = ['sources', id, ...path];
    return { path: at, message: `${dotted(at)} ${message}`, hint };
  });
}
