import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on which every byte takes so long in each direction. */
export interface SlowLine {
  /** As the URL that was given, but over the slow way. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a proxy on the loopback interface that hands everything on after `delayMs`, in its order. */
export async function slowLine(server: string, delayMs: number): Promise<SlowLine> {
  const target = new URL(server);
  const open = new Set<Socket>();
  const pass = (from: Socket, to: Socket): void => {
    open.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk) => setTimeout(() => to.write(chunk), delayMs));
    from.on('error', () => undefined);
    from.once('close', () => setTimeout(() => to.destroy(), delayMs));
  };
  const proxy = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    pass(client, upstream);
    pass(upstream, client);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const through = new URL(server);
  through.host = `127.0.0.1:${address.port}`;
  return {
    url: through.href,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
