/** A tag block as a reader found it: keys are those of its format. */
export interface RawBlock {
  readonly origin: string;
  /** Of ID3v2: 2, 3 or 4. */
  readonly version?: number | undefined;
  readonly entries: readonly (readonly [string, readonly string[]])[];
}
