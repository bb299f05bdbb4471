/** Something in an answer that a person should hear of, though the run goes on. Has the members of the event `warning`. */
export interface SourceWarning {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export type WarningCollector = (warning: SourceWarning) => void;
