import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** A request as it reached the server. */
export interface RecordedRequest {
  readonly method: string;
  /** Path with query, as sent. */
  readonly url: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers one request, or misbehaves. */
export type Handler = (request: RecordedRequest, response: ServerResponse) => void | Promise<void>;

/**
 * By `METHOD /path?query`, `/path?query`, `METHOD /path`, `/path` or `*`, the first that fits in this order. A list is
 * answered one by one, its last again and again. What fits nothing gets a 404 with a JSON body.
 */
export type Routes = Readonly<Record<string, Handler | readonly Handler[]>>;

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Most requests that were under way at once. */
  readonly peak: number;
  /** Breaks all connections and stops. */
  close(): Promise<void>;
}

/** A server on the loopback address, on a free port. */
export async function startServer(routes: Handler | Routes): Promise<TestServer> {
  const requests: RecordedRequest[] = [];
  const asked = new Map<string, number>();
  let underWay = 0;
  let peak = 0;

  const server = createServer(async (incoming, response) => {
    underWay++;
    peak = Math.max(peak, underWay);
    response.once('close', () => underWay--);
    response.on('error', () => response.destroy());
    try {
      const request = await received(incoming);
      requests.push(request);
      const handler = typeof routes === 'function' ? routes : pick(routes, request, asked);
      await handler(request, response);
    } catch (error) {
      if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' });
      response.end(`the test's own handler failed: ${String(error)}`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');

  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    get peak() {
      return peak;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function received(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = incoming.url ?? '/';
  const parsed = new URL(url, 'http://loopback');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  return {
    method: incoming.method ?? 'GET',
    url,
    path: parsed.pathname,
    query: Object.fromEntries(parsed.searchParams),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function pick(routes: Routes, request: RecordedRequest, asked: Map<string, number>): Handler {
  const keys = [
    `${request.method} ${request.url}`,
    request.url,
    `${request.method} ${request.path}`,
    request.path,
    '*',
  ];
  const key = keys.find((name) => routes[name] !== undefined);
  const route = key === undefined ? undefined : routes[key];
  if (key === undefined || route === undefined) return json({ error: 'not found' }, { status: 404 });
  if (typeof route === 'function') return route;
  const turn = asked.get(key) ?? 0;
  asked.set(key, turn + 1);
  return route[Math.min(turn, route.length - 1)] ?? json({ error: 'not found' }, { status: 404 });
}

export interface ReplyOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A JSON answer. */
export function json(value: unknown, options: ReplyOptions = {}): Handler {
  return bytes(JSON.stringify(value), 'application/json; charset=utf-8', options);
}

/** A body as it is. */
export function bytes(body: Buffer | string, contentType: string, options: ReplyOptions = {}): Handler {
  return (_request, response) => {
    response.writeHead(options.status ?? 200, { 'content-type': contentType, ...options.headers });
    response.end(body);
  };
}

/** A status with a JSON body that says so. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Handler {
  return json({ message: `status ${code}` }, { status: code, headers });
}

/** 429 with `Retry-After`: seconds, a date, or none. */
export function tooMany(retryAfter?: string): Handler {
  return status(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
}

/** A web page with 200, as from a login wall or a captive portal. */
export function html(): Handler {
  return bytes('<!DOCTYPE html><html><body>Please log in</body></html>', 'text/html; charset=utf-8');
}

/** A JSON body that ends in the middle, with 200 and a fitting length. */
export function halfJson(): Handler {
  return bytes('{"results":[{"id":1,"title":"Half', 'application/json');
}

/** Reads the request and never answers. */
export function hang(): Handler {
  return () => {};
}

/** Breaks the connection without an answer. */
export function reset(): Handler {
  return (_request, response) => {
    response.socket?.resetAndDestroy();
  };
}

/** Promises more bytes than it sends, then breaks the connection. */
export function cutOff(): Handler {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"results":[');
    setTimeout(() => response.destroy(), 20);
  };
}

/** A body that never ends. */
export function endless(contentType = 'application/json'): Handler {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': contentType });
    const chunk = Buffer.alloc(16_384, 0x20);
    const send = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', send);
    send();
  };
}

/** Sends the head at once and then a byte now and again, for ever. */
export function slowLoris(everyMs = 20): Handler {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), everyMs);
    response.once('close', () => clearInterval(timer));
  };
}

/** A redirect; to itself it is a loop. */
export function redirect(to: string, code = 302): Handler {
  return (_request, response) => {
    response.writeHead(code, { location: to });
    response.end();
  };
}

/** A small gzip body that unpacks to `size` bytes. */
export function gzipBomb(size: number): Handler {
  const packed = gzipSync(Buffer.alloc(size, 0x20));
  return bytes(packed, 'application/json', { headers: { 'content-encoding': 'gzip' } });
}

/** A JSON answer, packed with gzip. */
export function gzipJson(value: unknown): Handler {
  return bytes(gzipSync(JSON.stringify(value)), 'application/json', { headers: { 'content-encoding': 'gzip' } });
}
