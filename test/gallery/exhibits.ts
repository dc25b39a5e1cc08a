import { privately, type Reply } from '../../src/core/reply.ts';
import type { Said } from '../../src/core/request.ts';
import { apology } from '../../src/router/refusals.ts';
import { startProgram } from '../e2e/program.ts';
import { MADE_UP } from './made-up.ts';

/** One reply to look at. */
export interface Exhibit {
  /** Names its picture. */
  readonly name: string;
  /** What the person wrote to get it. */
  readonly line: string;
  readonly reply: Reply;
  /** What "Share with the channel" would ask again; absent where there is nothing to share. */
  readonly share?: Said;
}

/** Real lines to the real commands, chosen so that every shape of reply is among them. */
const LINES: Readonly<Record<string, string>> = {
  answer: 'how many jobs went in Middlesbrough',
  'answer-contested': 'what happened at Southwest One',
  'not-known': 'joint venture dividends for shareholders',
  'too-broad': 'Serco',
  'not-covered': 'how long is maternity leave',
  list: 'cases --theme jobs',
  'list-last-page': 'motions shared services --page 2',
  'list-empty': 'law --authority Barnet --year 1999',
  entry: 'show southwest-one',
  help: 'help',
  'help-command': 'help cases',
  'user-error': 'shwo southwest',
  'bad-argument': 'cases --theme robots',
};

/** Everything that is shown: replies of commands, the apology, and blocks that no command makes yet. */
export async function exhibits(): Promise<Exhibit[]> {
  const { steward } = startProgram();
  const answered = Object.entries(LINES).map(async ([name, line]): Promise<Exhibit> => {
    const said: Said = { kind: 'line', text: line };
    const { status, reply } = await steward.handle({
      person: { id: 'gallery', roles: [] },
      place: { platform: 'gallery', workspace: 'gallery', channel: 'gallery' },
      said,
      locale: 'en-GB',
      timeZone: 'Europe/London',
    });
    return { name, line, reply, ...(status === 'answered' ? { share: said } : {}) };
  });
  const invented = MADE_UP.map(({ name, line, blocks }): Exhibit => ({ name, line, reply: privately(blocks, null) }));
  return [...(await Promise.all(answered)), { name: 'apology', line: 'risks loss of control', reply: apology('5f0c2a91') }, ...invented];
}
