import type { Leaf, SlackBlock } from './blocks.ts';
import type { Message } from './render.ts';

/** People and user groups as replies name them, after `inert` has made them harmless. */
const INERT_MENTION = /<\u2060(?:@([UW][A-Z0-9]{1,23})|!subteam\^(S[A-Z0-9]{1,23}))>/u;

/**
 * Shows people and user groups by name. Only for a message that one person sees: in a channel a mention would call them,
 * https://docs.slack.dev/messaging/formatting-message-text#mentioning-users
 */
export const withPeople = (message: Message): Message => ({ ...message, blocks: message.blocks.map(named) });

function named(block: SlackBlock): SlackBlock {
  if (block.type !== 'rich_text') return block;
  return {
    ...block,
    elements: block.elements.map((element) => {
      if (element.type === 'rich_text_section') return { ...element, elements: element.elements.flatMap(leavesOf) };
      if (element.type === 'rich_text_list')
        return { ...element, elements: element.elements.map((item) => ({ ...item, elements: item.elements.flatMap(leavesOf) })) };
      return element;
    }),
  };
}

/** Split at a pattern with two groups, every third piece is text, a person's id comes after it, then a group's. */
function leavesOf(leaf: Leaf): Leaf[] {
  if (leaf.type !== 'text' || leaf.style?.code === true) return [leaf];
  return leaf.text.split(INERT_MENTION).flatMap((piece: string | undefined, nth): Leaf[] => {
    if (piece === undefined || piece === '') return [];
    if (nth % 3 === 0) return [{ ...leaf, text: piece }];
    return [nth % 3 === 1 ? { type: 'user', user_id: piece } : { type: 'usergroup', usergroup_id: piece }];
  });
}
