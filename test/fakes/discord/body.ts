import type { IncomingMessage } from 'node:http';
import { isObject } from './components.ts';
import { refusals } from './errors.ts';
import type { Obj } from './guilds.ts';

export interface Upload {
  /** The `n` of `files[n]`. */
  readonly index: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface Body {
  /** What was sent as JSON: an object, a list (commands) or nothing. */
  readonly json: unknown;
  readonly files: readonly Upload[];
}

/** 25 MiB for the whole request. */
const REQUEST_LIMIT = 25 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.length > REQUEST_LIMIT) throw refusals.entityTooLarge();
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { json: undefined, files: [] };
  if (type.startsWith('application/json')) return { json: parse(bytes.toString('utf8')), files: [] };
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  throw refusals.wrongType();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.malformed();
  }
}

/** `payload_json` and `files[n]`: https://docs.discord.com/developers/reference#uploading-files */
async function readForm(bytes: Buffer, type: string): Promise<Body> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData().catch(() => {
    throw refusals.malformed();
  });
  const files: Upload[] = [];
  let json: unknown = {};
  for (const [key, value] of form.entries()) {
    if (key === 'payload_json') json = parse(typeof value === 'string' ? value : await value.text());
    else if (typeof value !== 'string')
      files.push({
        index: /^files\[(\d+)\]$/.exec(key)?.[1] ?? String(files.length),
        filename: value.name,
        contentType: value.type || 'application/octet-stream',
        bytes: Buffer.from(await value.arrayBuffer()),
      });
  }
  return { json, files };
}

export function asObject(json: unknown): Obj {
  if (json === undefined) return {};
  if (!isObject(json)) throw refusals.malformed();
  return json;
}
