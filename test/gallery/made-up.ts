import { type Block, facts, heading, text } from '../../src/core/reply.ts';
import { barChart } from './chart.ts';

interface MadeUp {
  readonly name: string;
  readonly line: string;
  readonly blocks: readonly Block[];
}

/** Blocks that adapters draw and no command makes yet. The figures are invented. */
export const MADE_UP: readonly MadeUp[] = [
  {
    name: 'table',
    line: 'appraise payback',
    blocks: [
      heading('Payback of three options'),
      {
        kind: 'table',
        columns: [
          { label: 'Option', align: 'left' },
          { label: 'Cost', align: 'right' },
          { label: 'Saved a year', align: 'right' },
          { label: 'Years', align: 'right' },
        ],
        rows: [
          ['In-house improvement', '£0.4m', '£0.3m', '1.3'],
          ['Shared service with a neighbour', '£1.2m', '£0.5m', '2.4'],
          ['Strategic partnership', '£6.0m', '£0.9m', '6.7'],
        ],
      },
      text('Invented figures, to show a table.', 'muted'),
    ],
  },
  {
    name: 'picture',
    line: 'appraise jobs',
    blocks: [
      heading('Jobs, year by year'),
      { kind: 'picture', png: barChart([1046, 930, 810, 700, 605]), fileName: 'jobs.png', alt: 'Jobs fall from 1,046 to 605 in four years', plain: '' },
      facts({ label: 'At transfer', value: '1,046' }, { label: 'After four years', value: '605' }),
    ],
  },
  {
    name: 'form',
    line: 'flag',
    blocks: [
      text('Tell the region what your council proposes. It takes two minutes, and only your region sees it.'),
      { kind: 'form', form: { title: 'Flag a proposal', command: 'flag', fields: [] } },
    ],
  },
];
