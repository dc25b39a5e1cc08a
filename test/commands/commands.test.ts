import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Services } from '../../commands/services.ts';
import { render } from '../../src/adapters/terminal/render.ts';
import { terminalRequest } from '../../src/adapters/terminal/requests.ts';
import { grouped } from '../../src/core/groups.ts';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';
import { lengthGuard, roleGuard } from '../../src/router/guards.ts';
import { createRouter } from '../../src/router/router.ts';
import { keptServices } from '../records.ts';

const knowledge = createKnowledgeBase(loadLibrary(resolve(import.meta.dirname, '../../knowledge')));
const noted: (readonly string[])[] = [];
const clock = { now: () => new Date('2026-11-22') };
const services: Services = { knowledge: () => knowledge, unanswered: { note: async (topics) => void noted.push(topics) }, ...keptServices(clock) };
const quiet = () => {};
const router = createRouter({
  commands,
  services,
  clock,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  guards: [lengthGuard, roleGuard],
  fallback: 'ask',
  isKnownWord: knowledge.isKnownWord,
});

const answer = (line: string) => router.handle(terminalRequest({ kind: 'line', text: line }, 'Europe/London'));
/** What a person at a terminal sees. */
const seen = async (line: string): Promise<string> => render((await answer(line)).reply, { colour: false });

describe('every command', () => {
  it.each(commands.flatMap((command) => command.examples))('the example `%s` works', async (example) => {
    const { status, reply } = await answer(example);
    expect(status).toBe('answered');
    expect(reply.blocks.length).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(reply.data))).toEqual(reply.data);
  });

  it.each(commands.map(({ name }) => name))('`help %s` shows how it is used', async (name) => {
    const page = await seen(`help ${name}`);
    const command = commands.find((candidate) => candidate.name === name);
    expect(page).toContain(command?.examples[0]);
    for (const field of command?.fields ?? []) expect(page).toContain(field.rest ? 'free words' : `--${field.name}`);
  });
});

describe('what is missing', () => {
  it.each(commands.map(({ name }) => name))('`%s` alone: an example in full, and no sentence that ends twice', async (name) => {
    const { reply } = await answer(name);
    const command = commands.find((candidate) => candidate.name === name);
    const words = reply.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
    const shown = [...words.matchAll(/For example: `([^`]+)`/gu)].map(([, line]) => line);
    expect(command?.examples).toEqual(expect.arrayContaining(shown));
    expect(words).not.toMatch(/[.!?…]`\.|``/u);
  });
});

describe('help', () => {
  it('lists every command with its summary', async () => {
    const page = (await seen('help')).replace(/\s+/g, ' ');
    for (const [word, group] of grouped(commands)) {
      expect(page).toContain(`${word} ${group[0]?.summary}`);
      const groupPage = (await seen(`help ${word}`)).replace(/\s+/g, ' ');
      for (const { name, summary } of group) expect(groupPage).toContain(group.length > 1 ? `${name} ${summary}` : summary);
    }
  });

  it.each(['help me', 'help with our transfer'])('`%s` lists every command', async (line) => {
    expect(await seen(line)).toBe(await seen('help'));
  });

  it('offers only what would work for a misspelt command', async () => {
    const page = await seen('rmind papers');
    expect(page).toContain('Did you mean `remind papers`?');
    expect(page).not.toContain('reminders papers');
  });

  it('helps with a misspelt command', async () => {
    expect(await seen('help motoins')).toContain('Did you mean `motions`?');
  });
});

describe('what is no question', () => {
  it('a name or a theme alone: how many entries there are, and the lists that have some', async () => {
    expect(await seen('capita')).toMatch(/^I have no one passage for that, but \d+ entries on Capita\./);
    expect(await seen('knocked out to capita what happened')).toMatch(/\d+ entries on Capita\./);
    for (const [, line = ''] of (await seen('jobs')).matchAll(/^› (\S+ --theme="jobs")/gm)) expect(await seen(line), line).toMatch(/^[1-9]\d* /);
    expect(await seen('capita')).toContain('› cases --contractor="Capita"');
    expect(await seen('jobs')).toContain('› risks --theme="jobs"');
  });

  it.each(['hi', 'thanks', 'c', '@everyone', '??'])('%s: asks for a question', async (line) => {
    expect(await seen(line)).toContain('Ask me a question, for example');
  });

  it('what is Steward’s own field is never sent to someone else', async () => {
    expect(await seen('privatise our bins')).not.toContain('That sounds like a question about');
    expect(await seen('my bins were not emptied again')).toContain('That sounds like a question about: council services for residents.');
  });
});

describe('lists', () => {
  it.each([
    ['cases --contractor captia', 'contractor Capita'],
    ['cases --authority barnett', 'authority London Borough of Barnet'],
    ['cases --authority "southampton city council"', 'authority Southampton City Council'],
  ])('`%s` forgives the spelling', async (line, heading) => {
    expect(await seen(line)).toContain(heading);
  });

  it.each(['cases --authority leeds', 'cases --contractor tesco'])('`%s` is never answered about somebody else', async (line) => {
    expect((await answer(line)).status).toBe('refused');
  });

  it('find by free words, best first', async () => {
    const page = await seen('cases southwest one');
    expect(page).toMatch(/^\d+ cases · “southwest one” · page 1 of \d+/);
    expect(page).toContain('› show southwest-one');
  });

  it('filter by contractor and authority, misspelt', async () => {
    expect(await seen('cases --contractor capitta')).toMatch(/^\d+ cases · contractor Capita/);
    expect(await seen('cases --authority barnett')).toMatch(/^\d+ cases · authority London Borough of Barnet/);
  });

  it('filter by mechanism, theme, year and status together', async () => {
    const { reply } = await answer('motions --mechanism lsp --year 2008 --theme accountability');
    const data = reply.data as { total: number; entries: { mechanisms: string[]; themes: string[] }[] };
    expect(data.total).toBeGreaterThan(0);
    for (const entry of data.entries) {
      expect(entry.mechanisms).toContain('lsp');
      expect(entry.themes).toContain('accountability');
    }
  });

  it('page, and the button of a page keeps the filters', async () => {
    const first = await seen('cases --contractor Capita');
    const [, next = ''] = /› (cases .*--page 2)/.exec(first) ?? [];
    expect(next).toBe('cases --contractor="Capita" --page 2');
    const second = await seen(next);
    expect(second).toMatch(/page 2 of/);
    expect(second).not.toBe(first);
  });

  it('a page past the end is the last', async () => {
    expect(await seen('motions --page 99')).toMatch(/page (\d+) of \1/);
  });

  it('nothing found: says for what, and what would widen it', async () => {
    expect(await seen('motions --contractor Capita --year 1999')).toContain('I have no motions for contractor Capita, year 1999.');
    expect(await seen('cases --authority Xyzzyx')).toContain('I know of no authority called “Xyzzyx”.');
  });
});

describe('show', () => {
  it('shows every passage with its source, the figures, the dates and the other side', async () => {
    const page = await seen('show southwest-one-savings');
    const entry = knowledge.entries.get('southwest-one-savings');
    for (const passage of entry?.passages ?? []) expect(page.replace(/\s+/g, ' ')).toContain(passage.heading);
    expect(page).toContain('Figures');
    expect(page).toContain('£16.2m');
    expect(page).toContain('The other side: ');
  });

  it('asks which, when a name fits many', async () => {
    expect(await seen('show Capita')).toContain('I have no entry called “Capita”.');
    expect(await seen('show more')).toContain('I have no entry called “more”.');
  });

  it('finds a misspelt name, and offers what is near when none is', async () => {
    expect(await seen('show suthwest one')).toContain('Southwest One');
    expect(await seen('show zzzz qqqq jobs in middlesbrough after transfer')).toContain('Did you mean one of these?');
  });
});

describe('an answer', () => {
  it('shows status, change, one link to the other side, and at most two related', async () => {
    const page = await seen('which councils had to prepare the local area agreement');
    expect(page).toContain('Historical: true of its time, not of today.');
    expect(page).toContain('What has changed since: ');
    expect(page.match(/The other side: /g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(page.match(/^› show/gm)?.length).toBeLessThanOrEqual(3);
  });

  it('is private to the asker', async () => {
    expect((await answer('what is a virtual council')).reply.visibleTo).toBe('asker');
  });

  it('keeps topics, not names or numbers, of what it cannot answer', async () => {
    noted.length = 0;
    await answer('will Wibblington partnership 2031 flibber its jobs gronk');
    expect(noted.flat()).not.toContain('wibblington');
    expect(noted.flat()).not.toContain('2031');
  });
});
