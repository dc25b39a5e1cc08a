import { type Block, privately, text } from '../../src/core/reply.ts';
import type { Steward } from '../../src/core/steward.ts';
import type { Program } from './program.ts';

/** What was asked for it holds these words; the answer then holds one of everything that no command shows yet. */
export const EVERYTHING = 'draw everything';

export const ALT = 'Jobs fell from 300 to 205';
const PNG = new Uint8Array([137, 80, 78, 71]);

/** The real program, but for one question. */
export function answeringEverything({ steward, commands }: Program): Steward {
  const [risks] = commands.filter(({ name }) => name === 'risks');
  const blocks: Block[] = [
    text('One of everything.'),
    {
      kind: 'table',
      columns: [
        { label: 'Option', align: 'left' },
        { label: 'Jobs', align: 'right' },
      ],
      rows: [['In house', '300']],
    },
    { kind: 'picture', png: PNG, fileName: 'jobs.png', alt: ALT, plain: '▇▇▇▅▅' },
    { kind: 'form', form: { title: 'Find risks', command: 'risks', fields: risks?.fields ?? [] } },
  ];
  return {
    ...steward,
    handle: async (request) =>
      JSON.stringify(request.said).includes(EVERYTHING) ? { status: 'answered', reply: privately(blocks, null) } : steward.handle(request),
  };
}

/** What a place can do, in words for the page; `NO` where it did not. */
export interface Abilities {
  readonly 'Private answers': string;
  readonly 'Share with the channel': string;
  readonly 'Suggestions while typing': string;
  readonly Forms: string;
  readonly Tables: string;
  readonly Pictures: string;
  readonly Threads: string;
}

export const said = (words: string, did: boolean): string => (did ? words : 'NO');
