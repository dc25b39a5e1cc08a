/** Reading requests and writing answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

export interface Body {
  readonly raw: Buffer;
  readonly fields: Readonly<Record<string, unknown>>;
}

const object = z.record(z.string(), z.unknown());

export async function readRaw(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function parsed(raw: Buffer, type: string): Readonly<Record<string, unknown>> {
  if (!type.includes('json')) return Object.fromEntries(new URLSearchParams(raw.toString()));
  try {
    return object.safeParse(JSON.parse(raw.toString())).data ?? {};
  } catch {
    return {};
  }
}

/** Arguments from the query and from a form or JSON body. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const raw = await readRaw(request);
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://fake').searchParams);
  return { raw, fields: { ...query, ...parsed(raw, request.headers['content-type'] ?? '') } };
}

export function answer(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8', ...headers });
  response.end(text);
}
