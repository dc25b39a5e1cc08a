import { type GivenFile, givenFile, readAtMost, tooLarge, UnreadFile } from '../../core/given-file.ts';
import type { Request } from '../../core/request.ts';
import { fetchKept } from './downloads.ts';
import { KeptFile, nameIn } from './kept-file.ts';

/** The request with its files, or why one could not be had. Nobody sees what is in them, and no name is logged. */
export async function withGivenFiles(request: Request, apiUrl: string | undefined): Promise<Request> {
  const { said } = request;
  if (said.kind === 'line' || !Object.values(said.args).some((given) => given instanceof KeptFile)) return request;
  const args = await Promise.all(
    Object.entries(said.args).map(async ([name, given]) => [name, given instanceof KeptFile ? await readGiven(given, apiUrl) : given] as const),
  );
  return { ...request, said: { ...said, args: Object.fromEntries(args) } };
}

async function readGiven({ field, url }: KeptFile, apiUrl: string | undefined): Promise<GivenFile | UnreadFile> {
  const most = field.file?.mostBytes ?? 0;
  try {
    const answer = await fetchKept(url, apiUrl);
    // Addresses hold for a day, and files of forms for as long as their message: https://docs.discord.com/developers/reference#signed-attachment-cdn-urls
    if ([403, 404, 410].includes(answer.status)) return new UnreadFile('is not kept by Discord any more: attach it once more');
    if (!answer.ok || answer.body === null) return new UnreadFile(NOT_NOW);
    const announced = Number(answer.headers.get('content-length') ?? 0);
    const bytes = announced > most ? undefined : await readAtMost(answer.body, most);
    if (bytes === undefined) return new UnreadFile(tooLarge(Math.max(announced, most + 1), most));
    return givenFile(nameIn(url), answer.headers.get('content-type') ?? '', bytes);
  } catch {
    return new UnreadFile(NOT_NOW);
  }
}

const NOT_NOW = 'could not be fetched from Discord in time: please try once more';
