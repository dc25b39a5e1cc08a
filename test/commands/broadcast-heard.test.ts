import { beforeEach, describe, expect, it } from 'vitest';
import { ACTS } from '../../commands/broadcast-heard.ts';
import { commands } from '../../commands/index.ts';
import { ANN, BOB, NAT, office, TENDER } from '../broadcasts/office.ts';

type Office = Awaited<ReturnType<typeof office>>;

describe('guidance in the words of a hurried officer', () => {
  let steward: Office;
  beforeEach(async () => {
    steward = await office();
  });

  /** What stands in the form that a line is answered with. */
  async function formOf(line: string, who: Parameters<Office['handle']>[1] = ANN): Promise<Record<string, string | undefined>> {
    const { reply } = await steward.handle(line, who);
    const [form] = reply.blocks.flatMap((block) => (block.kind === 'form' ? [block.form] : []));
    const filled = (form?.fields ?? []).flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const]));
    return Object.fromEntries(filled);
  }

  it.each([
    ['broadcast to north west: the ballot opens', { regions: 'north west', text: 'the ballot opens' }],
    ['broadcast to all branches in Scotland: hello', { regions: 'Scotland', text: 'hello' }],
    ['broadcast to Bolton and Preston: ring me', { regions: 'Bolton, Preston', text: 'ring me' }],
    ['broadcast to everyone: ring me', { regions: 'all', text: 'ring me' }],
    ['send this to all branches in Scotland tomorrow at 9', { regions: 'Scotland', when: 'tomorrow at 9' }],
    ['send to all branches: the ballot opens Monday', { regions: 'all', text: 'the ballot opens Monday' }],
    ['tell all branches the ballot opens Monday', { regions: 'all', text: 'the ballot opens Monday' }],
    ['tell the North West branches that the ballot opens', { regions: 'North West', text: 'the ballot opens' }],
    ['tell all branches in the north west that the ballot opens', { regions: 'north west', text: 'the ballot opens' }],
    ['let all branches know the ballot is open', { regions: 'all', text: 'the ballot is open' }],
    ['broadcast All branches should vote', { text: 'All branches should vote' }],
    ['broadcast Please note: the ballot opens', { text: 'Please note: the ballot opens' }],
  ])('only its heading is asked for, and nothing is lost: `%s`', async (line, filled) => {
    expect(await steward.sees(line, ANN)).toContain('`broadcast` needs `--title`');
    expect(await formOf(line)).toEqual(filled);
    expect(steward.post.messages).toEqual([]);
  });

  it.each([
    ['broadcast --title "Ring me" to Bolton and Preston: ring me please', ANN, 'It goes to 2 branches'],
    ['broadcast --title "Ring me" to north west tomorrow at 9am: ring me please', ANN, 'When Tuesday 24 November 2026, 9 am'],
    ['broadcast --title "Ring me" to Yorkshire and Humberside: ring me please', BOB, '• Leeds (Yorkshire & Humberside)'],
    ['broadcast --title "Ring me" to health branches: ring me please', NAT, '• Leeds (Yorkshire & Humberside)'],
    ['broadcast --title "Ring me" --regions "Bolton, health" ring me please', NAT, 'It goes to 2 branches'],
  ] as const)('is previewed: `%s`', async (line, who, seen) => {
    const page = await steward.sees(line, who);
    expect(page).toContain('Preview: Ring me');
    expect(page).toContain('ring me please');
    expect(page).toContain(seen);
  });

  it('keeps in a form what was typed, when something of it is refused', async () => {
    const line = 'broadcast --title "The tender" --regions "North West" --when "Friday 9" Please read this.';
    expect(await steward.sees(line, ANN)).toContain('“9” can be 9 am or 9 pm.');
    expect(await formOf(line)).toEqual({ title: 'The tender', regions: 'North West', when: 'Friday 9', text: 'Please read this.' });
  });

  it.each([
    ['--regions north west Hello', 'Is “north west” one value?', '`--regions "north west"`'],
    ['--regions "North West" --when tomorrow 9am Hello', 'Is “tomorrow 9am” one value?', '`--when "tomorrow 9am"`'],
    ['--regions "North West" --by Friday noon Hello', 'Is “Friday noon” one value?', '`--by "Friday noon"`'],
  ])('does not cut a value in two: `%s`', async (options, asked, remedy) => {
    const page = await steward.sees(`broadcast --title "T" ${options}`, NAT);
    expect(page).toContain(asked);
    expect(page).toContain(remedy);
  });

  it('takes one word for one word', async () => {
    expect(await steward.sees('broadcast --title Ballot --regions NW --when tomorrow Please read this.', ANN)).toContain('Please read this.');
  });

  it('never puts half of a time in the place of the text, and takes the text by its name', async () => {
    const { id } = await steward.drafts(TENDER);
    expect(await steward.sees(`broadcast change ${id} --when tomorrow 9am`, ANN)).toContain('Is “9am” the whole new text, or does it belong to `--when`?');
    expect(await steward.sees(`broadcast show ${id}`, ANN)).toContain('The council has published its tender.');
    const page = await steward.sees(`broadcast change ${id} --when "tomorrow 9am" --text "The date has moved."`, ANN);
    expect(page).toContain('The date has moved.');
    expect(page).toContain('When Tuesday 24 November 2026, 9 am');
  });

  it('is found by its title too, and a draft says that it is one', async () => {
    const { id } = await steward.drafts(TENDER);
    expect(await steward.sees('broadcast show the new tender', ANN)).toContain('Preview: The new tender');
    expect(await steward.sees('broadcast status tender', ANN)).toMatch(/A draft: nothing of it is sent\..*Whom it would reach/);
    expect(await steward.sees('broadcast status the old tender', ANN)).toContain('There is no broadcast `the old tender`');
    const { id: second } = await steward.drafts(TENDER.replace('The new tender', 'Another tender'));
    const page = await steward.sees('broadcast status tender', ANN);
    expect(page).toContain(`broadcast status ${id}`);
    expect(page).toContain(`broadcast status ${second}`);
    expect(await steward.sees('broadcast show the new tender', { person: 'U7', channel: 'CBOLTON' })).toContain('No broadcast');
  });

  it('leads to its help', async () => {
    expect((await steward.handle('broadcast help', ANN)).reply.data).toMatchObject({ error: { tryThese: ['help broadcast'] } });
  });

  it('tells an officer which branches are theirs', async () => {
    expect(await steward.sees('broadcast --title "T" --regions all Hello', ANN)).toContain('or send to your own: `--regions "North West"`');
  });

  it.each([
    ['broadcast stats k3m9xz', 'broadcast status k3m9xz'],
    ['broadcast delete k3m9xz', 'broadcast cancel k3m9xz'],
    ['broadcast edit k3m9xz New words', 'broadcast correct k3m9xz New words'],
    ['broadcast k3m9xz', 'broadcast show k3m9xz'],
  ])('takes a slip for a slip, not for guidance: `%s`', async (line, meant) => {
    const { status, reply } = await steward.handle(line, ANN);
    expect(status).toBe('refused');
    expect(reply.data).toMatchObject({ error: { tryThese: expect.arrayContaining([meant]) } });
    expect(await formOf(line)).toEqual({});
  });

  it('knows every word that may follow', () => {
    const words = commands.flatMap(({ name }) => (name.startsWith('broadcast ') ? [name.slice('broadcast '.length)] : []));
    expect([...ACTS].sort()).toEqual(words.sort());
  });

  it.each(['tell me about branches', 'send me the list of branches', 'let us branch out'])('leaves a question alone: `%s`', async (line) => {
    expect(await steward.data(line, ANN)).toHaveProperty('question');
  });

  it.each([
    ['pause broadcast', 'broadcast pause'],
    ['stop sending', 'broadcast pause'],
    ['Resume the broadcast', 'broadcast resume'],
    ['cancel the broadcast', 'broadcast cancel'],
    ['stop broadcast!', 'broadcast cancel'],
  ])('asks which in a hurry: `%s`', async (line, command) => {
    expect(await steward.sees(line, ANN)).toContain(`\`${command}\` needs words after it: its short name`);
  });

  it('is stopped in a hurry by its short name', async () => {
    const { confirm, id } = await steward.drafts('broadcast --title "T" --regions "North West" Hello');
    await steward.sees(confirm, ANN);
    expect(await steward.sees(`pause broadcast ${id}`, ANN)).toContain('Paused');
    expect(await steward.sees(`cancel the broadcast ${id}`, ANN)).toContain('Cancelled');
  });

  it.each(['stop sending work to Capita', 'cancel the broadcast contract with Serco'])('leaves alone what is about something else: `%s`', async (line) => {
    expect(await steward.data(line, ANN)).not.toHaveProperty('broadcast');
  });

  it('is acknowledged in words too', async () => {
    const { confirm, id } = await steward.drafts('broadcast --title "T" --regions "North West" Hello');
    await steward.sees(confirm, ANN);
    await steward.goesOut();
    expect(await steward.sees(`ack ${id}`, { person: 'U7', channel: 'CBOLTON' })).toContain('is acknowledged by Bolton');
    expect(await steward.sees(`acknowledge ${id}`, { person: 'U8', channel: 'CBOLTON' })).toContain('was acknowledged by Bolton before');
    expect(await steward.sees(`status ${id}`, ANN)).toMatch(/Acknowledged 1/);
  });
});
