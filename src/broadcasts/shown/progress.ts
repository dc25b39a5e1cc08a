import { type Block, button, buttons, type Fact, facts, heading, privately, type Reply, text } from '../../core/reply.ts';
import { span } from '../../reminders/span.ts';
import type { Broadcast, Counts, Unreached } from '../broadcast.ts';
import { arrivedOf, channelless, withoutWords } from './arrived.ts';
import { stateLine } from './state-line.ts';

/** How fast it goes; undefined while nobody knows. */
export interface Pace {
  readonly perMinute: number | undefined;
  readonly leftMs: number | undefined;
}

/** How far it has come. */
export interface Come {
  /** By channel; a branch without one counts as one. */
  readonly counts: Counts;
  readonly unreached: Unreached;
  /** How many branches that have it have not acknowledged it. */
  readonly silent: number;
}

/** The one message that shows its sender how far a broadcast has come. */
export function progressReply(broadcast: Broadcast, come: Come, pace: Pace): Reply {
  const { id, title, state } = broadcast;
  const { counts, silent } = come;
  const isHalted = broadcast.heldBack !== undefined || state === 'paused' || state === 'withdrawn' || state === 'cancelled';
  return privately(
    [
      heading(title),
      text(stateLine(broadcast, silent), isHalted ? 'warning' : 'normal'),
      facts(...countFacts(broadcast, come), ...paceFacts(broadcast, pace)),
      ...choices(broadcast, come),
    ],
    { broadcast: id, state, counts: { ...counts }, perMinute: pace.perMinute ?? null, leftMs: pace.leftMs ?? null },
  );
}

function countFacts({ receipt }: Broadcast, { counts, unreached }: Come): Fact[] {
  const { queued, sending, failed, unreachable, acknowledged, withdrawn } = counts;
  const without = withoutWords(unreached);
  const some = (label: string, count: number): Fact[] => (count === 0 ? [] : [{ label, value: count.toLocaleString('en-GB') }]);
  return [
    { label: 'Sent', value: `${arrivedOf(counts, unreached)}${without === '' ? '' : `; ${without}`}` },
    ...(receipt.wanted === 'none' ? [] : [{ label: 'Acknowledged', value: acknowledged.toLocaleString('en-GB') }]),
    ...some('Waiting', queued + sending),
    ...some('Failed', failed),
    ...some('Unreachable', unreachable - channelless(unreached)),
    ...some('Withdrawn', withdrawn),
  ];
}

function paceFacts({ state }: Broadcast, { perMinute, leftMs }: Pace): Fact[] {
  if (state !== 'sending') return [];
  return [
    ...(perMinute === undefined ? [] : [{ label: 'Rate', value: `${Math.round(perMinute).toLocaleString('en-GB')} a minute` }]),
    ...(leftMs === undefined ? [] : [{ label: 'Time left', value: leftMs < 60_000 ? 'less than a minute' : `about ${span(leftMs)}` }]),
  ];
}

/** What its state allows. */
function choices({ id, state, receipt }: Broadcast, { counts, unreached, silent }: Come): Block[] {
  const status = button('Status', `broadcast status ${id}`);
  const triable = counts.failed + counts.unreachable - channelless(unreached) - unreached.notAccepted;
  const retry = state === 'cancelled' || triable === 0 ? [] : [button('Try those again', `broadcast retry ${id}`)];
  switch (state) {
    case 'draft':
      return buttons(button('Look at it', `broadcast show ${id}`));
    case 'waiting':
    case 'scheduled':
      return buttons(button('Look at it', `broadcast show ${id}`), button('Cancel it', `broadcast cancel ${id}`, 'danger'));
    case 'sending':
      return buttons(status, button('Pause', `broadcast pause ${id}`), button('Cancel the rest', `broadcast cancel ${id}`, 'danger'));
    case 'paused':
      return buttons(status, button('Go on', `broadcast resume ${id}`, 'primary'), button('Cancel the rest', `broadcast cancel ${id}`, 'danger'));
    case 'sent':
    case 'cancelled':
      return buttons(
        status,
        ...(state === 'cancelled' || receipt.wanted === 'none' || silent === 0 ? [] : [button('Remind the others', `broadcast chase ${id}`)]),
        ...retry,
        button('Correct', `broadcast correct ${id}`),
        button('Withdraw', `broadcast withdraw ${id}`, 'danger'),
      );
    case 'withdrawn':
      return buttons(status);
  }
}
