import { createHash } from 'node:crypto';
import { isSecretName } from '../model/credentials.ts';
import type { RevengeError } from '../model/errors.ts';
import { abortable } from '../util/abort.ts';
import type { Hop, HopResult } from './wire.ts';

/** Remembers which keys are refused, so that a wrong key costs one request a run, however many works are asked about. */
export interface Refusals {
  /**
   * Sends a request unless its key was refused before. The first request with a key goes alone: only when it is answered
   * is it known whether the others need to be sent. `refusal`: what the answer says, where it refuses the key.
   */
  guard(
    hop: Hop,
    signal: AbortSignal,
    send: () => Promise<HopResult>,
    refusal: (result: HopResult) => RevengeError | undefined,
  ): Promise<HopResult | { readonly kind: 'refused'; readonly error: RevengeError }>;
}

interface KeyState {
  isAccepted: boolean;
  refused?: RevengeError;
  /** The request under way that finds out; never rejects. */
  trial?: Promise<void>;
}

export function createRefusals(): Refusals {
  const states = new Map<string, KeyState>();
  return {
    async guard(hop, signal, send, refusal) {
      const key = keyOf(hop);
      if (key === undefined) return send();
      const state = states.get(key) ?? { isAccepted: false };
      states.set(key, state);
      while (state.trial !== undefined) await abortable(state.trial, signal);
      if (state.refused !== undefined) return { kind: 'refused', error: state.refused };
      const run = async (): Promise<HopResult> => {
        const result = await send();
        const refused = refusal(result);
        if (refused !== undefined) state.refused = refused;
        else if (result.kind === 'answer' && result.status < 500 && result.status !== 429) state.isAccepted = true;
        return result;
      };
      if (state.isAccepted) return run();
      const result = run();
      state.trial = result
        .then(
          () => delete state.trial,
          () => delete state.trial,
        )
        .then(() => undefined);
      return result;
    },
  };
}

/** The host with a digest of every secret that goes there; undefined where there is none. */
function keyOf({ provider, url, secretQuery, headers, payload }: Hop): string | undefined {
  const secrets = Object.values(secretQuery);
  const named = [headers, payload?.kind === 'form' ? payload.value : objectOf(payload?.value)];
  for (const members of named) {
    for (const [name, value] of Object.entries(members)) {
      if (isSecretName(name) && typeof value === 'string') secrets.push(value);
    }
  }
  if (secrets.length === 0) return undefined;
  return createHash('sha256')
    .update([provider, url.host, ...secrets.sort()].join('\n'))
    .digest('hex');
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
