import type { types } from '@slack/bolt';
import type { CommandInfo } from '../../core/command.ts';
import { button, type Reply } from '../../core/reply.ts';
import { context, plain, type SlackBlock } from './blocks.ts';
import { BLOCKS_PER_VIEW, PLACEHOLDER } from './limits.ts';
import { exampleLabel } from './prompts.ts';
import { type Message, render } from './render.ts';
import { drawButtons } from './render-buttons.ts';
import { drawHeading, drawText, shortened } from './render-text.ts';

/** `action_id` of the search box. */
export const HOME_SEARCH = 'home.search';
/** Quick actions shown: two rows on a wide screen. */
const QUICK = 8;

interface Shown {
  /** What is coming up for this branch, when there is a command that knows. */
  readonly comingUp?: Reply | undefined;
  /** The answer to what was just asked here. It is kept nowhere: it is gone when the tab is opened again. */
  readonly answer?: Reply | undefined;
}

export interface Home {
  readonly view: types.HomeView;
  /** What did not fit. */
  readonly rest: readonly Message[];
}

/** The Home tab: a search box, the last answer, what is coming up, quick actions. */
export function homeView(commands: readonly CommandInfo[], { comingUp, answer }: Shown): Home {
  const [head, foot] = [top(), quickActions(commands)];
  const coming = comingUp === undefined ? [] : [...drawHeading('Coming up', true), ...render(comingUp, { surface: 'view' }).flatMap(({ blocks }) => blocks)];
  const messages = answer === undefined ? [] : render(answer, { surface: 'view' });
  const room = BLOCKS_PER_VIEW - head.length - foot.length - 2;
  const fitting = messages.filter((_, nth) => messages.slice(0, nth + 1).reduce((sum, { blocks }) => sum + blocks.length, 0) <= room);
  const rest = messages.slice(fitting.length);
  const shown = fitting.flatMap(({ blocks }) => blocks);
  const answered = shown.length === 0 ? [] : [...shown, ...(rest.length === 0 ? [] : [MORE]), DIVIDER];
  const blocks = [...head, ...answered, ...coming.slice(0, Math.max(0, room - shown.length)), ...foot];
  return { view: { type: 'home', blocks }, rest };
}

const DIVIDER: SlackBlock = { type: 'divider' };
const MORE: SlackBlock = context([plain('There is more than fits here: the rest is under Messages.')]);

function top(): SlackBlock[] {
  const box: types.PlainTextInput = {
    type: 'plain_text_input',
    action_id: HOME_SEARCH,
    placeholder: plain(shortened('How many jobs went in Middlesbrough?', PLACEHOLDER)),
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
  };
  return [
    ...drawHeading('Ask Steward', true),
    {
      type: 'input',
      block_id: HOME_SEARCH,
      dispatch_action: true,
      optional: true,
      label: plain('Your question, or a command'),
      element: box,
      hint: plain('Press Enter. Only you see the answer.'),
    },
  ];
}

function quickActions(commands: readonly CommandInfo[]): SlackBlock[] {
  const examples = commands.flatMap(({ examples: [example] }) => button(exampleLabel(example), example)).slice(0, QUICK);
  return [...drawHeading('Try', true), ...drawButtons(examples), ...drawText('Everything I can do: `help`.', 'muted')];
}
