/** Files: takes the bytes of one, and gives those that a person attached to a form. Bytes come raw or as a multipart form: https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, readRaw } from './http.ts';
import { misbehave } from './misbehaviour.ts';
import { changed, nextId, now, refuse, type State } from './state.ts';
import type { AttachedFile, Json } from './types.ts';

async function bytesOf(raw: Buffer, type: string): Promise<Uint8Array> {
  if (!type.startsWith('multipart/form-data')) return raw;
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const part = [...form.values()].find((value) => typeof value !== 'string');
  return part === undefined ? new Uint8Array() : new Uint8Array(await part.arrayBuffer());
}

export async function uploadFile(state: State, request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
  const raw = await readRaw(request);
  if ((await misbehave(state, 'upload', response)) === 'answered') return;
  const file = state.files.find((each) => each.id === id);
  const bytes = await bytesOf(raw, request.headers['content-type'] ?? '');
  if (file === undefined || bytes.length !== file.length) {
    refuse(state, 'upload', file === undefined ? 'file_not_found' : 'length_mismatch');
    answer(response, 400, 'length mismatch');
    return;
  }
  file.bytes = bytes;
  changed(state);
  answer(response, 200, `OK - ${bytes.length}`);
}

/** A file that a person attached to a form, as it stands in the form's state: https://docs.slack.dev/reference/objects/file-object */
export function attach(state: State, { name, mimetype = 'text/csv', bytes }: AttachedFile): Json {
  const id = nextId(state, 'F');
  state.attached.set(id, { name, mimetype, bytes });
  const url = `${state.origin}/files-pri/${id}/download/${encodeURIComponent(name)}`;
  const filetype = name.split('.').at(-1) ?? '';
  return { id, name, title: name, mimetype, filetype, size: bytes.length, mode: 'hosted', is_external: false, url_private: url, url_private_download: url };
}

/** Without a token that may read files Slack sends the browser to log in, and some clients a page to do so. */
export async function downloadFile(state: State, request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
  state.calls.push({ method: 'download', body: {}, at: now(state) });
  if ((await misbehave(state, 'download', response)) === 'answered') return;
  const file = state.attached.get(id);
  const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const mayRead = state.installations.get(token)?.kind === 'bot' && (state.options.scopes ?? ['files:read']).includes('files:read');
  if (file === undefined) answer(response, 404, 'not found');
  else if (!mayRead) answer(response, 302, '', { location: `${state.origin}/login` });
  else response.writeHead(200, { 'content-type': file.mimetype }).end(file.bytes);
  changed(state);
}
