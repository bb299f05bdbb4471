import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anything, errorOf, gateway, idle, temporaryDirectory } from './tools.ts';

const { connect } = Socket.prototype;
let loaded = 0;

beforeEach(() => {
  Socket.prototype.connect = () => {
    throw new Error('a socket was opened');
  };
  loaded = 0;
  vi.doMock('got', (original) => {
    loaded++;
    return original();
  });
});

afterEach(() => {
  Socket.prototype.connect = connect;
  vi.doUnmock('got');
});

describe('without network', () => {
  const request = { provider: 'tmdb', url: 'http://127.0.0.1:1/movie/1' };

  it('offline, every request is unavailable and says why', async () => {
    const http = gateway({ mode: { kind: 'offline' } });
    for (const answer of [await http.json(request, anything, idle), await http.bytes(request, idle)]) {
      const error = errorOf(answer);
      expect(error.code).toBe('OFFLINE');
      expect(error.message).toBe('tmdb: GET http://127.0.0.1:1/movie/1 was not sent: this run is offline');
    }
    expect(http.health()).toEqual([expect.objectContaining({ requests: 0, replayed: 0, failures: 2 })]);
    expect(http.unusedCassettes()).toEqual([]);
  });

  it('replay loads no HTTP client, live does', async () => {
    const dir = await temporaryDirectory();
    const replayed = await gateway({ mode: { kind: 'replay', dir } }).json(request, anything, idle);
    expect(errorOf(replayed).code).toBe('REPLAY_MISSING');
    expect(loaded).toBe(0);
    const live = await gateway({ tmdb: { retries: 0 } }).json(request, anything, idle);
    expect(errorOf(live).message).toContain('a socket was opened');
    expect(loaded).toBe(1);
  });
});
