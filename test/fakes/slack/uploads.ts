/** Takes the bytes of a file, raw or as a multipart form: https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, readRaw } from './http.ts';
import { misbehave } from './misbehaviour.ts';
import { changed, refuse, type State } from './state.ts';

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
