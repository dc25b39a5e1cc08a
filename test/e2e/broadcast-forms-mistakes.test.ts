import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Filled } from './broadcast-forms-hands.ts';
import { makeOfficer, startUnion, type Union } from './broadcast-forms-union.ts';

const GOOD: Filled = { title: 'Pay ballot', text: 'It opens on Monday.\n\n- Vote\n- Tell others', regions: ['all'] };

/** What is filled in, what is said of it, and what puts it right. */
type Mistake = readonly [wrong: Filled, said: string, right: Filled];

const MISTAKES: readonly Mistake[] = [
  [{ regions: [] }, 'It is for nobody yet.', { regions: ['Scotland', 'North West'] }],
  [{ title: 'Pay '.repeat(40).trim() }, 'The title is 159 characters long, and 120 is the most.', { title: 'Pay' }],
  [{ text: '@everyone: vote!' }, 'calls for everyone (“@everyone”)', { text: 'Vote!' }],
  [{ text: 'Vote <script>alert(1)</script>' }, 'has code in it (“<script”)', { text: 'Vote!' }],
];
/** In Discord all regions stand in the form: there is nothing to misspell. */
const MISSPELT: Mistake = [{ regions: ['Nrth Wst'] }, 'I know no region called “Nrth Wst”. Did you mean North West', { regions: ['North West'] }];

describe.each(['slack', 'discord'] as const)('mistakes in the form of a broadcast in %s, in the real program', (platform) => {
  let union: Union;
  beforeEach(async () => {
    union = await startUnion();
    await makeOfficer(union.hands[platform]);
  }, 30_000);
  afterEach(() => union.stop());

  it('are said, the rest is kept, and they are put right without typing it again; nothing is sent', async () => {
    const { officer } = union.hands[platform];
    for (const [wrong, said, right] of platform === 'slack' ? [...MISTAKES, MISSPELT] : MISTAKES) {
      const refused = await officer.fill(await officer.begin('broadcast'), { ...GOOD, ...wrong });
      expect(refused.words.replace(/\s+/gu, ' ')).toContain(said);
      const preview = await officer.fill(await officer.again(refused), right);
      expect(preview.words, said).toContain(`Preview: ${String({ ...GOOD, ...right }.title)}`);
      expect(preview.words, said).toContain('text' in right ? right.text : 'Tell others');
    }
    const preview = await officer.fill(await officer.begin('broadcast'), GOOD);
    const change = await officer.press(preview, 'Change');
    const form = platform === 'slack' ? change : await officer.press(change, 'Change the draft: branches, except, entry, file, when');
    const refused = await officer.fill(form, { when: 'yesterday 9am' });
    expect(refused.words).toContain('is past');
    const set = await officer.fill(await officer.again(refused), { when: 'tomorrow 9am' });
    expect(set.words).toMatch(/When[:*\s]+\w+day \d+ \w+ \d{4}, 9 am/u);
    expect(set.words).toContain('Tell others');

    expect(union.slack.messages.filter(({ ephemeralFor }) => ephemeralFor === undefined)).toEqual([]);
    expect(union.discord.messages.filter(({ onlyFor }) => onlyFor === undefined)).toEqual([]);
    expect(union.slack.refusals).toEqual([]);
    expect(union.discord.unanswered).toEqual([]);
  }, 60_000);

  it('cost no long text: it stands whole in the form, or beside the button that opens it', async () => {
    const { officer } = union.hands[platform];
    const long = 'The ballot opens on Monday. '.repeat(platform === 'slack' ? 100 : 140).trim();
    const refused = await officer.fill(await officer.begin('broadcast'), { ...GOOD, text: long, regions: [] });
    const form = await officer.again(refused);
    // A button on Discord cannot carry all of it; it can be copied from the answer.
    const shown = union.discord.messages.map(({ components }) => JSON.stringify(components)).join('');
    if (platform === 'discord') expect(shown).toContain('too long for a button to keep. Copy it into the form');
    if (platform === 'discord') expect(shown.split('The ballot opens on Monday.').length - 1).toBe(140);
    const preview = await officer.fill(form, platform === 'discord' ? { text: long, regions: ['all'] } : { regions: ['all'] });
    expect(preview.words).toContain('Preview: Pay ballot');
    if (platform === 'slack') expect((await officer.press(preview, 'Change')).words).toContain(long);
  }, 60_000);
});
