import { beforeEach, describe, expect, it } from 'vitest';
import { ANN, DAY, HOUR, NAT, office, officerOf, SUE, TENDER } from '../broadcasts/office.ts';

type Office = Awaited<ReturnType<typeof office>>;

/** A person in the channel of a branch. */
const member = (channel: string, person = 'U7') => ({ person, channel });

describe('a broadcast', () => {
  let steward: Office;
  beforeEach(async () => {
    steward = await office();
  });

  const sent = (...what: Parameters<Office['sends']>): Promise<string> => steward.sends(...what);

  describe('before it is sent', () => {
    it('is shown as each platform shows it, with everyone it reaches and does not, and why', async () => {
      const { page } = await steward.drafts(TENDER);
      expect(page).toContain('It goes to 3 branches, in 4 channels. 1 branch cannot be reached. Nothing has been sent yet.');
      expect(page).toContain('From UNISON North West region');
      expect(page).toContain('What Other and Test will show The new tender From UNISON North West region. The council has published its tender.');
      expect(page).toContain('Who gets it: 3 branches');
      expect(page).toContain('• Bolton (North West): Test');
      expect(page).toContain('• Wigan (North West): no channel is linked to it');
      expect(page).toContain('Send to 3 branches');
      expect(steward.post.messages).toEqual([]);
    });

    it('asks the platform whether a channel can be written to, where there are few', async () => {
      steward.post.trouble.set('CBOLTON', 'forbidden');
      expect((await steward.drafts(TENDER)).page).toContain('• Bolton (North West): I may not write in its channel');
    });

    it('is a form when nothing is said, and keeps what was', async () => {
      const { reply, status } = await steward.handle('broadcast --title "The new tender"', ANN);
      expect(status).toBe('refused');
      const [form] = reply.blocks.flatMap((block) => (block.kind === 'form' ? [block.form] : []));
      expect(form?.fields.find(({ name }) => name === 'title')?.default).toBe('The new tender');
      expect(form?.fields.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['regions', 'groups', 'file', 'when', 'receipt', 'by', 'chase', 'essential']),
      );
    });

    it('is thrown away by its sender, and seen by nobody else', async () => {
      const { id } = await steward.drafts(TENDER);
      for (const line of [`broadcast show ${id}`, `broadcast confirm ${id}`, `broadcast cancel ${id}`, `broadcast change ${id}`])
        expect(await steward.sees(line, SUE), line).toMatch(/There is no broadcast|No broadcast/);
      expect(await steward.sees(`broadcast cancel ${id}`, ANN)).toContain('Cancelled');
      expect(await steward.sees(`broadcast confirm ${id}`, ANN)).toContain('“The new tender” was cancelled, and is no draft any more.');
    });

    it.each([
      ['a role everywhere', ANN],
      ['a role in this workspace', { ...ANN, held: officerOf('north-west', { platform: 'test', workspace: 'W1' }) }],
    ])('is thrown away once, and the second time it is said that it was, with %s', async (_, who) => {
      const { id } = await steward.drafts(TENDER.replace('--regions "North West"', '--branches Bolton'), who);
      await steward.sees(`broadcast cancel ${id}`, who);
      const { status } = await steward.handle(`broadcast cancel ${id}`, who);
      expect(status).toBe('answered');
      expect(await steward.sees(`broadcast cancel ${id}`, who)).toContain('“The new tender” was cancelled before, and nothing more is to be done');
      const history = await steward.data(`broadcast show ${id}`, who);
      expect(JSON.stringify(history).match(/broadcast cancelled/gu)).toHaveLength(1);
    });

    it('is changed in a line, and keeps what is not named', async () => {
      const { id } = await steward.drafts(`${TENDER.replace('broadcast', 'broadcast --tag tenders --by "Friday noon"')}`);
      const page = await steward.sees(`broadcast change ${id} --branches Bolton --regions "" --title "Tender: read this"`, ANN);
      expect(page).toContain('Preview: Tender: read this');
      expect(page).toContain('Who gets it: 1 branch ');
      expect(page).toContain('by Friday 27 November 2026, 12 noon');
      expect(page).toContain('Tag tenders');
      expect(page).toContain('The council has published its tender.');
    });

    it('is changed by its form, filled in with all there is, and what is emptied goes', async () => {
      const { id } = await steward.drafts(TENDER.replace('broadcast', 'broadcast --tag tenders --except Preston'));
      const { reply } = await steward.handle(`broadcast change ${id}`, ANN);
      const [form] = reply.blocks.flatMap((block) => (block.kind === 'form' ? [block.form] : []));
      const filled = Object.fromEntries((form?.fields ?? []).map(({ name, default: value }) => [name, value]));
      expect(filled).toMatchObject({ broadcast: id, title: 'The new tender', regions: 'North West', except: 'NW02', tag: 'tenders', receipt: 'branch' });
      const { tag: _, except: __, ...left } = filled;
      const args = Object.fromEntries(Object.entries(left).filter(([, value]) => value !== undefined));
      const page = await steward.sees({ kind: 'command', name: 'broadcast change', args }, ANN);
      expect(page).toContain('Who gets it: 3 branches');
      expect(page).not.toContain('Tag tenders');
    });

    it('lists many recipients in pages, with all of them as a file', async () => {
      for (let nth = 10; nth < 40; nth++) {
        await steward.add(`Branch ${nth}`, 'north-west', `X${nth}`);
        await steward.link(`Branch ${nth}`, `C${nth}`);
      }
      const { page, id } = await steward.drafts(TENDER);
      expect(page).toContain('Who gets it: 33 branches');
      expect(page).toContain(`recipients-${id}.csv`);
      expect(page).toContain('Page 1 of 2');
      const second = await steward.sees(`broadcast show ${id} --page 2`, ANN);
      expect(second).toContain('• Branch 39 (North West)');
      expect(second).not.toContain('• Bolton');
    });
  });

  describe('confirming', () => {
    it('sends it once to every channel, however often it is pressed', async () => {
      const { id, confirm } = await steward.drafts(TENDER);
      const pages = await Promise.all([steward.sees(confirm, ANN), steward.sees(confirm, ANN)]);
      expect(pages.filter((page) => page.startsWith('Confirmed'))).toHaveLength(1);
      await steward.goesOut();
      expect(await steward.sees(confirm, ANN)).toContain('That was confirmed before, and is done once.');
      await steward.goesOut();
      expect(
        steward.post.messages
          .filter(({ key }) => key.startsWith(`b.${id}`))
          .map(({ to }) => 'channel' in to && to.channel)
          .sort(),
      ).toEqual([...['CBOLTON', 'CPRESTON', 'CPRESTON2', 'CSALFORD']]);
      expect(steward.post.in('CBOLTON')[0]?.shown).toMatch(
        /^The new tender From UNISON North West region\. The council has published its tender\. One person of the branch, please acknowledge this\. › broadcast ack/,
      );
    });

    it('keeps its sender told by one message', async () => {
      await sent();
      const [progress, ...more] = steward.post.toPerson('UANN');
      expect(more).toEqual([]);
      expect(progress?.shown).toContain('All done: nothing is left to send. Sent 4 of 4; 1 branch has no channel Acknowledged 0 › broadcast status');
      expect(progress?.shown).not.toContain('broadcast retry');
    });

    it('asks again when it was changed since that preview', async () => {
      const { id, confirm } = await steward.drafts(TENDER);
      const changed = await steward.sees(`broadcast change ${id} --title "Another title"`, ANN);
      const page = await steward.sees(confirm, ANN);
      expect(page).toContain('Not sent');
      expect(page).toContain('It was changed since that preview.');
      expect(page).toContain('Preview: Another title');
      const [, mark] = /broadcast confirm \w{6} (\w{8})/.exec(changed) ?? [];
      expect(await steward.sees(`broadcast confirm ${id} ${mark}`, ANN)).toContain('Confirmed');
    });

    it.each([
      ['a channel is linked', async () => steward.link('Wigan', 'CWIGAN'), 'It now also reaches Wigan.'],
      ['one is unlinked', async () => steward.unlink('Bolton', 'CBOLTON'), 'It no longer reaches Bolton.'],
      ['one of several is unlinked', async () => steward.unlink('Preston', 'CPRESTON'), 'One channel that it was to go to is not linked any more.'],
      [
        'a branch merges',
        async () => steward.registry.merge(await steward.named('Wigan'), await steward.named('Bolton'), steward.setup),
        'No longer among those it is for: Wigan.',
      ],
    ])('says what changed when %s meanwhile, sends nothing and asks again', async (_, change, said) => {
      const { confirm } = await steward.drafts(TENDER);
      await change();
      const page = await steward.sees(confirm, ANN);
      expect(page).toContain('Not sent: something is no longer as you saw it.');
      expect(page).toContain(said);
      await steward.goesOut();
      expect(steward.post.messages).toEqual([]);
      const [, again = ''] = /(broadcast confirm \w{6} \w{8})/.exec(page) ?? [];
      expect(await steward.sees(again, ANN)).toContain('Confirmed');
    });

    it('waits for its time', async () => {
      await sent(TENDER.replace('broadcast', 'broadcast --when "tomorrow 9am"'));
      expect(steward.post.in('CBOLTON')).toEqual([]);
      steward.passes(DAY);
      await steward.goesOut();
      expect(steward.post.in('CBOLTON')).toHaveLength(1);
    });
  });

  describe('on its way', () => {
    it('is paused, gone on with and cancelled: what has not gone does not go', async () => {
      const { id, confirm } = await steward.drafts(TENDER);
      await steward.sees(confirm, ANN);
      expect(await steward.sees(`broadcast pause ${id}`, ANN)).toContain('Paused');
      await steward.goesOut();
      expect(steward.post.in('CBOLTON')).toEqual([]);
      expect(await steward.sees(`broadcast pause ${id}`, ANN)).toContain('is paused already.');
      expect(await steward.sees(`broadcast resume ${id}`, ANN)).toContain('It is being sent.');
      expect(await steward.sees(`broadcast cancel ${id}`, ANN)).toContain('Cancelled: what had not gone does not go.');
      await steward.goesOut();
      expect(steward.post.in('CBOLTON')).toEqual([]);
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Withdrawn before it arrived: 3');
    });

    it('tries again where it could not go, and where a channel was linked since', async () => {
      const id = await sent();
      expect(await steward.sees(`broadcast retry ${id}`, ANN)).toContain('Nothing of it can be tried again');
      await steward.link('Wigan', 'CWIGAN');
      expect(await steward.sees(`broadcast retry ${id}`, ANN)).toContain('It is tried again in one channel.');
      await steward.goesOut();
      expect(steward.post.in('CWIGAN')).toHaveLength(1);
      expect(steward.post.in('CBOLTON')).toHaveLength(1);
      const page = await steward.sees(`broadcast status ${id}`, ANN);
      expect(page).toContain('Branches 4 Channels 5 of 5 have it Acknowledged 0 Not acknowledged yet 4 By region');
      expect(steward.post.toPerson('UANN').at(-1)?.shown).toContain('Sent 5 of 5 Acknowledged 0');
    });

    it('offers that only where it can help', async () => {
      const offered = async (id: string) => (await steward.sees(`broadcast status ${id}`, ANN)).includes(`broadcast retry ${id}`);
      steward.post.trouble.set('CPRESTON', 'forbidden');
      const failed = await sent();
      expect(await offered(failed)).toBe(true);
      steward.post.trouble.clear();
      const id = await sent();
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Branches 4 Channels 4 of 4 have it; 1 branch has no channel Acknowledged 0');
      expect(await offered(id)).toBe(false);
      await steward.link('Wigan', 'CWIGAN');
      expect(await offered(id)).toBe(true);
    });

    it('counts branches apart that it goes to in no channel', async () => {
      const id = await sent(TENDER.replace('broadcast', 'broadcast --tag pay'));
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toMatch(
        /Branches 4 Channels 3 of 3 have it; (1 branch has no channel; 1 branch muted this tag|1 branch muted this tag; 1 branch has no channel) Acknowledged 0/,
      );
      expect(steward.post.toPerson('UANN')[0]?.shown).toMatch(/Sent 3 of 3; 1 branch/);
    });
  });

  describe('corrected and withdrawn', () => {
    it('edits every copy, says that it was corrected and when, and keeps the acknowledgements', async () => {
      const id = await sent();
      await steward.sees(`broadcast ack ${id}`, member('CBOLTON'));
      steward.passes(HOUR);
      expect(await steward.sees(`broadcast correct ${id} The date is 4 December.`, ANN)).toContain('Corrected: every copy is edited');
      await steward.goesOut();
      for (const channel of ['CBOLTON', 'CPRESTON', 'CPRESTON2'])
        expect(steward.post.in(channel).map(({ shown }) => shown)).toEqual([
          expect.stringContaining('The new tender Corrected on Monday 23 November 2026, 10.30 am. From UNISON North West region. The date is 4 December.'),
        ]);
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Acknowledged 1');
    });

    it('replaces every copy by when and why it was withdrawn, and takes no acknowledgement any more', async () => {
      const id = await sent();
      expect(await steward.sees(`broadcast withdraw ${id}`, ANN)).toContain('Why is “The new tender” withdrawn?');
      expect(await steward.sees(`broadcast withdraw ${id} The date was wrong.`, ANN)).toContain('Withdrawn on Monday 23 November 2026, 9.30 am');
      await steward.goesOut();
      expect(steward.post.in('CPRESTON2').map(({ shown }) => shown)).toEqual([
        'Withdrawn UNISON North West region withdrew what stood here on Monday 23 November 2026, 9.30 am: please do not act on it. Why: The date was wrong.',
      ]);
      expect(await steward.sees(`broadcast ack ${id}`, member('CBOLTON'))).toContain('was withdrawn, so nothing was recorded. Why: The date was wrong.');
      expect(await steward.sees(`broadcast withdraw ${id} again`, ANN)).toContain('was withdrawn already.');
    });
  });

  describe('acknowledged', () => {
    it('by anybody of the branch, once a branch; the second is told', async () => {
      const id = await sent();
      expect(await steward.sees(`broadcast ack ${id}`, member('CPRESTON'))).toContain('Recorded: “The new tender” is acknowledged by Preston.');
      expect(await steward.sees(`broadcast ack ${id}`, member('CPRESTON', 'U8'))).toContain('was acknowledged by Preston before');
      expect(await steward.sees(`broadcast ack ${id}`, { ...member('CPRESTON2'), workspace: 'G1', platform: 'other' })).toContain('before');
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Acknowledged 1 Not acknowledged yet 2');
    });

    it('by each person where that was asked for', async () => {
      const id = await sent(TENDER.replace('broadcast', 'broadcast --receipt person'));
      for (const person of ['U7', 'U8', 'U8']) await steward.sees(`broadcast ack ${id}`, member('CBOLTON', person));
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('By 2 people');
    });

    it('late ones are marked', async () => {
      const id = await sent(TENDER.replace('broadcast', 'broadcast --by "Friday noon"'));
      steward.passes(6 * DAY);
      expect(await steward.sees(`broadcast ack ${id}`, member('CBOLTON'))).toContain(
        'It was wanted by Friday 27 November 2026, 12 noon, so it is marked late.',
      );
      const page = await steward.sees(`broadcast status ${id}`, ANN);
      expect(page).toContain('Acknowledged 1, of which 1 late');
      expect(page).toContain('Late: 1 • Bolton (North West): Sunday 29 November 2026, 9.30 am');
    });

    it('only in a channel that has it', async () => {
      const id = await sent();
      for (const channel of ['CLEEDS', 'CNOWHERE'])
        expect(await steward.sees(`broadcast ack ${id}`, member(channel))).toContain(`No broadcast \`${id}\` was sent to this channel.`);
      expect(await steward.sees('broadcast ack zzzzzz', member('CBOLTON'))).toContain('No broadcast `zzzzzz` was sent to this channel.');
    });

    it('with a question, which reaches the sender with the name of the branch and of nobody', async () => {
      const id = await sent();
      expect(await steward.sees(`broadcast ask ${id}`, member('CBOLTON'))).toContain('What do you want to know about “The new tender”?');
      expect(await steward.sees(`broadcast ask ${id} Does it cover agency staff?`, member('CBOLTON'))).toContain('It is acknowledged with that.');
      await steward.goesOut();
      const questions = steward.post.toPerson('UANN').filter(({ key }) => key.startsWith('q.'));
      expect(questions.map(({ shown }) => shown)).toEqual([expect.stringContaining('Does it cover agency staff?')]);
      expect(questions[0]?.shown).toContain('Bolton');
      expect(questions[0]?.shown).not.toContain('U7');
      expect(await steward.sees(`broadcast status ${id}`, ANN)).toContain('Acknowledged 1');
    });

    it('and takes none where none were wanted', async () => {
      const id = await sent(TENDER.replace('broadcast', 'broadcast --questions nobody --receipt none'));
      expect(steward.post.in('CBOLTON')[0]?.shown).not.toContain('broadcast ask');
      expect(await steward.sees(`broadcast ask ${id} why?`, member('CBOLTON'))).toContain('This one takes no questions, so yours was not sent.');
      expect(await steward.sees(`broadcast ack ${id}`, member('CBOLTON'))).toContain('Nobody is asked to acknowledge this one');
      expect(await steward.sees(`broadcast chase ${id}`, ANN)).toContain('there is nobody to remind');
    });

    it('reminds only those not yet in, at most as often as was set, and stops by itself', async () => {
      const id = await sent(TENDER.replace('broadcast', 'broadcast --chase "every 2 days, 2 times"'));
      await steward.sees(`broadcast ack ${id}`, member('CBOLTON'));
      expect(await steward.sees(`broadcast chase ${id}`, ANN)).toContain('2 branches are reminded');
      await steward.goesOut();
      expect(steward.post.in('CBOLTON')).toHaveLength(1);
      expect(steward.post.in('CPRESTON').map(({ shown }) => shown)).toEqual([
        expect.anything(),
        expect.stringMatching(/^Not acknowledged yet: The new tender/),
      ]);
      expect(await steward.sees(`broadcast chase ${id}`, ANN)).toContain('The next can go from Wednesday 25 November 2026, 9.30 am.');
      for (let days = 0; days < 20; days++) {
        steward.passes(DAY);
        await steward.goesOut();
      }
      expect(steward.post.in('CPRESTON')).toHaveLength(3);
    });
  });

  it('says that others are reminded only while there are others, though a branch acknowledged in one of two channels', async () => {
    const id = await sent(TENDER.replace('broadcast', 'broadcast --chase "every 2 days, 2 times"').replace('--regions "North West"', '--branches Preston'));
    const page = await steward.sees(`broadcast status ${id}`, ANN);
    expect(page).toContain('Those not yet in are reminded on Wednesday 25 November 2026, 9.30 am.');
    expect(page).toContain('Remind those not yet in');
    await steward.sees(`broadcast ack ${id}`, member('CPRESTON'));
    for (const line of [`broadcast status ${id}`, `broadcast show ${id}`]) expect(await steward.sees(line, ANN)).not.toMatch(/[Rr]emind(?:ed on| those)/);
    expect(await steward.sees(`broadcast chase ${id}`, ANN)).toContain('nobody is left to remind');
    steward.passes(HOUR);
    await steward.goesOut();
    expect(steward.post.toPerson('UANN')[0]?.shown).toContain('Sent 2 of 2 Acknowledged 1');
    expect(steward.post.toPerson('UANN')[0]?.shown).not.toMatch(/remind/i);
    steward.passes(3 * DAY);
    await steward.goesOut();
    expect(await steward.sees(`broadcast show ${id}`, ANN)).not.toMatch(/chased|so far/);
    expect(steward.post.in('CPRESTON2')).toHaveLength(1);
  });

  describe('as a list', () => {
    it('names every recipient once, in exactly one state, and adds up', async () => {
      steward.post.trouble.set('CSALFORD', 'gone');
      const id = await sent(TENDER.replace('broadcast', 'broadcast --regions all').replace('--regions "North West"', ''), NAT);
      await steward.sees(`broadcast ack ${id}`, member('CLEEDS'));
      const data = (await steward.data(`broadcast status ${id}`, NAT)) as unknown as { branches: { branch: string; state: string; why: string | null }[] };
      expect(data.branches.map(({ branch, state, why }) => [branch, state, why])).toEqual([
        ['Bolton', 'sent', null],
        ['Preston', 'sent', null],
        ['Salford', 'unreachable', 'gone'],
        ['Wigan', 'unreachable', 'no-channel'],
        ['Leeds', 'acknowledged', null],
      ]);
      const page = await steward.sees(`broadcast status ${id}`, NAT);
      expect(page).toContain('By region. North West: Acknowledged 0, Not acknowledged yet 2, Unreachable 2; Yorkshire & Humberside: Acknowledged 1');
      expect(page).toContain('By service group.');
    });

    it('is a spreadsheet with all there is to know of each', async () => {
      const id = await sent();
      await steward.sees(`broadcast ack ${id}`, member('CBOLTON'));
      const { reply } = await steward.handle(`broadcast export ${id}`, ANN);
      const [file] = reply.blocks.flatMap((block) => (block.kind === 'file' ? [new TextDecoder().decode(block.bytes)] : []));
      expect(file?.split('\r\n')).toEqual([
        'Branch,Code,Region,Service groups,State,Reason,At,Late,People',
        'Bolton,NW01,North West,Local Government,Acknowledged,,2026-11-23 09:30,,1',
        'Preston,NW02,North West,Local Government,Not acknowledged yet,,2026-11-23 09:30,,0',
        'Salford,NW04,North West,Local Government,Not acknowledged yet,,2026-11-23 09:30,,0',
        'Wigan,NW03,North West,Local Government,Unreachable,no channel is linked to it,,,0',
        '',
      ]);
    });

    it('`broadcasts` says how far each has come', async () => {
      const id = await sent();
      await steward.drafts(TENDER);
      const page = await steward.sees('broadcasts', ANN);
      expect(page).toMatch(/The new tender \(your draft\) \[\w{6}\]/);
      expect(page).toContain(`The new tender (sent): 4 of 4 channels have it, 0 acknowledged; 1 branch has no channel [${id}]`);
    });
  });

  describe('`broadcasts`, when there are many', () => {
    it('finds one’s own however many others have drafted since', { timeout: 60_000 }, async () => {
      const id = await sent();
      const broadcasts = await steward.services.broadcasts();
      const { id: wigan } = await steward.named('Wigan');
      const audience = { all: false, regions: [], serviceGroups: [], tags: [], branches: [wigan], except: [] };
      const request = { ...steward.setup, person: { id: 'UNAT', roles: [] } };
      const draft = { title: 'Draft', body: 'Text', audience, receipt: { wanted: 'none' }, questions: { from: 'nobody' } } as const;
      for (let nth = 0; nth < 205; nth++) await broadcasts.draft(draft, { request, held: NAT.held });
      expect(await steward.sees('broadcasts', ANN)).toMatch(new RegExp(`^One broadcast .*\\[${id}\\]`));
    });

    it('turns pages, newest first, and shows each once', async () => {
      for (let nth = 1; nth <= 35; nth++) {
        steward.passes(1);
        await steward.drafts(TENDER.replace('The new tender', `Tender ${nth}`));
      }
      const pages: string[] = [];
      for (let line = 'broadcasts'; line !== ''; line = /broadcasts --before \w{6}/.exec(pages.at(-1) ?? '')?.[0] ?? '')
        pages.push(await steward.sees(line, ANN));
      expect(pages.map((page) => /^[^•]*/.exec(page)?.[0].trim())).toEqual([
        'The newest 15 broadcasts',
        '15 older broadcasts, newest first',
        '5 older broadcasts, newest first',
      ]);
      const numbers = pages.flatMap((page) => [...page.matchAll(/: Tender (\d+) \(your draft\)/g)].map(([, number]) => Number(number)));
      expect(numbers).toEqual(Array.from({ length: 35 }, (_, nth) => 35 - nth));
      expect(pages.at(-1)).toContain('› broadcasts The newest');
      const { broadcasts } = (await steward.data('broadcasts', ANN)) as unknown as { broadcasts: { id: string }[] };
      expect(await steward.sees(`broadcasts --before ${broadcasts.at(-1)?.id}`, ANN)).toContain('15 older broadcasts');
      expect(await steward.sees('broadcasts --before zzzzzz', ANN)).toContain('There is no broadcast `zzzzzz` that you may see here.');
      const oldest = /\[(\w{6})\](?!.*\[\w{6}\])/.exec(pages.at(-1) ?? '')?.[1];
      expect(await steward.sees(`broadcasts --before ${oldest}`, ANN)).toContain('There are none older than that.');
    });
  });

  describe('muted and essential', () => {
    const PAY = TENDER.replace('broadcast', 'broadcast --tag pay');

    it('does not go to who muted its tag, and says so', async () => {
      const { page } = await steward.drafts(PAY);
      expect(page).toContain('• Salford (North West): it muted this tag');
      await sent(PAY);
      expect(steward.post.in('CSALFORD')).toEqual([]);
      expect(steward.post.in('CBOLTON')[0]?.shown).toContain('Not for this branch? A branch officer can say `branch mute pay` here.');
    });

    it('an essential one does, and says by whose authority', async () => {
      const line = PAY.replace('broadcast', 'broadcast --essential "the regional committee"');
      expect((await steward.drafts(line)).page).toContain(
        'Essential, by authority of the regional committee: it also goes to one branch that muted `pay`: Salford.',
      );
      await sent(line);
      expect(steward.post.in('CSALFORD')[0]?.shown).toContain(
        'Essential: it also goes to branches that muted such messages, by authority of the regional committee.',
      );
    });
  });

  it('carries an entry of the knowledge base as its summary and a button', async () => {
    await sent(TENDER.replace('broadcast', 'broadcast --entry southwest-one'));
    expect(steward.post.in('CBOLTON')[0]?.shown).toMatch(/Southwest One.*› show southwest-one Read: Southwest One/);
  });

  it('carries a file', async () => {
    const file = { fileName: 'advice.pdf', mediaType: 'application/pdf', bytes: new TextEncoder().encode('%PDF') };
    const args = { title: 'Advice', text: 'Read it.', regions: 'North West', file };
    const page = await steward.sees({ kind: 'command', name: 'broadcast', args }, ANN);
    expect(page).toContain('Attached advice.pdf');
    const [, confirm = ''] = /(broadcast confirm \w{6} \w{8})/.exec(page) ?? [];
    const [, id = ''] = /broadcast confirm (\w{6})/.exec(page) ?? [];
    expect(await steward.sees(`broadcast change ${id} --title "Better advice"`, ANN)).toContain('Attached advice.pdf');
    const again = await steward.sees(confirm, ANN);
    await steward.sees(/(broadcast confirm \w{6} \w{8})/.exec(again)?.[1] ?? '', ANN);
    await steward.goesOut();
    expect(steward.post.in('CBOLTON')[0]?.shown).toContain('advice.pdf');
  });
});
