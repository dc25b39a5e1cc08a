import { beforeEach, describe, expect, it } from 'vitest';
import type { Held } from '../../src/core/standing.ts';
import { ANN, NAT, office, officerOf } from '../broadcasts/office.ts';

type Office = Awaited<ReturnType<typeof office>>;

const ROGUE = { platform: 'test', workspace: 'R1' } as const;
const ownerOf = (workspace: string): readonly Held[] => [{ role: 'administrator', reach: { platform: 'test', workspace } }];
/** Whoever owns a workspace that they made themselves. */
const OWNER = { person: 'UOWNER', channel: 'CROGUE', workspace: 'R1', held: ownerOf('R1') };
const PAY = 'broadcast --title "Pay" --branches "Wigan, Leeds" The offer is in.';

describe('a workspace that nobody vouched for', () => {
  let steward: Office;
  beforeEach(async () => {
    steward = await office();
  });
  const shownIn = (channel: string) => steward.post.in(channel).length;
  const stateOf = async (workspace: string) => {
    const { workspaces } = await steward.data('workspaces', NAT);
    return (workspaces as unknown as { workspace: string; state: string }[]).find((one) => one.workspace === workspace)?.state;
  };

  it('may be linked by whoever owns it, who hears that guidance does not arrive yet, and who can change that', async () => {
    const page = await steward.sees('setup Wigan', OWNER);
    expect(page).toContain('This channel is linked to Wigan, North West.');
    expect(page).not.toContain('what is sent to the branch arrives here');
    expect(page).toContain('does not arrive here yet: this workspace has not been accepted. Ask a national officer or an administrator');
    expect(page).toContain('to say `workspace accept test:R1`, or an officer of North West');
    expect(await steward.sees('branch show Wigan', OWNER)).toContain('nothing from elsewhere arrives: its workspace (test:R1) has not been accepted');
  });

  it('gets nothing from elsewhere: the preview says so, and offers to accept it to who may', async () => {
    await steward.sees('setup Wigan', OWNER);
    const { page, id, confirm } = await steward.drafts(PAY, NAT);
    expect(page).toContain('It goes to 1 branch, in 1 channel. 1 branch cannot be reached.');
    expect(page).toContain('Wigan (North West): its workspace has not been accepted');
    expect(page).toContain('The workspace test:R1 has not been accepted, so nothing goes to channels there');
    expect(page).toContain('workspace accept test:R1 Accept the workspace test:R1');
    await steward.sees(confirm, NAT);
    await steward.goesOut();
    expect([shownIn('CROGUE'), shownIn('CLEEDS')]).toEqual([0, 1]);
    const status = await steward.sees(`broadcast status ${id}`, NAT);
    expect(status).toContain('Wigan (North West): its workspace has not been accepted');
    expect(status).toContain('Workspaces are accepted by a national officer or an administrator whose role counts everywhere');
    const { reply } = await steward.handle(`broadcast export ${id}`, NAT);
    const file = reply.blocks.find((block) => block.kind === 'file');
    expect(file?.kind === 'file' && new TextDecoder().decode(file.bytes)).toContain('its workspace has not been accepted');
    const regional = await steward.drafts('broadcast --title Pay --branches "Wigan, Bolton" The offer is in.', ANN);
    expect(regional.page).toContain('It is accepted by a national officer or an administrator whose role counts everywhere: `workspaces` lists them');
    expect(regional.page).not.toContain('workspace accept');
  });

  it('gets what was sent once it was accepted, when that is tried again, and once', async () => {
    await steward.sees('setup Wigan', OWNER);
    const { id, confirm } = await steward.drafts(PAY, NAT);
    await steward.sees(confirm, NAT);
    await steward.goesOut();
    expect(await steward.sees(`broadcast retry ${id}`, NAT)).toContain(
      'Nothing of it can be tried again yet: the workspaces of these channels have not been accepted',
    );
    const offered = async () => (await steward.sees(`broadcast status ${id}`, NAT)).includes(`broadcast retry ${id}`);
    expect(steward.post.toPerson('UNAT')[0]?.shown).not.toContain('broadcast retry');
    expect(await offered()).toBe(false);
    await steward.sees('workspace accept test:R1', NAT);
    await steward.goesOut();
    expect(shownIn('CROGUE')).toBe(0);
    expect(await offered()).toBe(true);
    expect(await steward.sees(`broadcast retry ${id}`, NAT)).toContain('It is tried again in one channel.');
    await steward.goesOut();
    expect([shownIn('CROGUE'), shownIn('CLEEDS')]).toEqual([1, 1]);
    expect(await steward.sees(`broadcast status ${id}`, NAT)).not.toContain('not been accepted');
  });

  it('is asked about again in a preview that was open when it was accepted', async () => {
    await steward.sees('setup Wigan', OWNER);
    const { confirm } = await steward.drafts(PAY, NAT);
    await steward.sees('workspace accept test:R1', NAT);
    expect(await steward.sees(confirm, NAT)).toContain('It now also reaches Wigan.');
    expect(steward.post.messages).toEqual([]);
  });

  it('alone for a broadcast, it is not sent, and who can change that is said', async () => {
    await steward.sees('setup Wigan', OWNER);
    const { page } = await steward.drafts('broadcast --title Pay --branches Wigan The offer is in.', NAT);
    const id = /broadcast change (\w{6})/.exec(page)?.[1];
    expect(await steward.sees(`broadcast confirm ${id}`, NAT)).toMatch(
      /None of these branches can be reached.*have to be accepted first, by a national officer/,
    );
  });

  it('keeps its reason when a second officer approves, and may be refused until then', async () => {
    const careful = await office({ approvalAbove: 1 });
    await careful.sees('setup Wigan', OWNER);
    const sue = { ...NAT, person: 'USUE' };
    const first = await careful.drafts('broadcast --title Pay --regions all The offer is in.', NAT);
    expect(await careful.sees(first.confirm, NAT)).toContain('a second officer has to approve it');
    await careful.sees(`broadcast approve ${first.id}`, sue);
    await careful.goesOut();
    expect(await careful.sees(`broadcast status ${first.id}`, NAT)).toContain('Wigan (North West): its workspace has not been accepted');
    await careful.sees('workspace accept test:R1', NAT);
    await careful.sees(`broadcast retry ${first.id}`, NAT);
    await careful.goesOut();
    expect(careful.post.in('CROGUE')).toHaveLength(1);

    const second = await careful.drafts('broadcast --title Pay --regions all The offer is out.', NAT);
    await careful.sees(second.confirm, NAT);
    await careful.sees('workspace refuse test:R1', NAT);
    expect(await careful.sees(`broadcast approve ${second.id}`, sue)).toContain('It no longer reaches Wigan.');
    await careful.goesOut();
    expect(careful.post.in('CROGUE')).toHaveLength(1);
  });

  it('is used from within as before', async () => {
    await steward.sees('setup Wigan', OWNER);
    const local = { person: 'ULOCAL', channel: 'CLOCAL', workspace: 'R1', held: officerOf('north-west', ROGUE) };
    const { page, confirm } = await steward.drafts('broadcast --title Pay --branches Wigan The offer is in.', local);
    expect(page).not.toContain('accepted');
    await steward.sees(confirm, local);
    await steward.goesOut();
    expect(shownIn('CROGUE')).toBe(1);
  });

  it('that is refused between confirming and sending gets nothing; copies that are there are still corrected', async () => {
    await steward.sees('setup Wigan', OWNER);
    await steward.sees('workspace accept test:R1', NAT);
    const first = await steward.drafts(PAY, NAT);
    await steward.sees(first.confirm, NAT);
    await steward.goesOut();
    const second = await steward.drafts(PAY.replace('--title', '--when "tomorrow 9am" --title'), NAT);
    await steward.sees(second.confirm, NAT);
    expect(await steward.sees('workspace refuse test:R1', NAT)).toContain(
      'test:R1 is refused: nothing more from elsewhere is sent to its channels (one channel, of Wigan)',
    );
    steward.passes(86_400_000);
    await steward.goesOut();
    expect([shownIn('CROGUE'), shownIn('CLEEDS')]).toEqual([1, 2]);
    expect(await steward.sees(`broadcast status ${second.id}`, NAT)).toContain('Wigan (North West): its workspace has not been accepted');
    await steward.sees(`broadcast correct ${first.id} The offer is out.`, NAT);
    await steward.goesOut();
    expect(steward.post.in('CROGUE')[0]?.shown).toContain('The offer is out.');
  });

  it('is listed with what is linked there, until it is accepted or refused', async () => {
    await steward.sees('setup Wigan', OWNER);
    await steward.sees('setup Leeds', { ...OWNER, channel: 'CROGUE2' });
    const page = await steward.sees('workspaces', NAT);
    expect(page).toContain('Waiting to be accepted: 1');
    expect(page).toMatch(/test:R1: 2 channels, of (?:Wigan and Leeds|Leeds and Wigan), linked since Monday 23 November 2026, 9\.30 am/);
    expect(page).toContain('workspace accept test:R1');
    expect(page).toMatch(/Accepted: 2 .*other:G1: one channel, of Preston.*accepted on .* by another officer, who linked a branch there/);
    expect(await steward.sees('workspace accept r1', NAT)).toContain('test:R1 is accepted: guidance from elsewhere goes to its channels (2 channels');
    expect(await steward.sees('workspace accept R1', NAT)).toContain('test:R1 was accepted already');
    expect(await steward.sees('workspaces', NAT)).toMatch(/Accepted: 3 .*test:R1: .* accepted on Monday 23 November 2026, 9\.30 am by you/);
    expect(await steward.sees('setup Wigan', OWNER)).not.toContain('does not arrive');
    await steward.sees('workspace refuse test:R1', NAT);
    expect(await steward.sees('workspaces', NAT)).toContain('Refused: 1');
    expect(await steward.sees('setup Wigan', OWNER)).toContain('this workspace was refused. Ask a national officer');
  });

  it('is vouched for by an officer of the whole union, or of the branch’s region, who links a branch there, and by nobody else', async () => {
    const there = { channel: 'C1', workspace: 'R1' };
    const tries: readonly (readonly [readonly Held[], string | undefined])[] = [
      [ownerOf('R1'), 'waiting'],
      [officerOf('north-west', ROGUE), 'waiting'],
      [[{ role: 'national-officer', reach: ROGUE }], 'waiting'],
      [[{ role: 'branch-officer', of: (await steward.named('Wigan')).id, reach: 'everywhere' }], 'waiting'],
      [[...ownerOf('R1'), ...officerOf('yorkshire-humberside')], 'waiting'],
      [officerOf('north-west'), 'accepted'],
    ];
    for (const [held, state] of tries) {
      await steward.sees('setup Wigan', { ...there, held });
      expect(await stateOf('test:R1'), JSON.stringify(held)).toBe(state);
    }
    // What somebody refused is accepted by saying so alone.
    await steward.sees('workspace refuse test:R1', NAT);
    for (const held of [officerOf('north-west'), NAT.held]) await steward.sees('setup Wigan', { ...there, held });
    expect(await stateOf('test:R1')).toBe('refused');
    for (const held of [[{ role: 'administrator', reach: 'everywhere' }] as const, NAT.held]) {
      const workspace = held === NAT.held ? 'R3' : 'R2';
      await steward.sees('setup Wigan', { channel: 'C1', workspace, held });
      expect(await stateOf(`test:${workspace}`)).toBe('accepted');
    }
  });

  it('is not vouched for by a file of branches, which says that it waits', async () => {
    const rows = 'Branch,Region,Platform,Workspace,Channel\nWigan,North West,test,R9,C9\n';
    const page = await steward.sees({ kind: 'command', name: 'directory import', args: { rows } }, NAT);
    const line = /directory apply \w{6}/.exec(page)?.[0] ?? 'none';
    expect(await steward.sees(line, NAT)).toContain('1 workspace with channels of branches has not been accepted');
    expect(await stateOf('test:R9')).toBe('waiting');
  });

  it.each([
    ['nothing', 'workspace accept', '`workspace accept` needs words after it'],
    ['what is no workspace', 'workspace accept ???', 'I know of no workspace “???”. Say its platform and id, such as `slack:T0123`'],
    ['an id that two platforms have', 'workspace accept W1', 'I know of no workspace “W1”'],
  ])('says what to do with %s', async (_, line, said) => {
    await steward.link('Wigan', 'C1', 'W1', 'other');
    expect(await steward.sees(line, NAT)).toContain(said);
  });

  it('may be accepted by its whole name before anything is linked there', async () => {
    expect(await steward.sees('workspace accept slack:t0999', NAT)).toContain(
      'slack:T0999 is accepted: guidance from elsewhere goes to its channels (no channel of a branch)',
    );
    expect(await stateOf('slack:T0999')).toBe('accepted');
  });
});
