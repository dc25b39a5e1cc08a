import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ANN, DAY, HOUR, NAT, office, TENDER } from '../broadcasts/office.ts';

type Office = Awaited<ReturnType<typeof office>>;

/** Somebody in the channel of a branch, with no role. */
const member = (channel: string, person = 'U7') => ({ person, channel });
const BOLTON = member('CBOLTON');
const other = (channel: string) => ({ ...member(channel), workspace: 'G1', platform: 'other' });
/** Where no branch is: another channel, a direct conversation, a terminal. */
const NOWHERE = [member('CNOWHERE'), member('D0DIRECT'), { ...member('terminal'), platform: 'terminal', workspace: 'terminal' }];
const DAILY = TENDER.replace('broadcast', 'broadcast --receipt none');

describe('what was sent to a channel', () => {
  let steward: Office;
  beforeEach(async () => {
    steward = await office();
  });

  /** Sends it, and an hour goes by. */
  async function sent(...what: Parameters<Office['sends']>): Promise<string> {
    const id = await steward.sends(...what);
    steward.passes(HOUR);
    return id;
  }
  const titled = (title: string, line = TENDER): string => line.replace('The new tender', title);

  describe('acknowledged without naming it', () => {
    it.each(['ack', 'Acknowledged.', 'acknowledge', 'broadcast ack', 'ack this', 'Please ack it'])(
      '`%s` is of the only one that waits for it, and says which',
      async (line) => {
        const id = await sent();
        expect(await steward.sees(line, BOLTON)).toContain('Recorded: “The new tender” is acknowledged by Bolton.');
        expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Acknowledged 1 Not acknowledged yet 2');
        expect(await steward.sees(line, BOLTON)).toContain(
          'Nothing that was sent to this channel waits for an acknowledgement: the last one, “The new tender”, was acknowledged by Bolton on Monday 23 November 2026, 10.30 am.',
        );
        expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Acknowledged 1 Not acknowledged yet 2');
      },
    );

    it('asks which where there are several, with a button each, and records nothing', async () => {
      await sent(titled('Pay ballot'));
      const second = await sent(titled('Pensions'));
      await sent(titled('For your diary', DAILY));
      const page = await steward.sees('ack', BOLTON);
      expect(page).toMatch(
        /^2 messages to this channel are not acknowledged yet, so nothing was recorded\. Which one do you mean\? • .*: Pensions .*• .*: Pay ballot /,
      );
      expect(page).toMatch(/› broadcast ack \w{6} Pensions › broadcast ack \w{6} Pay ballot/);
      expect(page).not.toContain('For your diary');
      expect(await steward.sees(`broadcast ack ${second}`, BOLTON)).toContain('“Pensions” is acknowledged by Bolton');
      steward.passes(HOUR);
      expect(await steward.sees('ack', BOLTON)).toContain('“Pay ballot” is acknowledged by Bolton');
      // The one that was acknowledged last, and not the one that was sent last.
      expect(await steward.sees('ack', BOLTON)).toContain('the last one, “Pay ballot”,');
    });

    it('offers ten of many, and the way to the rest', async () => {
      for (let nth = 1; nth <= 12; nth++) await sent(titled(`Tender ${nth}`));
      const page = await steward.sees('ack', BOLTON);
      expect(page).toContain('12 messages to this channel');
      expect([...page.matchAll(/› broadcast ack \w{6} Tender (\d+)/g)].map(([, nth]) => Number(nth))).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
      expect(page).toContain('› broadcasts here');
    });

    it('counts for the branch where one is enough, whichever of its channels it was said in', async () => {
      await sent();
      expect(await steward.sees('ack', other('CPRESTON2'))).toContain('Recorded: “The new tender” is acknowledged by Preston.');
      expect(await steward.sees('ack', member('CPRESTON'))).toContain('the last one, “The new tender”, was acknowledged by Preston on');
    });

    it('is each person’s where each is asked', async () => {
      await sent(TENDER.replace('broadcast', 'broadcast --receipt person'));
      for (const person of ['U7', 'U8']) {
        expect(await steward.sees('ack', member('CBOLTON', person))).toContain('is acknowledged by you, for Bolton.');
        expect(await steward.sees('ack', member('CBOLTON', person))).toContain('the last one, “The new tender”, was acknowledged by you, for Bolton, on');
      }
    });

    it('late is late', async () => {
      await sent(TENDER.replace('broadcast', 'broadcast --by "Friday noon"'));
      steward.passes(6 * DAY);
      expect(await steward.sees('ack', BOLTON)).toContain('so it is marked late');
    });

    it('passes over what was withdrawn, what nobody is asked to acknowledge, and what other channels got', async () => {
      const id = await sent();
      await steward.sees(`broadcast withdraw ${id} The date was wrong.`, ANN);
      await sent(titled('For your diary', DAILY));
      await sent(titled('For Preston', TENDER.replace('--regions "North West"', '--branches Preston')));
      await steward.goesOut();
      expect(await steward.sees('ack', BOLTON)).toMatch(/^Nothing that was sent to this channel waits for an acknowledgement\. ›/);
    });

    it('is told what to do where no branch is', async () => {
      await sent();
      for (const who of NOWHERE)
        for (const line of ['ack', 'broadcasts here']) {
          const { status, reply } = await steward.handle(line, who);
          expect(status).toBe('refused');
          expect(JSON.stringify(reply.blocks)).toContain('Say the same in the channel of your branch, or press the button under the message there.');
        }
    });

    it('is not recorded by who asks whether it is', async () => {
      const id = await sent();
      for (const line of ['acknowledged?', 'ack?'])
        expect(await steward.sees(line, BOLTON)).toContain(`The new tender [${id}], from UNISON North West region. Bolton has not acknowledged it yet.`);
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Acknowledged 0');
    });

    it('is still a question in a sentence', async () => {
      await sent();
      for (const line of ['acknowledged debts of the contractor', 'acknowledge receipt of a TUPE letter']) {
        expect(await steward.sees(line, BOLTON), line).not.toMatch(/Recorded|No broadcast/);
      }
    });
  });

  describe('listed', () => {
    it('newest first, with when, from whom, and how its acknowledgement stands', async () => {
      await sent(titled('Pay ballot', TENDER.replace('broadcast', 'broadcast --by "Friday noon"')));
      await sent(titled('For your diary', DAILY.replace('--regions "North West"', '--regions all')), NAT);
      await sent(titled('Sign up', TENDER.replace('broadcast', 'broadcast --receipt person')));
      await steward.sees(`ack`, member('CBOLTON', 'U8'));
      const lines = async (who = BOLTON) =>
        (await steward.handle('broadcasts here', who)).reply.blocks.flatMap((block) => ('text' in block ? [block.text] : []));
      expect(await lines()).toEqual([
        '3 messages were sent to this channel, newest first',
        expect.stringMatching(/^Monday 23 November 2026, 11\.30 am: Sign up \[\w{6}\], from UNISON North West region\. You have not acknowledged it yet\.$/),
        expect.stringMatching(/^Monday 23 November 2026, 10\.30 am: For your diary \[\w{6}\], from UNISON nationally\. Nobody is asked to acknowledge it\.$/),
        expect.stringMatching(
          /^Monday 23 November 2026, 9\.30 am: Pay ballot \[\w{6}\], from UNISON North West region\. Bolton has not acknowledged it yet; it is wanted by Friday 27 November 2026, 12 noon\.$/,
        ),
      ]);
      steward.passes(6 * DAY);
      expect((await lines())[3]).toContain('it was wanted by Friday 27 November 2026, 12 noon, so it is late.');
      const [, pay = ''] = /\[(\w{6})\]/.exec((await lines())[3] ?? '') ?? [];
      await steward.sees(`ack ${pay}`, BOLTON);
      await steward.sees('ack', BOLTON);
      expect((await lines())[3]).toMatch(/Acknowledged by Bolton on Sunday 29 November 2026, 12\.30 pm, late\.$/);
      expect((await lines())[1]).toMatch(/Acknowledged by you on Sunday 29 November 2026, 12\.30 pm\.$/);
      for (const line of await lines(member('CBOLTON', 'U9'))) expect(line).not.toContain('by you');
    });

    it('with a button to acknowledge it where it is wanted, and one to show it again', async () => {
      const id = await sent();
      expect(await steward.sees('broadcasts', BOLTON)).toContain(`› broadcast ack ${id} Acknowledge › broadcast show ${id} Show it again`);
      expect(await steward.sees(`broadcast show ${id}`, BOLTON)).toContain('The council has published its tender.');
      await steward.sees('ack', BOLTON);
      const page = await steward.sees('broadcasts', BOLTON);
      expect(page).not.toContain('broadcast ack');
      expect(page).toContain(`› broadcast show ${id}`);
    });

    it('says what was corrected and what was withdrawn, of which no word is left', async () => {
      const id = await sent();
      await steward.sees(`broadcast correct ${id} --title "The tender, anew"`, ANN);
      expect(await steward.sees('broadcasts here', BOLTON)).toMatch(
        /: The tender, anew \[\w{6}\], from UNISON North West region\. Corrected on Monday 23 November 2026, 10\.30 am\./,
      );
      await steward.sees(`broadcast withdraw ${id} The date was wrong.`, ANN);
      const page = await steward.sees('broadcasts here', BOLTON);
      expect(page).toContain(
        `Monday 23 November 2026, 9.30 am: withdrawn by UNISON North West region on Monday 23 November 2026, 10.30 am [${id}]. Why: The date was wrong.`,
      );
      expect(page).not.toMatch(/tender|Acknowledge|Show it/);
      expect(JSON.stringify(await steward.data('broadcasts here', BOLTON))).not.toMatch(/tender/i);
    });

    it('names nobody', async () => {
      await sent();
      await steward.sees('ack', BOLTON);
      const { reply } = await steward.handle('broadcasts here', member('CBOLTON', 'U9'));
      expect(reply).toMatchObject({ visibleTo: 'asker', isConfidential: true });
      expect(JSON.stringify(reply)).not.toMatch(/UANN|U7/);
    });

    it('turns pages, and shows each once', async () => {
      for (let nth = 1; nth <= 18; nth++) await sent(titled(`Tender ${nth}`));
      const pages: string[] = [];
      for (let line = 'broadcasts'; line !== ''; line = /broadcasts here --before \w{6}/.exec(pages.at(-1) ?? '')?.[0] ?? '')
        pages.push(await steward.sees(line, BOLTON));
      expect(pages.map((page) => /^(?:The newest )?\d+ \D*?(?=Monday|Tuesday)/.exec(page)?.[0].trim())).toEqual([
        'The newest 8 messages to this channel',
        '8 older messages to this channel, newest first',
        '2 older messages to this channel, newest first',
      ]);
      const numbers = pages.flatMap((page) => [...page.matchAll(/: Tender (\d+) \[/g)].map(([, number]) => Number(number)));
      expect(numbers).toEqual(Array.from({ length: 18 }, (_, nth) => 18 - nth));
      expect(pages.at(-1)).toContain('› broadcasts here The newest');
      const oldest = /\[(\w{6})\](?!.*\[\w{6}\])/.exec(pages.at(-1) ?? '')?.[1];
      expect(await steward.sees(`broadcasts --before ${oldest}`, BOLTON)).toContain('There are none older than that.');
      for (const unknown of ['zzzzzz', await sent(titled('Leeds only', TENDER.replace('"North West"', '"Yorkshire & Humberside"')), NAT)])
        expect(await steward.sees(`broadcasts here --before ${unknown}`, BOLTON)).toContain(`No broadcast \`${unknown}\` was sent to this channel.`);
    });

    it('holds nothing of other branches, and nothing yet where nothing came', async () => {
      await sent();
      expect(await steward.sees('broadcasts here', member('CLEEDS'))).toBe('Nothing has been sent to Leeds in this channel yet.');
      // The same id, in another workspace.
      await steward.link('Leeds', 'CBOLTON', 'G1', 'other');
      expect(await steward.sees('broadcasts here', other('CBOLTON'))).toBe('Nothing has been sent to Leeds in this channel yet.');
    });

    it.each([
      'whats been sent',
      'whats been sent to us',
      'What was sent to us?',
      'what has been sent here',
      'messages sent to this channel',
      'what did the region send us?',
    ])('is shown to who asks: `%s`', async (line) => {
      await sent();
      expect(await steward.sees(line, BOLTON)).toContain('One message was sent to this channel');
    });

    it('is not what a longer question is about', async () => {
      await sent();
      for (const line of ['what was sent to us by Capita in Barnet', 'what did the region send to Middlesbrough'])
        expect(await steward.data(line, BOLTON), line).toHaveProperty('question');
    });

    it('holds what waits to be sent only once it went', async () => {
      const { confirm } = await steward.drafts(TENDER);
      await steward.sees(confirm, ANN);
      expect(await steward.sees('broadcasts here', BOLTON)).toContain('Nothing has been sent to Bolton');
      expect(await steward.sees('ack', BOLTON)).toContain('Nothing that was sent to this channel waits');
      await steward.goesOut();
      expect(await steward.sees('broadcasts here', BOLTON)).toContain('One message was sent to this channel');
    });
  });

  describe('when the channel becomes another branch’s', () => {
    const inBolton = async () => ({ ...steward.setup, place: { ...steward.setup.place, channel: 'CBOLTON' } });

    it('the new one does not see what the earlier one had, and the earlier one does if it comes back', async () => {
      await sent();
      await steward.registry.link(await steward.named('Wigan'), await steward.named('Bolton'), await inBolton());
      expect(await steward.sees('broadcasts here', BOLTON)).toBe('Nothing has been sent to Wigan in this channel yet.');
      expect(await steward.sees('ack', BOLTON)).toContain('Nothing that was sent to this channel waits for an acknowledgement.');
      await steward.registry.link(await steward.named('Bolton'), await steward.named('Wigan'), await inBolton());
      expect(await steward.sees('broadcasts here', BOLTON)).toContain('The new tender');
    });

    it('the new one cannot answer for the earlier one, though its button still stands there', async () => {
      const id = await sent();
      await steward.registry.link(await steward.named('Wigan'), await steward.named('Bolton'), await inBolton());
      for (const line of [`broadcast ack ${id}`, `broadcast ask ${id} Who pays?`, `broadcast show ${id}`])
        expect(await steward.sees(line, BOLTON), line).toContain('“The new tender” was sent to Bolton, whose channel this was then. It is that of Wigan now.');
      await steward.goesOut();
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Acknowledged 0');
      expect(steward.post.messages.filter(({ shown }) => shown.includes('Who pays?'))).toEqual([]);
      // What an officer may see does not depend on where they look.
      expect(await steward.sees(`broadcast show ${id}`, { ...ANN, channel: 'CBOLTON' })).toContain('The new tender');
    });

    it('a channel that is nobody’s now still acknowledges what it got', async () => {
      const id = await sent();
      await steward.unlink('Bolton', 'CBOLTON');
      expect(await steward.sees(`broadcast ack ${id}`, BOLTON)).toContain('Recorded: “The new tender” is acknowledged by Bolton.');
    });

    it('what is sent to the new one as well is the new one’s to acknowledge', async () => {
      const id = await sent();
      await steward.registry.link(await steward.named('Wigan'), await steward.named('Bolton'), await inBolton());
      expect(await steward.sees(`broadcast retry ${id}`, ANN)).toContain('It is tried again in one channel.');
      await steward.goesOut();
      expect(await steward.sees('broadcasts here', BOLTON)).toContain('One message was sent to this channel');
      expect(await steward.sees('ack', BOLTON)).toContain('Recorded: “The new tender” is acknowledged by Wigan.');
    });

    it('a branch into which others were merged sees what these had, though one was merged into another before', async () => {
      await sent();
      await steward.registry.merge(await steward.named('Bolton'), await steward.named('Wigan'), steward.setup);
      await steward.registry.merge(await steward.named('Wigan'), await steward.named('Leeds'), steward.setup);
      expect(await steward.sees('broadcasts here', BOLTON)).toContain('The new tender');
    });
  });

  describe('`broadcasts`', () => {
    it('is all that was sent for an officer, who asks for the channel with `here`', async () => {
      await sent();
      const officer = { ...ANN, channel: 'CBOLTON' };
      expect(await steward.sees('broadcasts', officer)).toContain('4 of 4 channels have it');
      expect(await steward.sees('broadcasts here', officer)).toContain('One message was sent to this channel');
    });

    it('is not open to others where no branch is, who are told who can and where they can', async () => {
      for (const who of NOWHERE)
        expect(await steward.sees('broadcasts', who)).toBe(
          '`broadcasts` is not open to you. It can be run by a regional officer or a national officer, and by anybody in a channel of a branch, for what was sent there.',
        );
    });
  });

  describe('that may not have arrived', () => {
    let id = '';
    beforeEach(async () => {
      const down = vi.spyOn(steward.post.courier, 'deliver').mockResolvedValue({ status: 'later', mayHaveArrived: true });
      id = await sent(TENDER.replace('--regions "North West"', '--branches Bolton'));
      expect(down).toHaveBeenCalled();
    });

    it('is on its way, and whoever saw it can acknowledge it without naming it', async () => {
      expect(await steward.sees('broadcasts here', BOLTON)).toContain('It is on its way here. Bolton has not acknowledged it yet.');
      expect(await steward.sees('ack', BOLTON)).toContain('Recorded: “The new tender” is acknowledged by Bolton.');
    });

    it('is said to have failed once it is given up, can be read, and is acknowledged only by its name', async () => {
      for (let hours = 0; hours < 12; hours++) {
        steward.passes(HOUR);
        await steward.goesOut();
      }
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Failed');
      const page = await steward.sees('broadcasts here', BOLTON);
      expect(page).toContain('It did not arrive here, as far as I know. Bolton has not acknowledged it yet.');
      expect(page).toContain(`› broadcast ack ${id} Acknowledge › broadcast show ${id} Show it again`);
      expect(await steward.sees(`broadcast show ${id}`, BOLTON)).toContain('The council has published its tender.');
      expect(await steward.sees('ack', BOLTON)).toContain('Nothing that was sent to this channel waits');
      expect(await steward.sees(`ack ${id}`, BOLTON)).toContain('Recorded');
    });
  });
});
