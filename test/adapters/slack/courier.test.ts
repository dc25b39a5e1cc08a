import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boltLog } from '../../../src/adapters/slack/bolt-log.ts';
import { clientOptionsFor } from '../../../src/adapters/slack/client-options.ts';
import { createCourier } from '../../../src/adapters/slack/courier.ts';
import { createVoices } from '../../../src/adapters/slack/courier-voices.ts';
import type { Address } from '../../../src/core/courier.ts';
import { privately, type Reply, text } from '../../../src/core/reply.ts';
import { NOBODY_ASKS, startSlackCourier } from '../../contract/courier-slack.ts';
import { logInMemory } from '../../e2e/program.ts';
import { adapterFor } from '../../e2e/slack-app.ts';

const saying = (words: string) => privately([text(words)], null);

describe('the courier of Slack', () => {
  let on: Awaited<ReturnType<typeof startSlackCourier>>;
  beforeEach(async () => {
    on = await startSlackCourier('one');
  });
  afterEach(() => on.stop());

  it('marks each message with its key and part, shows no previews and pings nobody', async () => {
    const place = on.makePlace('channel');
    await on.courier.deliver(place, saying('Tell @everyone about https://example.org <!channel>'), { key: 'a:1' });
    const [call] = on.slack.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(call?.body).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(JSON.parse(String(call?.body.metadata))).toEqual({ event_type: 'steward_delivery', event_payload: { key: 'a:1', part: 0 } });
    expect(on.shownIn(place).join('')).not.toMatch(/@everyone|<!/);
  });

  it('asks for no history when nothing is in doubt', async () => {
    await on.courier.deliver(on.makePlace('channel'), saying('First.'), { key: 'b' });
    expect(on.slack.calls.map(({ method }) => method)).not.toContain('conversations.history');
  });

  it('sends nothing when it may not look whether it is there, and says what to do', async () => {
    const old = await startSlackCourier('one', { scopes: ['chat:write', 'commands', 'connections:write'] });
    const place = old.makePlace('channel');
    expect(await old.courier.deliver(place, saying('In doubt.'), { key: 'c', maybeSince: new Date() })).toEqual({ status: 'unreachable', why: 'forbidden' });
    expect(old.shownIn(place)).toEqual([]);
    await old.stop();
  });

  it.each([
    ['conversations.history', { retryAfter: 30 }, { afterMs: 30_000 }],
    ['conversations.history', { status: 503 }, {}],
    ['auth.test', { drop: true }, {}],
  ])('sends nothing while %s does not say whether it is there', async (method, failure, expected) => {
    const place = on.makePlace('channel');
    on.slack.failNext(method, failure);
    const maybeSince = new Date();
    const delivered = await on.courier.deliver(place, saying('In doubt.'), { key: 'c', maybeSince });
    expect(delivered).toMatchObject({ status: 'later', mayHaveArrived: true, ...expected });
    expect(on.shownIn(place)).toEqual([]);
    expect(await on.courier.deliver(place, saying('In doubt.'), { key: 'c', maybeSince })).toMatchObject({ status: 'sent' });
  });

  it('is not taken in by what somebody else marked with the same key', async () => {
    const [place, began] = [on.makePlace('channel'), new Date()];
    await on.courier.deliver(place, saying('Bring the papers.'), { key: 'd' });
    Object.assign(on.messagesIn(place)[0] ?? {}, { team: on.slack.addWorkspace('T0OTHER').id });
    expect(await on.courier.deliver(place, saying('Bring the papers.'), { key: 'd', maybeSince: began })).toMatchObject({ status: 'sent' });
    expect(on.messagesIn(place).map(({ team }) => team)).toEqual(['T0OTHER', on.slack.team.id]);
  });

  it.each([
    ['a channel that was deleted', { deleted: true }, 'gone'],
    ['a channel that was archived', { archived: true }, 'gone'],
    ['a public channel it was put out of', { member: false }, 'forbidden'],
  ] as const)('knows %s', async (_, change, why) => {
    const { id } = on.slack.addChannel({ id: 'C0CAMPAIGN', name: 'campaign', kind: 'channel', member: true });
    on.slack.changeChannel(id, change);
    const to = { platform: 'slack', workspace: on.slack.team.id, channel: id };
    // Slack lets an archived channel be read, so only sending tells.
    expect(await on.courier.canReach(to)).toBe('archived' in change ? 'yes' : why);
    expect(await on.courier.deliver(to, saying('Hello?'), { key: 'e' })).toEqual({ status: 'unreachable', why });
  });

  it('gives up a token that is taken back midway', async () => {
    const place = on.makePlace('channel');
    await on.courier.deliver(place, saying('Still here.'), { key: 'f1' });
    on.slack.revoke(on.slack.team.id, 'account_inactive');
    expect(await on.courier.deliver(place, saying('Gone.'), { key: 'f2' })).toEqual({ status: 'unreachable', why: 'removed' });
  });

  it('brings nothing before it is started', async () => {
    const { adapter } = await adapterFor(on.slack, 'socket', { steward: NOBODY_ASKS, log: logInMemory() });
    expect(await adapter.courier.deliver(on.makePlace('channel'), saying('Too early.'), { key: 'n' })).toEqual({ status: 'later', mayHaveArrived: false });
  });

  it('finishes what is in hand when it is stopped', async () => {
    const place = on.makePlace('channel');
    on.slack.failNext('chat.postMessage', { delayMs: 200 });
    const delivered = on.courier.deliver(place, saying('In hand.'), { key: 'o' });
    await on.slack.waitFor(({ calls }) => calls.some(({ method }) => method === 'chat.postMessage'));
    await on.stopAdapter();
    expect(on.shownIn(place)).toEqual(['In hand.']);
    expect(await delivered).toMatchObject({ status: 'sent' });
  });

  it('gives a file with what takes the place of something', async () => {
    const place = on.makePlace('channel');
    const delivered = await on.courier.deliver(place, saying('Soon.'), { key: 'p' });
    const file = { kind: 'file' as const, bytes: new Uint8Array([1]), fileName: 'a.csv', mediaType: 'text/csv', about: 'The figures' };
    await on.courier.replace(place, delivered.status === 'sent' ? delivered.message : '', privately([file], null));
    expect(on.shownIn(place)[0]).toContain('a.csv: The figures');
    expect(on.messagesIn(place)[1]?.fileIds).toHaveLength(1);
  });

  it('knows that nothing arrived when there was no connection', async () => {
    const place = on.makePlace('channel');
    const { courier } = on;
    await on.slack.stop();
    expect(await courier.deliver(place, saying('Nobody there.'), { key: 'g' })).toEqual({ status: 'later', mayHaveArrived: false });
  });

  it('keeps to the pace of a channel, for a caller that waits as it is told', async () => {
    on.slack.limitPosts({ perSecond: 0.5, burst: 3 });
    const place = on.makePlace('channel');
    const outcomes = [];
    for (let nth = 0; nth < 5; nth += 1) outcomes.push(await on.courier.deliver(place, saying(`Number ${nth}.`), { key: `h${nth}` }));
    expect(outcomes.slice(0, 3)).toMatchObject([{ status: 'sent' }, { status: 'sent' }, { status: 'sent' }]);
    expect(outcomes[3]).toEqual({ status: 'later', mayHaveArrived: false, afterMs: 2_000, budget: { scope: 'channel', remaining: 0, resetMs: 2_000 } });
  });
});

describe('a limit that Slack sets', () => {
  let on: Awaited<ReturnType<typeof startSlackCourier>>;
  let now = 0;
  beforeEach(async () => {
    on = await startSlackCourier('one');
    now = 0;
  });
  afterEach(() => on.stop());

  const courierWith = (begunWithinMs?: number) =>
    createCourier({
      voiceIn: createVoices(async () => on.slack.tokens.bot, clientOptionsFor({ apiUrl: on.slack.url }, boltLog(logInMemory()))),
      log: logInMemory(),
      now: () => now,
      ...(begunWithinMs === undefined ? {} : { begunWithinMs }),
    });

  it('is the workspace’s where nothing was said just before, and the channel’s where something was', async () => {
    const courier = courierWith();
    const [busy, quiet] = [on.makePlace('channel'), on.makePlace('channel')];
    await courier.deliver(busy, saying('One.'), { key: 'q1' });
    const limited = (place: Address, key: string) => {
      on.slack.failNext('chat.postMessage', { retryAfter: 2 });
      return courier.deliver(place, saying('Two.'), { key });
    };
    const budget = { remaining: 0, resetMs: 2_000 };
    expect(await limited(busy, 'q2')).toMatchObject({ budget: { ...budget, scope: 'channel' } });
    expect(await limited(quiet, 'q3')).toMatchObject({ budget: { ...budget, scope: 'workspace' } });
    now += 60_000;
    expect(await limited(busy, 'q4')).toMatchObject({ budget: { ...budget, scope: 'workspace' } });
  });

  it('of time: no message is begun after it, and the next attempt goes on from there', async () => {
    const long = privately(
      Array.from({ length: 12 }, (_, nth) => text(`Paragraph ${nth}. ${'So it goes on. '.repeat(90)}`)),
      null,
    );
    const [place, began] = [on.makePlace('channel'), new Date()];
    on.slack.failNext('chat.postMessage', { delayMs: 150 });
    expect(await courierWith(100).deliver(place, long, { key: 'r' })).toMatchObject({ status: 'later', mayHaveArrived: true });
    expect(on.shownIn(place)).toHaveLength(1);
    expect(await courierWith().deliver(place, long, { key: 'r', maybeSince: began })).toMatchObject({ status: 'sent' });
    expect(on.shownIn(place)).toHaveLength(courierWith().preview(long).length);
    expect(on.slack.timesShown('r').every((times) => times === 1)).toBe(true);
  });
});

describe('a file that the courier brings', () => {
  const file = {
    kind: 'file' as const,
    bytes: new TextEncoder().encode('BEGIN:VCALENDAR'),
    fileName: 'dates.ics',
    mediaType: 'text/calendar',
    about: 'Your dates',
  };
  const withFile = privately([text('The dates.'), file], null);
  let on: Awaited<ReturnType<typeof startSlackCourier>>;
  beforeEach(async () => {
    on = await startSlackCourier('one');
  });
  afterEach(() => on.stop());
  const filesIn = (place: Address): string[] => on.messagesIn(place).flatMap(({ fileIds }) => fileIds);

  it.each(['channel', 'person'] as const)('is in the %s once', async (kind) => {
    const place = on.makePlace(kind);
    expect(await on.courier.deliver(place, withFile, { key: 'i' })).toMatchObject({ status: 'sent' });
    expect(filesIn(place)).toHaveLength(1);
    expect(on.slack.files).toMatchObject([{ name: 'dates.ics', complete: true }]);
    expect(on.slack.refusals).toEqual([]);
  });

  it.each([
    ['the message', 'chat.postMessage', { lost: true }],
    ['the file', 'files.completeUploadExternal', { lost: true }],
    ['the file, which did not arrive', 'files.completeUploadExternal', { drop: true }],
    ['the upload', 'upload', { drop: true }],
  ])('is there once when the answer to %s was lost', async (_, method, failure) => {
    const [place, began] = [on.makePlace('channel'), new Date()];
    on.slack.failNext(method, failure);
    const first = await on.courier.deliver(place, withFile, { key: 'j' });
    expect(first).toMatchObject({ status: 'later' });
    const maybeSince = first.status === 'later' && first.mayHaveArrived ? began : undefined;
    expect(await on.courier.deliver(place, withFile, { key: 'j', maybeSince })).toMatchObject({ status: 'sent' });
    expect(await on.courier.deliver(place, withFile, { key: 'j', maybeSince: began })).toMatchObject({ status: 'sent' });
    expect(filesIn(place)).toHaveLength(1);
    expect(on.slack.timesShown('j')).toEqual([1]);
  });

  it('is uploaded again when Slack does not have it any more', async () => {
    const [place, began] = [on.makePlace('channel'), new Date()];
    on.slack.failNext('files.completeUploadExternal', { drop: true });
    await on.courier.deliver(place, withFile, { key: 'k' });
    on.slack.failNext('files.completeUploadExternal', { error: 'file_not_found' });
    for (let times = 0; times < 3; times += 1)
      expect(await on.courier.deliver(place, withFile, { key: 'k', maybeSince: began })).toMatchObject({ status: 'sent' });
    expect(filesIn(place)).toHaveLength(1);
    expect(on.slack.timesShown('k')).toEqual([1]);
  });

  it('stays when other words take the place of its own, and goes when they have none', async () => {
    const place = on.makePlace('channel');
    const replaced = async (message: string, reply: Reply): Promise<string> => {
      const outcome = await on.courier.replace(place, message, reply);
      return outcome.status === 'sent' ? outcome.message : `${outcome.status}`;
    };
    const sent = await on.courier.deliver(place, withFile, { key: 'm' });
    const [there] = filesIn(place);
    let message = sent.status === 'sent' ? sent.message : '';
    message = await replaced(message, privately([text('The dates, corrected.'), file], null));
    message = await replaced(message, privately([text('The dates, corrected again.'), file], null));
    expect(filesIn(place)).toEqual([there]);
    message = await replaced(message, privately([text('Withdrawn.')], null));
    expect(on.shownIn(place)).toEqual([expect.stringContaining('Withdrawn.')]);
    expect(on.slack.files).toEqual([]);
    // Again, as when the answer was lost.
    await replaced(message, privately([text('Withdrawn.')], null));
    message = await replaced(message, withFile);
    await replaced(message, withFile);
    expect(filesIn(place)).toHaveLength(1);
    expect(on.slack.refusals).toEqual([]);
  });

  it('is looked for with its message, and taken away with it', async () => {
    const [place, began] = [on.makePlace('channel'), new Date()];
    await on.courier.deliver(place, withFile, { key: 'n' });
    const found = await on.courier.find(place, { key: 'n', maybeSince: began }, withFile);
    expect(await on.courier.replace(place, found ?? '', privately([text('Withdrawn.')], null))).toMatchObject({ status: 'sent' });
    expect(filesIn(place)).toEqual([]);
    expect(on.slack.files).toEqual([]);
  });
});
