import { PassThrough } from 'node:stream';
import { createTerminalCourier } from '../../src/adapters/terminal/courier.ts';
import { runPrompt } from '../../src/adapters/terminal/prompt.ts';
import { terminalRequest } from '../../src/adapters/terminal/requests.ts';
import type { Steward } from '../../src/core/steward.ts';
import { discordAbilities } from './platforms-discord-abilities.ts';
import { type Abilities, ALT, answeringEverything, EVERYTHING, said } from './platforms-everything.ts';
import { slackAbilities } from './platforms-slack-abilities.ts';
import { type Program, startProgram } from './program.ts';

const ROWS = ['Private answers', 'Share with the channel', 'Suggestions while typing', 'Forms', 'Tables', 'Pictures', 'Threads'] as const;

/** What each place did when everything was tried there: a row for each ability. */
export async function capabilities(): Promise<string[][]> {
  const program = startProgram();
  const places = [
    await terminalAbilities(program),
    await slackAbilities(program, 'socket'),
    await slackAbilities(program, 'http'),
    await discordAbilities(program),
  ];
  return ROWS.map((row) => [row, ...places.map((abilities) => abilities[row])]);
}

async function terminalAbilities(program: Program): Promise<Abilities> {
  // The form that is part of everything asks what the risk is about, and then for what the others should be.
  const form = ['loss of control\n', ...Array.from({ length: (program.commands.find(({ name }) => name === 'risks')?.fields.length ?? 1) - 1 }, () => '\n')];
  const screen = await typed(answeringEverything(program), `${EVERYTHING}\n`, ...form, 'show southwest on\t\n', 'exit\n');
  return {
    'Private answers': 'nobody else is there',
    'Share with the channel': 'no channel',
    'Suggestions while typing': said('with the Tab key', screen.includes('show southwest-one')),
    Forms: said('asked field by field, with what is wrong beside the field', /Find risks[\s\S]*mechanism: [\s\S]*(?<= )loss of control/iu.test(screen)),
    Tables: said('columns', /Option +Jobs\n *In house +300/u.test(screen)),
    Pictures: said('in plain characters, with the words', screen.includes('▇▇▇▅▅') && screen.includes(ALT)),
    Threads: 'no threads',
  };
}

/** What stands on the screen of somebody who typed this; the nearest suggestion alone is offered, so that Tab takes it. */
async function typed(steward: Steward, ...keys: readonly string[]): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let screen = '';
  output.on('data', (chunk) => {
    screen += chunk;
  });
  const done = runPrompt(
    {
      steward: { ...steward, suggest: (what, words) => steward.suggest(what, words, 1) },
      requestFor: (what) => terminalRequest(what, 'Europe/London'),
      out: (line) => void output.write(`${line}\n`),
      err: () => {},
      look: { colour: false },
      save: async (fileName) => fileName,
    },
    { input, output },
    createTerminalCourier({ colour: false }),
  );
  for (const key of keys) {
    input.write(key);
    await new Promise((tick) => setTimeout(tick, 50));
  }
  await done;
  return screen;
}
