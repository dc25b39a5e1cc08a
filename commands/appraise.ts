import { z } from 'zod';
import { type Command, defineCommand } from '../src/core/command.ts';
import { button, buttons, facts, heading, privately, text } from '../src/core/reply.ts';
import { again } from './appraise-again.ts';
import { compare } from './appraise-compare.ts';
import { remove } from './appraise-delete.ts';
import { exportCommand } from './appraise-export.ts';
import { save } from './appraise-save.ts';
import { saved } from './appraise-saved.ts';
import { calculators } from './calculators.ts';
import type { Services } from './services.ts';

const overview: Command<Services> = defineCommand({
  name: 'appraise',
  summary: 'Ten quick calculations that stand up in committee',
  input: z.object({}),
  allow: 'anyone',
  examples: ['appraise'],
  run: () =>
    privately(
      [
        heading('What do you want to work out?'),
        facts(...calculators.map(({ name, command }) => ({ label: name, value: command.summary }))),
        text(
          'Each shows its working, what its defaults rest on and how weak that is. In one line: `jobs staff 1250-1500 rate 42%`, and then `what if rate 25%`. `appraise saved` shows what is kept here.',
          'muted',
        ),
        ...buttons(...calculators.map(({ name, command }) => button(name, command.name))),
      ],
      { calculators: calculators.map(({ name, command }) => ({ name, summary: command.summary, example: command.examples[0] })) },
    ),
});

/** The ten calculators, and what is done with their results. */
export const appraiseCommands: readonly Command<Services>[] = [
  overview,
  ...calculators.map(({ command }) => command),
  ...[again, save, saved, compare, exportCommand, remove],
];
