import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { slashName } from '../../src/adapters/slack/slash.ts';
import { capabilities } from './platforms-capabilities.ts';
import { discordHome, type Home, LINKS, slackHome, terminalHome } from './platforms-homes.ts';
import { missingFrom, sentencesOf, wordsMissingFrom } from './platforms-sameness.ts';

/** Each home gives what it keeps short names of its own. */
const SHORT_NAME = / ?\[[a-z2-9]{6}\]/g;
const PAGE = resolve(import.meta.dirname, '../../docs/PLATFORMS.md');

/** A table of Markdown. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const page = (homes: readonly Home[], worked: readonly (readonly string[])[], abilities: readonly (readonly string[])[]): string =>
  `# What works where

Made by the end-to-end tests (\`UPDATE_DOCS=1 npm test -- test/e2e/platforms.test.ts\`), which run the real program against the fake servers in \`test/fakes\`; the same test keeps it true.

## Commands

Each command was given its first example, as each place takes it. "yes": it answered, and every sentence of the terminal's answer was in the answer there. The short names of broadcasts in the examples are of none that was sent here, which each place says alike; that they are sent, acknowledged, corrected and withdrawn in Slack and Discord is shown by \`test/e2e/broadcast.test.ts\`.

${table(['command', 'example', 'in Slack', ...homes.map(({ name }) => name)], worked)}

In Slack \`/steward\` reaches every command too; in Discord each has the name it has here. A question in plain words needs no command anywhere.

## What each can do

What the adapters did when the test tried it, with a reply that holds one of everything.

${table(['', 'Terminal', 'Slack, socket', 'Slack, HTTP', 'Discord'], abilities)}
`;

const ITS_OWN = /^(?:saved |terminal:local |accepted on |it is kept|it comes here only while|`npm start`|\w+day \d+ \w+ \d{4}, [\d.]+ [ap]m:$)/i;

it('every command gives the same answer everywhere, and docs/PLATFORMS.md says what works where', async () => {
  const homes = [await terminalHome(), await slackHome('socket'), await slackHome('http'), await discordHome()];
  // What is done again or kept is what was worked out last.
  const jobs = commands.filter(({ name }) => name === 'appraise jobs');
  const inTurn = commands.flatMap((command) => (command.name === 'appraise again' ? [...jobs, command] : jobs.includes(command) ? [] : [command]));
  const worked: string[][] = [];
  const missing: string[] = [];
  for (const command of inTurn) {
    const [drawn = '', ...shown] = await Promise.all(homes.map((home) => home.ask(command)));
    const sentences = sentencesOf(drawn)
      .map((sentence) => sentence.replace(SHORT_NAME, ''))
      // Each home has links, folders, a workspace and a minute of its own; and where a line is typed at a shell, nothing runs on.
      .filter((sentence) => !sentence.includes(LINKS) && !ITS_OWN.test(sentence));
    if (sentences.length === 0) missing.push(`${command.name}: says nothing at the terminal`);
    // Its answers are tables and pictures.
    const compare = command.name.startsWith('appraise ') ? wordsMissingFrom : missingFrom;
    const lost = [[], ...shown.map((words) => compare(words, sentences))];
    missing.push(...lost.flatMap((some, nth) => some.map((sentence) => `${command.name}, ${homes[nth]?.name}: ${sentence}`)));
    worked.push([command.name, `\`${command.examples[0]}\``, `\`${slashName(command.name)}\``, ...lost.map((some) => (some.length === 0 ? 'yes' : 'NO'))]);
  }
  expect(missing).toEqual([]);

  const made = page(homes, worked, await capabilities());
  expect(made).not.toContain('| NO');
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, made);
  expect(readFileSync(PAGE, 'utf8'), 'run it with UPDATE_DOCS=1 to write the page anew').toBe(made);
}, 300_000);
