import { privately, type Reply } from '../../src/core/reply.ts';
import type { Said } from '../../src/core/request.ts';
import { apology } from '../../src/router/refusals.ts';
import { startProgram } from '../e2e/program.ts';
import { broadcastExhibits } from './broadcasts.ts';
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
  appraise: 'appraise',
  'appraise-jobs': 'jobs staff 1250-1500 rate 42% turnover 10% promised 500',
  'appraise-payback': 'payback investment £1.2m savings £350k a year bias 10-24% borrow £1m interest 5% term 25',
  'appraise-options': 'appraise options criteria quality 30, jobs 25, cost 25, risk 20 scores in-house: 8 7 6 8; partnership: 6 4 7 3',
  'appraise-savings': 'savings claim £1.5m years 10 procurement £2m client £300k',
  'appraise-investment': 'investment price £267m investment £8m, £8m own £8m',
  'appraise-overrun': 'overrun rate 79% over £268m',
  'appraise-risk': 'appraise risk savings 4x5 contractor > users, council, after 3x4 with open-book accounts; exit costs 3x4 council',
  'appraise-impact': 'appraise impact equalities -2 counters close; mitigation: home visits economy -3 pay leaves the area; alternative: work stays here',
  'appraise-local': 'local jobs 525-630 pay £28k',
  'appraise-partnership': 'appraise partnership met service levels: schedule 4; oversight missing staff buy-in; five-year strategy',
  'appraise-missing': 'appraise payback savings £350k a year',
  'appraise-what-if': 'what if rate 25%',
  'appraise-compare': 'appraise compare "option A" with "option B"',
  'appraise-export': 'appraise export',
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
  return [
    ...(await Promise.all(answered)),
    { name: 'apology', line: 'risks loss of control', reply: apology('5f0c2a91') },
    ...invented,
    ...(await broadcastExhibits()),
  ];
}
