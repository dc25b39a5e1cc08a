import { describe, expect, it } from 'vitest';
import { isBatchLine, runOnce } from '../../../src/adapters/terminal/command-line.ts';
import { terminalRequest } from '../../../src/adapters/terminal/requests.ts';
import { privately } from '../../../src/core/reply.ts';

/** The line that the program is asked, for the words a shell has parted. */
async function lineFor(...words: readonly string[]): Promise<string> {
  const heard: string[] = [];
  await runOnce(words, {
    steward: {
      commands: [{ name: 'deadline start', aliases: [], summary: '', allow: 'anyone', examples: ['deadline start'], fields: [] }],
      suggest: () => [],
      handle: async ({ said }) => {
        heard.push(said.kind === 'line' ? said.text : said.name);
        return { status: 'answered', reply: privately([], null) };
      },
    },
    requestFor: (said) => terminalRequest(said, 'Europe/London'),
    out: () => {},
    err: () => {},
    look: { colour: false },
    save: async (fileName) => fileName,
  });
  return heard.join('\n');
}

describe('the words of a shell', () => {
  it.each([
    [['ask', 'who carries the risk?'], 'ask who carries the risk?'],
    [['cases', '--authority', 'West Berkshire', 'ICT'], 'cases --authority "West Berkshire" ICT'],
    [['cases', '--authority=West Berkshire'], 'cases --authority="West Berkshire"'],
    [['cases', '--authority', '"West Berkshire"'], 'cases --authority "West Berkshire"'],
    [['risks', '--json', '--theme', 'jobs'], 'risks --theme jobs'],
    [[], 'help'],
    [['--help'], 'help'],
    [['-h'], 'help'],
    [['--json'], 'help'],
    [['risks', '--help'], 'help risks'],
    [['deadline', 'start', '--help'], 'help deadline start'],
    [['deadline', '-h'], 'help deadline'],
    [['ask', 'about', '--help'], 'ask about --help'],
    [['deadline', 'start', 'advice-window', '--for', 'shared services'], 'deadline start advice-window --for "shared services"'],
    [['ask', 'what', 'does', '--save', 'do'], 'ask what does --save do'],
    [['risks', '--json', '--save'], 'risks'],
  ])('%j is the line `%s`', async (words, line) => {
    expect(await lineFor(...words)).toBe(line);
  });
});

describe('a batch', () => {
  it.each([
    [['ask', '--batch'], true],
    [['ask', '--json', '--batch'], true],
    [['--json', 'ask', '--batch'], true],
    [['ask', 'what', 'is', '--batch'], false],
    [['risks', '--batch'], false],
    [['ask', '--json'], false],
  ])('%j: %s', (words, isBatch) => {
    expect(isBatchLine(words)).toBe(isBatch);
  });
});
