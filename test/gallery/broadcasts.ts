import { preview as onDiscord } from '../../src/adapters/discord/preview.ts';
import { preview as onSlack } from '../../src/adapters/slack/preview.ts';
import type { Broadcast, DeliveryState, Reason } from '../../src/broadcasts/broadcast.ts';
import type { BranchStanding } from '../../src/broadcasts/broadcasts.ts';
import { chaserReply } from '../../src/broadcasts/shown/chaser.ts';
import { noticeReply } from '../../src/broadcasts/shown/notice.ts';
import { previewReply } from '../../src/broadcasts/shown/preview.ts';
import { progressReply } from '../../src/broadcasts/shown/progress.ts';
import { statusReply } from '../../src/broadcasts/shown/status.ts';
import { byRegion, byServiceGroup, statusChart } from '../../src/broadcasts/shown/status-chart.ts';
import { countsOf, unreachedOf } from '../../src/broadcasts/standing.ts';
import { drawChart } from '../../src/charts/draw.ts';
import type { Branch, Division } from '../../src/directory/branch.ts';
import type { Exhibit } from './exhibits.ts';

const AT = new Date('2026-11-23T09:30:00Z');
const LATER = new Date('2026-11-25T14:00:00Z');

const REGIONS: readonly Division[] = ['North West', 'Yorkshire & Humberside', 'Northern', 'West Midlands'].map((name) => ({ id: name, name, aliases: [] }));
const GROUPS: readonly Division[] = ['Local Government', 'Health', 'Water, Environment and Transport'].map((name) => ({ id: name, name, aliases: [] }));
const TOWNS = ['Bolton', 'Preston', 'Wigan', 'Salford', 'Leeds', 'Hull', 'Bradford', 'Sunderland', 'Gateshead', 'Walsall', 'Dudley', 'Coventry'];

const BROADCAST: Broadcast = {
  ...{ id: 'k3m9xq', state: 'draft', revision: 1, version: 1, createdAt: AT, zone: 'Europe/London', tag: 'tenders' },
  title: 'The council’s tender: what branches do now',
  body: 'The council has **published** its tender for customer services.\n\n- Ask for the in-house comparator in writing\n- Tell members before the press does\n- Send us the list of posts in scope\n\n> No decision has been taken: scrutiny meets on 4 December.',
  attachment: {
    ...{ kind: 'entry', id: 'southwest-one', title: 'Southwest One' },
    summary: 'A partnership of two councils and a police force with IBM that ended early.',
  },
  audience: { all: true, regions: [], serviceGroups: [], tags: [], branches: [], except: [] },
  regions: REGIONS.map(({ id }) => id),
  from: [],
  sender: { platform: 'slack', workspace: 'T1', channel: 'C1', person: 'U1' },
  receipt: { wanted: 'branch', by: new Date('2026-11-27T12:00:00Z') },
  questions: { from: 'anyone', to: { platform: 'slack', workspace: 'T1', person: 'U1' } },
  chase: { everyHours: 48, left: 3, done: 0 },
};

const BRANCHES: readonly Branch[] = TOWNS.map((name, nth) => ({
  ...{ id: name, name, code: `NW${10 + nth}`, region: REGIONS[Math.floor(nth / 3)]?.id ?? '', tags: [], mutes: [], state: 'open', version: 1, createdAt: AT },
  serviceGroups: [GROUPS[nth % 3]?.id ?? ''],
}));

const STANDINGS: readonly BranchStanding[] = BRANCHES.map((branch, nth) => {
  const states: readonly (readonly [DeliveryState, Reason?])[] = [
    ['acknowledged'],
    ['sent'],
    ['acknowledged'],
    ['unreachable', 'no-channel'],
    ['acknowledged'],
    ['failed', 'gave-up'],
  ];
  const [state, why] = states[nth % states.length] ?? ['sent'];
  return { branch, region: branch.region, state, why, at: state === 'acknowledged' ? LATER : AT, isLate: nth === 4, people: state === 'acknowledged' ? 1 : 0 };
});

const words = (broadcast: Broadcast) => ({ revision: broadcast.revision, title: broadcast.title, body: broadcast.body });
const shownAs = (broadcast: Broadcast) => noticeReply(broadcast, words(broadcast), REGIONS);

/** What officers and branches see of a broadcast from its preview to its withdrawal; made up, so that nobody is named. */
export async function broadcastExhibits(): Promise<Exhibit[]> {
  const sent: Broadcast = { ...BROADCAST, state: 'sent', chase: { everyHours: 48, left: 2, done: 1, nextAt: new Date('2026-11-27T09:30:00Z') } };
  const corrected: Broadcast = { ...sent, revision: 2, correctedAt: LATER, title: 'The council’s tender: scrutiny meets on 5 December' };
  const withdrawn: Broadcast = {
    ...sent,
    state: 'withdrawn',
    revision: 2,
    withdrawn: { at: LATER, reason: 'The date of the meeting was wrong: a new message follows.' },
  };
  const shown = shownAs(BROADCAST);
  const preview = previewReply(
    {
      ...{ broadcast: BROADCAST, shown, approvalAbove: 8, mark: '2bfe04d4' },
      drawn: [
        { platform: 'slack', messages: onSlack(shown) },
        { platform: 'discord', messages: onDiscord(shown) },
      ],
      reached: BRANCHES.slice(0, 10).map((branch, nth) => ({
        branch,
        links: [{ id: `l${nth}`, branch: branch.id, platform: nth % 3 === 0 ? 'discord' : 'slack', workspace: 'W1', channel: `C${nth}`, linkedAt: AT }],
      })),
      unreachable: BRANCHES.slice(10).map((branch, nth) => ({ branch, why: nth === 0 ? 'no-channel' : 'muted' })),
      overridden: [],
      notAccepted: [],
    },
    { regions: REGIONS, page: 1, asks: 'confirm', mayAccept: false },
  );
  const standing = { broadcast: sent, counts: countsOf(STANDINGS), unreached: unreachedOf(STANDINGS), canTryAgain: true, branches: STANDINGS };
  const charts = [statusChart(standing, 'By region', REGIONS, byRegion), statusChart(standing, 'By service group', GROUPS, byServiceGroup)];
  const counts = { queued: 212, sending: 12, sent: 240, acknowledged: 31, failed: 1, unreachable: 4, withdrawn: 0, total: 500 };
  const unreached = { without: [{ why: 'no-channel', branches: 3 }], notAccepted: 0 } as const;
  return [
    { name: 'broadcast-preview', line: 'broadcast --title "The council’s tender" --regions all …', reply: preview },
    { name: 'broadcast-notice', line: 'what a channel of a branch shows', reply: shown },
    {
      name: 'broadcast-progress',
      line: 'what tells its sender',
      reply: progressReply({ ...BROADCAST, state: 'sending' }, { counts, unreached, silent: 0 }, { perMinute: 96, leftMs: 140_000 }),
    },
    { name: 'broadcast-status', line: 'broadcast status k3m9xq', reply: statusReply(standing, REGIONS, await Promise.all(charts.map(drawChart))) },
    { name: 'broadcast-chaser', line: 'what a branch that has not acknowledged it shows', reply: chaserReply(sent, REGIONS, LATER) },
    { name: 'broadcast-corrected', line: 'what every copy shows after a correction', reply: shownAs(corrected) },
    { name: 'broadcast-withdrawn', line: 'what every copy shows after it was withdrawn', reply: shownAs(withdrawn) },
  ];
}
