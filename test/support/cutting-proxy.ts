import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A proxy on the loopback interface that passes so many packets on, then cuts every connection. */
export interface CuttingProxy {
  /** As the URL that was given, but through the proxy. */
  through(url: string): string;
  /** Whether there were enough packets for the cut. */
  readonly hasCut: boolean;
  /** How many packets have passed. */
  readonly packets: number;
  close(): Promise<void>;
}

export interface CutOptions {
  /** Cuts after this packet, counted over all connections and both directions. */
  readonly after: number;
  /** By a reset in place of an orderly end. */
  readonly reset?: boolean;
  /** Refuses connections after the cut, as a server that is gone does. */
  readonly stayDown?: boolean;
}

/** Starts a proxy before the server of a URL. */
export async function cuttingProxy(server: string, { after, reset, stayDown }: CutOptions): Promise<CuttingProxy> {
  const { hostname, port } = new URL(server);
  const open = new Set<Socket>();
  let packets = 0;
  let hasCut = false;
  const end = (socket: Socket): void => {
    if (reset === true) socket.resetAndDestroy();
    else socket.destroy();
  };
  const pass = (from: Socket, to: Socket): void => {
    from.on('data', (chunk) => {
      to.write(chunk);
      packets += 1;
      if (packets !== after) return;
      hasCut = true;
      for (const socket of open) end(socket);
    });
    from.on('close', () => {
      open.delete(from);
      to.end();
    });
    from.on('error', () => undefined);
  };
  const listener = createServer((client) => {
    if (hasCut && stayDown === true) {
      client.on('error', () => undefined);
      end(client);
      return;
    }
    const upstream = connect(port === '' ? 5432 : Number(port), hostname);
    for (const socket of [client, upstream]) open.add(socket.setNoDelay(true));
    pass(client, upstream);
    pass(upstream, client);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('No port on the loopback interface');
  return {
    through: (url) => {
      const changed = new URL(url);
      changed.hostname = '127.0.0.1';
      changed.port = String(address.port);
      return changed.href;
    },
    get packets() {
      return packets;
    },
    get hasCut() {
      return hasCut;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}
