import type { types } from '@slack/bolt';
import type { Form } from '../../core/form.ts';
import type { Button } from '../../core/reply.ts';
import type { Said } from '../../core/request.ts';
import { group } from '../../core/split.ts';
import { costOf, leaves, plain, richText, type SlackBlock, section } from './blocks.ts';
import { hasChannel, inert, isBlank } from './escape.ts';
import { formButtonValue } from './forms.ts';
import { ACTIONS_ELEMENTS, BUTTON_LABEL, BUTTON_VALUE, MESSAGE_CHARACTERS } from './limits.ts';
import { drawFixed, drawText, shortened } from './render-text.ts';
import { encodeSaid } from './said.ts';

export const RUN = 'run';
export const OPEN_FORM = 'form';
export const SHARE = 'share';

/** Buttons that send a command line. The whole of a label that is cut stands above them; a line too long for one is written out to be sent by hand. */
export function drawButtons(buttons: readonly Button[]): SlackBlock[] {
  const pressable = buttons.filter(({ label, request }) => request.length <= BUTTON_VALUE && !isBlank(label));
  const tooLong = buttons.filter((button) => !pressable.includes(button));
  const cut = pressable.filter(({ label }) => isCut(label));
  return [
    ...cut.flatMap(({ label }) => drawText(label, 'muted')),
    ...group(pressable.map(drawButton), MESSAGE_CHARACTERS / 2, roomOf).map((elements): SlackBlock => ({ type: 'actions', elements })),
    ...tooLong.flatMap(({ label, request }) => [...drawText(`${label}: send me this line.`, 'normal'), ...drawFixed(request)]),
  ];
}

/** A button shows neither a long label nor a channel. */
const isCut = (label: string): boolean => hasChannel(label) || shortened(label, BUTTON_LABEL) !== inert(label).trim();

/** Twenty-five buttons fill a block, or what they carry does. */
const roomOf = (button: types.Button): number => Math.max(costOf(button), MESSAGE_CHARACTERS / 2 / ACTIONS_ELEMENTS);

const drawButton = ({ label, request, style }: Button, nth: number): types.Button => ({
  type: 'button',
  action_id: `${RUN}.${nth}`,
  text: plain(shortened(label, BUTTON_LABEL)),
  value: request,
  ...(style === 'normal' ? {} : { style }),
});

/** A form opens at a press: Slack opens a modal only for somebody who has just done something. */
export function drawForm(form: Form): SlackBlock[] {
  const label = isBlank(form.title) ? form.command : form.title;
  const button: types.Button = {
    type: 'button',
    action_id: OPEN_FORM,
    text: plain(shortened(label, BUTTON_LABEL)),
    ...(form.isOffered ? {} : { style: 'primary' }),
    value: formButtonValue(form),
  };
  return [...(isCut(label) ? drawText(label, 'normal') : []), { type: 'actions', elements: [button] }];
}

/** Shares the answer by asking again: Slack does not send a private message back to whoever wrote it. */
export function shareButton(said: Said): SlackBlock[] {
  const value = encodeSaid(said);
  if (value.length > BUTTON_VALUE) return [];
  return [{ type: 'actions', elements: [{ type: 'button', action_id: SHARE, text: plain('Share with the channel'), value }] }];
}

/** What stands in place of a reply that has nothing in it. */
export const NOTHING: SlackBlock = richText([section(leaves('There is nothing to show.'))]);
