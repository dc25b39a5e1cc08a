import { z } from 'zod';
import type { Broadcast } from '../src/broadcasts/broadcast.ts';
import type { Confirmed } from '../src/broadcasts/broadcasts.ts';
import { settingFacts } from '../src/broadcasts/shown/settings.ts';
import { stateLine } from '../src/broadcasts/shown/state-line.ts';
import { describeMoment } from '../src/calendar/schedule.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, confidentially, facts, heading, list, type Reply, text } from '../src/core/reply.ts';
import { deskOf, idAndRest, idMeant, OFFICERS, shortName } from './broadcast-desk.ts';
import { previewOf } from './broadcast-preview.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

const MARKED = 'Its short name, and the mark that the button of its preview carries';

export const confirm = defineCommand({
  name: 'broadcast confirm',
  summary: 'Send a draft as its preview shows it; pressed twice, it is sent once',
  input: z.object({ broadcast: shortName(MARKED) }),
  allow: OFFICERS,
  examples: ['broadcast confirm p7w4dn'],
  async run({ broadcast: said }, context: Run) {
    const { id, rest } = idAndRest(said);
    const [broadcasts, asker] = await deskOf(context);
    const outcome = await broadcasts.confirm(id, rest === '' ? undefined : rest, asker);
    return outcome.kind === 'changed' ? previewOf(outcome.preview, context, { changed: outcome.what }) : confirmed(outcome);
  },
});

export const approve = defineCommand({
  name: 'broadcast approve',
  summary: 'As a second officer, let a large one be sent',
  input: z.object({ broadcast: shortName(MARKED) }),
  allow: OFFICERS,
  examples: ['broadcast approve h4t8rz'],
  async run({ broadcast: said }, context: Run) {
    const { id, rest } = idAndRest(said);
    const [broadcasts, asker] = await deskOf(context);
    const outcome = await broadcasts.approve(id, rest === '' ? undefined : rest, asker);
    return outcome.kind === 'changed' ? previewOf(outcome.preview, context, { changed: outcome.what, asks: 'approve' }) : confirmed(outcome);
  },
});

function confirmed({ broadcast, isFirst }: Extract<Confirmed, { kind: 'confirmed' }>): Reply {
  const { id, state } = broadcast;
  const before = isFirst ? '' : 'That was confirmed before, and is done once. ';
  const cancel = button('Cancel it', `broadcast cancel ${id}`, 'danger');
  return confidentially(
    [
      text(`${before}${CONFIRMED(broadcast)}`),
      ...(state === 'waiting' ? [text(`“${broadcast.title}” asks for your approval: say \`broadcast show ${id}\` to Steward.`)] : []),
      ...buttons(...(state === 'waiting' ? [button('Look at it', `broadcast show ${id}`)] : [button('Status', `broadcast status ${id}`)]), cancel),
    ],
    { broadcast: id, state, isFirst },
  );
}

const CONFIRMED = (broadcast: Broadcast): string => {
  const { state, sendAt, zone } = broadcast;
  if (state === 'waiting') return 'Nothing is sent yet: a second officer has to approve it. Pass this on to one who may send to all of these branches:';
  if (state === 'scheduled' && sendAt !== undefined) return `Confirmed. It is sent on ${describeMoment(sendAt, zone)}.`;
  if (state === 'sending' || state === 'scheduled') return 'Confirmed: it is on its way. A message that keeps itself up to date tells you how far it has come.';
  return state === 'sent' ? 'It has been sent.' : stateLine(broadcast);
};

export const show = defineCommand({
  name: 'broadcast show',
  summary: 'Read one that was sent to this channel; for officers, see a draft or how one was set up',
  input: z.object({
    broadcast: shortName(),
    page: z.coerce.number('must be a number').int().min(1).optional().meta({ description: 'Which page of its recipients' }),
  }),
  allow: 'anyone',
  examples: ['broadcast show k3m9xq'],
  async run({ broadcast: said, page }, context: Run) {
    const [broadcasts, asker] = await deskOf(context);
    const id = await idMeant(said, [broadcasts, asker], 'broadcast show');
    const { broadcast, shown, isOfficer, silent } = await broadcasts.read(id, asker);
    if (!isOfficer) return confidentially(shown.blocks, shown.data);
    if (broadcast.state === 'draft') return previewOf(await broadcasts.preview(id, asker), context, { page });
    if (broadcast.state === 'waiting') return previewOf(await broadcasts.preview(id, asker), context, { page, asks: 'approve' });
    const history = await broadcasts.history(id, asker);
    const { person } = context.request;
    const lines = history.map(({ at, action, person: who }) => {
      // What happens at its time, nobody does.
      const by = action.endsWith('at its time') ? '' : ` by ${who === person.id ? 'you' : 'another officer'}`;
      return `${describeMoment(at, broadcast.zone)}: ${action.replace(/^broadcast /, '')}${by}`;
    });
    return confidentially(
      [
        heading(`Sent as: ${broadcast.title}`),
        text(stateLine(broadcast, silent)),
        facts(...settingFacts(broadcast, (await context.services.directory()).regions())),
        heading('What each channel shows'),
        ...shown.blocks.filter(({ kind }) => kind !== 'buttons'),
        heading('What was done'),
        list(lines),
        ...buttons(button('Status', `broadcast status ${id}`)),
      ],
      { broadcast: id, state: broadcast.state, title: broadcast.title, history: history.map(({ at, action }) => ({ at: at.toISOString(), action })) },
    );
  },
});
