/** Something that a run was given, and how to give it back. */
export interface Provided<T> {
  readonly value: T;
  stop(): Promise<void>;
}

/** Gives everything back, last first. One that fails does not keep the others: its error is thrown at the end. */
export async function stopAll(provided: readonly Provided<unknown>[]): Promise<void> {
  const errors: unknown[] = [];
  for (const one of [...provided].reverse()) {
    await one.stop().catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Test services did not stop cleanly');
}

/** The one message for a machine on which the tests have no database. */
export function serviceMissing(
  service: string,
  variable: string,
  example: string,
  debian: string,
  tried: readonly string[],
): Error {
  return new Error(
    [
      `The tests need ${service}, and none was found.`,
      ...tried.map((line) => `  - ${line}`),
      `Install one, which the tests then start for themselves: apt install ${debian} (macOS: brew install ${service.toLowerCase()}).`,
      `Or say where one runs: ${variable}=${example}.`,
    ].join('\n'),
  );
}

/** The message of anything thrown. */
export function reason(thrown: unknown): string {
  if (thrown instanceof AggregateError) return thrown.errors.map(reason).join('; ');
  return thrown instanceof Error ? thrown.message : String(thrown);
}
