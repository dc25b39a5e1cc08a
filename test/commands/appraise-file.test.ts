import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/reply.ts';
import { program } from './kept.ts';

const NOW = '2026-11-22T10:00:00Z';
const DAY = 86_400_000;
const heading = ({ blocks }: Reply): string => blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))[0] ?? '';
const requests = ({ blocks }: Reply): string[] => blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ request }) => request) : []));

describe('what if', () => {
  it('changes one input of the last result, and shows both beside each other', async () => {
    const { handle, sees, data } = program(NOW);
    await handle('jobs staff 1000 rate 42%');
    const page = await sees('what if rate 25%');
    expect(page).toContain('What if rate 25%');
    expect(page).toContain('Of 1,000 people, 250 jobs would be lost');
    expect(page).toMatch(/Jobs lost after the transfer 420 jobs 250 jobs −170 jobs/);
    expect(page).toMatch(/rate 42% 25%/);
    expect(await data('appraise again rate is 20% and staff 500')).toMatchObject({
      beside: {
        inputs: [
          { name: 'staff', values: ['1000', '500'] },
          { name: 'rate', values: ['25%', '20%'] },
        ],
      },
    });
  });

  it.each(['what if the rate is 25%', 'What if rate: 25%', 'what if --rate 25%', 'appraise again rate 25%'])('`%s` is taken', async (line) => {
    const { handle } = program(NOW);
    await handle('jobs staff 1000');
    expect(heading((await handle(line)).reply)).toBe('What if rate 25%');
  });

  it.each(['what if the council refuses', 'what if staff refuse to move', 'what if rate capping came back in 2010?', 'what if'])(
    '`%s` is a question',
    async (line) => {
      const { handle } = program(NOW);
      await handle('jobs staff 1000');
      expect((await handle(line)).reply.data).toHaveProperty('question');
    },
  );

  it('goes on from what this person did in this place, and from nothing else', async () => {
    const { handle, sees, passes } = program(NOW);
    await handle('jobs staff 1000');
    expect(await sees('what if staff 2000', { person: 'U2' })).toContain('You have worked nothing out in this place');
    expect(await sees('what if staff 2000', { channel: 'C2' })).toContain('You have worked nothing out in this place');
    await handle('local jobs 500 pay £28k', { person: 'U2' });
    expect(await sees('what if staff 2000')).toContain('Of 2,000 people');
    passes(31 * DAY);
    expect(await sees('what if staff 3000')).toContain('You have worked nothing out in this place in the last 30 days');
  });

  it('says which inputs there are when it is another', async () => {
    const { handle, sees } = program(NOW);
    await handle('jobs staff 1000');
    expect(await sees('what if pay £30k')).toContain('`appraise jobs`, which has no input called “pay”. Its inputs are: staff, rate,');
    expect(await sees('what if rate 142%')).toContain('`rate` cannot be more than 100%');
  });

  it('changes a text that has several words', async () => {
    const { handle, sees } = program(NOW);
    await handle('appraise options criteria quality, jobs scores in-house: 8 7; joint: 6 4');
    expect(await sees('appraise again scores in-house: 5 5; joint: 9 9')).toContain('“joint” comes first');
  });
});

describe('the branch’s file', () => {
  async function withTwo() {
    const run = program(NOW);
    await run.handle('jobs staff 1000 rate 42%');
    await run.handle('appraise save "Option A"');
    await run.handle('jobs staff 1000 rate 25%', { person: 'U2' });
    await run.handle('appraise save option B', { person: 'U2' });
    return run;
  }

  it('keeps a result by name, for everyone in the channel and nobody else', async () => {
    const { sees } = await withTwo();
    for (const person of ['U1', 'U2', 'U3']) expect(await sees('appraise saved', { person })).toContain('2 saved results');
    expect(await sees('appraise saved "option a"', { person: 'U3' })).toContain('Option A: Jobs at risk Of 1,000 people, 420 jobs');
    expect(await sees('appraise saved', { channel: 'C2' })).toContain('Nothing is saved in this channel');
    expect(await sees('appraise saved "option a"', { workspace: 'W2' })).toContain('Nothing is saved as “option a” in this channel.');
  });

  it('keeps the result that the button stands under, whatever came after', async () => {
    const { handle, data } = program(NOW);
    const first = (await handle('jobs staff 1000')).reply;
    const form = first.blocks.flatMap((block) => (block.kind === 'form' && block.form.title === 'Save it' ? [block.form] : []))[0];
    const of = form?.fields.find(({ name }) => name === 'of')?.default ?? '';
    await handle('jobs staff 9000');
    await handle({ kind: 'command', name: 'appraise save', args: { name: 'first', of } }, { person: 'U2' });
    expect(await data('appraise saved first')).toMatchObject({ headline: expect.stringContaining('Of 1,000 people') });
    const [pdf = ''] = requests(first).filter((line) => line.startsWith('appraise export'));
    expect(await data(pdf, { person: 'U2' })).toMatchObject({ inputs: { staff: '1000' } });
  });

  it('asks before it replaces', async () => {
    const { handle, sees, data } = await withTwo();
    await handle('jobs staff 50');
    const { status, reply } = await handle('appraise save option a');
    expect(status).toBe('refused');
    expect(requests(reply)).toContain('appraise save "option a" --replace');
    expect(await sees('appraise save "option a" --replace')).toContain('Kept in place of the earlier one');
    expect(await data('appraise saved')).toMatchObject({ saved: [{ name: 'option a', inputs: { staff: '50' } }, { name: 'option B' }] });
  });

  it('compares two side by side', async () => {
    const { sees, data, handle } = await withTwo();
    const page = await sees('appraise compare "option A" with "option B"');
    expect(page).toMatch(/rate 42% 25%/);
    expect(page).toMatch(/Jobs lost after the transfer 420 jobs 250 jobs −170 jobs/);
    expect(await data('appraise compare option a and option b')).toMatchObject({ inputs: [{ name: 'rate', values: ['42%', '25%'] }] });
    await handle('local jobs 500 pay £28k');
    await handle('appraise save the local one');
    const unlike = await sees('appraise compare "option A" with "the local one"');
    expect(unlike).toContain('They are of two calculators');
    expect(unlike).toContain('pay: £28k');
    expect(await sees('appraise compare "option A"')).toContain('I need the names of two saved results.');
  });

  it('deletes one, and shows what was given to it', async () => {
    const { sees } = await withTwo();
    const page = await sees('appraise delete "option A"', { person: 'U3' });
    expect(page).toContain('“Option A” is deleted.');
    expect(page).toContain('staff: 1000');
    expect(await sees('appraise saved')).toContain('One saved result');
    expect(await sees('appraise delete "option A"')).toContain('Nothing is saved as “option A” in this channel.');
  });

  it('asks for a name', async () => {
    const { handle } = program(NOW);
    await handle('jobs staff 1000');
    const { status, reply } = await handle('appraise save');
    expect(status).toBe('refused');
    expect(reply.blocks.some((block) => block.kind === 'form' && block.form.command === 'appraise save')).toBe(true);
  });

  it('loses nothing of what a calculator no longer takes', async () => {
    const { services, sees } = program(NOW);
    const request = {
      person: { id: 'U1', roles: [] },
      place: { platform: 'test', workspace: 'W1', channel: 'C1' },
      said: { kind: 'line' as const, text: '' },
      locale: 'en-GB',
      timeZone: 'Europe/London',
    };
    const appraisals = await services.appraisals();
    await appraisals.save('old', { calculator: 'jobs', inputs: { staff: '1000', speed: 'fast' } }, false, request);
    await appraisals.save('gone', { calculator: 'abacus', inputs: { beads: 7 } }, false, request);
    const page = await sees('appraise saved old');
    expect(page).toContain('“old” was saved with inputs that `jobs` does not take as they are any more.');
    expect(page).toContain('speed: fast');
    expect(await sees('appraise saved gone')).toContain('beads: 7');
    expect(await sees('appraise export old')).not.toContain('something went wrong');
  });
});

describe('export', () => {
  const files = ({ blocks }: Reply) => blocks.flatMap((block) => (block.kind === 'file' ? [block] : []));

  it('makes a page for committee and a spreadsheet, of the last or of a saved one', async () => {
    const { handle } = program(NOW);
    await handle('jobs staff 1000 rate 42%');
    await handle('appraise save "Option A"');
    const [pdf, csv] = files((await handle('appraise export')).reply);
    expect([pdf?.fileName, pdf?.mediaType, csv?.fileName, csv?.mediaType]).toEqual([
      'jobs-2026-11-22.pdf',
      'application/pdf',
      'jobs-2026-11-22.csv',
      'text/csv',
    ]);
    const named = files((await handle('appraise export "option A" --as pdf', { person: 'U9' })).reply);
    expect(named.map(({ fileName }) => fileName)).toEqual(['option-a-2026-11-22.pdf']);
    expect(files((await handle('appraise export --as csv')).reply)).toHaveLength(1);
  });
});
