import { describeMoment } from '../../calendar/schedule.ts';
import { type Block, button, buttons, confidentially, type Fact, facts, heading, list, type Picture, type Reply, text } from '../../core/reply.ts';
import type { Division } from '../../directory/branch.ts';
import { WHO_ACCEPTS } from '../../roles/directory-authority.ts';
import type { Broadcast, DeliveryState } from '../broadcast.ts';
import type { BranchStanding, Standing } from '../broadcasts.ts';
import { arrivedOf, withoutWords } from './arrived.ts';
import { heldBackData } from './held-back.ts';
import { regionOf } from './preview.ts';
import { isAwaited, REASONS, stateWords } from './reasons.ts';
import { stateLine } from './state-line.ts';
import { STATES } from './status-chart.ts';

/** Branches named of one state; all are in the spreadsheet. */
const LISTED = 30;
/** Those of which nobody has to do anything are counted, not named. */
const NAMED: readonly DeliveryState[] = ['sent', 'failed', 'unreachable', 'queued', 'sending', 'withdrawn'];

/** How a broadcast stands, each branch in exactly one state. @param regions all there are @param pictures the same, drawn */
export function statusReply(standing: Standing, regions: readonly Division[], pictures: readonly Picture[]): Reply {
  const { broadcast, branches } = standing;
  const isAsked = isAwaited(broadcast);
  if (broadcast.state === 'draft' || broadcast.state === 'waiting')
    return confidentially(
      [heading(broadcast.title), text(stateLine(broadcast)), ...buttons(button('Whom it would reach', `broadcast show ${broadcast.id}`, 'primary'))],
      dataOf(standing),
    );
  const silent = branches.filter(isSilent).length;
  return confidentially(
    [
      heading(broadcast.title),
      text(stateLine(broadcast, silent)),
      facts(...totals(standing, isAsked)),
      ...pictures,
      ...NAMED.filter((state) => state !== 'sent' || isAsked).flatMap((state) => section(branches, state, isAsked, regions)),
      ...notAccepted(branches),
      ...late(branches, broadcast, regions),
      ...choices(standing),
    ],
    dataOf(standing),
  );
}

/** In whichever of its channels somebody did, nobody of the branch is reminded any more. */
const isSilent = ({ state, people }: BranchStanding): boolean => state === 'sent' && people === 0;

const number = (count: number): string => count.toLocaleString('en-GB');

function totals({ broadcast, branches, counts, unreached }: Standing, isAsked: boolean): Fact[] {
  const without = withoutWords(unreached);
  const count = (state: DeliveryState): number => branches.filter((one) => one.state === state).length;
  const lateOnes = branches.filter(({ isLate }) => isLate).length;
  const people = branches.reduce((sum, one) => sum + one.people, 0);
  return [
    { label: 'Branches', value: number(branches.length) },
    { label: 'Channels', value: `${arrivedOf(counts, unreached)} have it${without === '' ? '' : `; ${without}`}` },
    ...STATES.flatMap((state) => (count(state) === 0 && state !== 'acknowledged' && state !== 'sent' ? [] : [{ state, value: number(count(state)) }]))
      .filter(({ state }) => state !== 'acknowledged' || broadcast.receipt.wanted !== 'none')
      .map(({ state, value }) => ({
        label: stateWords(state, isAsked),
        value: state === 'acknowledged' && lateOnes > 0 ? `${value}, of which ${number(lateOnes)} late` : value,
      })),
    ...(broadcast.receipt.wanted === 'person' ? [{ label: 'By', value: `${number(people)} ${people === 1 ? 'person' : 'people'}` }] : []),
  ];
}

function section(branches: readonly BranchStanding[], state: DeliveryState, isAsked: boolean, regions: readonly Division[]): Block[] {
  const those = branches.filter((one) => one.state === state);
  if (those.length === 0) return [];
  return named(stateWords(state, isAsked), those, ({ why }) => (why === undefined ? '' : `: ${REASONS[why]}`), regions);
}

const notAccepted = (branches: readonly BranchStanding[]): Block[] =>
  branches.some(({ why }) => why === 'not-accepted')
    ? [text(`Workspaces are accepted by ${WHO_ACCEPTS}: \`workspaces\` lists them. Then try those again.`, 'muted')]
    : [];

function late(branches: readonly BranchStanding[], { zone }: Broadcast, regions: readonly Division[]): Block[] {
  const those = branches.filter(({ isLate }) => isLate);
  return those.length === 0 ? [] : named('Late', those, ({ at }) => (at === undefined ? '' : `: ${describeMoment(at, zone)}`), regions);
}

function named(title: string, those: readonly BranchStanding[], more: (one: BranchStanding) => string, regions: readonly Division[]): Block[] {
  const left = those.length - LISTED;
  const lines = those.slice(0, LISTED).map((one) => `${one.branch.name} (${regionOf(one, regions)})${more(one)}`);
  return [
    heading(`${title}: ${number(those.length)}`),
    list(lines),
    ...(left > 0 ? [text(`And ${number(left)} more: all are in the spreadsheet.`, 'muted')] : []),
  ];
}

function choices({ broadcast: { id, state, receipt }, branches, canTryAgain }: Standing): Block[] {
  const isOut = state === 'sending' || state === 'sent';
  return buttons(
    button('Look again', `broadcast status ${id}`),
    ...(isOut && receipt.wanted !== 'none' && branches.some(isSilent) ? [button('Remind those not yet in', `broadcast chase ${id}`, 'primary')] : []),
    ...(isOut && canTryAgain ? [button('Try those again', `broadcast retry ${id}`)] : []),
    ...(state === 'sending' ? [button('Pause', `broadcast pause ${id}`)] : []),
    ...(state === 'paused' ? [button('Go on', `broadcast resume ${id}`, 'primary'), button('Cancel the rest', `broadcast cancel ${id}`, 'danger')] : []),
    button('Spreadsheet', `broadcast export ${id}`),
    ...(state === 'withdrawn' ? [] : [button('Correct', `broadcast correct ${id}`), button('Withdraw', `broadcast withdraw ${id}`, 'danger')]),
  );
}

const dataOf = ({ broadcast, branches, counts }: Standing) => ({
  broadcast: broadcast.id,
  title: broadcast.title,
  state: broadcast.state,
  heldBack: heldBackData(broadcast),
  channels: { ...counts },
  branches: branches.map(({ branch, region, state, why, at, isLate, people }) => ({
    ...{ branch: branch.name, code: branch.code ?? null, region, state, why: why ?? null, at: at?.toISOString() ?? null, isLate, people },
  })),
});
