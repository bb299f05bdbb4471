/** What a reader throws when the body of an answer refuses the key. */
export class KeyRefusal extends Error {
  /** One action for the user; absent: check the key in the configuration. */
  readonly hint: string | undefined;

  constructor(said: string, hint?: string) {
    super(said);
    this.name = 'KeyRefusal';
    this.hint = hint;
  }
}

/**
 * Reports that the body of an answer with a status of success refuses the key. Call it in the transform of a provider's
 * schema. The gateway treats the answer as it treats a 401: it fails with `HTTP_AUTH`, is not cached, and requests with
 * the same key are not sent any more in this run.
 *
 * @param said what the service says, for the message
 * @throws KeyRefusal, always
 */
export function refuseKey(said: string, hint?: string): never {
  throw new KeyRefusal(said, hint);
}
