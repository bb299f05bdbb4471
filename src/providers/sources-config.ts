import { z } from 'zod';
import type { FsPath } from '../model/files.ts';
import type { ProviderDescriptor } from './descriptor.ts';
import type { PROVIDERS } from './list.ts';
import type { OwnPictureTest } from './local/index.ts';
import type { NfoFilter } from './nfo/index.ts';

/** Plain data that nobody changes. */
export type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

type ById<L extends readonly ProviderDescriptor[]> = { readonly [D in L[number] as D['id']]: D };
type Known = ById<typeof PROVIDERS>;
type Of<D extends ProviderDescriptor, Settings> = D['presence'] extends 'instances'
  ? readonly Frozen<Settings>[]
  : D['presence'] extends 'switch'
    ? boolean
    : Frozen<Settings>;
type Switches = { [Id in keyof Known as Known[Id]['presence'] extends 'switch' ? Id : never]: boolean };
type Services = Exclude<keyof Known, keyof Switches | 'name'>;

/** The effective settings of all sources. A source that is absent is not asked. */
export type SourcesSettings = {
  readonly [Id in Services]?: Of<Known[Id], z.output<Known[Id]['settings']>>;
} & Readonly<Switches>;

/** The configuration as far as the sources need it: settings with or without their defaults. */
export type SourcesConfig = {
  readonly [Id in Services]?: Of<Known[Id], z.input<Known[Id]['settings']>> | undefined;
} & { readonly [Id in keyof Switches]?: boolean | undefined } & {
  /** Through which NFO files are read. */
  readonly nfoFilter?: NfoFilter | undefined;
  /** Tells pictures beside the media that revenge wrote itself. */
  readonly isOwnPicture?: OwnPictureTest | undefined;
  /** Whether the tags of an audio file are a source; without it all are. */
  readonly readsTags?: ((path: FsPath) => boolean) | undefined;
  /** ISO 639-1, with script and region where they matter, in order of preference. */
  readonly languages: readonly string[];
  /** ISO 3166-1 alpha-2; its certifications come first. */
  readonly country: string;
};

type Settings = z.output<z.ZodObject>;

/** The settings of each instance of a provider; none where it is not configured. `sources`: by the ids of providers. */
export function instancesOf({ id, presence, settings }: ProviderDescriptor, sources: object): readonly Settings[] {
  if (presence === 'always') return [{}];
  const value: unknown = new Map<string, unknown>(Object.entries(sources)).get(id);
  if (presence === 'switch') return value === false ? [] : [{}];
  if (value === undefined) return [];
  return presence === 'instances' ? z.array(settings).parse(value) : [settings.parse(value)];
}
