/** What Discord refuses, as data. Lengths are UTF-16 units, which are never fewer than the characters Discord counts. */

/** https://docs.discord.com/developers/components/reference and, for the text, https://github.com/discord/discord-api-docs/pull/8562 */
export const MESSAGE = {
  /** Components in one message, nested ones and containers included. */
  components: 40,
  /** Text of all text displays of one message together. */
  text: 4_000,
  /** https://docs.discord.com/developers/reference#uploading-files */
  attachments: 10,
  attachmentBytes: 10 * 1024 * 1024,
  /** All files of one message: a request may have 25 MiB, of which a little is for the rest of it. */
  filesBytes: 24 * 1024 * 1024,
  /** Alt text of a picture. */
  alt: 1_024,
} as const;

/** https://docs.discord.com/developers/components/reference#button */
export const BUTTON = { perRow: 5, label: 80, customId: 100 } as const;

/** https://docs.discord.com/developers/components/reference#string-select */
export const SELECT = { options: 25, label: 100, value: 100, placeholder: 150 } as const;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export const MODAL = { title: 45, inputs: 5, label: 45, description: 100, placeholder: 100, value: 4_000 } as const;

/** Kinds of files that one field can be limited to. https://docs.discord.com/developers/components/reference#file-upload */
export const FILE_KINDS = 10;

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
export const COMMAND = {
  name: 32,
  description: 100,
  options: 25,
  choices: 25,
  choice: 100,
  /** Names, descriptions and values of one command together. */
  whole: 8_000,
} as const;

/** Choices offered while a person types. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete */
export const AUTOCOMPLETE = { choices: 25, name: 100, value: 100 } as const;

/** Ours, not Discord's: columns of fixed-width text that a phone of 390 px shows without wrapping, by the drawing in test/gallery. Discord names no number. */
export const PHONE_COLUMNS = 32;

/** Ours, not Discord's: an answer of more messages than this becomes a file, so that it does not fill the channel. */
export const MOST_MESSAGES = 4;
