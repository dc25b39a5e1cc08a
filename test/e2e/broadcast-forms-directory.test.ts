import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hand, Seen } from './broadcast-forms-hands.ts';
import { startUnion, type Union } from './broadcast-forms-union.ts';

/** As a spreadsheet of a region saves it: semicolons, and a letter that is no ASCII. */
const ROWS = 'Branch;Code;Region;Secretary\r\nYnys Môn;W12;Wales;A N Other\r\nBolton;B12;North West;Somebody\r\n';
const LATIN_1 = { name: 'branches.csv', bytes: Uint8Array.from(Buffer.from(ROWS, 'latin1')) };
const WITH_BOM = { name: 'branches.csv', bytes: new TextEncoder().encode(`\uFEFF${ROWS}`) };

describe.each(['slack', 'discord'] as const)('the directory by forms in %s, in the real program', (platform) => {
  let union: Union;
  let admin: Hand;
  beforeEach(async () => {
    union = await startUnion();
    admin = union.hands[platform].named;
  }, 30_000);
  afterEach(async () => {
    expect(union.slack.refusals).toEqual([]);
    expect(union.discord.unanswered).toEqual([]);
    await union.stop();
  });

  /** `/setup` on Slack, and where a channel has no branch, the button that says so. */
  const setup = async (): Promise<Seen> => admin.press(await admin.begin('branch show'), 'setup');

  it('links a channel to its branch, asks which of two is meant, and offers to add one that is not there', async () => {
    const form = await setup();
    expect(form.isForm).toBe(true);
    expect(await admin.offered('setup', 'branch', 'richm')).toEqual(expect.arrayContaining(['Richmond, Greater London', 'Richmond, Yorkshire & Humberside']));
    const unknown = await admin.fill(form, { branch: 'Newtown' });
    expect(unknown.words).toContain('I know of no branch called “Newtown”. Is it a new one?');
    const add = await admin.press(unknown, 'Add it as a new branch');
    expect(add).toMatchObject({ isForm: true, words: expect.stringContaining('Newtown') });
    const refused = await admin.fill(add, { region: 'Atlantis' });
    expect(refused.words).toContain('Atlantis');
    expect((await admin.fill(await admin.again(refused), { region: 'Scotland' })).words).toContain('Newtown');

    const which = await admin.fill(await setup(), { branch: 'Richmond' });
    expect(which.words).toContain('Which branch is it?');
    const linked = await admin.press(which, 'Richmond, Yorkshire & Humberside');
    expect(linked.words).toContain('This channel is linked to Richmond, Yorkshire & Humberside: what is sent to the branch arrives here.');
    const other = await admin.begin('setup', { branch: 'Wigan' });
    expect(other.words).toContain('Shall it be Wigan, North West’s instead?');
    expect((await admin.press(other, 'Link it to Wigan')).words).toContain('This channel is linked to Wigan');
    expect((await admin.begin('branch show')).words).toContain('Wigan [wigan2]');
  }, 60_000);

  it.each([
    ['in Latin-1', LATIN_1],
    ['in UTF-8 with a mark of its order', WITH_BOM],
  ])(
    'takes a file %s, shows what would change, does it, and takes it back',
    async (_, file) => {
      const offer = await admin.begin('directory import');
      expect(offer.words).toContain('I show what would change, and change nothing until you say so.');
      const plan = await admin.fill(await admin.press(offer, 'Import branches'), { file });
      expect(plan.words).toMatch(/New[:*\s]+1 branch[\s\S]*Changed[:*\s]+1 branch[\s\S]*Refused[:*\s]+0 rows/u);
      expect(plan.words).toContain('Ynys Môn, Cymru/Wales');
      expect(plan.words).toContain('Bolton: code none → B12');
      expect(plan.words).toContain('are not kept: Secretary.');
      expect((await admin.begin('branch show', { branch: 'Bolton' })).words).not.toContain('B12');
      const done = await admin.press(plan, 'Change 2 branches');
      expect(done.words).toContain('Done: 1 branch added, 1 changed.');
      expect((await admin.begin('branch show', { branch: 'Bolton' })).words).toContain('B12');
      const undo = await admin.press(done, 'Undo');
      expect(undo.words).toContain('Nothing is changed yet.');
      expect((await admin.press(undo, 'Take it back: 2 branches')).words).toContain('2 branches are as before the import.');
      expect((await admin.begin('branch show', { branch: 'Bolton' })).words).not.toContain('B12');
      expect((await admin.begin('branch show', { branch: 'Ynys Môn' })).words).toContain('I know of no branch called “Ynys Môn”.');
    },
    60_000,
  );
});
