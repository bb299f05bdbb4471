import type { Request, Response } from 'got';

type Received =
  | {
      readonly kind: 'received';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly bytes: Buffer;
      /** The address that answered; empty where it is unknown. */
      readonly ip: string;
    }
  | { readonly kind: 'too-large' };

/** Reads a whole answer, but no more than `maxBytes` of its body, counted after decompression. */
export async function receive(stream: Request, maxBytes: number): Promise<Received> {
  let head: Response | undefined;
  stream.once('response', (response: Response) => {
    head = response;
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) return { kind: 'too-large' };
    chunks.push(bytes);
  }
  if (head === undefined) throw new Error('the connection closed without an answer');
  return {
    kind: 'received',
    status: head.statusCode,
    headers: plainHeaders(head),
    bytes: Buffer.concat(chunks, size),
    ip: head.ip ?? '',
  };
}

function plainHeaders({ headers }: Response): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
