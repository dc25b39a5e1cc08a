import { type Block, button, buttons, type Fact, facts, heading, privately, type Reply, text } from '../../core/reply.ts';
import { span } from '../../reminders/span.ts';
import type { Broadcast, Counts } from '../broadcast.ts';
import { stateLine } from './state-line.ts';

/** How fast it goes; undefined while nobody knows. */
export interface Pace {
  readonly perMinute: number | undefined;
  readonly leftMs: number | undefined;
}

/**
 * The one message that shows its sender how far a broadcast has come. Counts are channels; a branch without one counts as one.
 * @param silent how many branches that have it have not acknowledged it
 */
export function progressReply(broadcast: Broadcast, counts: Counts, silent: number, pace: Pace): Reply {
  const { id, title, state } = broadcast;
  const isHalted = broadcast.heldBack !== undefined || state === 'paused' || state === 'withdrawn' || state === 'cancelled';
  return privately(
    [
      heading(title),
      text(stateLine(broadcast, silent), isHalted ? 'warning' : 'normal'),
      facts(...countFacts(broadcast, counts), ...paceFacts(broadcast, pace)),
      ...choices(broadcast, counts, silent),
    ],
    { broadcast: id, state, counts: { ...counts }, perMinute: pace.perMinute ?? null, leftMs: pace.leftMs ?? null },
  );
}

/** Delivered, whatever became of it since. */
export const arrived = ({ sent, acknowledged }: Counts): number => sent + acknowledged;

function countFacts({ receipt }: Broadcast, counts: Counts): Fact[] {
  const { total, queued, sending, failed, unreachable, acknowledged, withdrawn } = counts;
  const some = (label: string, count: number): Fact[] => (count === 0 ? [] : [{ label, value: count.toLocaleString('en-GB') }]);
  return [
    { label: 'Sent', value: `${arrived(counts).toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}` },
    ...(receipt.wanted === 'none' ? [] : [{ label: 'Acknowledged', value: acknowledged.toLocaleString('en-GB') }]),
    ...some('Waiting', queued + sending),
    ...some('Failed', failed),
    ...some('Unreachable', unreachable),
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
function choices({ id, state, receipt }: Broadcast, { failed, unreachable }: Counts, silent: number): Block[] {
  const status = button('Status', `broadcast status ${id}`);
  const retry = failed + unreachable === 0 ? [] : [button('Try those again', `broadcast retry ${id}`)];
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
