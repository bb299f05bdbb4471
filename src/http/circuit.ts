const FAILURES_TO_OPEN = 5;
const OPEN_MS = 30_000;

type Admission =
  | { readonly admitted: true; readonly probe: boolean }
  | { readonly admitted: false; readonly failures: number; readonly retryInMs: number };

/** Keeps a host that fails again and again from being asked for every file. */
export interface Circuit {
  admit(host: string): Admission;
  success(host: string): void;
  failure(host: string): void;
  /** An admitted request ended without saying anything of the host. */
  release(host: string): void;
}

interface HostState {
  failures: number;
  openUntil: number;
  probing: boolean;
}

/**
 * After five failures in a row a host is not asked for 30 s; then one request is let through as a probe, and its end
 * decides whether the host is asked again or left alone for another 30 s.
 */
export function createCircuit(now: () => number): Circuit {
  const hosts = new Map<string, HostState>();

  function stateOf(host: string): HostState {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    const fresh: HostState = { failures: 0, openUntil: 0, probing: false };
    hosts.set(host, fresh);
    return fresh;
  }

  return {
    admit(host) {
      const state = stateOf(host);
      if (state.failures < FAILURES_TO_OPEN) return { admitted: true, probe: false };
      const retryInMs = Math.max(0, state.openUntil - now());
      if (retryInMs > 0 || state.probing) return { admitted: false, failures: state.failures, retryInMs };
      state.probing = true;
      return { admitted: true, probe: true };
    },
    success(host) {
      hosts.delete(host);
    },
    failure(host) {
      const state = stateOf(host);
      state.failures++;
      state.probing = false;
      if (state.failures >= FAILURES_TO_OPEN) state.openUntil = now() + OPEN_MS;
    },
    release(host) {
      stateOf(host).probing = false;
    },
  };
}
