import type { ArtworkKind, FsPath } from './files.ts';
import type { ExternalIds, ItemId, ProviderId } from './ids.ts';
import type { ItemKind } from './kinds.ts';
import type { ManagedFile, Probe } from './media.ts';
import type { Identification } from './outcome.ts';
import type { Credit, Position, SourceValue } from './records.ts';

/** An image file in the content-addressed folder. */
export interface StoredImage {
  /** SHA-256 of the original's bytes, hex. */
  readonly digest: string;
  /** Relative to the artwork folder, `/` between parts. */
  readonly path: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly blurhash: string;
  readonly thumbnails: readonly { readonly width: number; readonly height: number; readonly path: string }[];
}

export interface FileView {
  readonly library: string;
  readonly path: FsPath;
  readonly role: string;
  readonly size: number;
  readonly part?: number;
  readonly versionLabel?: string;
  readonly extraType?: string;
  readonly language?: string;
  readonly missingSince?: string;
  readonly probe?: Probe;
  readonly managed?: ManagedFile;
  /** What a person says of the work, else what is said of the file. */
  readonly edition?: string;
  readonly format3d?: string;
  /** OSHASH: files of one size with the same hash have the same content. */
  readonly hash?: string;
}

/** A credit with the portrait of the person, where it is stored. */
export type CreditView = Credit & { readonly portrait?: StoredImage };

export interface ItemView {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly year?: number;
  readonly ids: ExternalIds;
  /** Whether a catalogue knows the work; parts count as their work does. */
  readonly identified: boolean;
  readonly position?: Position;
  /** Of each field: the value that holds, from whom, and every competing value. */
  readonly fields: Readonly<
    Record<string, { readonly value: unknown; readonly provider: ProviderId; readonly values: readonly SourceValue[] }>
  >;
  readonly cast: readonly CreditView[];
  readonly crew: readonly CreditView[];
  readonly images: readonly (StoredImage & {
    readonly kind: ArtworkKind;
    readonly provider: ProviderId;
    readonly url: string;
  })[];
  readonly files: readonly FileView[];
  readonly identification?: Identification;
  readonly children: readonly ItemView[];
  /** Parents, nearest first, without their children. */
  readonly parents: readonly {
    readonly id: ItemId;
    readonly kind: ItemKind;
    readonly title: string;
    readonly ids: ExternalIds;
  }[];
}
