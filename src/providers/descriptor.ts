import type { z } from 'zod';
import type { HttpGateway, ProviderLimits } from '../http/port.ts';
import type { FieldName } from '../model/fields.ts';
import type { FsPath } from '../model/files.ts';
import type { ProviderId } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { OwnPictureTest } from './local/index.ts';
import type { NfoFilter } from './nfo/index.ts';
import type { InspectableManager, Sources, SourceTerms } from './port.ts';
import type { WarningCollector } from './shared/warning.ts';

/**
 * How a source is switched on. `configured`: by being written. `unless-off`: always, but for `false`. `instances`: a list with
 * one entry for each instance. `switch`: `true` or `false`. `always`: there is nothing to set.
 */
type Presence = 'configured' | 'unless-off' | 'instances' | 'switch' | 'always';

/** What a source is created with, besides its settings. */
export interface CreateContext {
  readonly gateway: HttpGateway;
  readonly warn: WarningCollector;
  /** ISO 639-1, with script and region where they matter, in order of preference. */
  readonly languages: readonly string[];
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** Roots of the libraries. */
  readonly roots: readonly FsPath[];
  /** Through which NFO files are read. */
  readonly nfoFilter?: NfoFilter | undefined;
  /** Tells pictures beside the media that revenge wrote itself. */
  readonly isOwnPicture?: OwnPictureTest | undefined;
  /** Whether the tags of an audio file are a source; without it all are. */
  readonly readsTags?: ((path: FsPath) => boolean) | undefined;
  /** Whether another configured source can be searched for works of this kind. */
  isSearchedElsewhere(kind: GroupKind): boolean;
}

/** The sources that one provider, or one instance of it, contributes, by what they are. */
export type Contribution = Partial<
  Pick<Sources, 'metadata' | 'artwork' | 'supplements' | 'recognition' | 'fingerprints' | 'local'>
> & { readonly managers?: readonly InspectableManager[] };

/** Something wrong with the settings, at a path within those of the provider. */
interface SettingsProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

/** What the program needs to know of a provider. Loading it loads no code that asks: `create` imports that. */
export interface ProviderDescriptor<
  Id extends ProviderId = ProviderId,
  P extends Presence = Presence,
  S extends z.ZodObject = z.ZodObject,
> {
  readonly id: Id;
  /** For people: `TMDb`. */
  readonly name: string;
  /** `manager`: knows works by their paths. `service`: is asked by titles, ids or content. `local`: is read with the media. */
  readonly family: 'manager' | 'service' | 'local';
  readonly presence: P;
  /** Of one instance, in effect: with its defaults. */
  readonly settings: S;
  /** One line for docs/configuration.md and config.example.yaml: what the source is for. */
  readonly doc: string;
  /** Of a source that is read with the media: what it reads, in a line for a person. */
  readonly gives?: string;
  /** The row of the README's table. */
  readonly table: {
    readonly gives: string;
    readonly key: string;
    readonly limits: string;
    readonly attribution: string;
  };
  readonly terms?: SourceTerms;
  readonly limits?: ProviderLimits;
  /** The limits as docs/network.md states them in words. */
  readonly statedLimits?: string;
  /** It is asked about adult libraries, and about nothing else. */
  readonly isAdult?: true;
  /** Where its values rank among those of others; without a rank behind all that have one. */
  readonly rank?: 'catalogue' | 'manager';
  /** Fields for which its values come first. */
  readonly leads?: readonly FieldName[];
  /** What to say when works of a kind cannot be searched for because this source is not configured. */
  readonly suggestion?: {
    readonly kinds: readonly (GroupKind | 'scene')[];
    /** The setting to add, below that of the source. */
    readonly member?: string;
    readonly gives: string;
  };
  /** What the configuration says of the limits. */
  limitsOf?(settings: z.output<S>): Partial<ProviderLimits>;
  /** The kinds of works that it can be searched for, with these settings. */
  searches?(settings: z.output<S>): readonly GroupKind[];
  /** The settings that decide what it can answer; undefined where they are the usual ones. */
  deciding?(settings: z.output<S>): unknown;
  /** By which of these it chooses among the titles, texts and dates that it has. */
  readonly chooses?: readonly ('languages' | 'country')[];
  /** What is wrong with the settings of all instances together. */
  problems?(instances: readonly z.output<S>[]): readonly SettingsProblem[];
  create(settings: z.output<S>, context: CreateContext): Promise<Contribution>;
}

/** Declares a provider. */
export function defineProvider<const Id extends ProviderId, const P extends Presence, S extends z.ZodObject>(
  descriptor: ProviderDescriptor<Id, P, S>,
): ProviderDescriptor<Id, P, S> {
  return descriptor;
}
