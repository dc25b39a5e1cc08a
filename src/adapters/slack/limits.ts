/** What Slack takes, as its reference states it. Lengths are in UTF-16 units, which is never more than Slack counts. */

/** https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCKS_PER_MESSAGE = 50;
export const BLOCKS_PER_VIEW = 100;

/**
 * Characters in all blocks of one message. Slack answers `msg_blocks_too_long` above a sum that it does not publish:
 * about 13,300 characters, each further block costing about 125. We stay below.
 * https://github.com/slackapi/bolt-js/issues/2509 https://github.com/slackapi/bolt-js/issues/2867
 */
export const MESSAGE_CHARACTERS = 12_000;
export const CHARACTERS_PER_BLOCK = 125;
export const CHARACTERS_PER_ELEMENT = 10;

/** The line a notification shows and a screen reader reads; Slack cuts above 40,000 and advises 4,000. https://docs.slack.dev/reference/methods/chat.postMessage */
export const FALLBACK_TEXT = 3_000;

/** An update takes 4,000 bytes of text, and a character has at most three for each unit. https://docs.slack.dev/reference/methods/chat.update */
export const UPDATE_TEXT = 1_300;

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const TEXT = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const HEADER = 150;
/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
export const CONTEXT_ELEMENTS = 10;
export const CONTEXT_TEXT = 2_000;
/** https://docs.slack.dev/reference/block-kit/blocks/image-block */
export const IMAGE_ALT = 2_000;

/** A file's own description, which is shorter than an image block's. https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export const FILE_ALT = 1_000;

/** One table a message; a header row counts as a row; an empty cell is refused. https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const TABLE_ROWS = 100;
export const TABLE_COLUMNS = 20;
export const TABLE_CHARACTERS = 10_000;

/** https://docs.slack.dev/reference/block-kit/blocks/actions-block and https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const ACTIONS_ELEMENTS = 25;
export const BUTTON_LABEL = 75;
export const BUTTON_VALUE = 2_000;

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object and https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const OPTION_LABEL = 75;
export const OPTION_VALUE = 150;
export const OPTIONS = 100;

/** https://docs.slack.dev/reference/views/modal-views and https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const MODAL_TITLE = 24;
export const MODAL_METADATA = 3_000;
export const INPUT_LABEL = 2_000;
export const PLACEHOLDER = 150;
/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const INPUT_TEXT = 3_000;

/** One file of a form, in bytes. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export const INPUT_FILE = 10 * 1024 * 1024;

/** https://docs.slack.dev/reference/app-manifest */
export const COMMAND_DESCRIPTION = 2_000;
export const USAGE_HINT = 1_000;

/** https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
export const PROMPTS = 4;

/** "Several hundred messages per minute" in a workspace: three hundred. https://docs.slack.dev/apis/web-api/rate-limits */
export const MESSAGES_PER_SECOND = 5;
